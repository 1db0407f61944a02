extension CivilDate {
    /// Whether the day is followed by a public holiday and isn't one itself, nor a Friday or Saturday.
    ///
    /// Its evening is lived like a Saturday's; Fridays and Saturdays are a weekend's anyway.
    public func isEve(of publicHolidays: Set<CivilDate>) -> Bool {
        publicHolidays.contains(adding(days: 1)) && !publicHolidays.contains(self) && ![4, 5].contains(weekday)
    }
}
