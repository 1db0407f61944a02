import Foundation
import Vocabulary

/// The file `taxonomy.csv`: which of the sources' codes mean which category, and which group that belongs to.
///
/// Commas between fields, quotes around a field that holds one; a category's titles may be left empty after its first
/// row. A line that begins with `#` is a comment.
struct TaxonomyFile {
    /// The columns, in this order.
    static let header = [
        "code", "category", "category_fr", "category_en", "group", "group_fr", "group_en", "origin",
    ]
    /// The most bytes of a taxonomy.
    static let sizeLimit = 1 << 20

    private let file: String
    private let log: ErrorLog
    private var categories: [Category] = []
    private var groups: [Taxonomy.NamedGroup] = []
    private var categoryOfCode: [String: Int] = [:]

    /// Reads a taxonomy; what is wrong goes to the log.
    ///
    /// - Throws: an ``ExplainedError`` for a file that isn't such a table at all.
    static func read(_ file: FolderFile, log: ErrorLog) throws -> Taxonomy? {
        var reader = TaxonomyFile(file: file.path, log: log)
        let rows = try CommaRows(of: file).rows
        guard reader.checkHeader(rows.first ?? (1, [])) else { return nil }
        for row in rows.dropFirst() { reader.add(row) }
        guard !reader.categories.isEmpty else {
            log.add(
                Phrase(fr: "La taxonomie n'a aucune catégorie.", en: "The taxonomy has no category."),
                at: TextPosition(file: file.path, line: 1),
                remedy: Phrase(fr: "Ajoutez une ligne par code.", en: "Add a row for each code."))
            return nil
        }
        return Taxonomy(
            categories: reader.categories, groups: reader.groups, categoryOfCode: reader.categoryOfCode)
    }

    private init(file: String, log: ErrorLog) {
        self.file = file
        self.log = log
    }

    private typealias Row = CommaRows.Row

    private func checkHeader(_ row: Row) -> Bool {
        guard row.fields != Self.header else { return true }
        let expected = Self.header.joined(separator: ",")
        log.add(
            Phrase(fr: "L'en-tête n'est pas celui attendu.", en: "The header isn't the one expected."),
            at: TextPosition(
                file: file, line: row.line,
                field: Self.header.first { !row.fields.contains($0) } ?? row.fields.first { !Self.header.contains($0) }),
            remedy: Phrase(
                fr: "La première ligne doit être : \(expected) (séparés par des virgules)",
                en: "The first line must be: \(expected) (with commas between)"))
        return false
    }

    private mutating func add(_ row: Row) {
        guard row.fields.count == Self.header.count else {
            refuse(
                row, "code",
                Phrase(
                    fr: "La ligne a \(row.fields.count) champs au lieu de \(Self.header.count).",
                    en: "The row has \(row.fields.count) fields and not \(Self.header.count)."),
                Phrase(
                    fr: "Mettez entre guillemets un champ qui contient une virgule.",
                    en: "Put a field that holds a comma between quotes."))
            return
        }
        let named = Dictionary(uniqueKeysWithValues: zip(Self.header, row.fields))
        func value(_ column: String) -> String { named[column] ?? "" }
        guard let category = category(row, value) else { return }
        // The gate reads codes without the spaces around them.
        let code = value("code").trimmingCharacters(in: CharacterSet(charactersIn: " "))
        guard !code.isEmpty else {
            refuse(
                row, "code", Phrase(fr: "Le code est vide.", en: "The code is empty."),
                Phrase(fr: "Écrivez le code tel que la source l'écrit.", en: "Write the code as the source does."))
            return
        }
        guard categoryOfCode.updateValue(category, forKey: code) == nil else {
            refuse(
                row, "code",
                Phrase(
                    fr: "Le code « \(code) » est donné deux fois.",
                    en: "The code `\(code)` is given twice."),
                Phrase(fr: "N'en gardez qu'une ligne.", en: "Keep one row of it."))
            return
        }
    }

    /// The number of the row's category, which its first row makes.
    private mutating func category(_ row: Row, _ value: (String) -> String) -> Int? {
        for column in ["category", "group"] where !isIdentifier(value(column)) || value(column) == "all" {
            refuse(
                row, column,
                Phrase(
                    fr: "« \(value(column)) » ne peut pas être une clé.", en: "`\(value(column))` can't be a key."),
                Phrase(
                    fr:
                        "Écrivez un nom court : minuscules sans accent, chiffres, « - » et « _ » ; « all » est réservé.",
                    en: "Write a short name: small letters, digits, `-` and `_`; `all` is reserved."))
            return nil
        }
        var origin: Origin?
        if !value("origin").isEmpty {
            guard let known = Origin(rawValue: value("origin")) else {
                let all = listed(Origin.allCases.map(\.rawValue))
                refuse(
                    row, "origin",
                    Phrase(
                        fr: "« \(value("origin")) » n'est pas une origine.", en: "`\(value("origin"))` isn't an origin."
                    ),
                    Phrase(
                        fr: "Valeurs permises : \(all), ou rien (celle de la convention).",
                        en: "Permitted values: \(all), or nothing (the convention's)."))
                return nil
            }
            origin = known
        }
        let id = value("category")
        guard let number = categories.firstIndex(where: { $0.id == id }) else {
            guard let title = title(row, value, "category"), checkGroup(row, value) else { return nil }
            categories.append(Category(id: id, title: title, group: value("group"), origin: origin))
            return categories.count - 1
        }
        let first = categories[number]
        for (column, agrees) in [
            ("category_fr", ["", first.title[.french]].contains(value("category_fr"))),
            ("category_en", ["", first.title[.english]].contains(value("category_en"))),
            ("group", first.group == value("group")), ("origin", first.origin == origin),
        ] where !agrees {
            refuse(
                row, column,
                Phrase(
                    fr: "« \(column) » contredit une ligne précédente de la catégorie « \(id) ».",
                    en: "`\(column)` contradicts an earlier row of the category `\(id)`."),
                Phrase(fr: "Accordez les deux lignes.", en: "Make both rows agree."))
            return nil
        }
        return checkGroup(row, value) ? number : nil
    }

    private mutating func checkGroup(_ row: Row, _ value: (String) -> String) -> Bool {
        guard let known = groups.first(where: { $0.id == value("group") }) else {
            guard let title = title(row, value, "group") else { return false }
            groups.append(Taxonomy.NamedGroup(id: value("group"), title: title))
            return true
        }
        for (column, language) in [("group_fr", Language.french), ("group_en", .english)]
        where !["", known.title[language]].contains(value(column)) {
            refuse(
                row, column,
                Phrase(
                    fr: "« \(column) » contredit une ligne précédente du groupe « \(known.id) ».",
                    en: "`\(column)` contradicts an earlier row of the group `\(known.id)`."),
                Phrase(fr: "Accordez les deux lignes.", en: "Make both rows agree."))
            return false
        }
        return true
    }

    private func title(_ row: Row, _ value: (String) -> String, _ column: String) -> Phrase? {
        for suffix in ["fr", "en"] where value("\(column)_\(suffix)").isEmpty {
            refuse(
                row, "\(column)_\(suffix)",
                Phrase(
                    fr: "Le titre « \(column)_\(suffix) » est vide.", en: "The title `\(column)_\(suffix)` is empty."),
                Phrase(
                    fr: "Donnez les titres français et anglais à la première ligne de « \(value(column)) ».",
                    en: "Give the French and the English title in the first row of `\(value(column))`."))
            return nil
        }
        return Phrase(fr: value("\(column)_fr"), en: value("\(column)_en"))
    }

    private func refuse(_ row: Row, _ column: String, _ what: Phrase, _ remedy: Phrase) {
        log.add(what, at: TextPosition(file: file, line: row.line, field: column), remedy: remedy)
    }
}
