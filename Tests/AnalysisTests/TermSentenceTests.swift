import Analysis
import Testing
import Vocabulary

@Suite struct TermSentenceTests {
    private func record(
        _ term: String, _ ratio: Double, _ low: Double, _ high: Double, more: [String: AnalysisReport.Value]
    ) -> AnalysisReport.Record {
        AnalysisReport.Record(
            kind: "term", term: term, estimate: ratio, interval: AnalysisReport.Interval(low: low, high: high),
            more: more)
    }

    @Test func anEveningAboveThirtyDegreesIsToldInBothLanguages() throws {
        let hot = record(
            "temperature>30", 1.4, 1.3, 1.5,
            more: [
                "covariate": .text("temperature"), "side": .text(">"), "threshold": .number(30),
                "measured_in": .text("°C"), "unit": .text("yes"), "level": .text("day"),
            ])
        let evening = TermSentence(moment: Phrase(fr: "un soir", en: "an evening"))
        let phrase = try #require(evening.phrase(hot))
        #expect(
            phrase[.french] == "un soir à plus de 30\u{202F}°C\u{202F}: 1,4 fois plus d'appels, entre 1,3 et 1,5")
        #expect(phrase[.english] == "an evening above 30\u{202F}°C: 1.4 times more calls, between 1.3 and 1.5")
    }

    @Test func aRatioBelowOneIsToldAsFewer() throws {
        let rain = record("rain", 0.97, 0.96, 0.98, more: ["unit": .text("mm"), "level": .text("day")])
        let phrase = try #require(TermSentence(counted: Phrase(fr: "signalements", en: "reports")).phrase(rain))
        #expect(
            phrase[.french]
                == "pour 1\u{202F}mm de plus (pluie)\u{202F}: 1,03 fois moins de signalements, entre 1,02 et 1,04")
        #expect(phrase[.english] == "for 1\u{202F}mm more (rain): 1.03 times fewer reports, between 1.02 and 1.04")
    }

    @Test func anIntervalThatHoldsOneIsNoClearDifference() throws {
        let saturday = record(
            "weekday=6", 1.05, 0.9, 1.2, more: ["reference": .text("weekday=1"), "unit": .text("yes")])
        let phrase = try #require(TermSentence().phrase(saturday))
        #expect(
            phrase[.french]
                == "un samedi plutôt qu'un lundi\u{202F}: pas de différence nette du nombre d'appels, entre 0,9 et 1,2 fois"
        )
    }

    /// Whatever the numbers, the ends of an interval and the estimate between them are written differently.
    @Test(arguments: [
        (1.0712, 1.0701, 1.0723), (1.4, 1.3, 1.5), (3.0002, 3.0001, 3.0003), (1.00021, 1.0001, 1.0004),
        (0.93353, 0.93257, 0.93449), (12.04, 12.01, 12.08),
    ])
    func endsNeverReadTheSame(ratio: Double, low: Double, high: Double) throws {
        let more: [String: AnalysisReport.Value] = ["unit": .text("mm"), "level": .text("day")]
        let phrase = try #require(TermSentence().phrase(record("rain", ratio, low, high, more: more)))
        for language in Language.allCases {
            let numbers = phrase[language].split(separator: ":").last?.split(separator: " ").filter { word in
                word.first?.isNumber ?? false
            }.map { $0.filter { $0.isNumber || $0 == "." || $0 == "," } }
            let written = try #require(numbers)
            #expect(written.count == 3 && Set(written).count == 3, "\(phrase[language])")
            #expect(!written.contains { Double($0.replacing(",", with: ".")) == 1 }, "\(phrase[language])")
        }
    }

    @Test(arguments: [
        ("rain", "mm", "pour 1\u{202F}mm de plus (pluie)", "for 1\u{202F}mm more (rain)"),
        (
            "hourly-precipitation", "mm", "pour 1\u{202F}mm de plus (précipitations)",
            "for 1\u{202F}mm more (precipitation)"
        ),
        (
            "temperature-max", "°C", "pour une température maximale plus haute de 1\u{202F}°C",
            "for a highest temperature 1\u{202F}°C higher"
        ),
        (
            "hourly-temperature-2m", "°C", "pour une température plus haute de 1\u{202F}°C",
            "for a temperature 1\u{202F}°C higher"
        ),
        ("wind", "m/s", "pour un vent plus fort de 1\u{202F}m/s", "for a wind 1\u{202F}m/s higher"),
        ("public-holidays", "yes", "un jour férié", "a public holiday"),
        ("public_holiday", "day", "par jour férié", "for each public holiday"),
        ("holiday_eve", "yes", "une veille de jour férié", "the eve of a public holiday"),
        ("school-holidays", "yes", "pendant les vacances scolaires", "in the school holidays"),
        ("school_holiday", "day", "par jour de vacances scolaires", "for each day of school holidays"),
        ("works-quartier", "1", "pour un chantier de plus", "for one more roadworks site"),
        ("events", "1", "pour un événement de plus", "for one more event"),
        (
            "event-attendance", "1000", "pour 1\u{202F}000 personnes de plus (public attendu)",
            "for 1,000 more people (expected attendance)"
        ),
        ("light", "lux", "pour 1\u{202F}lux de plus (« light »)", "for 1\u{202F}lux more (“light”)"),
        ("light", "1", "pour 1 de plus (« light »)", "for 1 more (“light”)"),
    ])
    func covariatesHavePlainWordsAndUnknownOnesQuotes(term: String, unit: String, fr: String, en: String) throws {
        let more: [String: AnalysisReport.Value] = ["unit": .text(unit), "level": .text("day")]
        let phrase = try #require(TermSentence().phrase(record(term, 1.4, 1.3, 1.5, more: more)))
        #expect(phrase[.french].hasPrefix(fr + "\u{202F}:"), "\(phrase[.french])")
        #expect(phrase[.english].hasPrefix(en + ":"), "\(phrase[.english])")
    }

    @Test(arguments: [
        ("temperature", 30.0, ">", "°C", "un jour à plus de 30\u{202F}°C", "a day above 30\u{202F}°C"),
        ("rain", 0, ">", "mm", "un jour avec pluie", "a day with rain"),
        ("rain", 5, "<", "mm", "un jour avec moins de 5\u{202F}mm (pluie)", "a day with less than 5\u{202F}mm (rain)"),
        ("events", 0, ">", "1", "un jour avec au moins un événement", "a day with at least one event"),
        (
            "event-attendance", 5, ">", "1000", "un jour avec plus de 5\u{202F}000 (public attendu)",
            "a day with more than 5,000 (expected attendance)"
        ),
        (
            "wind", 10, ">", "m/s", "un jour avec un vent au-dessus de 10\u{202F}m/s",
            "a day with a wind above 10\u{202F}m/s"
        ),
        ("light", 3, ">", "", "un jour à plus de 3 (« light »)", "a day with more than 3 (“light”)"),
    ])
    func thresholdsHavePlainWordsToo(
        covariate: String, threshold: Double, side: String, unit: String, fr: String, en: String
    ) throws {
        let more: [String: AnalysisReport.Value] = [
            "unit": .text("yes"), "level": .text("day"), "covariate": .text(covariate), "side": .text(side),
            "threshold": .number(threshold), "measured_in": .text(unit),
        ]
        let phrase = try #require(TermSentence().phrase(record("cut", 1.4, 1.3, 1.5, more: more)))
        #expect(phrase[.french].hasPrefix(fr + "\u{202F}:"), "\(phrase[.french])")
        #expect(phrase[.english].hasPrefix(en + ":"), "\(phrase[.english])")
    }

    @Test func whatIsNoTermHasNoSentence() {
        #expect(TermSentence().phrase(AnalysisReport.Record(kind: "gain", estimate: 0.1)) == nil)
    }

    @Test func aCutIsReadFromItsText() {
        #expect(
            ContextRegression.Cut("temperature-max > 30.5")
                == ContextRegression.Cut(covariate: "temperature-max", threshold: 30.5))
        #expect(ContextRegression.Cut("rain<1")?.name == "rain<1")
        #expect(ContextRegression.Cut("rain=1") == nil)
        #expect(ContextRegression.Cut(">3") == nil)
    }
}
