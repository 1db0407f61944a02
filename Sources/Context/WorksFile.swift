import PlainText
public import Vocabulary

/// Works and road closures: GeoJSON features with a start and an end, as cities publish what DATEX II calls
/// `overallStartTime` and `overallEndTime`.
public enum WorksFile {
    private static let starts = ["start", "overallStartTime", "date_debut", "start_date"]
    private static let ends = ["end", "overallEndTime", "date_fin", "end_date"]

    /// How many works or closures each place has on each day.
    ///
    /// A feature counts once in every place that its points and lines touch, its outline included; one without an end
    /// lasts to the end of the period, and one outside the territory counts nowhere.
    ///
    /// - Parameters:
    ///   - days: the days for which the file is complete: the first, and the first after the last.
    ///   - level: the level of the places.
    /// - Throws: ``ContextError`` with line and field.
    public static func series(
        of file: ContextFile, days: Range<CivilDate>, level: PlaceLevel, territory: Territory
    ) throws -> ContextSeries {
        guard let places = territory.places(at: level), let placeOfCell = territory.geography.placeOfCell(at: level)
        else {
            throw ContextError.level(level.key, file: file.name)
        }
        let root = try file.json()
        guard let features = root["features"], case .list(let nodes) = features.value else {
            throw structure(file, root, "features")
        }
        let calendar = territory.calendar
        var count = try OccurrenceCount(
            days: days, level: .day, calendar: calendar, places: places, file: file.name)
        let last = calendar.start(of: days.upperBound)
        for node in nodes {
            guard let properties = node["properties"], let geometry = node["geometry"] else {
                throw structure(file, node, "properties")
            }
            guard let start = try moment(starts, of: properties, file: file) else {
                throw structure(file, properties, starts[0])
            }
            let from = start.time(in: calendar)
            let to = try moment(ends, of: properties, file: file)?.end(in: calendar) ?? max(last, from)
            guard to >= from else { throw structure(file, properties, ends[0]) }
            var touch = PlaceTouch(grid: territory.geography.grid, file: file)
            try touch.add(geometry)
            let touched = touch.cells.compactMap { territory.geography.index(of: $0) }.map { Int(placeOfCell[$0]) }
            count.add(Occurrence(start: from, end: to, places: Set(touched.filter { $0 >= 0 }).sorted()))
        }
        return try ContextSeries(
            name: level == .territory ? "works" : "works-\(level.key.replacing("_", with: "-"))",
            title: Phrase(fr: "Travaux et fermetures", en: "Works and closures"), unit: "", level: level,
            source: "DATEX", licence: "", readings: count.countReadings)
    }

    private static func moment(
        _ names: [String], of properties: JSONNode, file: ContextFile
    ) throws -> ContextMoment? {
        for name in names {
            guard let node = properties[name], !node.isNull, node.text != "" else { continue }
            guard let moment = node.text.flatMap(ContextMoment.init) else {
                throw ContextError.value(
                    node.label ?? "", TextPosition(file: file.name, line: node.line, field: name),
                    expected: Phrase(fr: "une date ISO 8601", en: "a date in ISO 8601"))
            }
            return moment
        }
        return nil
    }

    static func structure(_ file: ContextFile, _ node: JSONNode, _ field: String) -> ContextError {
        .structure(
            TextPosition(file: file.name, line: node.line, field: field),
            Phrase(
                fr: "« \(field) » manque, ou n'a pas la forme attendue.",
                en: "`\(field)` is missing, or isn't as it should be."))
    }
}

/// The cells that a GeoJSON geometry touches.
private struct PlaceTouch {
    /// The most points looked at of a feature: a line of 20,000 km in steps of 100 m.
    private static let limit = 200_000

    let grid: EqualAreaGrid
    let file: ContextFile
    private(set) var cells: Set<Cell> = []
    private var points = 0

    init(grid: EqualAreaGrid, file: ContextFile) {
        self.grid = grid
        self.file = file
    }

    /// Adds a geometry of any of RFC 7946's kinds.
    mutating func add(_ geometry: JSONNode) throws {
        if case .list(let parts)? = geometry["geometries"]?.value {
            for part in parts { try add(part) }
        } else if let coordinates = geometry["coordinates"] {
            try walk(coordinates)
        } else if !geometry.isNull {
            throw WorksFile.structure(file, geometry, "coordinates")
        }
    }

    /// A position, or a list of positions joined by lines, or lists of such lists.
    private mutating func walk(_ node: JSONNode) throws {
        switch node.value {
        case .numbers(let numbers):
            try touch(try position(numbers, node))
        case .list(let nodes):
            var previous: GeographicPoint?
            for node in nodes {
                guard case .numbers(let numbers) = node.value else {
                    try walk(node)
                    continue
                }
                let point = try position(numbers, node)
                if let previous { try line(from: previous, to: point) }
                try touch(point)
                previous = point
            }
        default: throw WorksFile.structure(file, node, "coordinates")
        }
    }

    private func position(_ numbers: [Double], _ node: JSONNode) throws -> GeographicPoint {
        guard numbers.count >= 2, abs(numbers[0]) <= 180, abs(numbers[1]) <= 90 else {
            throw WorksFile.structure(file, node, "coordinates")
        }
        return GeographicPoint(longitude: numbers[0], latitude: numbers[1])
    }

    /// Points of a line at half a cell's side from one another: a corner that it cuts by less may be missed.
    private mutating func line(from a: GeographicPoint, to b: GeographicPoint) throws {
        // A degree of latitude is 111 km, and one of longitude is never longer.
        let metres = 111_320 * ((a.longitude - b.longitude).magnitude + (a.latitude - b.latitude).magnitude)
        let steps = Int(metres / Double(grid.cellSize) * 2)
        guard steps < Self.limit else { throw ContextError.tooMany(file: file.name, limit: Self.limit) }
        for step in 0..<steps {
            let share = Double(step) / Double(steps)
            try touch(
                GeographicPoint(
                    longitude: a.longitude + (b.longitude - a.longitude) * share,
                    latitude: a.latitude + (b.latitude - a.latitude) * share))
        }
    }

    private mutating func touch(_ point: GeographicPoint) throws {
        points += 1
        guard points <= Self.limit else { throw ContextError.tooMany(file: file.name, limit: Self.limit) }
        if let cell = grid.cell(containing: point) { cells.insert(cell) }
    }
}
