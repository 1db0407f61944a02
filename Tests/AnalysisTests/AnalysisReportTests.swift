import Analysis
import Foundation
import Testing
import Vocabulary

@Suite struct AnalysisReportTests {
    @Test func aReportIsWrittenWithWhatThereIsAndNothingElse() throws {
        let report = AnalysisReport(
            analysis: "compare",
            method: .init(
                name: "ratio", source: "Somebody 2001",
                parameters: [("coverage", .number(0.95)), ("bins", .integer(3))]),
            records: [
                .init(kind: "place", place: "a", estimate: 1.5, interval: .init(low: 1, high: .infinity), p: 0.25),
                .init(
                    kind: "total", estimate: .nan, verdict: "too_few",
                    more: ["isNoised": .flag(true), "hours": .list([.integer(1), .text("x")])]),
            ], notes: [Phrase(fr: "Attention.", en: "Beware.")])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let text = String(decoding: try encoder.encode(report), as: UTF8.self)
        #expect(
            text == """
                {"analysis":"compare","method":{"name":"ratio","parameters":{"bins":3,"coverage":0.95},\
                "source":"Somebody 2001"},"notes":[{"en":"Beware.","fr":"Attention."}],"records":[\
                {"estimate":1.5,"high":null,"kind":"place","low":1,"p":0.25,"place":"a"},\
                {"estimate":null,"kind":"total","more":{"hours":[1,"x"],"isNoised":true},"verdict":"too_few"}]}
                """)
    }
}
