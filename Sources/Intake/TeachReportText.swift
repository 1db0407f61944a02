import Foundation
public import Vocabulary

extension TeachReport {
    /// The report as lines for a terminal: numbers and keys of categories, and the learned words at the end.
    public func text(in language: Language) -> String {
        func phrase(_ fr: String, _ en: String) -> String { Phrase(fr: fr, en: en)[language] }
        func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }
        func three(_ number: Double) -> String { "\((number * 1000).rounded() / 1000)" }
        let last = taught.upperBound.adding(days: -1)
        let leftOut = [
            (account.unreadable, phrase("illisibles", "unreadable")),
            (account.withoutDay, phrase("sans jour", "without a day")),
            (account.tooLate, phrase("trop récentes", "too recent")),
            (account.unmapped, phrase("d'un code non prévu", "of an unmapped code")),
            (rare, phrase("de catégories trop rares", "of categories that are too rare")),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        var lines = [
            phrase(
                "\(rows) lignes apprises sur \(account.read), du \(taught.lowerBound) au \(last)",
                "\(rows) rows taught of \(account.read), from \(taught.lowerBound) to \(last)")
                + (leftOut.isEmpty ? "" : phrase(" ; laissées : ", "; left out: ") + leftOut),
            phrase(
                "Validation croisée (5 parts par jour), confiance demandée \(confidence) :",
                "Cross-validation (5 folds by day), confidence asked \(confidence):"),
            phrase(
                "  justes \(percent(accuracy)) des dites, refusées \(percent(refusalRate)), perte log \(three(logLoss)) (fréquences seules \(three(baseline))), écart de calibration \(percent(calibrationError)), température \(temperature)",
                "  right \(percent(accuracy)) of those told, refused \(percent(refusalRate)), log loss \(three(logLoss)) (frequencies alone \(three(baseline))), calibration gap \(percent(calibrationError)), temperature \(temperature)"
            ),
            phrase(
                "Confusion : une ligne par vraie catégorie, une colonne par catégorie dite, puis refusées et rappel",
                "Confusion: a row a true category, a column a category told, then refused and recall"),
        ]
        let width = max(8, (categories.map(\.count).max() ?? 0) + 1)
        func cell(_ text: String) -> String { String(repeating: " ", count: max(1, width - text.count)) + text }
        lines.append(
            cell("") + categories.map(cell).joined() + cell(phrase("refusées", "refused"))
                + cell(phrase("rappel", "recall")))
        for (number, category) in categories.enumerated() {
            lines.append(
                cell(category) + confusion[number].map { cell("\($0)") }.joined() + cell(percent(recall(of: number))))
        }
        lines.append(
            phrase(
                "\(learned.count) mots appris hors du lexique, à relire : ",
                "\(learned.count) words learned beyond the lexicon, to read over: ")
                + learned.joined(separator: ", "))
        if !struck.isEmpty {
            let list = struck.joined(separator: ", ")
            lines.append(phrase("rayés à votre demande : \(list)", "struck out as you asked: \(list)"))
        }
        return lines.joined(separator: "\n")
    }

    private struct Wire: Encodable {
        let read: Int
        let unreadable: Int
        let withoutDay: Int
        let tooLate: Int
        let unmapped: Int
        let rare: Int
        let rows: Int
        let from: String
        let to: String
        let categories: [String]
        let confusion: [[Int]]
        let recall: [Double]
        let refusalRate: Double
        let accuracy: Double
        let logLoss: Double
        let baseline: Double
        let calibrationError: Double
        let temperature: Double
        let confidence: Double
        let learned: [String]
        let without: [String]
    }

    /// The report as JSON, for a program; `to` is the first day after the last.
    public func json() -> String {
        let wire = Wire(
            read: account.read, unreadable: account.unreadable, withoutDay: account.withoutDay,
            tooLate: account.tooLate, unmapped: account.unmapped, rare: rare, rows: rows,
            from: "\(taught.lowerBound)", to: "\(taught.upperBound)", categories: categories, confusion: confusion,
            recall: categories.indices.map(recall(of:)), refusalRate: refusalRate, accuracy: accuracy,
            logLoss: logLoss, baseline: baseline, calibrationError: calibrationError, temperature: temperature,
            confidence: confidence, learned: learned, without: struck)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return (try? encoder.encode(wire)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
