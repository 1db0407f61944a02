import Vocabulary

/// The days that contextual series of the whole territory call public or school holidays.
struct Holidays: Sendable {
    let publicDays: Set<CivilDate>
    let schoolDays: Set<CivilDate>

    /// Reads the series `public-holidays` and `school-holidays`, where they are; others are left alone.
    ///
    /// - Complexity: O(days of the readings).
    init(_ context: [ContextSeries], calendar: CivilCalendar) {
        func days(_ name: String) -> Set<CivilDate> {
            var days: Set<CivilDate> = []
            for series in context where series.name == name && series.level == .territory {
                for reading in series.readings where (reading.value ?? 0) > 0 {
                    let first = calendar.date(at: reading.start).dayNumber
                    let last = calendar.date(at: reading.end - 1).dayNumber
                    days.formUnion((first...last).map(CivilDate.init(dayNumber:)))
                }
            }
            return days
        }
        publicDays = days("public-holidays")
        schoolDays = days("school-holidays")
    }
}
