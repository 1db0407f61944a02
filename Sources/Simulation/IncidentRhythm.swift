/// The expected number of calls of the whole city, by hour, category and layer of places.
struct IncidentRhythm: Sendable {
    private let weather: CityWeather
    /// For each category and layer, the scale that makes a plain year hold the category's yearly calls.
    private let scale: [[Double]]

    init(weather: CityWeather) {
        self.weather = weather
        scale = IncidentCategory.all.map { category in
            PlaceLayer.allCases.map { layer in
                // The mean over a week and the four seasons of everything that is not weather nor a special day.
                var sum = 0.0
                for season in 0..<4 {
                    let summer = ElementaryFunctions.cosine(turns: Double(season) / 4)
                    for weekday in 0..<7 {
                        for hour in 0..<24 {
                            let evening = hour < 6 ? (weekday + 6) % 7 : weekday
                            sum += IncidentRhythm.usual(category, layer, hour: hour, weekday: evening, summer: summer)
                        }
                    }
                }
                return category.yearlyCalls * category.layers[layer.rawValue] / (365.25 * 24) / (sum / (4 * 7 * 24))
            }
        }
    }

    private static func usual(
        _ category: IncidentCategory, _ layer: PlaceLayer, hour: Int, weekday: Int, summer: Double
    ) -> Double {
        category.hourly[hour] * category.weekday[weekday] * (1 + category.summerSwing * summer)
            * layer.weight(hour: hour, weekday: weekday, summer: summer)
    }

    /// What a day is, for the rhythms.
    struct Day {
        let hours: [ParisClock.Hour]
        /// The day of the week that its hours live by, and the one of the evening before.
        let weekday: Int
        let eveningBefore: Int
        /// From −1 in the heart of winter to 1 in the heart of summer.
        let summer: Double
        let schoolHoliday: Bool
        /// Degrees above 27 °C of the highest temperature.
        let heat: Double
        let wet: [Bool]
        /// Years since 2024-01-01.
        let age: Double
    }

    /// Describes a day of the period.
    func day(_ day: CalendarDay) -> Day {
        Day(
            hours: ParisClock.hours(of: day), weekday: IncidentRhythm.living(day),
            eveningBefore: IncidentRhythm.living(day.advanced(by: -1)),
            summer: ElementaryFunctions.cosine(turns: Double(day.dayOfYear) / 365.25 - 0.55),
            schoolHoliday: FrenchHolidays.isSchoolHoliday(day), heat: max(0, weather.highest(on: day) - 27),
            wet: weather.hours(of: day).map { $0.rain > 0 }, age: Double(day.number - 19_723) / 365.25)
    }

    /// A public holiday is lived like a Sunday, and its eve like a Saturday.
    private static func living(_ day: CalendarDay) -> Int {
        if FrenchHolidays.isPublicHoliday(day) { return 6 }
        if day.weekday < 4 && FrenchHolidays.isPublicHoliday(day.advanced(by: 1)) { return 5 }
        return day.weekday
    }

    /// The expected calls of each hour of a day.
    func hourly(category index: Int, layer: PlaceLayer, day: Day) -> [Double] {
        let category = IncidentCategory.all[index]
        let holiday = day.schoolHoliday ? 1 + category.schoolHolidayEffect : 1
        let trend = 1 + category.yearlyGrowth * day.age
        let daily = scale[index][layer.rawValue] * holiday * trend * (1 + category.heatEffect * day.heat)
        return zip(day.hours, day.wet).map { hour, wet in
            let weekday = hour.shown < 6 ? day.eveningBefore : day.weekday
            let usual = IncidentRhythm.usual(category, layer, hour: hour.shown, weekday: weekday, summer: day.summer)
            return daily * usual * (wet ? 1 + category.rainEffect : 1)
        }
    }
}
