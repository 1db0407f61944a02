import Analysis
import Foundation
import HTTPTypes
import HummingbirdTesting
import Markup
import Testing
import Vocabulary

@testable import Website

@Suite struct ComparerPageTests {
    private static let months = "from=2025-01-01&to=2025-02-28&level=quartier&category=all"

    private func site(noised: Bool) throws -> Site<PublicAudience> {
        try SharedFixture.site(
            of: noised ? SharedFixture.noised.get() : SharedFixture.exact.get(), for: PublicAudience.self)
    }

    private func truth(_ from: CivilDate, _ to: CivilDate) throws -> Int {
        try SharedFixture.exact.get().incidents.count { (from.dayNumber...to.dayNumber).contains($0.day) }
    }

    private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

    @Test func bothCountsAreTheIncidentsOfTheirDays() async throws {
        let (now, then) = (
            try truth(day("2025-01-01"), day("2025-02-28")), try truth(day("2024-01-01"), day("2024-02-28"))
        )
        try await site(noised: false).withClient { client in
            let answer = try await client.get("/api/v1/compare?\(Self.months)&with=dates").object()
            let total = try #require(answer["total"] as? [String: Any])
            #expect((total["after"] as? [String: Any])?["value"] as? Int == now)
            #expect((total["before"] as? [String: Any])?["value"] as? Int == then)
            let places = try #require(answer["places"] as? [[String: Any]])
            #expect(places.count == 6)
            let sum = places.compactMap { ($0["after"] as? [String: Any])?["value"] as? Int }.reduce(0, +)
            #expect(sum == now)
            let ratio = try #require(total["ratio"] as? Double)
            #expect(abs(ratio - Double(now) / Double(then)) < 1e-5)
        }
    }

    @Test func theIntervalsOfANoisedCityHoldTheExactCounts() async throws {
        let now = try truth(day("2025-01-01"), day("2025-02-28"))
        try await site(noised: true).withClient { client in
            let answer = try await client.get("/api/v1/compare?\(Self.months)&with=dates").object()
            let after = try #require((answer["total"] as? [String: Any])?["after"] as? [String: Any])
            let (low, high) = (try #require(after["low"] as? Double), try #require(after["high"] as? Double))
            #expect(low <= Double(now) && Double(now) <= high)
            // Two months are two figures: the noise of sixty days would reach five times as far.
            #expect(high - low < 25)
        }
    }

    @Test(arguments: ["/fr/hier/comparer", "/en/hier/comparer"])
    func thePageAnswersInASentenceAndItsTableHasTheRatio(path: String) async throws {
        try await site(noised: true).withClient { client in
            let html = try await client.get("\(path)?\(Self.months)&with=dates").text
            let isFrench = path.hasPrefix("/fr")
            #expect(html.contains(isFrench ? "contre" : "against"))
            #expect(html.contains("aria-current=\"page\">\(isFrench ? "Comparer" : "Compare")</a>"))
            #expect(html.components(separatedBy: "<th scope=\"row\">").count - 1 == 6 + 4)
            #expect(html.contains("/api/v1/compare.csv?") && html.contains("class=\"legend\""))
            // The third quartier has almost nothing.
            #expect(html.contains(isFrench ? "trop peu pour conclure" : "too few to tell"))
        }
    }

    @Test func twoPlacesAndTwoCategoriesStandBesideEachOther() async throws {
        try await site(noised: false).withClient { client in
            let html = try await client.get(
                "/en/hier/comparer?from=2024-05-01&to=2024-07-31&level=quartier&category=category.noise&place=0101"
                    + "&other=0102&other_category=category.help"
            ).text
            #expect(html.contains("L&#39;Horloge: ") && html.contains("times as many as the second, in plain counts"))
            #expect(html.components(separatedBy: "times as many as the second").count - 1 == 2)
        }
    }

    @Test func ratesAreSaidWhereThePopulationIsKnown() async throws {
        let editions = try SharedFixture.exact.get()
        let layer = try #require(editions.territory.geography.layers.first { $0.level == "quartier" })
        let readings = layer.zones.map {
            ContextSeries.Reading(place: $0.id, start: 1_672_527_600, end: 1_767_222_000, value: 2000)
        }
        let population = try ContextSeries(
            name: "population-quartier", title: Phrase(fr: "Population", en: "Population"), unit: "",
            level: .zone("quartier"), source: "census", licence: "", readings: readings)
        let site = try SharedFixture.site(of: editions, for: PublicAudience.self, context: [population])
        try await site.withClient { client in
            let html = try await client.get("/en/hier/comparer?\(Self.months)&with=dates").text
            #expect(html.contains("A year per 1,000 inhabitants"))
            let overview = try await client.get("/en/hier?\(Self.months)").text
            #expect(overview.contains("A year per 1,000 inhabitants"))
        }
        let figures = Inhabitants([population], territory: editions.territory)
        #expect(figures.byLevel[.territory] == ["port-essai": 12_000])
    }

    @Test func periodsThatOverlapAreExplainedNotCompared() async throws {
        try await site(noised: true).withClient { client in
            let address = "\(Self.months)&with=chosen&with_from=2025-02-01&with_to=2025-04-30"
            let html = try await client.get("/fr/hier/comparer?\(address)").text
            #expect(html.contains("se recouvrent") && !html.contains("id=\"map\""))
            let answer = try await client.get("/api/v1/compare?\(address)")
            #expect(answer.status == .badRequest && answer.text.contains("recouvrent"))
        }
    }

    @Test func aPeriodOfMoreThanAYearIsComparedWithWhatWasBeforeIt() async throws {
        try await site(noised: true).withClient { client in
            let html = try await client.get("/en/hier/comparer?from=2024-01-05&to=2025-03-31").text
            #expect(!html.contains("overlap"))
            // The form carries what another choice offered: it is left out, and the API alone refuses it.
            let stale = "\(Self.months)&place=0101&other=nowhere&other_category=group.none"
            #expect(try await client.get("/fr/hier/comparer?\(stale)").status == .ok)
            #expect(try await client.get("/api/v1/compare?\(stale)").status == .badRequest)
        }
    }

    @Test func aRiseFromNothingIsSaidWithItsLeastSizeAndADifferenceIsOfKnownDays() throws {
        func record(_ more: [String: AnalysisReport.Value], _ estimate: Double?, _ low: Double) -> AnalysisReport.Record
        {
            AnalysisReport.Record(
                kind: "total", estimate: estimate, interval: .init(low: low, high: .infinity), verdict: "higher",
                more: more)
        }
        func numbers(_ before: Double, _ after: Double, _ difference: Double) -> [String: AnalysisReport.Value] {
            var numbers: [String: AnalysisReport.Value] = ["difference": .number(difference)]
            for (name, value) in [("before", before), ("after", after)] {
                for end in ["", "_low", "_high"] { numbers[name + end] = .number(value) }
            }
            return numbers
        }
        let words = ChangeWords(language: .english)
        let born = try #require(Change(record(numbers(0, 40, 40), nil, 4), isExact: true))
        #expect(born.shade == .muchMore && words.text(born) == "at least × 4")
        let table = ChangeTable(
            rows: [.init(title: "x", link: nil, isChosen: false, change: born)], heading: "", titleId: "t",
            language: .english
        ).html.text
        #expect(table.contains("at least × 4") && !table.contains("too few"))
        // 2,800 in 28 days, then 1,680 in the 14 of 28 that are known.
        let gap = try #require(Change(record(numbers(2800, 1680, 280), 1.2, 1.1), isExact: true))
        #expect(words.difference(gap) == "280 more")
    }

    @Test func thePeriodComparedWithIsTheOneThatWasChosen() throws {
        let (from, to) = (try day("2024-02-01"), try day("2024-02-29"))
        #expect(Earlier.before.days(before: from, to) == (try day("2024-01-03"), try day("2024-01-31")))
        #expect(Earlier.weekdays.days(before: from, to) == (try day("2023-02-02"), try day("2023-03-02")))
        #expect(Earlier.dates.days(before: from, to) == (try day("2023-02-01"), try day("2023-02-28")))
        let chosen = Earlier.chosen(from: try day("2020-01-01"), to: try day("2020-01-31"))
        #expect(chosen.days(before: from, to) == (try day("2020-01-01"), try day("2020-01-31")))
    }

    @Test func aChangeIsSaidInPercentAndFromThreeTimesOnAsAFactor() {
        let words = ChangeWords(language: .french)
        #expect(words.change(1.08) == "+8\u{202F}%" && words.change(0.5) == "−50\u{202F}%")
        #expect(words.change(1) == "0\u{202F}%" && words.change(0.99996) == "0\u{202F}%")
        #expect(words.change(3.24) == "× 3,2" && words.change(.infinity) == "∞")
        #expect(ChangeWords(language: .english).between(0.95, 1.1) == "between −5% and +10%")
    }
}
