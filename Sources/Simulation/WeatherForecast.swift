/// The weather as it is foreseen before it comes.
extension CityWeather {
    /// The share of the variance about the season that is foreseen for a day: 0.87 for the first, a half for the fifth,
    /// 0.05 for the 21st.
    ///
    /// - Parameter horizon: 1 for the first day to come.
    static func foreseenShare(horizon: Int) -> Double { ElementaryFunctions.exponential(-Double(horizon) / 7) }

    /// What is foreseen for days of this weather, at the end of the day before the first of them.
    ///
    /// Temperature and wind are calibrated: of a departure from the season the share s is kept and an error of variance
    /// s(1 − s) added, so that what is foreseen is the mean of what may come, and tends to the season's with the distance.
    /// The error of one day goes on into the next. Rain comes as foreseen with probability s; otherwise another
    /// day of the season is foreseen in its stead. Hours follow the day's course without the scatter of true ones.
    func foreseen(for days: ClosedRange<CalendarDay>, seed: UInt64) -> CityWeather {
        var random = RandomSource(seed: seed, purpose: .foresight, index: days.lowerBound.number)
        var hours: [Hour] = []
        var starts: [Int] = [0]
        var (warmthError, gustError) = (random.normal(), random.normal())
        for number in days.lowerBound.number...days.upperBound.number {
            let day = CalendarDay(number: number)
            let season = Season(of: day)
            let truth = self.hours(of: day)
            let share = CityWeather.foreseenShare(horizon: number - days.lowerBound.number + 1)
            let scatter = (share * (1 - share)).squareRoot()
            let count = Double(truth.count)
            let warmth = Double(truth.reduce(0) { $0 + $1.temperature }) / 10 / count - season.mean
            let mean = season.mean + share * warmth + scatter * CityWeather.usualDeparture.degrees * warmthError
            let breeze = Double(truth.reduce(0) { $0 + $1.wind }) / 10 / count / 12
            let gust =
                share * ElementaryFunctions.logarithm(max(0.05, breeze))
                + scatter * CityWeather.usualDeparture.logarithmOfWind * gustError
            let isRainForeseen = random.happens(share)
            let isOtherDayWet = random.happens(season.wetDay)
            let otherRain = Rain(season: season, random: &random)
            let wet = isRainForeseen ? truth.contains { $0.rain > 0 } : isOtherDayWet
            for (index, hour) in ParisClock.hours(of: day).enumerated() {
                let daily = CityWeather.course(of: hour)
                let amount = otherRain.amount(random: &random)
                let other = isOtherDayWet && otherRain.falls(in: index) ? Int((amount * 10).rounded()) : 0
                let wind = 12 * ElementaryFunctions.exponential(gust) * (1 + 0.25 * daily)
                hours.append(
                    Hour(
                        start: hour.start, temperature: Int(((mean + season.swing(wet: wet) * daily) * 10).rounded()),
                        rain: isRainForeseen ? truth[truth.startIndex + index].rain : other,
                        wind: Int((wind * 10).rounded())))
            }
            starts.append(hours.count)
            warmthError = 0.78 * warmthError + (1 - 0.78 * 0.78).squareRoot() * random.normal()
            gustError = 0.55 * gustError + (1 - 0.55 * 0.55).squareRoot() * random.normal()
        }
        return CityWeather(hours: hours, dayStarts: starts, firstDay: days.lowerBound)
    }

    /// The standard deviations of a day's departure from its season: over the years that the calendar covers they are 2.5 to
    /// 2.9 degrees and 0.45 to 0.49, from seed to seed.
    private static let usualDeparture = (degrees: 2.8, logarithmOfWind: 0.48)
}
