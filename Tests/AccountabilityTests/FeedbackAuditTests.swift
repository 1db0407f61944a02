import Testing
import Vocabulary

@testable import Accountability

@Suite struct FeedbackAuditTests {
    private func ends(_ audit: FeedbackAudit, _ rule: FeedbackRule) throws -> FeedbackOutcome.Moment {
        try #require(audit.outcome(of: rule, check: {}).path.last)
    }

    // The example of Ensign, Friedler and others 2018. Seeds are fixed; a tolerance of a mean is about five standard errors or
    // more, so that another seed would fail once in a million.
    @Test func halfAndAQuarterRunAwayUncorrectedAndComeToTwoThirdsCorrected() throws {
        let audit = try FeedbackAudit(rates: [0.5, 0.25], steps: 80_000, runs: 200, floor: 0.05, seed: 1)
        #expect(audit.trueShares.map { ($0 * 1000).rounded() } == [667, 333])
        let uncorrected = try ends(audit, .uncorrected)
        #expect(abs(uncorrected.shares[0].mean - 0.99) < 0.01)
        #expect(uncorrected.shares[0].high > 0.995 && uncorrected.shares[0].low > 0.9)
        #expect(abs(uncorrected.misplaced.mean - (uncorrected.shares[0].mean - 2.0 / 3)) < 1e-9)
        for rule in [FeedbackRule.complement, .inverseProbability] {
            let corrected = try ends(audit, rule)
            #expect(abs(corrected.shares[0].mean - 2.0 / 3) < 0.0015, "\(rule)")
            #expect(corrected.shares[0].low < 2.0 / 3 && corrected.shares[0].high > 2.0 / 3)
            #expect(corrected.shares[0].high - corrected.shares[0].low < 0.03)
        }
    }

    @Test func theComplementStarvesAThirdAreaAndInverseProbabilitiesDoNot() throws {
        let audit = try FeedbackAudit(rates: [0.8, 0.4, 0.2], steps: 80_000, runs: 200, floor: 0.05, seed: 2)
        let complement = try ends(audit, .complement)
        // On its way to ⅔, ⅓ and nothing.
        #expect(zip(complement.shares, [0.654, 0.328, 0.018]).allSatisfy { abs($0.mean - $1) < 0.015 })
        #expect(complement.shares[2].high < 0.09)
        let inverse = try ends(audit, .inverseProbability)
        #expect(zip(inverse.shares, [4.0 / 7, 2.0 / 7, 1.0 / 7]).allSatisfy { abs($0.mean - $1) < 0.0015 })
    }

    /// A fortnight of days in four areas; the third day isn't known.
    private func table(variance: Double) -> CountTable<PublicAudience, Reported> {
        let daily: [Double] = [40, 30, 20, 10]
        return CountTable(
            places: ["a", "b", "c", "d"].map { CountedPlace(id: $0, name: $0.uppercased()) },
            bins: (0..<14).map { TimeBin(level: .day, start: $0 * 86_400, end: ($0 + 1) * 86_400) },
            categories: ["noise", "litter"],
            values: (0..<14).flatMap { day in (0..<2).flatMap { _ in day == 2 ? [9999, 0, 0, 0] : daily } },
            variances: Array(repeating: variance, count: 14), isKnown: (0..<14).map { $0 != 2 })
    }

    @Test func aCitysOwnCountsShowWhereItsPresenceWouldDrift() throws {
        let audit = try FeedbackAudit(
            counts: table(variance: 0), discovery: 0.5, visitsPerDay: 20, steps: 7300, runs: 100, floor: 0.05, seed: 3)
        #expect(audit.areas.map(\.name) == ["A", "B", "C", "D"])
        #expect(audit.areas.map(\.count.value) == [1040, 780, 520, 260])
        #expect(zip(audit.trueShares, [0.4, 0.3, 0.2, 0.1]).allSatisfy { abs($0 - $1) < 1e-12 })
        // 200 reports a day, 20 visits a day.
        #expect(abs(audit.reportsPerStep - 10) < 1e-12)
        #expect(audit.longRun == nil)
        let uncorrected = try ends(audit, .uncorrected)
        #expect(uncorrected.shares[0].mean > 0.5 && uncorrected.shares[3].mean < 0.05)
        #expect(uncorrected.misplaced.low > 0.05)
        let corrected = try ends(audit, .inverseProbability)
        #expect(zip(corrected.shares, audit.trueShares).allSatisfy { abs($0.mean - $1) < 0.01 })
        #expect(corrected.misplaced.high < 0.08)
    }

    @Test func aHundredAreasAreCorrectedFromTheFirstYear() throws {
        let places = (0..<110).map { CountedPlace(id: "\($0)", name: "\($0)") }
        let table = CountTable<PublicAudience, Reported>(
            places: places, bins: [TimeBin(level: .year, start: 0, end: 365 * 86_400)], categories: ["noise"],
            values: places.indices.map { 500 + 5 * Double($0) })
        let audit = try FeedbackAudit(
            counts: table, discovery: 0.5, visitsPerDay: 20, steps: 7300, runs: 50, floor: 0.05, seed: 6)
        #expect(try ends(audit, .uncorrected).misplaced.low > 0.1)
        #expect(try ends(audit, .inverseProbability).misplaced.high < 0.08)
    }

    @Test func reportsBesideDiscoveriesSlowTheDriftTowardsAKnownEnd() throws {
        let audit = try FeedbackAudit(
            counts: table(variance: 0), discovery: 0.5, visitsPerDay: 200, reportedWeight: 0.5, steps: 20_000, runs: 50,
            floor: 0.05, seed: 4)
        let long = try #require(audit.longRun)
        #expect(long[0] > 0.4 && long[3] < 0.1 && abs(long.reduce(0, +) - 1) < 1e-9)
        let shares = try ends(audit, .uncorrected).shares
        #expect(zip(shares, long).allSatisfy { abs($0.mean - $1) < 0.01 })
    }

    @Test func theNoiseOfPublishedCountsWidensTheRanges() throws {
        var widths: [Double] = []
        for variance in [0.0, 200] {
            let audit = try FeedbackAudit(
                counts: table(variance: variance), discovery: 0.5, visitsPerDay: 20, steps: 7300, runs: 100,
                floor: 0.05, seed: 5)
            let share = try ends(audit, .inverseProbability).shares[0]
            widths.append(share.high - share.low)
        }
        #expect(widths[1] > 1.5 * widths[0] && widths[0] > 0)
    }

    @Test func momentsGrowByRatiosAndEndWithTheRun() {
        #expect(FeedbackAudit.moments(upTo: 1) == [1])
        #expect(FeedbackAudit.moments(upTo: 12) == [10, 11, 12])
        let moments = FeedbackAudit.moments(upTo: 100_000)
        #expect(moments.count == 20 && moments.first == 10 && moments.last == 100_000)
        #expect(zip(moments, moments.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func quantilesLieBetweenNeighbours() {
        let spread = RunSpread(of: (0...80).map { Double($0 * 37 % 81) })
        #expect(spread.mean == 40 && spread.low == 2 && spread.high == 78)
        #expect(RunSpread(of: [0.3]) == RunSpread(of: [0.3, 0.3]))
    }

    @Test func oneAreaOrNoIncidentIsRefused() throws {
        #expect(throws: FeedbackAuditError.fewerThanTwoAreas) {
            try FeedbackAudit(rates: [0.5], steps: 1, runs: 2, floor: 0, seed: 1)
        }
        #expect(throws: FeedbackAuditError.nothingHappens) {
            try FeedbackAudit(rates: [0, 0], steps: 1, runs: 2, floor: 0, seed: 1)
        }
    }

    @Test func stoppingBetweenRunsStopsTheAudit() throws {
        struct Stopped: Error {}
        let audit = try FeedbackAudit(rates: [0.5, 0.25], steps: 10, runs: 9, floor: 0, seed: 1)
        var calls = 0
        #expect(throws: Stopped.self) {
            try audit.outcome(of: .uncorrected) {
                calls += 1
                if calls == 3 { throw Stopped() }
            }
        }
        #expect(calls == 3)
    }
}
