import Foundation
import Statistics
public import Vocabulary

/// What would become of presence if incidents that patrols find decided where patrols go.
///
/// Nobody is sent anywhere by Clairevoie; the audit shows why it doesn't forecast `discovered` incidents. A run is a
/// ``FeedbackUrn``; there are many, of which the mean and the range of the middle 95 % are told. Where counts carry
/// noise, each run draws the true ones from what the published ones say (a normal law around them, cut at 0), so that
/// ranges hold this doubt too.
public struct FeedbackAudit: Sendable {
    /// The areas.
    public let areas: [FeedbackArea]
    /// The probability that a visit to the area with the highest count finds an incident; elsewhere in proportion.
    public let discovery: Double
    /// How many incidents are reported in all areas together during one step.
    public let reportsPerStep: Double
    /// How much a reported incident adds to the records, in 0...1; a found one adds the rest of 1.
    public let reportedWeight: Double
    /// How many found incidents an area begins with on average, as visits that went to all areas alike found them: they
    /// count by the rule, one each or as many as there are areas.
    public let startingRecords: Double
    /// Whether records begin in proportion to the counts rather than alike everywhere.
    public let startsFromCounts: Bool
    /// How many visits there are in a run.
    public let steps: Int
    /// How many runs.
    public let runs: Int
    /// The part of visits that goes to every area alike under ``FeedbackRule/inverseProbability``; see
    /// ``FeedbackUrn/floor``.
    public let floor: Double
    /// Decides the random draws.
    public let seed: UInt64

    /// Makes an audit.
    ///
    /// - Throws: ``FeedbackAuditError`` where there aren't two areas, or no count is above 0.
    /// - Precondition: `discovery`, `reportedWeight` and `floor` are in 0...1, `startingRecords` and `steps` above 0,
    ///   `runs` above 1.
    public init(
        areas: [FeedbackArea], discovery: Double, reportsPerStep: Double = 0, reportedWeight: Double = 0,
        startingRecords: Double = 1, startsFromCounts: Bool = false, steps: Int, runs: Int, floor: Double, seed: UInt64
    ) throws {
        precondition(0...1 ~= discovery && 0...1 ~= reportedWeight && 0...1 ~= floor && reportsPerStep >= 0)
        precondition(startingRecords > 0 && steps > 0 && runs > 1)
        guard areas.count >= 2 else { throw FeedbackAuditError.fewerThanTwoAreas }
        guard areas.contains(where: { $0.count.value > 0 }) else { throw FeedbackAuditError.nothingHappens }
        self.areas = areas
        self.discovery = discovery
        self.reportsPerStep = reportsPerStep
        self.reportedWeight = reportedWeight
        self.startingRecords = startingRecords
        self.startsFromCounts = startsFromCounts
        self.steps = steps
        self.runs = runs
        self.floor = floor
        self.seed = seed
    }

    /// Makes an audit of rates as the urn's authors take them (``FeedbackUrn``): the probability that a visit finds an incident.
    ///
    /// - Precondition: the rates are probabilities.
    public init(
        rates: [Double], reportedWeight: Double = 0, startingRecords: Double = 1, steps: Int, runs: Int, floor: Double,
        seed: UInt64
    ) throws {
        let areas = rates.enumerated().map { number, rate in
            let letter = number < 26 ? String(UnicodeScalar(UInt8(65 + number))) : "\(number + 1)"
            return FeedbackArea(id: letter, name: letter, count: NoisyCount(value: rate, variance: 0))
        }
        try self.init(
            areas: areas, discovery: rates.max() ?? 0, reportsPerStep: rates.reduce(0, +),
            reportedWeight: reportedWeight, startingRecords: startingRecords, steps: steps, runs: runs, floor: floor,
            seed: seed)
    }

    /// Makes an audit of a city's own counts.
    ///
    /// Records begin as the counts say, so that whatever presence moves afterwards is the doing of the feedback.
    ///
    /// - Parameters:
    ///   - counts: what residents reported; categories and known bins are added up.
    ///   - visitsPerDay: how many visits there are a day: one patrol in one area.
    /// - Throws: as ``init(areas:discovery:reportsPerStep:reportedWeight:startingRecords:startsFromCounts:steps:runs:floor:seed:)``.
    /// - Complexity: O(figures).
    public init<A: AudienceKind>(
        counts: CountTable<A, Reported>, discovery: Double, visitsPerDay: Int, reportedWeight: Double = 0,
        startingRecords: Double = 10, steps: Int, runs: Int, floor: Double, seed: UInt64
    ) throws {
        precondition(visitsPerDay > 0)
        let bins = counts.bins.indices.filter { counts.isKnown[$0] }
        let areas = counts.places.indices.map { place in
            FeedbackArea(
                id: counts.places[place].id, name: counts.places[place].name,
                count: counts.sum(place: place, bins: bins, categories: Array(counts.categories.indices)))
        }
        let seconds = bins.reduce(0.0) { $0 + Double(counts.bins[$1].end - counts.bins[$1].start) }
        let total = areas.reduce(0) { $0 + max(0, $1.count.value) }
        let visits = seconds / 86_400 * Double(visitsPerDay)
        try self.init(
            areas: areas, discovery: discovery, reportsPerStep: visits > 0 ? total / visits : 0,
            reportedWeight: reportedWeight, startingRecords: startingRecords, startsFromCounts: true, steps: steps,
            runs: runs, floor: floor, seed: seed)
    }

    /// Each area's part of what happens, as the counts say; a count below 0 is taken for 0.
    public var trueShares: [Double] {
        let counts = areas.map { max(0, $0.count.value) }
        let total = counts.reduce(0, +)
        return counts.map { $0 / total }
    }

    /// The shares that uncorrected records would come to in the end; nil where chance decides (``FeedbackUrn``).
    public var longRun: [Double]? {
        let law = law(of: areas.map { max(0, $0.count.value) })
        return FeedbackUrn.longRun(
            discovered: law.discovered, reported: law.reported, reportedWeight: reportedWeight)
    }

    /// Runs the urns of one rule.
    ///
    /// - Parameter check: called between runs; what it throws ends the audit.
    /// - Complexity: O(runs × (steps × log areas + moments × areas)), the moments being twenty.
    public func outcome(of rule: FeedbackRule, check: () throws -> Void) rethrows -> FeedbackOutcome {
        let moments = Self.moments(upTo: steps)
        let truth = trueShares
        var shares = Array(repeating: 0.0, count: moments.count * areas.count * runs)
        var misplaced = Array(repeating: 0.0, count: moments.count * runs)
        for run in 0..<runs {
            try check()
            var urn = urn(rule, run: run)
            var before = 0
            for (number, moment) in moments.enumerated() {
                urn.run(steps: moment - before)
                before = moment
                var distance = 0.0
                for area in areas.indices {
                    let share = urn.share(of: area)
                    shares[(number * areas.count + area) * runs + run] = share
                    distance += abs(share - truth[area]) / 2
                }
                misplaced[number * runs + run] = distance
            }
        }
        let path = moments.enumerated().map { number, moment in
            FeedbackOutcome.Moment(
                step: moment,
                shares: areas.indices.map { area in
                    let first = (number * areas.count + area) * runs
                    return RunSpread(of: shares[first..<first + runs])
                },
                misplaced: RunSpread(of: misplaced[number * runs..<(number + 1) * runs]))
        }
        return FeedbackOutcome(rule: rule, path: path)
    }

    private func urn(_ rule: FeedbackRule, run: Int) -> FeedbackUrn {
        // Rules see the same true counts, so that they differ by nothing else.
        var random = Xoshiro256(seed: seed &+ UInt64(run) &* 0xD134_2543_DE82_EF95)
        let counts = areas.map { area in
            let noise = area.count.variance > 0 ? area.count.variance.squareRoot() * random.normal() : 0
            return max(0, area.count.value + noise)
        }
        let law = law(of: counts)
        // Begun with one record each, many areas would belong to whichever came first with its 1/p of hundreds.
        let weight = startingRecords * (rule == .inverseProbability ? Double(areas.count) : 1)
        let start = startsFromCounts ? trueShares.map { $0 * Double(areas.count) } : areas.map { _ in 1 }
        return FeedbackUrn(
            discovered: law.discovered, reported: law.reported, reportedWeight: reportedWeight,
            start: start.map { $0 * weight }, rule: rule, floor: rule == .inverseProbability ? floor : 0,
            seed: random.next())
    }

    private func law(of counts: [Double]) -> (discovered: [Double], reported: [Double]) {
        let published = areas.map { max(0, $0.count.value) }
        let (highest, total) = (published.max() ?? 1, published.reduce(0, +))
        return (
            counts.map { min(1, discovery * ($0 / highest)) }, counts.map { reportsPerStep * ($0 / total) }
        )
    }

    /// At most twenty steps at which to look, evenly far apart on a scale of ratios, the last one included.
    static func moments(upTo steps: Int) -> [Int] {
        let first = Double(min(10, steps))
        var moments: [Int] = []
        for number in 0..<20 {
            let moment = Int((first * pow(Double(steps) / first, Double(number) / 19)).rounded())
            if moment > moments.last ?? 0 { moments.append(min(steps, moment)) }
        }
        return moments
    }
}
