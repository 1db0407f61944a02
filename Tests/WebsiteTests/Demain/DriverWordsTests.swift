import Testing
import Vocabulary

@testable import Website

struct DriverWordsTests {
    private let titles = ["market": Phrase(fr: "Grand marché", en: "Great market")]

    private func driver(
        _ name: String, _ value: Double = 1, low: Double = 1.05, high: Double = 1.2, isExtrapolated: Bool = false
    ) -> IssuedForecast.Driver {
        IssuedForecast.Driver(
            name: name, value: value, ratio: 1.1, low: low, high: high, isExtrapolated: isExtrapolated)
    }

    @Test(arguments: [
        ("public-holidays", 1.0, "jour férié", "public holiday"),
        ("public-holidays-eve", 1, "veille de jour férié", "eve of a public holiday"),
        ("school-holidays", 1, "vacances scolaires", "school holidays"),
        ("temperature", 31, "chaleur (31\u{202F}°C)", "heat (31\u{202F}°C)"),
        ("hourly-temperature-2m-max", -3, "froid (−3\u{202F}°C)", "cold (−3\u{202F}°C)"),
        ("rain", 4.25, "pluie (4,3\u{202F}mm)", "rain (4.3\u{202F}mm)"), ("rain", 0, "temps sec", "dry weather"),
        ("event-attendance", 12, "match ou fête annoncé", "announced match or festival"),
        ("works", 2, "travaux", "works"), ("market-max", 1, "Grand marché", "Great market"),
        ("moonshine", 1, "moonshine", "moonshine"),
    ])
    func coveredThingsHaveTheirWordsAndOthersTheirTitles(name: String, value: Double, french: String, english: String) {
        #expect(DriverWords(titles: titles, language: .french).name(driver(name, value)) == french)
        #expect(DriverWords(titles: titles, language: .english).name(driver(name, value)) == english)
    }

    @Test func theEffectIsAlwaysARangeAndExtrapolationIsSaid() {
        let words = DriverWords(titles: [:], language: .english)
        #expect(words.sentence(driver("works")) == "works, between 5% and 20% more")
        #expect(words.sentence(driver("works", low: 0.8, high: 0.95)) == "works, between 5% and 20% fewer")
        #expect(words.effect(driver("works", low: 0.9, high: 1.2)) == "between 10% fewer and 20% more")
        #expect(words.sentence(driver("works", isExtrapolated: true)).hasSuffix("beyond what was ever seen"))
    }
}
