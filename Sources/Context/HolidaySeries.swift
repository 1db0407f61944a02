import Vocabulary

/// A yes (1) or no (0) for each local day of a period; nil where nobody knows.
struct HolidaySeries {
    let days: Range<CivilDate>
    let calendar: CivilCalendar
    /// The territory's key, which is the place of the readings.
    let place: String
    let source: String

    /// The series of public holidays, and that of their eves.
    ///
    /// - Parameter isKnown: whether a day is known to be a holiday or none.
    func publicHolidays(_ free: Set<CivilDate>, isKnown: (CivilDate) -> Bool) throws -> [ContextSeries] {
        [
            try series("public-holidays", Phrase(fr: "Jours fériés", en: "Public holidays")) { day in
                isKnown(day) ? (free.contains(day) ? 1 : 0) : nil
            },
            try series("public-holidays-eve", Phrase(fr: "Veilles de jours fériés", en: "Eves of public holidays")) {
                day in
                isKnown(day) && isKnown(day.adding(days: 1)) ? (day.isEve(of: free) ? 1 : 0) : nil
            },
        ]
    }

    /// A series by the value of each day.
    func series(_ name: String, _ title: Phrase, value: (CivilDate) -> Double?) throws -> ContextSeries {
        try ContextSeries(
            name: name, title: title, unit: "", level: .territory, source: source, licence: "",
            readings: (days.lowerBound.dayNumber..<days.upperBound.dayNumber).map { number in
                let day = CivilDate(dayNumber: number)
                return ContextSeries.Reading(
                    place: place, start: calendar.start(of: day), end: calendar.start(of: day.adding(days: 1)),
                    value: value(day))
            })
    }
}
