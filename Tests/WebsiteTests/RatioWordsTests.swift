import Analysis
import Testing
import Vocabulary

@testable import Website

struct RatioWordsTests {
    private func range(_ low: Double, _ high: Double, _ language: Language) -> String {
        RatioWords(language: language).range(AnalysisReport.Interval(low: low, high: high))
            .replacing("\u{202F}", with: " ")
    }

    @Test func aRatioIsSoManyPerCentMoreOrFewer() {
        #expect(RatioWords(language: .english).change(0.83, of: "reports") == "17% fewer reports")
        #expect(RatioWords(language: .english).change(1.08) == "8% more")
        let french = RatioWords(language: .french).change(0.83, of: "signalements").replacing("\u{202F}", with: " ")
        #expect(french == "17 % de signalements de moins")
    }

    @Test(arguments: [
        (0.9, 0.83, 1.04, "0,9", "0,83–1,04"), (0.9986, 0.9968, 1.0004, "0,9986", "0,9968–1,0004"),
        (1.0022, 1.0006, 1.0039, "1,002", "1,001–1,004"), (1.5, 1.2, Double.infinity, "1,5", "1,2–∞"),
        (1, 1, 1, "1", "1–1"),
    ])
    func aRatioAndItsEndsHaveTheDigitsThatTellThemApart(
        ratio: Double, low: Double, high: Double, one: String, both: String
    ) {
        let record = AnalysisReport.Record(
            kind: "term", estimate: ratio, interval: AnalysisReport.Interval(low: low, high: high))
        let figures = RatioWords(language: .french).figures(record)
        #expect(figures.ratio == one && figures.interval == both)
    }

    @Test func whatIsMissingIsADash() {
        let figures = RatioWords(language: .english).figures(AnalysisReport.Record(kind: "term"))
        #expect(figures.ratio == "—" && figures.interval == "—")
    }

    @Test func anIntervalSaysItsSmallerChangeFirstAndBothSidesWhereItHoldsNoDifference() {
        #expect(range(0.75, 0.93, .english) == "between 7% and 25% fewer")
        #expect(range(1.05, 1.11, .french) == "entre 5 % et 11 % de plus")
        #expect(range(0.75, 1.03, .french) == "entre 25 % de moins et 3 % de plus")
        #expect(range(0.5, .infinity, .english) == "between 50% fewer and a rise without limit")
        #expect(range(1.2, .infinity, .french) == "au moins 20 % de plus, sans limite")
    }
}
