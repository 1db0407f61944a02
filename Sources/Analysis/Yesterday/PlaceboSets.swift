import Statistics

/// Sets of places that a measure could have treated: what placebos in space are made of.
///
/// All of them where they are few enough, else draws without one set twice being excluded; the true set is never among them.
struct PlaceboSets {
    /// The sets, as numbers of places.
    let sets: [[Int]]
    /// Whether they are all that there are.
    let isComplete: Bool

    /// Makes the sets.
    ///
    /// - Parameters:
    ///   - pool: the places to choose from, in an order that doesn't depend on the table's.
    ///   - actual: the set that was treated; empty excludes none.
    init(pool: [Int], size: Int, actual: [Int], draws: Int, seed: UInt64) {
        var total = 1.0
        for index in 0..<size { total = total * Double(pool.count - index) / Double(index + 1) }
        let truth = Set(actual)
        if total <= Double(draws + 1) {
            sets = Self.combinations(pool, size).filter { Set($0) != truth }
            isComplete = true
            return
        }
        var generator = Xoshiro256(seed: seed)
        var sets: [[Int]] = []
        while sets.count < draws {
            var places = pool
            for index in 0..<size { places.swapAt(index, index + generator.below(places.count - index)) }
            let set = Array(places.prefix(size))
            if Set(set) != truth { sets.append(set) }
        }
        self.sets = sets
        isComplete = false
    }

    private static func combinations(_ pool: [Int], _ size: Int) -> [[Int]] {
        guard size > 0 else { return [[]] }
        guard pool.count >= size, let first = pool.first else { return [] }
        let rest = Array(pool.dropFirst())
        return combinations(rest, size - 1).map { [first] + $0 } + combinations(rest, size)
    }
}

/// A statistic beside those of placebos.
struct PlaceboRank {
    let actual: Double
    let placebos: [Double]

    /// The actual statistic's rank from the largest over placebos + 1 (Fisher 1935).
    var p: Double { Double(1 + placebos.count { $0 >= actual * (1 - 1e-12) }) / Double(placebos.count + 1) }

    /// The statistic that placebos exceed with probability 1 − coverage at most; infinite where they are too few to tell.
    func critical(coverage: Double) -> Double {
        let rank = Int((coverage * Double(placebos.count + 1) - 1e-9).rounded(.up))
        guard rank >= 1, rank <= placebos.count else { return .infinity }
        return placebos.sorted()[rank - 1]
    }
}
