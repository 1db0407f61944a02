import Editions
import Foundation
import Vocabulary

@testable import Website

/// A small city with a ledger: twelve weekly forecasts that came true or not, one replay, and one of the days ahead.
enum ForecastFixture {
    /// Everything published exactly, with forecasts of the days from 3 to 16 April 2025.
    static let city = Result { try make() }
    /// The same city with the replay alone.
    static let replayed = Result { try make(hasLedger: false) }

    static let firstDay = CivilDate(dayNumber: 19_997)  // 2024-10-01
    static let lastDay = SharedFixture.lastDay
    /// The first day ahead, a Thursday.
    static let nextDay = CivilDate(dayNumber: 20_181)  // 2025-04-03
    /// The Saturday on which there is a match.
    static let matchDay = CivilDate(dayNumber: 20_183)

    static let byDistrict = "incidents.arrondissement.day.all"
    static let byTerritory = "incidents.territory.day.all"
    static let byCategory = "incidents.arrondissement.day.category"
    static let byQuarter = "incidents.quartier.day.all"

    static let tables: [FixtureEditions.Table] = [
        .init(place: .territory, time: .day, category: .all),
        .init(place: .zone("arrondissement"), time: .day, category: .all),
        .init(place: .zone("arrondissement"), time: .day, category: .category),
        .init(place: .zone("quartier"), time: .day, category: .all),
    ]

    static func site(
        _ editions: FixtureEditions, clock: @escaping @Sendable () -> UTCSeconds = { SharedFixture.afterwards }
    ) throws -> Site<PublicAudience> {
        try SharedFixture.site(
            of: editions, for: PublicAudience.self, context: context(editions.territory), clock: clock)
    }

    /// The mean temperature of a day, coldest in December.
    static func temperature(_ day: Int) -> Double {
        9 - 7 * cos(Double(day - 20_075) / 58) + 2 * (Double(day * 7 % 5) - 2)
    }

    /// How many thousands a day's event brings: eight, every eleventh day.
    static func attendance(_ day: Int) -> Double { day % 11 == 0 ? 8 : 0 }

    /// The temperature of the past half year, events, and a calendar that has a title of its own.
    static func context(_ territory: Territory) throws -> [ContextSeries] {
        let days = firstDay.dayNumber...lastDay.dayNumber
        func series(
            _ name: String, _ title: Phrase, unit: String, _ value: (Int) -> Double
        ) throws -> ContextSeries {
            try ContextSeries(
                name: name, title: title, unit: unit, level: .territory, source: "made up", licence: "none",
                readings: days.map { day in
                    let date = CivilDate(dayNumber: day)
                    return ContextSeries.Reading(
                        place: territory.id, start: territory.calendar.start(of: date),
                        end: territory.calendar.start(of: date.adding(days: 1)), value: value(day))
                })
        }
        return [
            try series("temperature", Phrase(fr: "Température", en: "Temperature"), unit: "°C", temperature),
            try series("event-attendance", Phrase(fr: "Public attendu", en: "Expected attendance"), unit: "") {
                1000 * attendance($0)
            },
            try series("market", Phrase(fr: "Grand marché", en: "Great market"), unit: "") { $0 % 9 == 0 ? 1 : 0 },
        ]
    }

    private static func make(hasLedger: Bool = true) throws -> FixtureEditions {
        let territory = try FixtureCity.territory(isOpen: true)
        let editions = try FixtureEditions(territory: territory, days: firstDay...lastDay, perDay: 120, seed: 21)
        SharedFixture.removeAtExit(editions.folder)
        let newYear = CivilDate(dayNumber: 20_089)
        try editions.publish(tables, days: firstDay...newYear.adding(days: -1))
        let ledger = try ForecastLedger(folder: editions.folder)
        let calendar = territory.calendar
        let nonce = [UInt8](repeating: 0, count: 32)
        if hasLedger {
            for week in 0..<12 {
                let first = newYear.adding(days: 7 * week)
                let forecast = forecast(
                    of: byDistrict, editions, first: first, days: 7, issuedAt: calendar.start(of: first) - 3600)
                _ = try ledger.write(forecast, nonce: nonce)
            }
        }
        try editions.publish(tables, days: newYear...lastDay)
        let replay = forecast(
            of: byDistrict, editions, first: newYear, days: 14, issuedAt: SharedFixture.afterwards - 7200,
            isReplay: true)
        _ = try ledger.write(replay, nonce: nonce)
        guard hasLedger else { return editions }
        for table in [byDistrict, byTerritory, byCategory, byQuarter] {
            _ = try ledger.write(
                forecast(of: table, editions, first: nextDay, days: 14, issuedAt: SharedFixture.afterwards - 3600),
                nonce: nonce)
        }
        let reader = try EditionReader<PublicAudience>(folder: editions.folder)
        for entry in try reader.forecasts(of: byDistrict) where entry.period.lowerBound < calendar.start(of: nextDay) {
            let forecast = try FixtureCity.require(try reader.forecast(entry.id))
            try ledger.write(scores(of: forecast, id: entry.id, editions))
        }
        return editions
    }

    /// What a table has on a usual day of a place: as many as the incidents are drawn.
    private static func usual(_ date: CivilDate, places: Int, share: Double) -> Double {
        120 * (date.weekday >= 4 ? 1.3 : 1) * share / Double(places)
    }

    /// A forecast that knows the weekday, and of a match on one Saturday.
    static func forecast(
        of table: String, _ editions: FixtureEditions, first: CivilDate, days: Int, issuedAt: UTCSeconds,
        isReplay: Bool = false
    ) -> IssuedForecast {
        let territory = editions.territory
        let level = PlaceLevel(key: table.split(separator: ".").map(String.init)[1])
        let places = (territory.places(at: level) ?? []).map(\.id)
        let isWhole = !table.hasSuffix("category")
        let categories = isWhole ? ["all"] : ["noise", "litter", "help"]
        let shares = isWhole ? [1] : [0.5, 0.21, 0.16]
        let bins = (0..<days).map { number -> IssuedForecast.Bin in
            let date = first.adding(days: number)
            let isMatch = date == matchDay
            let figures = categories.indices.flatMap { category in
                places.indices.map { _ -> IssuedForecast.Figure in
                    let usual = usual(date, places: places.count, share: shares[category])
                    let mean = usual * (isMatch ? 1.2 : 1.01)
                    let law = law(mean: mean)
                    let interval95 = law.interval(0.95)
                    return IssuedForecast.Figure(
                        mean: mean, usual: usual, interval80: law.interval(0.8), interval95: interval95, law: law,
                        naive: self.law(mean: usual * 1.1))
                }
            }
            let match = IssuedForecast.Driver(
                name: "football-attendance", value: 12, ratio: 1.2, low: 1.05, high: 1.35, isExtrapolated: false)
            let market = IssuedForecast.Driver(
                name: "market", value: 1, ratio: 1.01, low: 0.99, high: 1.03, isExtrapolated: true)
            return IssuedForecast.Bin(
                start: territory.calendar.start(of: date), end: territory.calendar.start(of: date.adding(days: 1)),
                figures: figures,
                drivers: categories.map { _ in isMatch ? [match, market] : number == 5 ? [market] : [] })
        }
        let skills = ([nil] + categories.map(Optional.some)).flatMap { category in
            ["seasonal_naive", "cell_mean"].map { guess in
                // Of litter it knows no more than anybody.
                let low = category == "litter" ? -0.02 : 0.2
                return IssuedForecast.Skill(
                    category: category, over: guess, crpsSkill: low + 0.03 + (guess == "cell_mean" ? 0.1 : 0),
                    crpsSkillLow: low, crpsSkillHigh: low + 0.06 + (guess == "cell_mean" ? 0.1 : 0),
                    logScoreGain: low + 0.02, logScoreGainLow: low, logScoreGainHigh: low + 0.04)
            }
        }
        return IssuedForecast(
            table: table, tableVersion: 1, source: "incidents", audience: .public, origin: .reported,
            placeLevel: level.key, timeLevel: .day, places: places, categories: categories, issuedAt: issuedAt,
            knownUntil: territory.calendar.start(of: first.adding(days: isReplay ? 0 : -1)), isReplay: isReplay,
            method: IssuedForecast.Method(
                model: "pool",
                weights: Dictionary(
                    uniqueKeysWithValues: categories.map { ($0, ["seasonal_smoothing": 0.7, "regression": 0.3]) }),
                coverages: Dictionary(uniqueKeysWithValues: categories.map { ($0, [0.8, 0.95]) }),
                naive: "seasonal_naive", testedFrom: territory.calendar.start(of: first.adding(days: -91)),
                testedUntil: territory.calendar.start(of: first), origins: 13),
            bins: bins, skills: skills)
    }

    /// Poisson's law.
    static func law(mean: Double) -> IssuedForecast.Law {
        let first = max(0, Int(mean - 6 * mean.squareRoot()))
        let last = Int(mean + 6 * mean.squareRoot()) + 3
        return IssuedForecast.Law(
            first: first,
            parts: (first...last).map { count in
                Int((exp(Double(count) * log(mean) - mean - lgamma(Double(count) + 1)) * 1e7).rounded())
            })
    }

    /// The scores of a forecast whose figures are exact.
    private static func scores(
        of forecast: IssuedForecast, id: Int64, _ editions: FixtureEditions
    ) throws -> [LedgerScore] {
        let calendar = editions.territory.calendar
        let range = forecast.bins[0].start..<forecast.bins[forecast.bins.count - 1].end
        let counts = try editions.counts(
            tables[1], bins: calendar.bins(.day, within: range), places: forecast.places.count)
        return forecast.bins.indices.map { bin in
            var sums = (log: 0.0, crps: 0.0, naiveLog: 0.0, naive: 0.0)
            var (inside80, inside95) = (0, 0)
            let own = forecast.bins[bin].figures
            for place in forecast.places.indices {
                let count = Int(counts[bin][place])
                sums.log += logScore(own[place].law, count)
                sums.crps += rankedScore(own[place].law, count)
                sums.naiveLog += logScore(own[place].naive, count)
                sums.naive += rankedScore(own[place].naive, count)
                if (own[place].low80...own[place].high80).contains(count) { inside80 += 1 }
                if (own[place].low95...own[place].high95).contains(count) { inside95 += 1 }
            }
            return LedgerScore(
                forecast: id, bin: forecast.bins[bin].start, category: "all", figures: forecast.places.count,
                expected: own.reduce(0) { $0 + $1.mean }, observed: Double(counts[bin].reduce(0, +)),
                logScore: sums.log, crps: sums.crps, naiveLogScore: sums.naiveLog, naiveCRPS: sums.naive,
                inside80: inside80, inside95: inside95)
        }
    }

    private static func logScore(_ law: IssuedForecast.Law, _ count: Int) -> Double {
        let number = count - law.first
        let part = law.parts.indices.contains(number) ? Double(law.parts[number]) : 0
        return -log(max(part, 0.5) / 1e7)
    }

    /// The continuous ranked probability score: the squared distances of the law's steps from the count's.
    private static func rankedScore(_ law: IssuedForecast.Law, _ count: Int) -> Double {
        var (sum, below) = (0.0, 0.0)
        for value in min(law.first, count)...max(law.first + law.parts.count, count) {
            let number = value - law.first
            if law.parts.indices.contains(number) { below += Double(law.parts[number]) / 1e7 }
            let step = value >= count ? 1.0 : 0
            sum += (below - step) * (below - step)
        }
        return sum
    }
}
