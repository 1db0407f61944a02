public import Vocabulary

/// A city's calendar in one table, whose column `type` tells public holidays (`jour_ferie`) and school holidays
/// (`vacances_scolaires`) from events.
///
/// Columns: `debut`, `fin` (the first moment after), `type`, and `affluence_attendue` where it is known. Names and venues
/// aren't read.
public enum KindCalendar {
    /// Whether a header is such a table's.
    static func reads(header: [String]) -> Bool { ["debut", "fin", "type"].allSatisfy(header.contains) }

    /// Whether a file is such a table.
    ///
    /// - Throws: ``ContextError`` for a file that isn't a table.
    public static func reads(_ file: ContextFile) throws -> Bool { reads(header: try file.table().header) }

    /// Events, their attendance, public holidays and school holidays over the days for which the table is complete.
    ///
    /// - Throws: ``ContextError`` with line and column.
    public static func series(
        of file: ContextFile, days: Range<CivilDate>, calendar: CivilCalendar, territory: NamedPlace
    ) throws -> [ContextSeries] {
        let table = try file.table()
        let (starts, ends, kinds) = (try table.column("debut"), try table.column("fin"), try table.column("type"))
        let people = table.header.firstIndex(of: "affluence_attendue")
        var count = try OccurrenceCount(
            days: days, level: .hour, calendar: calendar, places: [territory], file: file.name)
        var holidays: [String: Set<Int>] = [:]
        for row in table.rows {
            let (start, end) = try ContextSpan.span(table, row, starts, ends, calendar: calendar)
            let kind = table.field(row, kinds)
            guard kind == "jour_ferie" || kind == "vacances_scolaires" else {
                let attendance = try people.flatMap { try table.number(row, $0) }
                count.add(Occurrence(start: start, end: end, attendance: attendance.map { max(0, $0) }))
                continue
            }
            guard start < end else { continue }
            let first = max(calendar.date(at: start).dayNumber, days.lowerBound.dayNumber)
            let last = min(calendar.date(at: end - 1).dayNumber, days.upperBound.dayNumber - 1)
            if first <= last { holidays[kind, default: []].formUnion(first...last) }
        }
        let own = HolidaySeries(days: days, calendar: calendar, place: territory.id, source: file.name)
        let free = Set((holidays["jour_ferie"] ?? []).map(CivilDate.init(dayNumber:)))
        let school = holidays["vacances_scolaires"] ?? []
        return try EventSeries.series(count, level: .territory) + [
            own.series("school-holidays", Phrase(fr: "Vacances scolaires", en: "School holidays")) {
                school.contains($0.dayNumber) ? 1 : 0
            }
        ] + own.publicHolidays(free, isKnown: days.contains)
    }
}
