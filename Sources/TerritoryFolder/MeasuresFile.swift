import Vocabulary

/// The file `measures.csv`: what the city did, where, from when to when, and for which categories.
///
/// Commas between fields, quotes around a field that holds one, `|` between places or categories; a line that begins with
/// `#` is a comment. No places are the whole territory, no categories are all, no `to` is a measure that goes on; `to` is
/// the first day without it. A group's key among the categories stands for all of its categories.
struct MeasuresFile {
    /// The columns, in this order.
    static let header = [
        "key", "title_fr", "title_en", "kind", "level", "places", "from", "to", "categories", "note_fr", "note_en",
    ]
    /// The most bytes of such a file.
    static let sizeLimit = 1 << 20

    private let file: String
    private let log: ErrorLog
    private let geography: Geography
    private let territory: NamedPlace
    private let taxonomy: Taxonomy
    private var measures: [Measure] = []

    /// Reads the measures; what is wrong goes to the log.
    ///
    /// - Throws: an ``ExplainedError`` for a file that isn't such a table at all.
    static func read(
        _ file: FolderFile, geography: Geography, territory: NamedPlace, taxonomy: Taxonomy, log: ErrorLog
    ) throws -> [Measure] {
        var reader = MeasuresFile(
            file: file.path, log: log, geography: geography, territory: territory, taxonomy: taxonomy)
        let rows = try CommaRows(of: file).rows
        let first = rows.first ?? (1, [])
        guard first.fields == header else {
            let expected = header.joined(separator: ",")
            log.add(
                Phrase(fr: "L'en-tête n'est pas celui attendu.", en: "The header isn't the one expected."),
                at: TextPosition(
                    file: file.path, line: first.line,
                    field: header.first { !first.fields.contains($0) } ?? first.fields.first { !header.contains($0) }),
                remedy: Phrase(
                    fr: "La première ligne doit être : \(expected) (séparés par des virgules)",
                    en: "The first line must be: \(expected) (with commas between)"))
            return []
        }
        for row in rows.dropFirst() { reader.add(row) }
        return reader.measures
    }

    private init(
        file: String, log: ErrorLog, geography: Geography, territory: NamedPlace, taxonomy: Taxonomy
    ) {
        (self.file, self.log, self.geography) = (file, log, geography)
        (self.territory, self.taxonomy) = (territory, taxonomy)
    }

    private mutating func add(_ row: CommaRows.Row) {
        guard row.fields.count == Self.header.count else {
            refuse(
                row, "key",
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
        // Everything that is wrong with a row is told at once.
        let id = self.id(row, value)
        let title = self.title(row, value)
        let kind = self.kind(row, value("kind"))
        let level = self.level(row, value("level"))
        let places = level.flatMap { self.places(row, value("places"), at: $0) }
        let days = self.days(row, value)
        let categories = self.categories(row, value("categories"))
        guard let id, let title, let kind, let level, let places, let days, let categories else { return }
        measures.append(
            Measure(
                id: id, title: title, kind: kind, level: level, places: places, from: days.from, to: days.to,
                categories: categories, note: Phrase(fr: value("note_fr"), en: value("note_en"))))
    }

    private func id(_ row: CommaRows.Row, _ value: (String) -> String) -> String? {
        let id = value("key")
        guard isIdentifier(id) else {
            refuse(
                row, "key", Phrase(fr: "« \(id) » ne peut pas être une clé.", en: "`\(id)` can't be a key."),
                Phrase(
                    fr: "Écrivez un nom court : minuscules sans accent, chiffres, « - » et « _ ».",
                    en: "Write a short name: small letters, digits, `-` and `_`."))
            return nil
        }
        guard !measures.contains(where: { $0.id == id }) else {
            refuse(
                row, "key",
                Phrase(fr: "La mesure « \(id) » est donnée deux fois.", en: "The measure `\(id)` is given twice."),
                Phrase(fr: "Renommez l'une des deux.", en: "Rename one of them."))
            return nil
        }
        return id
    }

    private func title(_ row: CommaRows.Row, _ value: (String) -> String) -> Phrase? {
        for column in ["title_fr", "title_en"] where value(column).isEmpty {
            refuse(
                row, column,
                Phrase(fr: "Le titre « \(column) » est vide.", en: "The title `\(column)` is empty."),
                Phrase(fr: "Donnez les deux titres.", en: "Give both titles."))
            return nil
        }
        return Phrase(fr: value("title_fr"), en: value("title_en"))
    }

    private func kind(_ row: CommaRows.Row, _ text: String) -> Measure.Kind? {
        if let kind = Measure.Kind(rawValue: text) { return kind }
        let all = listed(Measure.Kind.allCases.map(\.rawValue))
        refuse(
            row, "kind",
            Phrase(fr: "« \(text) » n'est pas un genre de mesure.", en: "`\(text)` isn't a kind of measure."),
            Phrase(fr: "Valeurs permises : \(all).", en: "Permitted values: \(all)."))
        return nil
    }

    private func level(_ row: CommaRows.Row, _ text: String) -> PlaceLevel? {
        let level = PlaceLevel(key: text)
        if geography.places(at: level, territory: territory) != nil { return level }
        let all = listed(
            [PlaceLevel.territory.key] + geography.layers.map(\.level)
                + geography.cellSizes.map { PlaceLevel.cell(metres: $0).key })
        refuse(
            row, "level",
            Phrase(fr: "Découpage inconnu : « \(text) ».", en: "Unknown level of places: `\(text)`."),
            Phrase(fr: "Valeurs permises : \(all).", en: "Permitted values: \(all)."))
        return nil
    }

    private func places(_ row: CommaRows.Row, _ text: String, at level: PlaceLevel) -> [String]? {
        let known = geography.places(at: level, territory: territory) ?? []
        let ids = Set(known.map(\.id))
        let wanted = Self.parts(of: text)
        for name in wanted where !ids.contains(name) {
            let examples = listed(known.prefix(5).map { "\($0.id) (\($0.name))" })
            refuse(
                row, "places",
                Phrase(
                    fr: "Lieu inconnu au niveau « \(level.key) » : « \(name) ».",
                    en: "Unknown place at the level `\(level.key)`: `\(name)`."),
                Phrase(
                    fr: "Écrivez des clés de lieux séparées par « | », comme \(examples).",
                    en: "Write keys of places with `|` between, such as \(examples)."))
            return nil
        }
        return Self.withoutRepeats(wanted)
    }

    private func days(_ row: CommaRows.Row, _ value: (String) -> String) -> (from: CivilDate, to: CivilDate?)? {
        for column in ["from", "to"] where !(column == "to" && value(column).isEmpty) {
            guard CivilDate(iso: value(column)) == nil else { continue }
            refuse(
                row, column,
                Phrase(fr: "« \(value(column)) » n'est pas un jour.", en: "`\(value(column))` is not a day."),
                Phrase(fr: "Écrivez 2024-06-01.", en: "Write 2024-06-01."))
            return nil
        }
        guard let from = CivilDate(iso: value("from")) else { return nil }
        let to = CivilDate(iso: value("to"))
        if let to, to <= from {
            refuse(
                row, "to",
                Phrase(
                    fr: "La mesure finit le \(to), avant d'avoir commencé (\(from)).",
                    en: "The measure ends on \(to), before it has begun (\(from))."),
                Phrase(
                    fr: "« to » est le premier jour sans elle ; laissez-le vide si elle dure.",
                    en: "`to` is the first day without it; leave it empty if it goes on."))
            return nil
        }
        return (from, to)
    }

    private func categories(_ row: CommaRows.Row, _ text: String) -> [String]? {
        var chosen: Set<String> = []
        for name in Self.parts(of: text) {
            let members =
                taxonomy.categories.contains { $0.id == name }
                ? [name] : taxonomy.categories.filter { $0.group == name }.map(\.id)
            guard !members.isEmpty else {
                let all = listed(taxonomy.groups.map(\.id) + taxonomy.categories.map(\.id))
                refuse(
                    row, "categories",
                    Phrase(fr: "Catégorie inconnue : « \(name) ».", en: "Unknown category: `\(name)`."),
                    Phrase(
                        fr: "Écrivez des clés de taxonomy.csv séparées par « | » : \(all).",
                        en: "Write keys of taxonomy.csv with `|` between: \(all)."))
                return nil
            }
            chosen.formUnion(members)
        }
        return taxonomy.categories.map(\.id).filter(chosen.contains)
    }

    private static func parts(of text: String) -> [String] {
        text.split(separator: "|").map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }.filter { !$0.isEmpty }
    }

    private static func withoutRepeats(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    private func refuse(_ row: CommaRows.Row, _ column: String, _ what: Phrase, _ remedy: Phrase) {
        log.add(what, at: TextPosition(file: file, line: row.line, field: column), remedy: remedy)
    }
}
