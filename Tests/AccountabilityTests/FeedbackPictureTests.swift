import Foundation
import Testing
import Vocabulary

@testable import Accountability

@Suite struct FeedbackPictureTests {
    private func picture() throws -> FeedbackPicture {
        let audit = try FeedbackAudit(rates: [0.5, 0.25], steps: 10_000, runs: 20, floor: 0.05, seed: 1)
        return FeedbackPicture(
            of: FeedbackRule.allCases.map { audit.outcome(of: $0, check: {}) }, area: 0, trueShare: audit.trueShares[0])
    }

    @Test func linesEndAtTheSharesThatTheRunsEndWith() throws {
        let picture = try picture()
        let svg = picture.svg(in: .english, title: "feedback-title")
        for (style, rule) in [("observed", FeedbackRule.uncorrected), ("trend", .inverseProbability)] {
            let outcome = try #require(picture.outcomes.first { $0.rule == rule })
            let mean = try #require(outcome.path.last).shares[0].mean
            let end = String(format: "L630.0 %.1f\"/>", 10 + 220 * (1 - mean))
            #expect(svg.contains("<path class=\"\(style)\" d=\"M56.0 ") && svg.contains(end), "\(rule)")
        }
        // The true share is a level line at two thirds of the height.
        #expect(svg.contains("<path class=\"expected\" d=\"M56.0 83.3H630.0\"/>"))
        #expect(svg.components(separatedBy: "class=\"around\"").count == 3)
    }

    @Test func everyElementEndsAndNumbersAreWrittenAsTheLanguageDoes() throws {
        let picture = try picture()
        for (language, number) in [(Language.french, "10\u{202F}000"), (.english, "10,000")] {
            let svg = picture.svg(in: language, title: "t")
            func times(_ text: String) -> Int { svg.components(separatedBy: text).count - 1 }
            #expect(times("<svg ") == 1 && times("</svg>") == 1)
            #expect(times("<text ") == times("</text>") && times("<text ") == 10)
            #expect(times("<path ") == times("/>") && times("<") == 2 + 2 * times("<text ") + times("<path "))
            #expect(svg.contains(">\(number)</text>"))
            #expect(svg.contains("aria-labelledby=\"t\""))
        }
    }

    @Test func withoutTimeThereIsNothingToDraw() throws {
        let audit = try FeedbackAudit(rates: [0.5, 0.25], steps: 1, runs: 2, floor: 0, seed: 1)
        let picture = FeedbackPicture(of: [audit.outcome(of: .uncorrected, check: {})], area: 0, trueShare: 2.0 / 3)
        #expect(picture.svg(in: .english, title: "t").isEmpty)
    }
}
