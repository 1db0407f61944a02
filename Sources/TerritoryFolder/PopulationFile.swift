import Vocabulary

/// A public grid of households: a row for each inhabited cell, such as INSEE's Filosofi for France.
struct PopulationFile {
    /// The most bytes of such a file.
    static let sizeLimit = 64 << 20

    /// What `grid: population:` says of it.
    struct Entry {
        let map: YAMLMapping
        let file: String
        /// The column of the cells' ids.
        let cell: String
        /// The column of the households.
        let households: String
        /// The fewest households that a counted place may have.
        let minimum: Int

        /// Reads the mapping; what is wrong goes to its log.
        init?(_ map: YAMLMapping) {
            let file = map.text("file")
            let cell = map.text("cell")
            let households = map.text("households")
            let minimum = map.integer("minimum", in: 1...10_000, missing: 11)
            guard let file, let cell, let households, let minimum else { return nil }
            self.map = map
            self.file = file
            self.cell = cell
            self.households = households
            self.minimum = minimum
        }
    }

    /// The rule that a file of households makes; what is wrong goes to the log.
    ///
    /// - Throws: an ``ExplainedError`` for a file that isn't such a table at all.
    static func read(_ file: FolderFile, as entry: Entry, grid: EqualAreaGrid, log: ErrorLog) throws -> SmallPlaces? {
        let rows = try CommaRows(of: file).rows
        let header = rows.first ?? (1, [])
        func column(_ name: String) -> Int? {
            if let number = header.fields.firstIndex(of: name) { return number }
            log.add(
                Phrase(fr: "La colonne « \(name) » manque.", en: "The column `\(name)` is missing."),
                at: TextPosition(file: file.path, line: header.line, field: name),
                why: Phrase(
                    fr: "Colonnes trouvées : \(listed(header.fields)).", en: "Columns found: \(listed(header.fields))."),
                remedy: Phrase(
                    fr: "Corrigez « population » dans territory.yaml.", en: "Correct `population` in territory.yaml."))
            return nil
        }
        guard let cellColumn = column(entry.cell), let householdColumn = column(entry.households) else { return nil }
        var households: [Cell: Double] = [:]
        for row in rows.dropFirst() {
            func refuse(_ field: String, _ what: Phrase, _ remedy: Phrase) {
                log.add(what, at: TextPosition(file: file.path, line: row.line, field: field), remedy: remedy)
            }
            guard row.fields.count == header.fields.count else {
                refuse(
                    entry.cell, Phrase(fr: "La ligne n'a pas ses champs.", en: "The row lacks its fields."),
                    Phrase(
                        fr: "Il en faut \(header.fields.count), séparés par des virgules.",
                        en: "It needs \(header.fields.count), with commas between."))
                return nil
            }
            let id = row.fields[cellColumn]
            guard let cell = grid.cell(id: id), households[cell] == nil else {
                let example = grid.id(of: Cell(column: 0, row: 0))
                refuse(
                    entry.cell,
                    Phrase(
                        fr: "« \(id) » n'est pas une maille de la grille, ou s'y trouve deux fois.",
                        en: "`\(id)` isn't a cell of the grid, or stands there twice."),
                    Phrase(
                        fr: "Une maille s'écrit comme \(example) ; « clairevoie cells » les donne toutes.",
                        en: "A cell is written like \(example); `clairevoie cells` prints them all."))
                return nil
            }
            guard let count = Double(row.fields[householdColumn]), count >= 0, count < 1e7 else {
                refuse(
                    entry.households,
                    Phrase(
                        fr: "« \(row.fields[householdColumn]) » n'est pas un nombre de ménages.",
                        en: "`\(row.fields[householdColumn])` isn't a number of households."),
                    Phrase(fr: "Écrivez un nombre, avec un point.", en: "Write a number, with a point."))
                return nil
            }
            households[cell] = count
        }
        return SmallPlaces(minimum: entry.minimum, households: households)
    }
}
