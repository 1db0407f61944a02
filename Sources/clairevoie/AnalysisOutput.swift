import Analysis
import ArgumentParser
import Foundation
import Vocabulary

/// How a report is printed.
struct AnalysisOutput: ParsableArguments {
    @Flag(help: "Print the report as JSON; docs/analysis.schema.json describes it.")
    var json = false

    /// Prints a report.
    func print(_ report: AnalysisReport) throws {
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            var data = try encoder.encode(report)
            data.append(10)
            FileHandle.standardOutput.write(data)
        } else {
            Swift.print(Self.text(report, in: TerminalLanguage.current))
        }
    }

    /// The report as lines for a terminal.
    static func text(_ report: AnalysisReport, in language: Language) -> String {
        let parameters = report.method.parameters.map { "\($0.name) \(text($0.value))" }.joined(separator: ", ")
        var lines = ["\(report.method.name) (\(report.method.source)); \(parameters)", ""]
        let heads = [
            Phrase(fr: "quoi", en: "what"), Phrase(fr: "estimation", en: "estimate"),
            Phrase(fr: "intervalle", en: "interval"), Phrase(verbatim: "p"), Phrase(verbatim: "q"),
            Phrase(verbatim: ""),
        ].map { $0[language] }
        var rows = [heads]
        for record in report.records.prefix(longest) {
            let name = [record.kind, record.place, record.term, record.category].compactMap(\.self)
            let interval = record.interval.map { "\(number($0.low)) … \(number($0.high))" } ?? ""
            rows.append([
                name.joined(separator: " "), number(record.estimate), interval, number(record.p), number(record.q),
                record.verdict ?? "",
            ])
        }
        let widths = heads.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        for row in rows {
            let cells = zip(row, widths).map { text, width in
                text + String(repeating: " ", count: width - text.count)
            }
            lines.append(cells.joined(separator: "  ").trimmingCharacters(in: .whitespaces))
        }
        if report.records.count > longest {
            let rest = report.records.count - longest
            lines.append(
                Phrase(
                    fr: "… et \(rest) autres : --json les donne tous.", en: "… and \(rest) more: --json has them all.")[
                        language])
        }
        lines += [""] + report.notes.map { $0[language] }
        return lines.joined(separator: "\n")
    }

    private static let longest = 60

    private static func number(_ value: Double?) -> String {
        guard let value else { return "" }
        guard value.isFinite else { return value.isNaN ? "—" : "∞" }
        if value == value.rounded(), abs(value) < 1e9 { return "\(Int(value))" }
        return abs(value) < 1e-3 ? String(format: "%.1e", value) : String(format: "%.4g", value)
    }

    private static func text(_ value: AnalysisReport.Value) -> String {
        switch value {
        case .number(let value): number(value)
        case .integer(let value): "\(value)"
        case .text(let text): text
        case .flag(let flag): flag ? "yes" : "no"
        case .list(let values): "[" + values.map(text).joined(separator: " ") + "]"
        }
    }
}
