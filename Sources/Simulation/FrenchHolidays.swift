/// A span of whole days with a French name.
public struct NamedDays: Sendable, Equatable {
    /// The name, in French.
    public let name: String
    /// The first day.
    public let first: CalendarDay
    /// The last day, included.
    public let last: CalendarDay
}

/// Public holidays and school holidays from 2024 to the summer of 2027.
public enum FrenchHolidays {
    /// The days that the calendar covers: to the end of the last school year whose calendar is published.
    public static let covered = CalendarDay(2024, 1, 1)...CalendarDay(2027, 8, 31)

    /// The eleven public holidays of a year.
    public static func publicHolidays(in year: Int) -> [NamedDays] {
        let easter = easterSunday(in: year)
        let days: [(String, CalendarDay)] = [
            ("Jour de l’An", CalendarDay(year, 1, 1)), ("Lundi de Pâques", easter.advanced(by: 1)),
            ("Fête du Travail", CalendarDay(year, 5, 1)), ("Victoire de 1945", CalendarDay(year, 5, 8)),
            ("Ascension", easter.advanced(by: 39)), ("Lundi de Pentecôte", easter.advanced(by: 50)),
            ("Fête nationale", CalendarDay(year, 7, 14)), ("Assomption", CalendarDay(year, 8, 15)),
            ("Toussaint", CalendarDay(year, 11, 1)), ("Armistice de 1918", CalendarDay(year, 11, 11)),
            ("Noël", CalendarDay(year, 12, 25)),
        ]
        return days.map { NamedDays(name: $0.0, first: $0.1, last: $0.1) }.sorted { $0.first < $1.first }
    }

    /// Easter Sunday of a Gregorian year, by the anonymous computus that Meeus gives.
    static func easterSunday(in year: Int) -> CalendarDay {
        let golden = year % 19
        let century = year / 100
        let yearOfCentury = year % 100
        let lunar = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - lunar + 15) % 30
        let weekly = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
        let shift = (golden + 11 * epact + 22 * weekly) / 451
        let sum = epact + weekly - 7 * shift + 114
        return CalendarDay(year, sum / 31, sum % 31 + 1)
    }

    /// The school holidays of zone B that touch the days covered, from the Saturday to the eve of the return.
    ///
    /// Dates of the national school calendars 2023-2024 to 2026-2027, as the ministry of education publishes them (data
    /// set `fr-en-calendrier-scolaire`, Licence Ouverte), as an approximation for a made-up city: the bridge after
    /// Ascension Day is left out, and the last summer ends with its month of August.
    public static let schoolHolidays: [NamedDays] = [
        NamedDays(name: "Vacances de Noël", first: CalendarDay(2023, 12, 23), last: CalendarDay(2024, 1, 7)),
        NamedDays(name: "Vacances d’hiver", first: CalendarDay(2024, 2, 24), last: CalendarDay(2024, 3, 10)),
        NamedDays(name: "Vacances de printemps", first: CalendarDay(2024, 4, 20), last: CalendarDay(2024, 5, 5)),
        NamedDays(name: "Vacances d’été", first: CalendarDay(2024, 7, 6), last: CalendarDay(2024, 9, 1)),
        NamedDays(name: "Vacances de la Toussaint", first: CalendarDay(2024, 10, 19), last: CalendarDay(2024, 11, 3)),
        NamedDays(name: "Vacances de Noël", first: CalendarDay(2024, 12, 21), last: CalendarDay(2025, 1, 5)),
        NamedDays(name: "Vacances d’hiver", first: CalendarDay(2025, 2, 8), last: CalendarDay(2025, 2, 23)),
        NamedDays(name: "Vacances de printemps", first: CalendarDay(2025, 4, 5), last: CalendarDay(2025, 4, 21)),
        NamedDays(name: "Vacances d’été", first: CalendarDay(2025, 7, 5), last: CalendarDay(2025, 8, 31)),
        NamedDays(name: "Vacances de la Toussaint", first: CalendarDay(2025, 10, 18), last: CalendarDay(2025, 11, 2)),
        NamedDays(name: "Vacances de Noël", first: CalendarDay(2025, 12, 20), last: CalendarDay(2026, 1, 4)),
        NamedDays(name: "Vacances d’hiver", first: CalendarDay(2026, 2, 14), last: CalendarDay(2026, 3, 1)),
        NamedDays(name: "Vacances de printemps", first: CalendarDay(2026, 4, 11), last: CalendarDay(2026, 4, 26)),
        NamedDays(name: "Vacances d’été", first: CalendarDay(2026, 7, 4), last: CalendarDay(2026, 8, 31)),
        NamedDays(name: "Vacances de la Toussaint", first: CalendarDay(2026, 10, 17), last: CalendarDay(2026, 11, 1)),
        NamedDays(name: "Vacances de Noël", first: CalendarDay(2026, 12, 19), last: CalendarDay(2027, 1, 3)),
        NamedDays(name: "Vacances d’hiver", first: CalendarDay(2027, 2, 20), last: CalendarDay(2027, 3, 7)),
        NamedDays(name: "Vacances de printemps", first: CalendarDay(2027, 4, 17), last: CalendarDay(2027, 5, 2)),
        NamedDays(name: "Vacances d’été", first: CalendarDay(2027, 7, 3), last: CalendarDay(2027, 8, 31)),
    ]

    /// Whether a day is in the school holidays of zone B.
    public static func isSchoolHoliday(_ day: CalendarDay) -> Bool {
        schoolHolidays.contains { $0.first <= day && day <= $0.last }
    }

    /// Whether a day is a public holiday.
    public static func isPublicHoliday(_ day: CalendarDay) -> Bool {
        publicHolidays(in: day.civil.year).contains { $0.first == day }
    }
}
