import Analysis
import Editions
import Foundation
import Vocabulary

/// Analyses written as JSON and CSV: exactly what their pages say.
struct AnalysisDocuments {
    let territory: Territory

    private static let columns = [
        "kind", "place", "term", "category", "estimate", "low", "high", "statistic", "p", "q", "verdict",
    ]

    // MARK: Trends

    /// A series with its trend.
    func json(_ answer: TrendsAnswer) throws -> String {
        let steps = (answer.course?.steps ?? []).map { step in
            JSON.object([
                ("start", .string("\(step.day)")), ("count", number(step.count)), ("variance", .number(step.variance)),
                ("adjusted", number(step.adjusted)), ("trend", number(step.trend)),
            ])
        }
        return JSON.object([
            ("question", FigureDocuments(territory: territory).question(answer.question)),
            ("tables", keys(answer.tables)), ("report", try report(answer.report)),
            ("problem", problem(answer.report)),
            ("step", answer.course.map { .string($0.level.rawValue) } ?? .null), ("series", .array(steps)),
        ]).text
    }

    /// The records of a trend.
    func csv(_ answer: TrendsAnswer) -> String { csv([(nil, answer.report)]) }

    // MARK: Context

    /// What counts go along with.
    func json(_ answer: ContextAnswer) throws -> String {
        JSON.object([
            ("question", FigureDocuments(territory: territory).question(answer.question)),
            ("tables", keys(answer.tables)), ("report", try report(answer.report)),
            ("problem", problem(answer.report)),
        ]).text
    }

    /// The records of a context.
    func csv(_ answer: ContextAnswer) -> String { csv([(nil, answer.report)]) }

    // MARK: Effects

    /// Measures with their effects.
    func json(_ answers: [EffectAnswer]) throws -> String {
        JSON.object([("measures", .array(try answers.map { try effect($0) }))]).text
    }

    private func effect(_ answer: EffectAnswer) throws -> JSON {
        let measure = answer.measure
        let periods = (answer.course?.periods ?? []).map { period in
            JSON.object([
                ("start", .string("\(period.day)")), ("after", .boolean(period.isAfter)),
                ("count", .number(period.count)), ("low", number(period.interval?.low)),
                ("high", number(period.interval?.high)), ("expected", .number(period.expected)),
            ])
        }
        return JSON.object([
            ("measure", .string(measure.id)), ("title", phrase(measure.title)),
            ("kind", .string(measure.kind.rawValue)), ("level", .string(measure.level.key)),
            ("places", .array(measure.places.map { .string($0) })), ("from", .string("\(measure.from)")),
            ("to", measure.to.map { .string("\($0)") } ?? .null),
            ("categories", .array(measure.categories.map { .string($0) })), ("tables", keys(answer.tables)),
            ("report", try report(answer.report)), ("problem", problem(answer.report)),
            ("step", answer.course.map { .string($0.level.rawValue) } ?? .null), ("series", .array(periods)),
        ])
    }

    /// The records of measures' effects.
    func csv(_ answers: [EffectAnswer]) -> String { csv(answers.map { ($0.measure.id, $0.report) }) }

    // MARK: Parts

    private func csv(_ reports: [(measure: String?, report: Result<AnalysisReport, AnalysisError>)]) -> String {
        let isNamed = reports.isEmpty || reports.contains { $0.measure != nil }
        var csv = CSV(columns: (isNamed ? ["measure"] : []) + Self.columns)
        for (measure, report) in reports {
            for record in (try? report.get().records) ?? [] {
                csv.add(
                    (isNamed ? [measure ?? ""] : []) + [
                        record.kind, record.place ?? "", record.term ?? "", record.category ?? "",
                        text(record.estimate), text(record.interval?.low), text(record.interval?.high),
                        text(record.statistic), text(record.p), text(record.q), record.verdict ?? "",
                    ])
            }
        }
        return csv.text
    }

    private func text(_ value: Double?) -> String {
        value.flatMap { $0.isFinite ? JSON.rounded($0) : nil } ?? ""
    }

    private func number(_ value: Double?) -> JSON { value.map { .number($0) } ?? .null }

    private func phrase(_ phrase: Phrase) -> JSON {
        .object(Language.allCases.map { ($0.rawValue, .string(phrase[$0])) })
    }

    private func keys(_ tables: [TableDescription]) -> JSON {
        var keys: [String] = []
        for table in tables where !keys.contains(table.key) { keys.append(table.key) }
        return .array(keys.map { .string($0) })
    }

    /// The report as `clairevoie analyse --json` writes it.
    private func report(_ report: Result<AnalysisReport, AnalysisError>) throws -> JSON {
        guard case .success(let report) = report else { return .null }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return .written(String(decoding: try encoder.encode(report), as: UTF8.self))
    }

    private func problem(_ report: Result<AnalysisReport, AnalysisError>) -> JSON {
        guard case .failure(let error) = report else { return .null }
        return phrase(error.explanation.what)
    }
}
