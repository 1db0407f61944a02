/// Sums over each cell's distance band, by prefix sums along the rows.
enum BandSums {
    /// The sum of the values in the band around each cell; what lies beyond the grid is nothing.
    ///
    /// - Complexity: O(cells · rows in the band).
    static func of(_ values: [Double], on grid: RegularGrid, band: DistanceBand) -> [Double] {
        let (columns, rows) = (grid.columns, grid.rows)
        let margin = band.reaches.max() ?? 0
        // Each row's sums up to a column, its ends repeated, so that no reach needs a test.
        let width = columns + 1 + 2 * margin
        var upTo = [Double](repeating: 0, count: width * rows)
        for row in 0..<rows {
            var sum = 0.0
            let start = row * width + margin
            for column in 0..<columns {
                sum += values[row * columns + column]
                upTo[start + column + 1] = sum
            }
            for column in columns..<columns + margin { upTo[start + column + 1] = sum }
        }
        var sums = [Double](repeating: 0, count: grid.count)
        unsafe upTo.withUnsafeBufferPointer { upTo in
            unsafe sums.withUnsafeMutableBufferPointer { sums in
                for row in 0..<rows {
                    for other in max(0, row - band.reaches.count + 1)..<min(rows, row + band.reaches.count) {
                        let reach = band.reaches[abs(other - row)]
                        let left = other * width + margin - reach
                        let right = other * width + margin + reach + 1
                        for column in 0..<columns {
                            unsafe sums[row &* columns &+ column] += upTo[right &+ column] - upTo[left &+ column]
                        }
                    }
                }
            }
        }
        return sums
    }
}
