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
                == "pour 1\u{202F}mm de plus (rain)\u{202F}: 1,03 fois moins de signalements, entre 1,02 et 1,04")
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
