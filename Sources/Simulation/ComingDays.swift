/// What is known beforehand of the days after the last one that is filled.
///
/// Gatherings and holidays are announced as they will be; the weather is foreseen, and foreseen the worse the further
/// the day is.
public struct ComingDays: Sendable {
    /// How many days are looked ahead.
    public static let count = 21

    /// The days.
    public let days: ClosedRange<CalendarDay>
    /// Their weather, as it is foreseen at the end of the last day that is filled.
    public let weather: CityWeather
    /// The gatherings announced for them.
    public let events: [CityEvent]

    /// Looks ahead from the end of a day, at the weather and the gatherings of the whole calendar.
    init(after last: CalendarDay, seed: UInt64, weather: CityWeather, events: [CityEvent]) {
        let days = last.advanced(by: 1)...last.advanced(by: ComingDays.count)
        self.days = days
        self.weather = weather.foreseen(for: days, seed: seed)
        self.events = events.filter { days.contains($0.day) }
    }
}
