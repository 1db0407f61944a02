public import Vocabulary

/// School holidays from a file: the ministry's calendar, a row a holiday and academy, or a row a day and a column a zone.
///
/// The ministry's moments (`2024-10-18T22:00:00+00:00`) denote local days: a holiday lasts from the day of `start_date`
/// to the day before `end_date`, which is that of the return. Only the school years that the file holds are known.
public enum SchoolHolidays {
    /// A yes (1) or no (0) for each local day that the file covers.
    ///
    /// - Parameters:
    ///   - zone: `A`, `B`, `C`, or a zone as the file writes it, such as `Corse`.
    ///   - territory: the territory's key, which is the place of the readings.
    /// - Throws: ``ContextError`` with line and column.
    public static func series(
        of file: ContextFile, zone: String, calendar: CivilCalendar, territory: String
    ) throws -> ContextSeries {
        let table = try file.table()
        let days =
            try table.header.contains("date")
            ? daily(table, zone: zone) : intervals(table, zone: zone, calendar: calendar)
        guard let first = days.keys.min(), let last = days.keys.max() else {
            throw ContextError.value(
                zone, TextPosition(file: file.name),
                expected: Phrase(fr: "une zone du fichier", en: "a zone of the file"))
        }
        let readings = (first.dayNumber...last.dayNumber).map { number in
            let day = CivilDate(dayNumber: number)
            return ContextSeries.Reading(
                place: territory, start: calendar.start(of: day), end: calendar.start(of: day.adding(days: 1)),
                value: days[day].map { $0 ? 1 : 0 })
        }
        return try ContextSeries(
            name: "school-holidays", title: Phrase(fr: "Vacances scolaires", en: "School holidays"), unit: "",
            level: .territory, source: "Éducation nationale (\(zone))", licence: "Licence Ouverte 2.0",
            readings: readings)
    }

    private static func daily(_ table: ContextTable, zone: String) throws -> [CivilDate: Bool] {
        let dates = try table.column("date")
        let flags = try table.column("vacances_zone_\(zone.lowercased())")
        var days: [CivilDate: Bool] = [:]
        for row in table.rows {
            guard let date = CivilDate(iso: table.field(row, dates)) else {
                throw ContextError.value(
                    table.field(row, dates), table.position(row, dates),
                    expected: Phrase(fr: "une date aaaa-mm-jj", en: "a date yyyy-mm-dd"))
            }
            switch table.field(row, flags).lowercased() {
            case "true", "1": days[date] = true
            case "false", "0": days[date] = false
            case "": break
            default:
                throw ContextError.value(
                    table.field(row, flags), table.position(row, flags),
                    expected: Phrase(fr: "True ou False", en: "True or False"))
            }
        }
        return days
    }

    /// The days of a school year that a zone's rows tell of.
    private struct SchoolYear {
        var holidays: [Range<CivilDate>] = []
        /// The first day after the last that is known.
        var end: CivilDate
    }

    private static func intervals(
        _ table: ContextTable, zone: String, calendar: CivilCalendar
    ) throws -> [CivilDate: Bool] {
        let starts = try table.column("start_date", "Date de début")
        let ends = try table.column("end_date", "Date de fin")
        let zones = try table.column("zones", "Zones")
        let names = try table.column("annee_scolaire", "Année scolaire")
        let populations = try? table.column("population", "Population")
        var years: [Int: SchoolYear] = [:]
        for row in table.rows {
            let name = table.field(row, zones)
            guard name == zone || name == "Zone \(zone)" else { continue }
            // Teachers come back a day before the pupils.
            if let populations, table.field(row, populations) == "Enseignants" { continue }
            func day(_ column: Int) throws -> CivilDate {
                guard let moment = ContextMoment(table.field(row, column)) else {
                    throw ContextError.value(
                        table.field(row, column), table.position(row, column),
                        expected: Phrase(fr: "une date ISO 8601", en: "a date in ISO 8601"))
                }
                return moment.date(in: calendar)
            }
            let start = try day(starts)
            let end = try day(ends)
            guard let year = Int(table.field(row, names).prefix(4)), start <= end,
                end.dayNumber - start.dayNumber < 150, (year...year + 1).contains(start.parts.year)
            else {
                throw ContextError.value(
                    table.field(row, names), table.position(row, names),
                    expected: Phrase(
                        fr: "une année scolaire comme 2024-2025 qui contienne les dates",
                        en: "a school year such as 2024-2025 that holds the dates"))
            }
            // A row without length says that the summer begins, and nothing of when it ends.
            years[year, default: SchoolYear(end: start)].holidays.append(start..<end)
            if let known = years[year]?.end, known < end { years[year]?.end = end }
        }
        var days: [CivilDate: Bool] = [:]
        for (year, schoolYear) in years {
            guard let opening = CivilDate(year: year, month: 9, day: 1) else { continue }
            for number in opening.dayNumber..<max(opening.dayNumber, schoolYear.end.dayNumber) {
                let day = CivilDate(dayNumber: number)
                // The summer of the year before may end after the first of September.
                if days[day] != true { days[day] = false }
            }
            for holiday in schoolYear.holidays {
                for number in holiday.lowerBound.dayNumber..<holiday.upperBound.dayNumber {
                    days[CivilDate(dayNumber: number)] = true
                }
            }
        }
        return days
    }
}
