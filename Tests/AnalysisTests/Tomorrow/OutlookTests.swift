import Foundation
import Statistics
import Testing
import Vocabulary

@testable import Analysis

struct OutlookTests {
    private static let models: [any ForecastModel] = [SeasonalNaive(), CellMean(), HierarchicalRegression()]

    /// Days of which the last `ahead` are unknown, with `covariate` where it is given.
    private func table(
        days: Int = 240, ahead: Int = 17, places: Int = 3, categories: [String] = ["noise", "litter"], seed: UInt64,
        covariate: (name: String, values: [Double], effect: Double)? = nil, garbage: Double = 0
    ) throws -> CountTable<PublicAudience, Reported> {
        let calendar = try ForecastTables.calendar()
        let first = try #require(CivilDate(year: 2024, month: 1, day: 1))
        let all = days + ahead
        let bins = calendar.bins(.day, within: calendar.start(of: first)..<calendar.start(of: first.adding(days: all)))
        var random = Xoshiro256(seed: seed)
        var values: [Double] = []
        for day in 0..<all {
            for category in categories.indices {
                for place in 0..<places {
                    let usual = 12.0 / Double(place + 1) * (day % 7 >= 5 ? 1.6 : 0.8) * (category == 0 ? 2 : 1)
                    let pushed = covariate.map { exp($0.effect * $0.values[day]) } ?? 1
                    values.append(day < days ? random.count(usual * pushed) : garbage)
                }
            }
        }
        return CountTable(
            places: (0..<places).map { CountedPlace(id: "p\($0)", name: "Place \($0)") }, bins: bins,
            categories: categories, values: values, isKnown: (0..<all).map { $0 < days },
            covariates: covariate.map { covariate in
                [
                    Covariate(
                        name: covariate.name,
                        values: covariate.values.flatMap { Array(repeating: $0, count: places) })
                ]
            } ?? [])
    }

    private func outlook(
        _ table: CountTable<PublicAudience, Reported>, from bin: Int
    ) throws -> Outlook {
        try Outlook(of: table, from: table.bins[bin].start, in: ForecastTables.calendar(), models: Self.models)
    }

    @Test func everyFigureOfEveryBinAfterTheGapIsSaidAndItsWorthMeasuredOnSuchBins() throws {
        let table = try table(seed: 1)
        let found = try outlook(table, from: 243)
        #expect(found.bins == Array(table.bins[243...]))
        #expect(found.figures.count == 14 && found.figures.allSatisfy { $0.count == 6 })
        #expect(found.knownUntil == table.bins[239].end)
        let pool = try #require(found.report.models.last)
        #expect(pool.model == Backtest.pool)
        // Seventeen bins from each origin, of which the three that nobody would be told of aren't scored.
        let origins = found.report.setting.origins
        let last = try #require(pool.scores.first)
        #expect(origins == 17 && last.figures <= origins * 14 * 6 && last.figures > (origins - 3) * 14 * 6)
        #expect(found.coverages.allSatisfy { $0.count == 2 && $0[0] < $0[1] })
    }

    @Test func whatStandsInUnknownBinsChangesNothing() throws {
        let one = try outlook(try table(seed: 2), from: 240)
        let other = try outlook(try table(seed: 2, garbage: 99), from: 240)
        #expect(one.figures == other.figures && one.report == other.report)
    }

    @Test func aMatchAheadIsToldWithWhatWouldBeWithoutIt() throws {
        let attendance = (0..<257).map { $0 % 11 == 3 ? 20.0 : 0 }
        let effect = log(1.6) / 20
        let table = try table(seed: 3, covariate: ("event-attendance", attendance, effect))
        let found = try outlook(table, from: 240)
        for (step, bin) in (240..<254).enumerated() {
            let drivers = found.drivers[step]
            let means = found.figures[step].map(\.mean).reduce(0, +)
            let usual = found.figures[step].map(\.usual).reduce(0, +)
            if attendance[bin] > 0 {
                // 17 matches of about 60 calls each: the regression's error is about 2 %, and five of them are let pass.
                #expect(drivers.allSatisfy { $0.count == 1 && abs($0[0].ratio - 1.6) < 0.16 })
                #expect(drivers.allSatisfy { $0[0].low < 1.6 && $0[0].high > 1.45 && !$0[0].isExtrapolated })
                #expect(abs(means / usual - 1.6) < 0.16)
            } else {
                #expect(drivers.allSatisfy { $0.isEmpty })
                #expect(abs(means / usual - 1) < 1e-9)
            }
        }
    }

    @Test func aCrowdThatWasNeverSeenIsSaidToBeBeyondTheData() throws {
        var attendance = (0..<257).map { $0 % 11 == 3 ? 20.0 : 0 }
        attendance[245] = 60
        let found = try outlook(
            try table(seed: 4, covariate: ("event-attendance", attendance, log(1.5) / 20)), from: 240)
        #expect(found.drivers[5].allSatisfy { $0.first?.isExtrapolated == true })
    }

    @Test func holidaysDriveTheirDaysHoweverUsualTheyAreThatTimeOfTheYear() throws {
        let holidays = (0..<257).map { (100..<140).contains($0) || $0 >= 222 ? 1.0 : 0 }
        let found = try outlook(
            try table(seed: 9, covariate: ("school-holidays", holidays, log(0.6))), from: 240)
        for step in found.bins.indices {
            #expect(found.drivers[step].allSatisfy { $0.count == 1 && $0[0].value == 1 && $0[0].ratio < 0.8 })
            #expect(found.figures[step].allSatisfy { $0.mean < 0.8 * $0.usual })
        }
    }

    @Test func whatDoesNothingIsNotTold() throws {
        var random = Xoshiro256(seed: 77)
        let rain = (0..<257).map { _ in random.uniform() < 0.3 ? 8 * random.uniform() : 0 }
        let found = try outlook(try table(seed: 5, covariate: ("rain", rain, 0)), from: 240)
        // Two categories at 5 % each: a false alarm in 10 % of all seeds, and none for this one.
        #expect(found.drivers.allSatisfy { $0.allSatisfy { $0.isEmpty } })
        #expect(found.figures.joined().allSatisfy { $0.mean == $0.usual })
    }

    @Test func zonesAndGroupsAddUpToTheirCity() throws {
        let zones = try table(places: 4, categories: ["all"], seed: 6)
        let city = CountTable<PublicAudience, Reported>(
            places: [CountedPlace(id: "city", name: "City")], bins: zones.bins, categories: ["all"],
            values: zones.bins.indices.map { bin in
                (0..<4).reduce(0) { $0 + zones.value(bin: bin, category: 0, place: $1) }
            },
            isKnown: zones.isKnown)
        #expect(Outlook.addUp(city, zones))
        var (whole, parts) = (try outlook(city, from: 240), try outlook(zones, from: 240))
        let before = whole.figures.map { $0[0].mean }
        #expect(Outlook.reconcile(&whole, &parts))
        for bin in whole.bins.indices {
            let sum = parts.figures[bin].reduce(0) { $0 + $1.mean }
            #expect(abs(sum - whole.figures[bin][0].mean) < 1e-9 * sum)
            #expect(abs(parts.figures[bin].reduce(0) { $0 + $1.law.mean } - sum) < 1e-6 * sum)
        }
        #expect(before != whole.figures.map { $0[0].mean })
        // A whole that stays leaves its parts to do all the moving.
        var others = try outlook(zones, from: 240)
        let fixed = whole.figures
        #expect(Outlook.reconcile(&whole, &others, isWholeFixed: true))
        #expect(whole.figures == fixed)
        #expect(abs(others.figures[0].reduce(0) { $0 + $1.mean } - fixed[0][0].mean) < 1e-6 * fixed[0][0].mean)
        // Zones that miss a tenth of the city's records never added up.
        let larger = CountTable<PublicAudience, Reported>(
            places: city.places, bins: city.bins, categories: ["all"], values: city.values.map { ($0 * 1.1).rounded() },
            isKnown: city.isKnown)
        #expect(!Outlook.addUp(larger, zones))
    }

    @Test func aCorrectedLawIsStretchedToTheMeanThatIsWanted() {
        for mean in [0.05, 0.4, 3, 60] {
            let law = CountForecast.recalibrated(
                RecalibratedCounts(
                    .negativeBinomial(NegativeBinomial(mean: mean, size: 2)), by: Recalibration(bulge: -0.3)))
            let figure = Outlook.Figure(mean: law.mean, usual: law.mean, law: law, naive: law)
            for factor in [0.7, 1.25] {
                let stretched = figure.multiplied(by: factor)
                #expect(abs(stretched.law.mean - factor * law.mean) < 1e-4 * law.mean, "\(mean)")
                guard case .recalibrated(let own) = stretched.law else { Issue.record("no correction"); continue }
                #expect(own.recalibration.bulge == -0.3)
            }
        }
    }

    @Test func tooLittleOrTooOldAHistoryIsExplained() throws {
        #expect(throws: OutlookError.self) { _ = try outlook(try table(days: 90, seed: 7), from: 90) }
        let old = try table(days: 240, ahead: 60, seed: 8)
        #expect(throws: OutlookError.tooOld(knownUntil: old.bins[239].end)) { _ = try outlook(old, from: 290) }
        #expect(throws: OutlookError.nothingAhead) {
            _ = try Outlook(
                of: old, from: old.bins[299].end, in: ForecastTables.calendar(), models: Self.models)
        }
    }
}
