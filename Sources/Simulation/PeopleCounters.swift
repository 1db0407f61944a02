/// A counter of passers-by, which knows nobody: one number an hour.
public struct PeopleCounter: Sendable {
    /// The identifier, such as "C01".
    public let id: String
    /// The place's name, in French.
    public let name: String
    /// Where it hangs.
    public let position: GeographicPoint

    /// How the passers-by of a place live.
    enum Habit { case promenade, shopping, commuters, bathers, arena, students, nightLife, walkers }
    let habit: Habit
    /// The mean of an ordinary hour.
    let usual: Double

    /// The eight counters of the city.
    public static let all: [PeopleCounter] = [
        counter(1, "Quai du Carénage", CityPlan.harbour, .promenade, 640),
        counter(2, "Rue de la Halle", CityPlan.market, .shopping, 880),
        counter(3, "Parvis de la gare", CityPlan.station, .commuters, 720),
        counter(4, "Plage des Tamaris", CityPlan.beach, .bathers, 260),
        counter(5, "Esplanade du stade", CityPlan.stadium, .arena, 110),
        counter(6, "Allée de la faculté", CityPlan.university, .students, 330),
        counter(7, "Place des Tonneliers", .kilometres(6.95, 6.35), .nightLife, 410),
        counter(8, "Corniche du sémaphore", CityPlan.corniche, .walkers, 95),
    ]

    private static func counter(
        _ number: Int, _ name: String, _ place: PlanPoint, _ habit: Habit, _ usual: Double
    ) -> PeopleCounter {
        PeopleCounter(id: "C0\(number)", name: name, position: GeographicPoint(place), habit: habit, usual: usual)
    }

    private static let day = [
        6, 4, 3, 2, 3, 6, 14, 30, 50, 70, 96, 116, 118, 104, 100, 108, 122, 138, 140, 118, 86, 58, 32, 14,
    ].map { Double($0) / 64 }
    private static let rush = [
        8, 5, 3, 3, 8, 26, 80, 170, 190, 96, 66, 62, 84, 82, 66, 76, 118, 184, 170, 98, 58, 40, 28, 16,
    ].map { Double($0) / 72 }
    private static let night = [
        150, 116, 74, 36, 14, 6, 6, 12, 20, 28, 36, 50, 72, 66, 50, 48, 56, 78, 116, 150, 176, 196, 204, 188,
    ].map { Double($0) / 81 }

    /// The mean of an hour, as a multiple of the usual hour.
    func rhythm(hour: Int, weekday: Int, summer: Double, holiday: Bool, warmth: Double) -> Double {
        let free = weekday >= 5
        switch habit {
        case .promenade: return Self.day[hour] * (free ? 1.45 : 0.9) * (1 + 0.3 * summer + (holiday ? 0.15 : 0))
        case .shopping: return Self.day[hour] * [0.9, 0.95, 1.05, 0.95, 1.15, 1.6, 0.35][weekday]
        case .commuters: return free ? Self.day[hour] * 0.6 : Self.rush[hour] * (holiday ? 0.75 : 1)
        case .bathers: return Self.day[hour] * (0.2 + max(0, warmth - 14) * 0.16) * (free || holiday ? 1.5 : 0.8)
        case .arena: return Self.day[hour] * (free ? 1.2 : 0.9)
        case .students: return free || holiday ? Self.day[hour] * 0.2 : Self.rush[hour] * 0.7 + Self.day[hour] * 0.6
        case .nightLife: return Self.night[hour] * [0.6, 0.65, 0.8, 1.1, 1.5, 1.7, 0.7][weekday]
        case .walkers: return Self.day[hour] * (free ? 1.9 : 0.7) * (1 + 0.25 * summer)
        }
    }
}

/// The file of hourly counts, with the gaps that real counters have.
struct CounterText {
    /// Writes eight columns of time, one after the other; an hour of outage has no row, a lost hour has no count.
    static func write(city: SimulatedCity, to write: ([UInt8]) throws -> Void) rethrows {
        var text = ByteText()
        text += "compteur,nom,latitude,longitude,debut,passages\n"
        for (index, counter) in PeopleCounter.all.enumerated() {
            var random = RandomSource(seed: city.seed, purpose: .counters, index: index)
            var gaps = RandomSource(seed: city.seed, purpose: .gaps, index: index)
            let events = city.events.filter { $0.position.plan.distance(to: counter.position.plan) < 1200 }
            var prefix = ByteText()
            prefix += "\(counter.id),\(counter.name),"
            prefix.append(scaled: counter.position.latitudeE6, decimals: 6)
            prefix.append(",")
            prefix.append(scaled: counter.position.longitudeE6, decimals: 6)
            prefix.append(",")
            var silent = 0
            for number in city.days.lowerBound.number...city.days.upperBound.number {
                let day = CalendarDay(number: number)
                let holiday = FrenchHolidays.isSchoolHoliday(day)
                let weekday = FrenchHolidays.isPublicHoliday(day) ? 6 : day.weekday
                let summer = ElementaryFunctions.cosine(turns: Double(day.dayOfYear) / 365.25 - 0.55)
                let common = random.logNormal(deviation: 0.1)
                for (hour, weather) in zip(ParisClock.hours(of: day), city.weather.hours(of: day)) {
                    let rhythm = counter.rhythm(
                        hour: hour.shown, weekday: weekday, summer: summer, holiday: holiday,
                        warmth: Double(weather.temperature) / 10)
                    var mean = counter.usual * rhythm * common * (weather.rain > 0 ? 0.62 : 1)
                    for event in events where hour.start >= event.start - 7200 && hour.start < event.end + 5400 {
                        mean += Double(event.attendance) * 0.06
                    }
                    let count = random.negativeBinomial(mean: mean, shape: 30)
                    if silent > 0 { silent -= 1 } else if gaps.happens(0.0008) { silent = 2 + gaps.index(below: 60) }
                    let lost = gaps.happens(0.002)
                    if silent > 0 { continue }
                    text += prefix.bytes
                    text.append(isoInstant: hour.start)
                    text.append(",")
                    if !lost { text.append(count) }
                    text.append("\n")
                    try text.flush(to: write)
                }
            }
        }
        try text.flush(to: write, always: true)
    }
}
