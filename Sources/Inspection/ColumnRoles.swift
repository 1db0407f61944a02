import Vocabulary

/// Which columns could tell the place, the time, the category and the key of a record.
struct ColumnRoles {
    private let columns: [ColumnProfile]
    /// What the file says that its own points are measured in.
    private let coordinateReference: String?

    init(columns: [ColumnProfile], coordinateReference: String? = nil) {
        self.columns = columns
        self.coordinateReference = coordinateReference
    }

    private func words(_ column: ColumnProfile) -> Set<String> {
        Set(column.name.map(PersonalColumn.words) ?? [])
    }

    /// Whether a convention may name a column at all.
    private func isAdmissible(_ column: ColumnProfile) -> Bool {
        column.personal == nil && PersonalColumn(named: column.name ?? "") == nil
    }

    private func name(where isMeant: (ColumnType) -> Bool) -> String? {
        columns.first { isMeant($0.type) && $0.personal == nil }?.name
    }

    /// Coordinates before zones, zones before addresses: the finest that needs no looking up.
    var place: PlaceColumns? {
        if let points { return points }
        if let x = name(where: { $0 == .longitude }), let y = name(where: { $0 == .latitude }) {
            return .coordinates(x: x, y: y, reference: .degrees)
        }
        if let plane = plane { return plane }
        if let zone = columns.first(where: { if case .zoneCode = $0.type { isAdmissible($0) } else { false } }),
            case .zoneCode(let level) = zone.type, let name = zone.name
        {
            return .zone(level: level, column: name)
        }
        guard let street = columns.first(where: { $0.personal?.content == .address })?.name else { return nil }
        return .address(
            AddressColumns(number: nil, street: street, locality: nil, gazetteer: "gazetteer.csv", score: 85))
    }

    /// The file's own points: in the system that it states, or else in one in which they lie in the territory.
    private var points: PlaceColumns? {
        guard let x = columns.first(where: { $0.name == PlaceColumns.pointX }),
            let y = columns.first(where: { $0.name == PlaceColumns.pointY })
        else { return nil }
        if coordinateReference != nil { return .points(reference: .file) }
        switch (x.type, y.type) {
        case (.longitude, .latitude): return .points(reference: .epsg(4326))
        case (.projected(.east, let codes), .projected(.north, let others)):
            return codes.first(where: others.contains).map { .points(reference: .epsg($0)) }
        default: return nil
        }
    }

    /// Two columns that are named like coordinates, or are the file's own points, and lie nowhere in the territory.
    var unknownCoordinates: UnknownCoordinates? {
        func name(_ own: String, _ words: Set<String>) -> String? {
            let numbers = columns.filter { $0.type == .decimal || $0.type == .integer }
            let found =
                numbers.first { $0.name == own } ?? numbers.first { !self.words($0).isDisjoint(with: words) }
            return found?.name
        }
        guard let x = name(PlaceColumns.pointX, CoordinateNames.east),
            let y = name(PlaceColumns.pointY, CoordinateNames.north), x != y
        else { return nil }
        return UnknownCoordinates(x: x, y: y)
    }

    private var plane: PlaceColumns? {
        for column in columns {
            guard case .projected(.east, let codes) = column.type, let x = column.name else { continue }
            for other in columns {
                guard case .projected(.north, let others) = other.type, let y = other.name,
                    let epsg = codes.first(where: others.contains)
                else { continue }
                return .coordinates(x: x, y: y, reference: .epsg(epsg))
            }
        }
        return nil
    }

    /// The most exact time, and among equals the one that is named like an incident's.
    func time(besides used: Set<String>) -> (columns: TimeColumns, isAmbiguous: Bool)? {
        let free = columns.filter { isAdmissible($0) && !used.contains($0.name ?? "") && $0.shareEmpty < 0.5 }
        let dated = free.filter { $0.type.dateOrder != nil }
        func isMoment(_ column: ColumnProfile) -> Bool { if case .dateTime = column.type { true } else { false } }
        let moments = dated.filter(isMoment)
        if let best = best(moments), let name = best.name {
            return (columns(.together(name), best), best.type.dateOrder == .ambiguous)
        }
        if let best = best(dated), let date = best.name {
            let hour = free.first { $0.type == .time }?.name
            let parts = hour.map { TimeColumns.Parts.dateAndHour(date: date, hour: $0) } ?? .together(date)
            return (columns(parts, best), best.type.dateOrder == .ambiguous)
        }
        guard let year = free.first(where: { $0.areYears && $0.type == .integer })?.name,
            let month = free.first(where: {
                $0.areMonths && !words($0).isDisjoint(with: ["mois", "month", "mes", "monat", "maand"])
            })?.name
        else { return nil }
        return (TimeColumns(.yearAndMonth(year: year, month: month)), false)
    }

    private func columns(_ parts: TimeColumns.Parts, _ column: ColumnProfile) -> TimeColumns {
        let order: TimeColumns.DateOrder =
            if case .known(let known) = column.type.dateOrder { known } else { .dayMonthYear }
        var isUTC = !words(column).isDisjoint(with: ["utc", "gmt"])
        if case .dateTime(_, true) = column.type { isUTC = true }
        return TimeColumns(parts, order: order, clock: isUTC ? .utc : .local)
    }

    private static let occurrence: Set<String> = [
        "appel", "survenue", "faits", "fait", "incident", "dispatch", "occurred", "occ", "event", "debut", "start",
        "alerte", "signalement", "heure", "time", "timestamp",
    ]
    private static let handling: Set<String> = [
        "fin", "end", "cloture", "closed", "updated", "maj", "modification", "export", "saisie", "creation", "created",
        "import",
    ]

    private func best(_ columns: [ColumnProfile]) -> ColumnProfile? {
        func rank(_ column: ColumnProfile) -> Double {
            let words = words(column)
            let named = words.isDisjoint(with: Self.occurrence) ? 0.0 : 1
            let late = words.isDisjoint(with: Self.handling) ? 0.0 : 2
            return named - late - column.shareEmpty
        }
        // The first of the best: exports put what matters first.
        return columns.reduce(nil) { best, column in
            guard let best, rank(best) >= rank(column) else { return column }
            return best
        }
    }

    /// Codes of the taxonomy, else the codes that are named like one.
    func category(besides used: Set<String>) -> String? {
        let free = columns.filter { isAdmissible($0) && !used.contains($0.name ?? "") }
        if let known = free.first(where: \.areTaxonomyCodes) { return known.name }
        let named: Set<String> = [
            "code", "nature", "type", "categorie", "category", "motif", "offense", "offence", "indicateur", "kind",
            "class", "event", "group", "groupe", "call", "case",
        ]
        let places: Set<String> = [
            "departement", "department", "commune", "insee", "region", "postal", "postcode", "quartier", "zone",
            "district",
            "arrondissement", "iris", "parent",
        ]
        let codes = free.filter {
            words($0).isDisjoint(with: places) && ($0.type == .code || $0.type == .text && $0.distinct <= 200)
                && $0.distinct > 1
        }
        return codes.filter { !words($0).isDisjoint(with: named) }
            .max { a, b in
                // `code` alone also numbers zones; two of the words tell a category.
                words(a).intersection(named).count < words(b).intersection(named).count
            }?.name
    }

    /// A column without a repeat or a gap that is neither a date nor a measurement; first of those named like a key.
    func key(besides used: Set<String>) -> String? {
        let free = columns.filter { column in
            guard isAdmissible(column), column.isUnique, column.distinct >= 20, !column.areYears,
                !used.contains(column.name ?? "")
            else { return false }
            // Some databases write whole numbers with decimals, so a decimal needs the name of a key.
            return switch column.type {
            case .integer, .text, .code, .decimal: true
            default: false
            }
        }
        // A database's own row number may change from one export to the next, so it comes after a record's number.
        let preferred: [Set<String>] = [
            ["key", "cle", "numero", "num", "no", "ref", "reference", "fiche", "dossier", "incident"],
            ["id", "objectid", "guid", "uuid"],
        ]
        for names in preferred {
            if let found = free.first(where: { !words($0).isDisjoint(with: names) }) { return found.name }
        }
        return free.first { $0.type != .decimal }?.name
    }
}
