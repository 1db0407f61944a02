import Foundation
import Statistics
import Testing

@testable import Accountability

/// Urns against their exact laws.
///
/// A mean lies further than 4.9 standard errors from what it estimates once in a million
/// seeds, so that the whole suite raises a false alarm less than once in fifty thousand.
@Suite struct FeedbackUrnTests {
    private func finalShares(
        _ rule: FeedbackRule, _ rates: [Double], steps: Int, runs: Int, floor: Double = 0, seed: UInt64
    ) -> [[Double]] {
        (0..<runs).map { run in
            var urn = FeedbackUrn(
                discovered: rates, start: rates.map { _ in 1 }, rule: rule, floor: floor,
                seed: seed &+ UInt64(run) &* 0x9E37_79B9_7F4A_7C15)
            urn.run(steps: steps)
            return rates.indices.map(urn.share(of:))
        }
    }

    private func expectMean(_ values: [Double], is expected: Double, _ comment: Comment) {
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
        #expect(variance > 0)
        #expect(abs(mean - expected) < 4.9 * (variance / count).squareRoot(), "\(comment): \(mean), not \(expected)")
    }

    /// The exact expected shares after some steps, of rules that add whole records: by all numbers of records that there
    /// can be and their probabilities.
    private func exactShares(_ rates: [Double], steps: Int, isKept: (Double) -> Double) -> [Double] {
        var law: [[Int]: Double] = [rates.map { _ in 1 }: 1]
        for _ in 0..<steps {
            var next: [[Int]: Double] = [:]
            for (records, probability) in law {
                let total = Double(records.reduce(0, +))
                var stay = probability
                for area in rates.indices {
                    let presence = Double(records[area]) / total
                    let added = probability * presence * rates[area] * isKept(presence)
                    stay -= added
                    var more = records
                    more[area] += 1
                    next[more, default: 0] += added
                }
                next[records, default: 0] += stay
            }
            law = next
        }
        return rates.indices.map { area in
            law.reduce(0) { $0 + $1.value * Double($1.key[area]) / Double($1.key.reduce(0, +)) }
        }
    }

    @Test func uncorrectedRecordsFollowTheirExactLaw() {
        let rates = [0.5, 0.25]
        let exact = exactShares(rates, steps: 60) { _ in 1 }
        #expect(abs(exact[0] + exact[1] - 1) < 1e-12 && exact[0] > 0.7)
        let shares = finalShares(.uncorrected, rates, steps: 60, runs: 20_000, seed: 1)
        expectMean(shares.map { $0[0] }, is: exact[0], "two areas")
    }

    @Test func theComplementsRecordsFollowTheirExactLawInThreeAreas() {
        let rates = [0.8, 0.4, 0.2]
        let exact = exactShares(rates, steps: 25) { 1 - $0 }
        let shares = finalShares(.complement, rates, steps: 25, runs: 20_000, seed: 2)
        for area in 0..<3 { expectMean(shares.map { $0[area] }, is: exact[area], "area \(area)") }
    }

    @Test func inverseProbabilitiesFollowTheirExactLaw() {
        // Every way that nine visits to two areas can go, with a tenth of them spread alike.
        let (rates, floor) = ([0.5, 0.25], 0.1)
        func expected(_ records: [Double], _ steps: Int) -> Double {
            let share = records[0] / (records[0] + records[1])
            guard steps > 0 else { return share }
            let presence = floor / 2 + (1 - floor) * share
            let found = [presence * rates[0], (1 - presence) * rates[1]]
            return found[0] * expected([records[0] + 1 / presence, records[1]], steps - 1)
                + found[1] * expected([records[0], records[1] + 1 / (1 - presence)], steps - 1)
                + (1 - found[0] - found[1]) * expected(records, steps - 1)
        }
        let shares = finalShares(.inverseProbability, rates, steps: 9, runs: 20_000, floor: floor, seed: 3)
        expectMean(shares.map { $0[0] }, is: expected([1, 1], 9), "nine visits")
    }

    @Test func equalRatesLeaveTheShareToChanceAlone() {
        // Pólya's own urn: all numbers of records are equally likely. By the inequality of Dvoretzky, Kiefer, Wolfowitz and
        // Massart the distance is passed once in a million seeds.
        let (runs, steps) = (4000, 400)
        let shares = finalShares(.uncorrected, [1, 1], steps: steps, runs: runs, seed: 4).map { $0[0] }.sorted()
        let limit = (log(2 / 1e-6) / 2 / Double(runs)).squareRoot()
        var distance = 0.0
        for number in 0...steps {
            let share = (Double(number) + 1.5) / Double(steps + 2)
            let seen = Double(shares.partitioningIndex { $0 > share }) / Double(runs)
            distance = max(distance, abs(seen - Double(number + 1) / Double(steps + 1)))
        }
        #expect(distance < limit)
    }

    @Test func inverseProbabilitiesComeToTheTrueSharesOfAnyNumberOfAreas() {
        let cases: [[Double]] = [[0.5, 0.25], [0.8, 0.4, 0.2], (1...12).map { Double($0) / 16 }]
        for rates in cases {
            let shares = finalShares(.inverseProbability, rates, steps: 20_000, runs: 200, floor: 0.05, seed: 5)
            let total = rates.reduce(0, +)
            for area in rates.indices {
                expectMean(shares.map { $0[area] }, is: rates[area] / total, "\(rates.count) areas, \(area)")
            }
        }
    }

    @Test func noAreaIsVisitedLessThanTheFloorSays() {
        var urn = FeedbackUrn(
            discovered: [0.9, 0, 0, 0], start: [1, 1, 1, 1], rule: .inverseProbability, floor: 0.2, seed: 6)
        urn.run(steps: 40_000)
        #expect(urn.visits.reduce(0, +) == 40_000)
        for area in 1...3 {
            #expect(urn.presence(of: area) >= 0.05)
            // 2,000 visits and a few more, ± 43.6; so few are seen once in a million seeds.
            #expect(urn.visits[area] > 2000 - 207)
        }
        #expect(urn.share(of: 0) > 0.999)
    }

    @Test func reportedIncidentsKeepUncorrectedRecordsFromRunningAway() throws {
        let (found, told) = ([0.5, 0.25], [0.5, 0.25])
        let ends = try #require(FeedbackUrn.longRun(discovered: found, reported: told, reportedWeight: 0.5))
        // By hand: x = .25 / (c − .25), 1 − x = .125 / (c − .125), so c² − .75 c + .09375 = 0.
        let c = (0.75 + (0.75 * 0.75 - 4 * 0.09375).squareRoot()) / 2
        #expect(abs(ends[0] - 0.25 / (c - 0.25)) < 1e-12 && abs(ends[0] + ends[1] - 1) < 1e-12)
        #expect(ends[0] > 0.7 && ends[0] < 0.75)
        var shares: [FeedbackRule: [Double]] = [:]
        for rule in [FeedbackRule.uncorrected, .inverseProbability] {
            shares[rule] = (0..<200).map { run in
                var urn = FeedbackUrn(
                    discovered: found, reported: told, reportedWeight: 0.5, start: [1, 1], rule: rule,
                    floor: rule == .uncorrected ? 0 : 0.05, seed: 700 + UInt64(run))
                urn.run(steps: 40_000)
                return urn.share(of: 0)
            }
        }
        expectMean(shares[.inverseProbability] ?? [], is: 2.0 / 3, "corrected")
        // The way to the end is slow, a power of the steps: what is left of it after 40,000 is far below .005.
        let mean = (shares[.uncorrected] ?? []).reduce(0, +) / 200
        #expect(abs(mean - ends[0]) < 0.005)
    }

    @Test func whereNothingIsReportedChanceDecidesTheEnd() {
        #expect(FeedbackUrn.longRun(discovered: [0.5, 0.5], reported: [0, 0], reportedWeight: 0.5) == nil)
        #expect(FeedbackUrn.longRun(discovered: [0.5, 0.25], reported: [1, 1], reportedWeight: 0) == nil)
        // Reports alone are the truth.
        let told = FeedbackUrn.longRun(discovered: [0.5, 0.25], reported: [1, 3], reportedWeight: 1)
        #expect(told.map { abs($0[0] - 0.25) < 1e-12 && abs($0[1] - 0.75) < 1e-12 } == true)
        // An area that reports nothing, but where most is found, keeps what the others leave.
        let kept = FeedbackUrn.longRun(discovered: [0.8, 0.2], reported: [0, 0.1], reportedWeight: 0.5)
        #expect(kept.map { abs($0[1] - 0.05 / 0.3) < 1e-9 && abs($0[0] - 0.25 / 0.3) < 1e-9 } == true)
    }

    @Test func theSameSeedGivesTheSameRun() {
        let first = finalShares(.inverseProbability, [0.5, 0.25], steps: 500, runs: 3, floor: 0.05, seed: 9)
        #expect(first == finalShares(.inverseProbability, [0.5, 0.25], steps: 500, runs: 3, floor: 0.05, seed: 9))
        #expect(first != finalShares(.inverseProbability, [0.5, 0.25], steps: 500, runs: 3, floor: 0.05, seed: 10))
    }
}

extension Array {
    /// The first index whose element belongs to the second part, in an array that has the first part first.
    fileprivate func partitioningIndex(where belongs: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if belongs(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
