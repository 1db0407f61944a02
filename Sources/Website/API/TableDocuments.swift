import Editions
import Vocabulary

/// The published tables themselves: what there is, and the figures of one, a page at a time.
struct TableDocuments<A: AudienceKind> {
    let territory: Territory
    let shelf: EditionShelf<A>

    /// The most figures of one answer, as JSON and as CSV.
    static var mostAsJSON: Int { 10_000 }
    static var mostAsCSV: Int { 200_000 }
    static var parameters: Set<String> { ["from", "to", "place", "category", "limit", "offset"] }

    /// The territory: its name, its levels, its categories.
    func territory(_ catalogue: Catalogue) -> String {
        func title(_ phrase: Phrase) -> JSON {
            .object([("fr", .string(phrase[.french])), ("en", .string(phrase[.english]))])
        }
        let taxonomy = territory.taxonomy
        let geography = territory.geography
        let levels =
            geography.layers.map { (PlaceLevel.zone($0.level), $0.zones.count) }
            + geography.cellSizes.map { size in
                (PlaceLevel.cell(metres: size), territory.places(at: .cell(metres: size))?.count ?? 0)
            }
        return JSON.object([
            ("id", .string(territory.id)), ("name", .string(territory.name)),
            ("language", .string(territory.language.rawValue)), ("simulated", .boolean(territory.isSimulated)),
            ("timeZone", .string(territory.calendar.timeZoneName)), ("audience", .string(A.audience.rawValue)),
            (
                "levels",
                .array(
                    levels.map { level, count in
                        .object([
                            ("key", .string(level.key)), ("title", title(Words.level(level, in: territory))),
                            ("places", .integer(count)),
                        ])
                    })
            ),
            (
                "groups",
                .array(
                    taxonomy.groups.map { .object([("id", .string($0.id)), ("title", title($0.title))]) })
            ),
            (
                "categories",
                .array(
                    taxonomy.categories.map {
                        .object([
                            ("id", .string($0.id)), ("title", title($0.title)), ("group", .string($0.group)),
                            ("origin", $0.origin.map { .string($0.rawValue) } ?? .null),
                        ])
                    })
            ),
        ]).text
    }

    /// All the tables, version by version.
    func list(_ catalogue: Catalogue) -> String {
        let tables = catalogue.families.flatMap { family in family.versions.map { about($0) } }
        return JSON.object([("state", .integer(Int(catalogue.state))), ("tables", .array(tables))]).text
    }

    private func about(_ table: IndexedTable) -> JSON {
        let about = table.description
        return .object([
            ("key", .string(about.key)), ("version", .integer(about.version)), ("source", .string(about.source)),
            ("origin", .string(about.origin.rawValue)), ("level", .string(about.place.key)),
            ("time", .string(about.time.rawValue)), ("contents", .string(about.contents.key)),
            ("places", .integer(about.places.count)), ("categories", .array(about.categories.map { .string($0.id) })),
            ("exact", .boolean(about.noise.isExact)), ("epsilon", .written("\(about.epsilon)")),
            ("recordsPerIncident", .integer(about.recordsPerIncident)), ("bins", .integer(table.bins.count)),
            ("start", table.bins.first.map { .string(DateFormat.iso($0.start, in: territory.calendar)) } ?? .null),
            ("end", table.bins.last.map { .string(DateFormat.iso($0.end, in: territory.calendar)) } ?? .null),
        ])
    }

    /// One figure of a table.
    private struct Row {
        let bin: TimeBin
        let place: NamedPlace
        let category: String
        let reading: Reading
        let edition: Edition
    }

    private struct Page {
        let matched: Int
        let offset: Int
        let rows: [Row]
    }

    /// The figures of a table as JSON.
    func json(_ family: TableFamily, _ items: QueryItems, path: String) throws -> String {
        let page = try page(family, items, most: Self.mostAsJSON, usual: 1000)
        let calendar = territory.calendar
        let figures = page.rows.map { row in
            JSON.object([
                ("start", .string(DateFormat.iso(row.bin.start, in: calendar))),
                ("end", .string(DateFormat.iso(row.bin.end, in: calendar))), ("place", .string(row.place.id)),
                ("category", .string(row.category)), ("value", .integer(row.reading.value)),
                ("low", .integer(row.reading.low)), ("high", .integer(row.reading.high)),
                ("variance", .number(row.reading.variance)), ("edition", .integer(Int(row.edition.id))),
                ("corrected", .boolean(row.edition.correction?.isChange == true)),
                ("deliveredAgain", .boolean(row.edition.correction?.isChange == false)),
            ])
        }
        return JSON.object([
            ("table", .string(family.latest.key)), ("numberMatched", .integer(page.matched)),
            ("numberReturned", .integer(figures.count)),
            ("next", next(page, items, path: path).map { .string($0) } ?? .null), ("figures", .array(figures)),
        ]).text
    }

    /// The figures of a table as CSV, and where its next page is.
    func csv(_ family: TableFamily, _ items: QueryItems, path: String) throws -> (text: String, next: String?) {
        let page = try page(family, items, most: Self.mostAsCSV, usual: Self.mostAsCSV)
        let calendar = territory.calendar
        var csv = CSV(
            columns: [
                "start", "end", "place", "name", "category", "value", "low", "high", "variance", "edition", "corrected",
                "delivered_again",
            ])
        for row in page.rows {
            csv.add([
                DateFormat.iso(row.bin.start, in: calendar), DateFormat.iso(row.bin.end, in: calendar), row.place.id,
                row.place.title(in: territory), row.category, String(row.reading.value), String(row.reading.low),
                String(row.reading.high), JSON.rounded(row.reading.variance), String(row.edition.id),
                row.edition.correction?.isChange == true ? "true" : "false",
                row.edition.correction?.isChange == false ? "true" : "false",
            ])
        }
        return (csv.text, next(page, items, path: path))
    }

    private func next(_ page: Page, _ items: QueryItems, path: String) -> String? {
        let end = page.offset + page.rows.count
        guard end < page.matched else { return nil }
        var query = ["from", "to", "place", "category", "limit"].compactMap { name in
            items[name].map { "\(name)=\(QueryItems.encode($0))" }
        }
        query.append("offset=\(end)")
        return path + "?" + query.joined(separator: "&")
    }

    private func page(_ family: TableFamily, _ items: QueryItems, most: Int, usual: Int) throws -> Page {
        let limit = try items.integer("limit", in: 1...most) ?? usual
        let offset = try items.integer("offset", in: 0...Int(Int32.max)) ?? 0
        if let place = items["place"], !family.has(place: place) {
            throw AddressError.notOffered(parameter: "place", value: place, offered: [])
        }
        if let category = items["category"], !family.has(category: category) {
            throw AddressError.notOffered(
                parameter: "category", value: category, offered: family.latest.categories.prefix(40).map(\.id))
        }
        let calendar = territory.calendar
        let from = try items.date("from")
        let to = try items.date("to")
        if let from, let to, from > to { throw AddressError.backwards(from: from, to: to) }
        let low = from.map(calendar.start) ?? .min
        let high = to.map { calendar.start(of: $0.adding(days: 1)) } ?? .max

        var matched = 0
        var rows: [Row] = []
        for table in family.versions {
            let about = table.description
            let places: [Int] =
                items["place"].map { [table.placeNumbers[$0]].compactMap { $0 } }
                ?? Array(about.places.indices)
            let categories: [Int] =
                items["category"].map { [table.categoryNumbers[$0]].compactMap { $0 } }
                ?? Array(about.categories.indices)
            let perBin = places.count * categories.count
            for bin in table.bins(within: low..<high) {
                defer { matched += perBin }
                guard perBin > 0, matched + perBin > offset, rows.count < limit else { continue }
                let found = try shelf.figures(of: table, at: bin)
                for number in max(0, offset - matched)..<perBin where rows.count < limit {
                    let (category, place) = (categories[number / places.count], places[number % places.count])
                    let figure = found.table.figure(bin: found.bin, place: place, category: category)
                    rows.append(
                        Row(
                            bin: bin, place: about.places[place], category: about.categories[category].id,
                            reading: shelf.reading(figure), edition: found.table.editions[found.bin]))
                }
            }
        }
        return Page(matched: matched, offset: offset, rows: rows)
    }
}
