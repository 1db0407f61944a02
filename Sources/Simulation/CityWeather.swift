/// The weather of the city, hour by hour: a Mediterranean year with hot spells, autumn rain and a north-west wind.
public struct CityWeather: Sendable {
    /// One hour of weather.
    public struct Hour: Sendable {
        /// The start, in seconds since 1970-01-01 00:00 UTC.
        public let start: Int
        /// The air temperature in tenths of a degree Celsius.
        public let temperature: Int
        /// The rain in tenths of a millimetre.
        public let rain: Int
        /// The mean wind in tenths of a kilometre an hour.
        public let wind: Int
    }

    /// All hours, in order.
    public let hours: [Hour]
    /// The first hour of each day, and the end.
    private let dayStarts: [Int]
    private let firstDay: CalendarDay

    /// Chances of rain on a day, January to December.
    private static let wetDays = [0.21, 0.19, 0.18, 0.2, 0.16, 0.1, 0.04, 0.07, 0.16, 0.24, 0.27, 0.22]

    /// What the time of the year makes usual.
    struct Season {
        /// From −1 in the heart of winter to 1 in the heart of summer.
        let summer: Double
        /// The month, 0…11.
        let month: Int

        init(of day: CalendarDay) {
            summer = ElementaryFunctions.cosine(turns: Double(day.dayOfYear) / 365.25 - 0.56)
            month = day.civil.month - 1
        }

        /// The mean temperature of a day, in degrees Celsius.
        var mean: Double { 16 + 8.6 * summer }

        /// By how many degrees the afternoon of a day is warmer than the mean, less where it rains.
        func swing(wet: Bool) -> Double { (3.2 + 1.6 * summer) * (wet ? 0.5 : 1) }

        /// The chance of rain on a day of which nothing else is known.
        var wetDay: Double { CityWeather.wetDays[month] }
    }

    /// The rain of a wet day.
    struct Rain {
        private let hours: Range<Int>
        private let rate: Double

        init(season: Season, random: inout RandomSource) {
            let start = random.index(below: 24)
            hours = start..<start + 2 + random.index(below: 8)
            rate = 1.4 * random.gamma(shape: 1.2) * (season.summer < 0 ? 1.3 : 0.9)
        }

        /// Whether it rains in an hour, counted from midnight.
        func falls(in hour: Int) -> Bool { hours.contains(hour) }

        /// Millimetres in an hour of rain.
        func amount(random: inout RandomSource) -> Double { rate * random.gamma(shape: 1.5) }
    }

    /// How an hour of the clock goes with the day's course: from −1 before dawn to 1 in the afternoon.
    static func course(of hour: ParisClock.Hour) -> Double {
        ElementaryFunctions.cosine(turns: (Double(hour.shown) - 15) / 24)
    }

    init(seed: UInt64, days: ClosedRange<CalendarDay>) {
        firstDay = days.lowerBound
        var hours: [Hour] = []
        var starts: [Int] = [0]
        var random = RandomSource(seed: seed, purpose: .weather)
        var anomaly = 2 * random.normal()
        var spell = 0
        var gust = 0.3 * random.normal()
        var wet = false
        for number in days.lowerBound.number...days.upperBound.number {
            let day = CalendarDay(number: number)
            let season = Season(of: day)
            anomaly = 0.78 * anomaly + 1.5 * random.normal()
            // A hot spell lasts six to ten days and comes about twice a summer.
            if spell > 0 {
                spell -= 1
            } else if season.summer > 0.75 && random.happens(0.03) {
                spell = 6 + random.index(below: 5)
            }
            gust = 0.55 * gust + 0.4 * random.normal()
            wet = random.happens(season.wetDay * (wet ? 1.6 : 0.85))
            let rain = Rain(season: season, random: &random)
            let mean = season.mean + anomaly + (spell > 0 ? 5.2 : 0) - (wet ? 1.5 : 0)
            let swing = season.swing(wet: wet)
            for (index, hour) in ParisClock.hours(of: day).enumerated() {
                let daily = CityWeather.course(of: hour)
                let raining = wet && rain.falls(in: index)
                let amount = raining ? rain.amount(random: &random) : 0
                let temperature = mean + swing * daily + 0.35 * random.normal() - (raining ? 1 : 0)
                let breeze = 1 + 0.25 * daily + 0.12 * random.normal()
                let wind = 12 * ElementaryFunctions.exponential(gust) * max(0.2, breeze)
                hours.append(
                    Hour(
                        start: hour.start, temperature: Int((temperature * 10).rounded()),
                        rain: Int((amount * 10).rounded()), wind: Int((wind * 10).rounded())))
            }
            starts.append(hours.count)
        }
        self.hours = hours
        dayStarts = starts
    }

    init(hours: [Hour], dayStarts: [Int], firstDay: CalendarDay) {
        self.hours = hours
        self.dayStarts = dayStarts
        self.firstDay = firstDay
    }

    /// The same weather for a part of its days.
    func limited(to days: ClosedRange<CalendarDay>) -> CityWeather {
        let first = days.lowerBound.number - firstDay.number
        let end = days.upperBound.number - firstDay.number + 1
        return CityWeather(
            hours: Array(hours[dayStarts[first]..<dayStarts[end]]),
            dayStarts: dayStarts[first...end].map { $0 - dayStarts[first] }, firstDay: days.lowerBound)
    }

    /// The hours of a day of the period.
    func hours(of day: CalendarDay) -> ArraySlice<Hour> {
        let index = day.number - firstDay.number
        return hours[dayStarts[index]..<dayStarts[index + 1]]
    }

    /// The highest temperature of a day, in degrees Celsius.
    func highest(on day: CalendarDay) -> Double { Double(hours(of: day).map(\.temperature).max() ?? 0) / 10 }
}
