/// A gathering announced in the city's calendar, with the attendance that its organiser expects.
public struct CityEvent: Sendable {
    /// What the calendar calls it: "match" or "evenement".
    public let kind: String
    /// The invented name, in French.
    public let name: String
    /// The place's name, in French.
    public let venue: String
    /// The middle of the place.
    public let position: GeographicPoint
    /// The day on which it starts.
    public let day: CalendarDay
    /// Seconds since 1970-01-01 00:00 UTC.
    public let start: Int
    /// Seconds since 1970-01-01 00:00 UTC.
    public let end: Int
    /// The number of people expected.
    public let attendance: Int
    /// How far its effects reach, in metres.
    let reach: Double
}

/// The made-up programme of matches and festivals.
enum CityProgramme {
    private static let opponents = [
        "AS Montferrand-le-Vieux", "FC Rivesalure", "Stade Bréhannais", "US Valcombe", "Sporting Orlières",
        "Racing Pontavel", "ES Grandlieu-Ville", "Olympique Sarlène", "AC Fontmarin", "Entente Daumières",
        "FC Charmeval", "Union Haute-Lande",
    ]

    /// All gatherings that start on the given days, in order.
    static func events(seed: UInt64, days: ClosedRange<CalendarDay>) -> [CityEvent] {
        var events: [CityEvent] = []
        for year in days.lowerBound.civil.year...days.upperBound.civil.year {
            events += matches(seed: seed, year: year) + festivals(year: year)
        }
        return events.filter { days.contains($0.day) }.sorted { ($0.start, $0.name) < ($1.start, $1.name) }
    }

    /// Evening matches of a calendar year: every second week-end of the season, and some Wednesdays.
    private static func matches(seed: UInt64, year: Int) -> [CityEvent] {
        var random = RandomSource(seed: seed, purpose: .matches, index: year)
        var matches: [CityEvent] = []
        var atHome = random.happens(0.5)
        let newYear = CalendarDay(year, 1, 1)
        let firstMonday = newYear.advanced(by: (7 - newYear.weekday) % 7)
        for week in 0..<51 {
            let monday = firstMonday.advanced(by: 7 * week)
            let month = monday.civil.month
            let spring = week >= 1 && monday < CalendarDay(year, 5, 14)
            guard spring || monday > CalendarDay(year, 8, 11) else { continue }
            atHome.toggle()
            let opponent = random.element(of: opponents)
            let weekend = random.uniform()
            let grand = random.happens(0.22)
            let crowd = random.uniform(17_000, 27_000) + (grand ? 12_000 : 0)
            let midweek = random.happens([2, 3, 4, 9, 10, 11].contains(month) ? 0.18 : 0)
            if atHome {
                let day = monday.advanced(by: weekend < 0.2 ? 4 : weekend < 0.7 ? 5 : 6)
                let time = weekend < 0.2 ? 20.75 : weekend < 0.7 ? 21 : 20.75
                matches.append(match("Ville-Témoin – \(opponent)", on: day, at: time, crowd: crowd))
            }
            if midweek {
                let day = monday.advanced(by: 2)
                matches.append(match("Coupe : Ville-Témoin – \(opponent)", on: day, at: 21, crowd: crowd * 0.8))
            }
        }
        return matches
    }

    private static func match(_ name: String, on day: CalendarDay, at time: Double, crowd: Double) -> CityEvent {
        event(
            "match", name, "Stade des Tamaris", CityPlan.stadium, on: day, at: time, hours: 2,
            crowd: Int((crowd / 100).rounded()) * 100, reach: 1000)
    }

    private static func event(
        _ kind: String, _ name: String, _ venue: String, _ place: PlanPoint, on day: CalendarDay, at time: Double,
        hours: Int, crowd: Int, reach: Double
    ) -> CityEvent {
        // None of these starts in the night of a change of clocks.
        let start = ParisClock.start(of: day) + Int(time * 3600)
        return CityEvent(
            kind: kind, name: name, venue: venue, position: GeographicPoint(place), day: day, start: start,
            end: start + hours * 3600, attendance: crowd, reach: reach)
    }

    private static func festivals(year: Int) -> [CityEvent] {
        func weekday(_ weekday: Int, from day: CalendarDay) -> CalendarDay {
            day.advanced(by: (weekday - day.weekday + 7) % 7)
        }
        let harbour = ("Quais du Vieux-Carénage", CityPlan.harbour)
        let shore = ("Plage des Tamaris", CityPlan.beach)
        let market = ("Place du Marché-aux-Câpres", CityPlan.market)
        func feast(
            _ name: String, _ place: (String, PlanPoint), _ day: CalendarDay, _ time: Double, _ hours: Int, _ crowd: Int
        ) -> CityEvent {
            event("evenement", name, place.0, place.1, on: day, at: time, hours: hours, crowd: crowd, reach: 800)
        }
        var feasts = [
            feast("Carnaval des quais", harbour, weekday(6, from: CalendarDay(year, 3, 9)), 14, 5, 25_000),
            feast("Fête de la musique", harbour, CalendarDay(year, 6, 21), 19, 7, 60_000),
            feast("Fête de la mer", harbour, weekday(6, from: CalendarDay(year, 6, 24)), 10, 10, 20_000),
            feast("Feu d’artifice du 14 juillet", harbour, CalendarDay(year, 7, 14), 21, 4, 70_000),
            feast("Nuit des tartanes", shore, weekday(5, from: CalendarDay(year, 8, 6)), 20, 6, 30_000),
            feast("Grande braderie", market, weekday(5, from: CalendarDay(year, 9, 5)), 9, 10, 35_000),
            feast("Course des deux phares", shore, weekday(6, from: CalendarDay(year, 10, 6)), 9, 5, 12_000),
            feast("Nuit du réveillon", harbour, CalendarDay(year, 12, 31), 21, 7, 40_000),
        ]
        for week in 0..<4 {
            let saturday = weekday(5, from: CalendarDay(year, 11, 28)).advanced(by: 7 * week)
            feasts.append(feast("Marché des santonniers", market, saturday, 10, 10, 15_000))
        }
        return feasts
    }
}
