import Foundation
import Statistics
import Vocabulary

/// Made-up tables for tests of trends, context and measures, each from a seed.
struct YesterdayTables {
    static let calendar = CivilCalendar(timeZoneName: "Europe/Paris")

    var generator: Xoshiro256

    init(seed: UInt64) { generator = Xoshiro256(seed: seed) }

    static func bins(_ level: TimeLevel, from: (Int, Int, Int), days: Int) -> [TimeBin] {
        guard let calendar, let first = CivilDate(year: from.0, month: from.1, day: from.2) else { return [] }
        return calendar.bins(level, within: calendar.start(of: first)..<calendar.start(of: first.adding(days: days)))
    }

    static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
        CivilDate(year: year, month: month, day: day) ?? CivilDate(dayNumber: 0)
    }

    mutating func poisson(_ mean: Double) -> Double {
        mean > 0 ? Double(Poisson(mean: mean).quantile(generator.uniform())) : 0
    }

    /// A gamma number with mean 1, of Erlang's whole shape.
    mutating func gamma(shape: Int) -> Double {
        var sum = 0.0
        for _ in 0..<shape { sum -= log(generator.uniform()) }
        return sum / Double(shape)
    }

    /// Two-sided geometric noise of a given variance, near enough.
    mutating func laplace(variance: Double) -> Double {
        let scale = (variance / 2).squareRoot()
        return (scale * (log(generator.uniform()) - log(generator.uniform()))).rounded()
    }

    static func table(
        _ bins: [TimeBin], places: [CountedPlace] = [CountedPlace(id: "all", name: "All")], values: [Double],
        categories: [String] = ["noise"], variances: [Double]? = nil, isKnown: [Bool]? = nil,
        covariates: [Covariate] = []
    ) -> CountTable<PublicAudience, Reported> {
        CountTable(
            places: places, bins: bins, categories: categories, values: values, variances: variances,
            isKnown: isKnown, covariates: covariates)
    }

    static func places(_ count: Int, population: Double? = nil) -> [CountedPlace] {
        (0..<count).map { index in
            let number = index < 10 ? "0\(index)" : "\(index)"
            let point = PlanarPoint(x: Double(index % 8) * 500, y: Double(index / 8) * 500)
            return CountedPlace(id: "p\(number)", name: "Place \(index)", position: point, population: population)
        }
    }

    /// The table with its places in reverse order.
    static func reversed(
        _ table: CountTable<PublicAudience, Reported>
    ) -> CountTable<PublicAudience, Reported> {
        let places = table.places.count
        func flip(_ values: [Double]) -> [Double] {
            stride(from: 0, to: values.count, by: places).flatMap { values[$0..<$0 + places].reversed() }
        }
        return CountTable(
            places: table.places.reversed(), bins: table.bins, categories: table.categories,
            values: flip(table.values), variances: table.variances, isKnown: table.isKnown,
            covariates: table.covariates.map { Covariate(name: $0.name, values: flip($0.values)) })
    }
}
