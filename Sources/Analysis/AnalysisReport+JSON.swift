import Foundation
import Vocabulary

/// The report as JSON, as `docs/analysis.schema.json` describes it.
extension AnalysisReport: Encodable {
    /// What stands around the records.
    private enum Key: String, CodingKey {
        case analysis, method, records, notes
    }

    /// Writes the report.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(analysis, forKey: .analysis)
        try container.encode(method, forKey: .method)
        try container.encode(records, forKey: .records)
        let texts = notes.map { note in
            Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0.rawValue, note[$0]) })
        }
        try container.encode(texts, forKey: .notes)
    }
}

extension AnalysisReport.Method: Encodable {
    private enum Key: String, CodingKey {
        case name, source, parameters
    }

    /// Writes the method.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: .name)
        try container.encode(source, forKey: .source)
        try container.encode(
            Dictionary(parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }), forKey: .parameters)
    }
}

extension AnalysisReport.Value: Encodable {
    /// Writes the value; a number that isn't finite as null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number) where number.isFinite: try container.encode(number)
        case .number: try container.encodeNil()
        case .integer(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        case .flag(let flag): try container.encode(flag)
        case .list(let values): try container.encode(values)
        }
    }
}

extension AnalysisReport.Record: Encodable {
    private enum Key: String, CodingKey {
        case kind, place, term, category, estimate, low, high, statistic, p, q, verdict, more
    }

    /// Writes what there is; ends of an interval that are infinite, and numbers that aren't finite, as null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(kind, forKey: .kind)
        try container.encodeIfPresent(place, forKey: .place)
        try container.encodeIfPresent(term, forKey: .term)
        try container.encodeIfPresent(category, forKey: .category)
        func number(_ value: Double?, _ key: Key) throws {
            guard let value else { return }
            try container.encode(AnalysisReport.Value.number(value), forKey: key)
        }
        try number(estimate, .estimate)
        try number(interval?.low, .low)
        try number(interval?.high, .high)
        try number(statistic, .statistic)
        try number(p, .p)
        try number(q, .q)
        try container.encodeIfPresent(verdict, forKey: .verdict)
        if !more.isEmpty { try container.encode(more, forKey: .more) }
    }
}
