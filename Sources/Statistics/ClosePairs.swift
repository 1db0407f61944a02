/// Every pair of points no farther apart than a distance, each once, sorted by bands of distance.
struct ClosePairs {
    /// The points in the order of a sweep: strip after strip of the plane, and by x in each.
    ///
    /// Positions below are in it.
    let order: [Int]
    /// How many bands there are.
    let bands: Int
    /// The partners of position p in band b are `partners[starts[p * bands + b]..<starts[p * bands + b + 1]]`.
    let starts: [Int]
    /// Positions after their partner's.
    let partners: [UInt32]

    /// Finds the pairs.
    ///
    /// - Parameters:
    ///   - bounds: the bands' upper ends, rising, at least one; a pair at exactly a bound is in its band.
    /// - Complexity: O(n log n + pairs in strips as wide as the last bound).
    init(x: [Double], y: [Double], bounds: [Double], metric: NearRepeat.Metric) {
        let bands = bounds.count
        let reach = bounds.last ?? 0
        let lowest = y.min() ?? 0
        // Any height will do where only points of the same place count.
        let height = reach > 0 ? reach : 1
        let strips = y.map { (($0 - lowest) / height).rounded(.down) }
        let order = x.indices.sorted {
            strips[$0] != strips[$1] ? strips[$0] < strips[$1] : (x[$0], y[$0], $0) < (x[$1], y[$1], $1)
        }
        let limits = metric == .euclidean ? bounds.map { $0 * $0 } : bounds
        var starts = [0]
        var partners: [UInt32] = []
        var found = [[UInt32]](repeating: [], count: bands)
        // Where the next strip is entered; it only moves on, as x rises within a strip.
        var (nextStrip, window) = (0, 0)
        for (position, point) in order.enumerated() {
            func consider(_ other: Int) {
                let (dx, dy) = (abs(x[order[other]] - x[point]), abs(y[order[other]] - y[point]))
                let distance = metric == .euclidean ? dx * dx + dy * dy : dx + dy
                guard let band = limits.firstIndex(where: { distance <= $0 }) else { return }
                found[band].append(UInt32(other))
            }
            var other = position + 1
            while other < order.count, strips[order[other]] == strips[point], x[order[other]] - x[point] <= reach {
                consider(other)
                other += 1
            }
            if position == 0 || strips[order[position - 1]] != strips[point] {
                nextStrip = max(nextStrip, position)
                while nextStrip < order.count, strips[order[nextStrip]] == strips[point] { nextStrip += 1 }
                window = nextStrip
            }
            let above = strips[point] + 1
            while window < order.count, strips[order[window]] == above, x[order[window]] < x[point] - reach {
                window += 1
            }
            other = window
            while other < order.count, strips[order[other]] == above, x[order[other]] - x[point] <= reach {
                consider(other)
                other += 1
            }
            for band in 0..<bands {
                partners.append(contentsOf: found[band])
                found[band].removeAll(keepingCapacity: true)
                starts.append(partners.count)
            }
        }
        self.order = order
        self.bands = bands
        self.starts = starts
        self.partners = partners
    }
}
