import Vocabulary

/// The columns that a convention names: where place, time, category and key are read.
struct ConventionColumns {
    let place: PlaceColumns
    /// Where an address's gazetteer is named.
    let address: YAMLMapping?
    let time: TimeColumns
    let category: CategoryColumns
    let key: String?

    /// Reads `columns:`, and checks it against `transient:`; what is wrong goes to the log.
    init?(in map: YAMLMapping) {
        // Keys beyond the four are refused for what they are: a wish to keep more.
        let known = ["place", "time", "category", "key"]
        guard let all = map.requiredMapping("columns", keys: known, why: PersonalColumn.why) else { return nil }
        let place = all.requiredMapping("place", keys: Self.placeKeys).flatMap(Self.place)
        let time = Self.time(in: all)
        let category = Self.category(in: all)
        let key = all.optionalText("key")
        PersonalColumn.check(key, key: "key", in: all)
        guard let place, let time, let category, !(all.has("key") && key == nil) else { return nil }
        self.place = place.columns
        address = place.address
        self.time = time
        self.category = category
        self.key = key
        var seen: Set<String> = []
        for name in place.columns.columns + time.columns + category.columns + [key].compactMap(\.self)
        where !seen.insert(name).inserted {
            all.refuse(
                nil,
                Phrase(fr: "La colonne « \(name) » sert deux fois.", en: "The column `\(name)` serves twice."),
                remedy: Phrase(
                    fr: "Donnez à chaque rôle sa propre colonne.", en: "Give each role a column of its own."))
        }
        checkTransient(in: map)
    }

    /// Addresses and texts must be declared transient, and nothing else may be.
    private func checkTransient(in map: YAMLMapping) {
        let used = place.transientColumns + category.transientColumns
        let declared = map.has("transient") ? map.words("transient") : []
        if map.has("transient"), declared.isEmpty { PersonalColumn.refuse("transient", nil, key: "transient", in: map) }
        for name in declared where !used.contains(name) {
            PersonalColumn.refuse(name, PersonalColumn(named: name), key: "transient", in: map)
        }
        for name in used where !declared.contains(name) {
            map.refuse(
                map.has("transient") ? "transient" : "columns",
                Phrase(
                    fr: "La colonne « \(name) » est lue comme un texte sans être déclarée passagère.",
                    en: "The column `\(name)` is read as text without being declared transient."),
                why: Phrase(
                    fr: "Un texte n'est vu qu'en mémoire, le temps d'en tirer une maille ou une catégorie.",
                    en: "A text is seen in memory alone, for as long as it takes to tell a cell or a category from it."),
                remedy: Phrase(
                    fr: "Ajoutez « \(name) » à « transient: […] ».", en: "Add `\(name)` to `transient: […]`."))
        }
    }

    // MARK: - Place

    private static let placeKeys = [
        "longitude", "latitude", "x", "y", "crs", "points", "zone", "column", "address",
    ]

    /// The ways to give a place, by the key that tells which.
    private static func place(in map: YAMLMapping) -> (columns: PlaceColumns, address: YAMLMapping?)? {
        let ways = [
            (key: "zone", fr: "zone", en: "zone", keys: ["zone", "column"]),
            (key: "x", fr: "x et y", en: "x and y", keys: ["x", "y", "crs"]),
            (key: "points", fr: "points du fichier", en: "the file's points", keys: ["points", "crs"]),
            (key: "address", fr: "adresse", en: "address", keys: ["address"]),
            (key: "longitude", fr: "coordonnées", en: "coordinates", keys: ["longitude", "latitude"]),
        ]
        let way =
            ways.first { way in
                way.keys.dropLast(way.key == "x" || way.key == "points" ? 1 : 0).contains(where: map.has)
            }
            ?? ways[ways.count - 1]
        for key in placeKeys where map.has(key) && !way.keys.contains(key) {
            map.refuse(
                nil,
                Phrase(
                    fr: "Le lieu est donné deux fois : par \(way.fr), et par « \(key) ».",
                    en: "The place is given twice: by \(way.en), and by `\(key)`."),
                remedy: Phrase(
                    fr: "Gardez seulement : \(listed(way.keys)).", en: "Keep these alone: \(listed(way.keys))."))
            return nil
        }
        switch way.key {
        case "zone":
            let column = map.text("column")
            PersonalColumn.check(column, key: "column", in: map)
            guard let level = map.identifier("zone"), let column else { return nil }
            return (.zone(level: level, column: column), nil)
        case "x":
            guard let x = map.text("x"), let y = map.text("y"), let code = epsg(in: map) else { return nil }
            return (.coordinates(x: x, y: y, reference: .epsg(code)), nil)
        case "points":
            enum PointSource: String, CaseIterable { case file }
            guard let _: PointSource = map.choice("points") else { return nil }
            guard map.has("crs") else { return (.points(reference: .file), nil) }
            return epsg(in: map).map { (.points(reference: .epsg($0)), nil) }
        case "address":
            return address(in: map)
        default:
            guard let longitude = map.text("longitude"), let latitude = map.text("latitude") else { return nil }
            return (.coordinates(x: longitude, y: latitude, reference: .degrees), nil)
        }
    }

    /// The number of a reference system in the EPSG registry.
    private static func epsg(in map: YAMLMapping) -> Int? { map.integer("crs", in: 1024...999_999) }

    private static func address(in map: YAMLMapping) -> (columns: PlaceColumns, address: YAMLMapping?)? {
        let keys = ["number", "street", "locality", "gazetteer", "score"]
        guard let address = map.mapping("address", keys: keys), let street = address.text("street"),
            let gazetteer = address.text("gazetteer"),
            let score = address.integer("score", in: 50...100, missing: 85),
            !["number", "locality"].contains(where: { address.has($0) && address.optionalText($0) == nil })
        else { return nil }
        let columns = AddressColumns(
            number: address.optionalText("number"), street: street, locality: address.optionalText("locality"),
            gazetteer: gazetteer, score: score)
        return (.address(columns), address)
    }

    // MARK: - Time and category

    private static func time(in map: YAMLMapping) -> TimeColumns? {
        let keys = ["column", "date", "hour", "year", "month", "start", "end", "order", "clock"]
        guard let time = map.requiredMapping("time", keys: keys) else { return nil }
        for key in keys.prefix(7) {
            PersonalColumn.check(time.has(key) ? time.optionalText(key) : nil, key: key, in: time)
        }
        let order: TimeColumns.DateOrder? = time.choice("order", missing: .yearMonthDay)
        let clock: TimeColumns.Clock? = time.choice("clock", missing: .local)
        guard let parts = parts(of: time), let order, let clock else { return nil }
        return TimeColumns(parts, order: order, clock: clock)
    }

    private static func parts(of time: YAMLMapping) -> TimeColumns.Parts? {
        let pairs = [("date", "hour"), ("year", "month"), ("start", "end")]
        guard let pair = pairs.first(where: { time.has($0.0) || time.has($0.1) }) else {
            return time.text("column").map { .together($0) }
        }
        let others = ["column", "date", "hour", "year", "month", "start", "end"].filter { $0 != pair.0 && $0 != pair.1 }
        if let extra = others.first(where: time.has) {
            time.refuse(
                extra, Phrase(fr: "L'heure est donnée deux fois.", en: "The time is given twice."),
                remedy: Phrase(
                    fr: "Gardez column, ou date et hour, ou year et month, ou start et end.",
                    en: "Keep column, or date and hour, or year and month, or start and end."))
            return nil
        }
        guard let first = time.text(pair.0), let second = time.text(pair.1) else { return nil }
        switch pair.0 {
        case "date": return .dateAndHour(date: first, hour: second)
        case "year": return .yearAndMonth(year: first, month: second)
        default: return .between(start: first, end: second)
        }
    }

    private static func category(in map: YAMLMapping) -> CategoryColumns? {
        guard map.isMapping("category") else {
            let column = map.text("category")
            PersonalColumn.check(column, key: "category", in: map)
            return column.map { .code($0) }
        }
        guard let text = map.mapping("category", keys: ["text", "model"]), let model = text.identifier("model") else {
            return nil
        }
        let columns = text.words("text")
        guard !columns.isEmpty else {
            _ = text.text("text")
            return nil
        }
        return .text(columns: columns, model: model)
    }
}
