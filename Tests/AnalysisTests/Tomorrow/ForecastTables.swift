import Foundation
import Statistics
import Vocabulary

/// Made-up tables for tests of forecasts, from a seed.
enum ForecastTables {
    static func calendar() throws -> CivilCalendar {
        guard let calendar = CivilCalendar(timeZoneName: "Europe/Paris") else { throw CocoaError(.coderInvalidValue) }
        return calendar
    }

    /// Days of a city whose places differ, whose weekends are busier, and whose level falls by half over a year.
    static func city(
        days: Int, places: Int = 12, categories: [String] = ["noise", "litter"], seed: UInt64
    ) throws -> CountTable<PublicAudience, Reported> {
        let calendar = try calendar()
        guard let first = CivilDate(year: 2023, month: 1, day: 2) else { throw CocoaError(.coderInvalidValue) }
        let bins = calendar.bins(
            .day, within: calendar.start(of: first)..<calendar.start(of: first.adding(days: days)))
        var random = Xoshiro256(seed: seed)
        var values: [Double] = []
        for day in 0..<days {
            for category in categories.indices {
                for place in 0..<places {
                    let share = 2.0 / Double(place + 1)
                    let week = day % 7 >= 5 ? 1.8 : 0.7
                    let level = pow(0.5, Double(day) / 365)
                    values.append(random.count(share * week * level * (category == 0 ? 2 : 1)))
                }
            }
        }
        return CountTable(
            places: (0..<places).map {
                CountedPlace(
                    id: "p\($0)", name: "Place \($0)",
                    position: PlanarPoint(x: Double($0 % 4) * 1000, y: Double($0 / 4) * 1000))
            }, bins: bins, categories: categories, values: values)
    }

    /// The same table with the figures from a bin on in another order.
    static func shuffled<A: AudienceKind, O: OriginKind>(
        _ table: CountTable<A, O>, from bin: Int, seed: UInt64
    ) -> CountTable<A, O> {
        let size = table.places.count * table.categories.count
        var future = Array(table.values[(bin * size)...])
        var random = Xoshiro256(seed: seed)
        random.shuffle(&future)
        return CountTable(
            places: table.places, bins: table.bins, categories: table.categories,
            values: Array(table.values[..<(bin * size)]) + future, covariates: table.covariates)
    }
}
