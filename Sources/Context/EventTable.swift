public import Vocabulary

/// A table of events: `start`, `end`, and where the city knows them `attendance` and `place`, a zone of some level.
public enum EventTable {
    /// Two series by hours over some days: how many events are on, and how many people they expect.
    ///
    /// - Parameters:
    ///   - days: the days for which the table is complete: the first, and the first after the last.
    ///   - level: the level of the column `place`; the territory for a table without it.
    ///   - places: the places of that level.
    /// - Throws: ``ContextError`` with line and column.
    public static func series(
        of file: ContextFile, days: Range<CivilDate>, calendar: CivilCalendar, level: PlaceLevel, places: [NamedPlace]
    ) throws -> [ContextSeries] {
        let table = try file.table()
        let starts = try table.column("start")
        let ends = try table.column("end")
        let people = table.header.firstIndex(of: "attendance")
        let placeColumn = level == .territory ? nil : try table.column("place")
        let numbers = Dictionary(zip(places.map(\.id), places.indices), uniquingKeysWith: { first, _ in first })
        var count = try OccurrenceCount(
            days: days, level: .hour, calendar: calendar, places: places, file: file.name)
        for row in table.rows {
            let (start, end) = try ContextSpan.span(table, row, starts, ends, calendar: calendar)
            var place = 0
            if let placeColumn {
                guard let number = numbers[table.field(row, placeColumn)] else {
                    throw ContextError.value(
                        table.field(row, placeColumn), table.position(row, placeColumn),
                        expected: Phrase(fr: "un lieu du niveau \(level.key)", en: "a place of the level \(level.key)"))
                }
                place = number
            }
            let attendance = try people.flatMap { try table.number(row, $0) }
            if let attendance, attendance < 0, let people {
                throw ContextError.value(
                    table.field(row, people), table.position(row, people),
                    expected: Phrase(fr: "un nombre de personnes", en: "a number of people"))
            }
            count.add(Occurrence(start: start, end: end, places: [place], attendance: attendance))
        }
        return try EventSeries.series(count, level: level)
    }
}

/// Two columns that say from when to when.
enum ContextSpan {
    /// The moments of a row; a day given as the end is the last day.
    static func span(
        _ table: ContextTable, _ row: (line: Int, fields: [String]), _ starts: Int, _ ends: Int,
        calendar: CivilCalendar
    ) throws -> (UTCSeconds, UTCSeconds) {
        func moment(_ column: Int) throws -> ContextMoment {
            guard let moment = ContextMoment(table.field(row, column)) else {
                throw ContextError.value(
                    table.field(row, column), table.position(row, column),
                    expected: Phrase(fr: "une date ISO 8601", en: "a date in ISO 8601"))
            }
            return moment
        }
        let start = try moment(starts).time(in: calendar)
        let end = try moment(ends).end(in: calendar)
        guard end >= start else {
            throw ContextError.value(
                table.field(row, ends), table.position(row, ends),
                expected: Phrase(fr: "une fin après le début", en: "an end after the start"))
        }
        return (start, end)
    }
}

extension ContextMoment {
    /// The first moment after something that ends so: after the whole of a day.
    func end(in calendar: CivilCalendar) -> UTCSeconds {
        if case .day(let date) = self { return calendar.start(of: date.adding(days: 1)) }
        return time(in: calendar)
    }
}
