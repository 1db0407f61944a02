import Editions
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing
import Vocabulary

@testable import Website

struct WhatIfTests {
    private static let temperature = WhatIfModel.Term(
        name: "temperature", ratio: 1.02, low: 1.01, high: 1.03, seen: -5...20, usual: [4: 10])
    private static let holiday = WhatIfModel.Term(
        name: "public_holiday", ratio: 0.8, low: 0.7, high: 0.9, seen: 0...1, usual: [:])

    private func answer(
        _ query: String, _ terms: [WhatIfModel.Term], isHoliday: Bool = false, foreseen: Double? = nil
    ) throws -> WhatIfAnswer {
        let law = ForecastFixture.law(mean: 100)
        let figure = IssuedForecast.Figure(
            mean: 100, usual: 100, interval80: 90...110, interval95: 85...115, law: law, naive: law)
        let bin = IssuedForecast.Bin(start: 0, end: 86_400, figures: [figure], drivers: [[]])
        let items = try QueryItems(query, allowed: WhatIfQuestion.parameters)
        return WhatIfAnswer(
            try WhatIfQuestion(items), day: ExpectedCount(bin, level: .day, category: 0, number: 0, hasSkill: true),
            date: ForecastFixture.matchDay, model: WhatIfModel(terms: terms), isHoliday: { _ in isHoliday },
            foreseen: { _ in foreseen })
    }

    @Test func aDayChangesByTheRatioOfTheDifferenceWithItsInterval() throws {
        let warmer = try answer("temperature=15", [Self.temperature])
        // From April's usual 10 degrees to 15.
        #expect(abs(warmer.ratio.value - pow(1.02, 5)) < 1e-12)
        #expect(abs(warmer.ratio.low - pow(1.01, 5)) < 1e-12 && abs(warmer.ratio.high - pow(1.03, 5)) < 1e-12)
        #expect(abs(warmer.mean - 110.408) < 1e-3)
        #expect(warmer.range80 == 94...128)
        #expect(!warmer.changes[0].isExtrapolated && !warmer.changes[0].isForeseen)
        let colder = try answer("temperature=5", [Self.temperature], foreseen: 8)
        #expect(abs(colder.ratio.value - pow(1.02, -3)) < 1e-12)
        #expect(colder.ratio.low < colder.ratio.value && colder.ratio.value < colder.ratio.high)
        #expect(colder.changes[0].isForeseen)
    }

    @Test func severalChangesMultiplyAndTheirIntervalsAddUpToTheWidest() throws {
        let both = try answer("temperature=15&holiday=public", [Self.temperature, Self.holiday])
        #expect(abs(both.ratio.value - pow(1.02, 5) * 0.8) < 1e-12)
        #expect(abs(both.ratio.low - pow(1.01, 5) * 0.7) < 1e-12)
        #expect(abs(both.ratio.high - pow(1.03, 5) * 0.9) < 1e-12)
        // A holiday that is one already changes nothing.
        let already = try answer("holiday=public", [Self.holiday], isHoliday: true)
        #expect(already.ratio.value == 1 && already.mean == 100)
    }

    @Test func beyondWhatWasSeenIsExtrapolationAndWhatNoDataTellsIsLeftAlone() throws {
        let hot = try answer("temperature=25", [Self.temperature])
        #expect(hot.changes[0].isExtrapolated)
        // Nobody declared an event: the crowd starts from none, whatever a day in April has usually.
        let crowd = WhatIfModel.Term(
            name: "event-attendance", ratio: 1.1, low: 1, high: 1.2, seen: 0...6, usual: [4: 3])
        let event = try answer("people=5000", [crowd]).changes[0]
        #expect(event.before == 0 && event.after == 5 && !event.isExtrapolated)
        let second = try answer("people=5000", [crowd], foreseen: 2).changes[0]
        #expect(second.before == 2 && second.after == 7 && second.isExtrapolated)
        let untold = try answer("people=5000&rain=3", [Self.temperature])
        #expect(untold.changes.isEmpty && untold.untold == [.rain, .people])
        #expect(untold.mean == 100)
    }

    @Test(arguments: ["temperature=99", "rain=-1", "people=0", "holiday=always", "temperature=warm"])
    func whatNoDayCanBeIsRefused(query: String) async throws {
        try await ForecastFixture.site(ForecastFixture.city.get()).withClient { client in
            let response = try await client.get("/fr/demain/et-si?\(query)")
            #expect(response.status == .badRequest)
        }
    }

    /// Half a year in which each degree brings 3 % more, and each thousand people of an event 2 %.
    private static let planted = Result {
        let territory = try FixtureCity.territory(isOpen: true)
        let days = ForecastFixture.firstDay...ForecastFixture.lastDay
        let editions = try FixtureEditions(territory: territory, days: days, perDay: 400, seed: 5) { incident in
            exp(
                0.03 * (ForecastFixture.temperature(incident.day) - 21) + 0.02
                    * (ForecastFixture.attendance(incident.day) - 8))
        }
        SharedFixture.removeAtExit(editions.folder)
        try editions.publish([.init(place: .territory, time: .day, category: .all)], days: days)
        let forecast = ForecastFixture.forecast(
            of: ForecastFixture.byTerritory, editions, first: ForecastFixture.nextDay, days: 14,
            issuedAt: SharedFixture.afterwards - 3600)
        _ = try ForecastLedger(folder: editions.folder).write(forecast, nonce: [UInt8](repeating: 0, count: 32))
        return editions
    }

    @Test func plantedEffectsAreFoundAndThePageWarnsBeyondThem() async throws {
        let editions = try Self.planted.get()
        let figures = YesterdayFigures(
            territory: editions.territory, shelf: try SharedFixture.shelf(of: editions), population: [:])
        let context = try ForecastFixture.context(editions.territory)
        let tomorrow = TomorrowFigures(figures: figures, context: context)
        let choices = try #require(
            try TomorrowChoices(
                try QueryItems(nil, allowed: []), forecasts: tomorrow.forecasts,
                catalogue: figures.shelf.catalogue(), territory: editions.territory, now: SharedFixture.afterwards))
        let model = try tomorrow.model(
            of: choices, figures: figures, holidays: Holidays(context, calendar: editions.territory.calendar))
        let temperature = try #require(model.term(["temperature"]))
        let people = try #require(model.term(["attendance"]))
        // Fixed seed: the 95 % intervals hold the planted ratios, and exclude none at all.
        #expect(temperature.low < exp(0.03) && exp(0.03) < temperature.high && temperature.low > 1)
        #expect(people.low < exp(0.02) && exp(0.02) < people.high && people.low > 1)
        #expect(people.seen == 0...8)
        try await ForecastFixture.site(editions).withClient { client in
            let html = try await client.get("/en/demain/et-si?day=2025-04-05&temperature=14&people=4000").text
            #expect(html.contains("Saturday 5 April, ") && html.contains("would be expected (between "))
            #expect(html.contains("instead of 187 (between "))
            #expect(!html.contains("extrapolation"))
            let beyond = try await client.get("/en/demain/et-si?day=2025-04-05&temperature=35&people=12000").text
            #expect(beyond.components(separatedBy: "Beware, extrapolation").count - 1 == 2)
            #expect(beyond.contains("values between 0 people and 8,000 people"))
            let rain = try await client.get("/fr/demain/et-si?day=2025-04-05&rain=10").text
            #expect(rain.contains("Aucune donnée ne dit ce que change\u{A0}: la pluie"))
            #expect(rain.contains("jamais par les réseaux sociaux"))
        }
    }
}
