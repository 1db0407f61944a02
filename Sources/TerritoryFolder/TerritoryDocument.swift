import Vocabulary

/// The file `territory.yaml`: who the territory is, its zones and its grid.
struct TerritoryDocument {
    /// The grid's plane as a folder asks for it.
    enum Plane: String, CaseIterable {
        /// Europe's where all zones lie in its area of use, else a local one.
        case auto
        case europe
        case local
    }

    /// The grid as a folder asks for it.
    struct Grid {
        let plane: Plane
        let centre: GeographicPoint?
        let cell: Int
        let coarse: [Int]
        let population: PopulationFile.Entry?
    }

    /// A file of zones and how to read it.
    struct ZoneEntry {
        let map: YAMLMapping
        let file: String
        let reader: ZoneReader
    }

    let map: YAMLMapping
    let id: String
    let name: String
    let language: Language
    let isSimulated: Bool
    let calendar: CivilCalendar
    let water: String?
    let grid: Grid
    let zones: [ZoneEntry]

    /// Reads the file; what is wrong goes to the log.
    ///
    /// - Returns: nil when anything needed is missing.
    init?(_ file: FolderFile, log: ErrorLog) throws {
        let keys = ["id", "name", "language", "time_zone", "simulated", "water", "grid", "zones"]
        guard let map = try YAMLDocument(file, log: log).mapping(keys: keys) else { return nil }
        let id = map.identifier("id")
        let name = map.text("name")
        let language: Language? = map.choice("language")
        let calendar = Self.calendar(in: map)
        let simulated = map.flag("simulated")
        let water = map.optionalText("water")
        let grid = Self.grid(in: map)
        let zones = Self.zones(in: map)
        guard let id, let name, let language, let calendar, let simulated, let grid, !zones.isEmpty else { return nil }
        self.map = map
        self.id = id
        self.name = name
        self.language = language
        self.calendar = calendar
        isSimulated = simulated
        self.water = water
        self.grid = grid
        self.zones = zones
    }

    private static func calendar(in map: YAMLMapping) -> CivilCalendar? {
        guard let name = map.text("time_zone") else { return nil }
        // Abbreviations such as EST have no summer time, or another one than is meant.
        guard name.contains("/") || name == "UTC", let calendar = CivilCalendar(timeZoneName: name) else {
            map.refuse(
                "time_zone",
                Phrase(fr: "Fuseau horaire inconnu : « \(name) ».", en: "Unknown time zone: `\(name)`."),
                remedy: Phrase(
                    fr: "Donnez un nom de la base IANA, tel que Europe/Paris.",
                    en: "Give a name of the IANA database, such as Europe/Paris."))
            return nil
        }
        return calendar
    }

    private static func grid(in map: YAMLMapping) -> Grid? {
        guard map.has("grid") else {
            return Grid(plane: .auto, centre: nil, cell: 200, coarse: [1000], population: nil)
        }
        guard let grid = map.mapping("grid", keys: ["plane", "centre", "cell", "coarse", "population"]) else {
            return nil
        }
        let plane: Plane? = grid.choice("plane", missing: .auto)
        let cell = grid.integer("cell", in: 10...10_000, missing: 200)
        let coarse = grid.integers("coarse", in: 10...100_000)
        guard let plane, let cell else { return nil }
        for size in coarse where !size.isMultiple(of: cell) || size <= cell {
            grid.refuse(
                "coarse",
                Phrase(
                    fr: "\(size) n'est pas un multiple de la maille de \(cell) m.",
                    en: "\(size) isn't a multiple of the cell of \(cell) m."),
                why: Phrase(
                    fr: "Les mailles larges réunissent des mailles fines entières.",
                    en: "Coarse cells are made of whole fine ones."),
                remedy: Phrase(
                    fr: "Choisissez par exemple \(cell * 5).", en: "Choose for example \(cell * 5)."))
            return nil
        }
        let population = grid.mapping("population", keys: ["file", "cell", "households", "minimum"])
            .flatMap(PopulationFile.Entry.init)
        if grid.has("population"), population == nil { return nil }
        let centre = grid.has("centre") ? centre(in: grid) : nil
        if grid.has("centre"), centre == nil { return nil }
        guard centre == nil || plane == .local else {
            grid.refuse(
                "centre",
                Phrase(
                    fr: "« centre » ne sert qu'au plan local.", en: "`centre` is for the local plane alone."),
                remedy: Phrase(
                    fr: "Écrivez « plane: local », ou retirez « centre ».",
                    en: "Write `plane: local`, or take `centre` out."))
            return nil
        }
        return Grid(
            plane: plane, centre: centre, cell: cell, coarse: Array(Set(coarse)).sorted(), population: population)
    }

    private static func centre(in grid: YAMLMapping) -> GeographicPoint? {
        guard let centre = grid.mapping("centre", keys: ["longitude", "latitude"]),
            let longitude = centre.text("longitude"), let latitude = centre.text("latitude")
        else { return nil }
        // Cells' ids name the centre in tenths of a degree, so it has no finer digits.
        func tenths(_ text: String, _ limit: Double) -> Double? {
            guard let value = Double(text), abs(value) <= limit, (value * 10).rounded() / 10 == value else {
                return nil
            }
            return value
        }
        guard let x = tenths(longitude, 180), let y = tenths(latitude, 89.9) else {
            centre.refuse(
                nil,
                Phrase(
                    fr: "Le centre doit être en dixièmes de degré : longitude de −180 à 180, latitude de −89.9 à 89.9.",
                    en:
                        "The centre must be in tenths of a degree: longitude from −180 to 180, latitude from −89.9 to 89.9."
                ),
                remedy: Phrase(fr: "Écrivez par exemple −75.1 et 40.0.", en: "Write for example −75.1 and 40.0."))
            return nil
        }
        return GeographicPoint(longitude: x, latitude: y)
    }

    private static func zones(in map: YAMLMapping) -> [ZoneEntry] {
        guard map.has("zones") else {
            _ = map.text("zones")
            return []
        }
        let entries = map.mappings("zones", keys: ["level", "title", "file", "id", "name", "parent"])
        if entries.isEmpty {
            map.refuse(
                "zones", Phrase(fr: "Aucun niveau de zones.", en: "No level of zones."),
                remedy: Phrase(fr: "Décrivez au moins un fichier de zones.", en: "Describe one file of zones at least.")
            )
        }
        let ownLevels = Set(entries.compactMap { $0.has("level") ? $0.optionalText("level") : nil })
        var seen: Set<String> = []
        func level(_ entry: YAMLMapping) -> String? {
            guard let level = entry.identifier("level") else { return nil }
            guard case .zone = PlaceLevel(key: level), level != "all" else {
                entry.refuse(
                    "level", Phrase(fr: "Le nom « \(level) » est réservé.", en: "The name `\(level)` is reserved."),
                    remedy: Phrase(fr: "Choisissez-en un autre.", en: "Choose another."))
                return nil
            }
            return level
        }
        func isNew(_ level: String, in entry: YAMLMapping) -> Bool {
            guard !seen.insert(level).inserted else { return true }
            entry.refuse(
                "level",
                Phrase(
                    fr: "Le niveau « \(level) » est décrit deux fois.", en: "The level `\(level)` is described twice."),
                remedy: Phrase(fr: "Donnez un nom à chaque niveau.", en: "Give each level a name of its own."))
            return false
        }
        return entries.compactMap { entry in
            let own = level(entry)
            let title = entry.phrase("title")
            let file = entry.text("file")
            let id = entry.text("id")
            let name = entry.text("name")
            var parent: ZoneReader.Parent?
            if entry.has("parent") {
                guard let inner = entry.mapping("parent", keys: ["level", "title", "id", "name"]) else { return nil }
                let parentLevel = level(inner)
                let isListed = parentLevel.map(ownLevels.contains) ?? false
                let parentTitle = isListed ? nil : inner.phrase("title")
                guard let parentLevel, let parentID = inner.text("id"), isListed || parentTitle != nil else {
                    return nil
                }
                guard isListed || isNew(parentLevel, in: inner) else { return nil }
                parent = ZoneReader.Parent(
                    level: parentLevel, title: parentTitle, id: parentID, name: inner.optionalText("name"))
            }
            guard let own, let title, let file, let id, let name, isNew(own, in: entry) else { return nil }
            return ZoneEntry(
                map: entry, file: file,
                reader: ZoneReader(level: own, title: title, id: id, name: name, parent: parent))
        }
    }
}
