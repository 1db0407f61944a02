public import Vocabulary

/// A table of inhabitants: a row a place of some level.
public enum PopulationTable {
    /// The inhabitants of each place over some days; a place without a row, or with an empty field, is unknown.
    ///
    /// - Parameters:
    ///   - place: the column of the places' ids.
    ///   - value: the column of the inhabitants.
    ///   - days: the days for which the count is said to hold: the first, and the first after the last.
    ///   - level: the level of the places.
    ///   - places: the places of that level.
    /// - Throws: ``ContextError`` with line and column, for a place that the level doesn't have or that stands there
    ///   twice too.
    public static func series(
        of file: ContextFile, place: String, value: String, days: Range<CivilDate>, calendar: CivilCalendar,
        level: PlaceLevel, places: [NamedPlace]
    ) throws -> ContextSeries {
        let table = try file.table()
        let placeColumn = try table.column(place)
        let valueColumn = try table.column(value)
        let known = Set(places.map(\.id))
        var people: [String: Double?] = [:]
        for row in table.rows {
            let id = table.field(row, placeColumn)
            guard known.contains(id), people[id] == nil else {
                throw ContextError.value(
                    id, table.position(row, placeColumn),
                    expected: Phrase(
                        fr: "un lieu du niveau \(level.key), une seule fois",
                        en: "a place of the level \(level.key), once only"))
            }
            let number = try table.number(row, valueColumn)
            guard number ?? 0 >= 0 else {
                throw ContextError.value(
                    table.field(row, valueColumn), table.position(row, valueColumn),
                    expected: Phrase(fr: "un nombre d'habitants", en: "a number of inhabitants"))
            }
            people[id] = .some(number)
        }
        return try ContextSeries(
            name: "population-\(level.key.replacing("_", with: "-"))",
            title: Phrase(fr: "Population", en: "Population"), unit: "", level: level,
            source: value, licence: "",
            readings: places.map {
                ContextSeries.Reading(
                    place: $0.id, start: calendar.start(of: days.lowerBound), end: calendar.start(of: days.upperBound),
                    value: people[$0.id] ?? nil)
            })
    }
}
