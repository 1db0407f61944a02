import Analysis
import Foundation
import Statistics
import Testing
import Vocabulary

struct ContrastTests {
    private let calendar: CivilCalendar

    init() throws { calendar = try CityOfCounts.calendar() }

    private func table(
        _ values: [Double], places: Int = 1, categories: [String] = ["all"], variance: Double = 0,
        populations: [Double]? = nil
    ) -> CountTable<PublicAudience, Reported> {
        let bins = CityOfCounts.days(values.count / places / categories.count)
        return CountTable(
            places: (0..<places).map { CountedPlace(id: "p\($0)", name: "Place \($0)", population: populations?[$0]) },
            bins: bins, categories: categories, values: values,
            variances: Array(repeating: variance, count: bins.count))
    }

    /// Intervals of 95 % miss 50 times in 1,000, with a standard deviation of 6.9; the bounds are five of them away.
    @Test(arguments: [Double?.none, 1])
    func theIntervalHoldsTheRatioOfTwoPlaces(epsilon: Double?) throws {
        var held = 0
        for seed in 1...1000 {
            var random = Xoshiro256(seed: UInt64(seed))
            let values = (0..<56).flatMap { day in
                [9.0, 6].map { mean in
                    random.clusteredCount(mean * (day % 7 > 4 ? 1.5 : 1), shape: 8)
                        + (epsilon.map { random.laplace($0) } ?? 0)
                }
            }
            let variance = epsilon.map { 2 * exp(-$0) / pow(1 - exp(-$0), 2) } ?? 0
            let record = try #require(
                Contrast(.places("p0", "p1"), calendar: calendar)
                    .find(in: table(values, places: 2, variance: variance)).records.first)
            let interval = try #require(record.interval)
            if interval.low <= 1.5, 1.5 <= interval.high { held += 1 }
        }
        #expect(held >= 915 && held <= 985)
    }

    @Test func placesAreSetAgainstTheirInhabitantsWhereTheyAreKnown() throws {
        let values = (0..<56).map { $0 % 2 == 0 ? 20.0 : 10.0 }
        let plain = try Contrast(.places("p0", "p1"), calendar: calendar).find(in: table(values, places: 2))
        #expect(plain.records.first?.estimate == 2 && plain.records.first?.verdict == "higher")
        let rates = try Contrast(.places("p0", "p1"), calendar: calendar)
            .find(in: table(values, places: 2, populations: [4000, 1000]))
        #expect(rates.records.first?.estimate == 0.5 && rates.records.first?.verdict == "lower")
        #expect(rates.records.first?.more["against_count"] == .number(280))
    }

    @Test func twoCategoriesAreSetAgainstEachOther() throws {
        let values = (0..<56).map { $0 % 2 == 0 ? 12.0 : 3.0 }
        let report = try Contrast(.categories("noise", "litter"), calendar: calendar)
            .find(in: table(values, categories: ["noise", "litter"]))
        let record = try #require(report.records.first)
        #expect(record.estimate == 4 && record.category == "noise" && record.more["against"] == .text("litter"))
    }

    @Test func tooFewHaveNoRatioAndAnUnknownSideIsExplained() throws {
        var values = [Double](repeating: 0, count: 56)
        (values[0], values[1]) = (1, 2)
        let record = try #require(
            Contrast(.places("p0", "p1"), calendar: calendar).find(in: table(values, places: 2)).records.first)
        #expect(record.verdict == "too_few" && record.estimate == nil)
        #expect(throws: AnalysisError.unknown(kind: "place", name: "x", known: ["p0", "p1"])) {
            try Contrast(.places("p0", "x"), calendar: calendar).find(in: table(values, places: 2))
        }
    }
}
