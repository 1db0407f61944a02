import Statistics

/// Patrols sent where incidents were recorded, and what they find recorded again: a generalised Pólya urn.
///
/// At every step one patrol goes to one area, drawn in proportion to the areas' records. There it finds an incident with
/// the area's own rate, which joins the records by a ``FeedbackRule``; incidents that residents report join them wherever
/// the patrol is. Source: Ensign, Friedler, Neville, Scheidegger & Venkatasubramanian 2018, *Runaway feedback loops in
/// predictive policing*.
public struct FeedbackUrn: Sendable {
    /// What is done with what a patrol finds.
    public let rule: FeedbackRule
    /// The part of all visits that goes to every area alike, in 0...1: no chance of presence lies below it divided by the
    /// number of areas, so no found incident counts for more than the inverse.
    public let floor: Double
    /// How many visits there were to each area: the log of presence.
    public private(set) var visits: [Int]

    private let discovered: [Double]
    private let reported: CumulativeWeights?
    private let discoveredWeight: Double
    private let reportedWeight: Double
    private var records: CumulativeWeights
    private var random: Xoshiro256

    /// Makes an urn.
    ///
    /// - Parameters:
    ///   - discovered: for each area the probability that a visit finds an incident.
    ///   - reported: for each area how many incidents are reported a step on average; empty for none.
    ///   - reportedWeight: how much one reported incident adds, in 0...1; one found adds the rest of 1, before the rule.
    ///   - start: for each area how many records there are before the first step.
    /// - Precondition: `discovered` has probabilities; `start` and `reported`, unless empty, have as many numbers of which
    ///   none is negative; one of `start` is above 0; `floor` and `reportedWeight` are in 0...1.
    public init(
        discovered: [Double], reported: [Double] = [], reportedWeight: Double = 0, start: [Double], rule: FeedbackRule,
        floor: Double = 0, seed: UInt64
    ) {
        precondition(discovered.allSatisfy { 0...1 ~= $0 } && start.count == discovered.count)
        precondition(reported.isEmpty || reported.count == discovered.count)
        precondition(0...1 ~= floor && 0...1 ~= reportedWeight)
        self.discovered = discovered
        self.reported = reportedWeight > 0 && reported.contains { $0 > 0 } ? CumulativeWeights(reported) : nil
        discoveredWeight = 1 - reportedWeight
        self.reportedWeight = reportedWeight
        records = CumulativeWeights(start)
        visits = Array(repeating: 0, count: discovered.count)
        self.rule = rule
        self.floor = floor
        random = Xoshiro256(seed: seed)
    }

    /// An area's part of the records, in 0...1.
    public func share(of area: Int) -> Double { records.values[area] / records.total }

    /// The chance that the next patrol goes to an area, in 0...1.
    public func presence(of area: Int) -> Double {
        floor / Double(visits.count) + (1 - floor) * share(of: area)
    }

    /// Goes on for some steps; nothing is allocated.
    ///
    /// - Complexity: O(steps × log areas), and as much again for each reported incident.
    public mutating func run(steps: Int) {
        for _ in 0..<steps {
            patrol()
            if reported != nil { report() }
        }
    }

    @inline(__always)
    private mutating func patrol() {
        let isSpread = floor > 0 && random.uniform() < floor
        let area = isSpread ? random.below(visits.count) : records.index(at: random.uniform())
        visits[area] += 1
        guard random.uniform() < discovered[area] else { return }
        switch rule {
        case .uncorrected: records.add(discoveredWeight, to: area)
        case .complement:
            if random.uniform() >= presence(of: area) { records.add(discoveredWeight, to: area) }
        case .inverseProbability: records.add(discoveredWeight / presence(of: area), to: area)
        }
    }

    /// Whole incidents, as many on average as the rates add up to, each in an area by its rate.
    @inline(__always)
    private mutating func report() {
        guard let reported else { return }
        for _ in 0..<Int(reported.total + random.uniform()) {
            records.add(reportedWeight, to: reported.index(at: random.uniform()))
        }
    }
}

extension FeedbackUrn {
    /// The shares that uncorrected records come to in the end, where incidents are found *and* reported.
    ///
    /// They are the fixed point xᵢ = rᵢ / (c − dᵢ) of what a step adds on average, dᵢ being the found and rᵢ the reported
    /// incidents of an area, each by its weight, and c such that the shares add up to 1. Where nothing is reported, the
    /// areas with the highest rate keep everything between them, and how much each has is left to chance: nil.
    ///
    /// - Precondition: as of ``init(discovered:reported:reportedWeight:start:rule:floor:seed:)``.
    /// - Complexity: O(areas).
    public static func longRun(discovered: [Double], reported: [Double], reportedWeight: Double) -> [Double]? {
        precondition(discovered.count == reported.count && 0...1 ~= reportedWeight)
        let found = discovered.map { $0 * (1 - reportedWeight) }
        let told = reported.map { $0 * reportedWeight }
        let sum = told.reduce(0, +)
        guard let highest = found.max(), sum > 0 else { return nil }
        func shares(_ c: Double) -> [Double] { zip(told, found).map { $0 == 0 ? 0 : $0 / (c - $1) } }
        // The sum of shares falls in c: it is at most 1 at the upper end.
        var (low, high) = (highest, highest + sum)
        for _ in 0..<200 {
            let middle = (low + high) / 2
            guard middle > low, middle < high else { break }
            if shares(middle).reduce(0, +) > 1 { low = middle } else { high = middle }
        }
        let ends = shares(high)
        // An area with the highest rate that reports nothing keeps what the others leave.
        let rest = max(0, 1 - ends.reduce(0, +))
        let silent = told.indices.filter { told[$0] == 0 && found[$0] == highest }
        guard rest > 1e-9 else { return ends }
        guard silent.count == 1, let keeper = silent.first else { return nil }
        return ends.indices.map { $0 == keeper ? rest : ends[$0] }
    }
}
