import Foundation
import Statistics
import Vocabulary

/// Made-up tables for tests of analyses, from a seed.
struct CityOfCounts {
    static let day: Int64 = 86_400
    /// 2 January 2023, a Monday, in UTC.
    static let monday: Int64 = 1_672_617_600

    /// The calendar of Greenwich without summer.
    static func calendar() throws -> CivilCalendar {
        guard let calendar = CivilCalendar(timeZoneName: "UTC") else { throw CocoaError(.coderInvalidValue) }
        return calendar
    }

    /// Days from a Monday on.
    static func days(_ count: Int) -> [TimeBin] {
        (0..<count).map {
            TimeBin(level: .day, start: monday + Int64($0) * day, end: monday + Int64($0 + 1) * day)
        }
    }

    /// The cells of a grid of squares, row by row.
    static func cells(columns: Int, rows: Int, side: Double = 200, population: Double? = nil) -> [CountedPlace] {
        (0..<columns * rows).map { cell in
            CountedPlace(
                id: "c\(cell)", name: "Cell \(cell)",
                position: PlanarPoint(
                    x: 3_940_000 + (Double(cell % columns) + 0.5) * side,
                    y: 2_260_000 + (Double(cell / columns) + 0.5) * side), population: population)
        }
    }

    /// A table whose places all have the same mean in every bin, with noise of a budget unless it is exact.
    static func null(
        places: [CountedPlace], bins: [TimeBin], mean: Double, epsilon: Double?, seed: UInt64
    ) -> CountTable<PublicAudience, Reported> {
        var random = Xoshiro256(seed: seed)
        let values = (0..<bins.count * places.count).map { _ in
            random.count(mean) + (epsilon.map { random.laplace($0) } ?? 0)
        }
        let variance = epsilon.map { 2 * exp(-$0) / pow(1 - exp(-$0), 2) } ?? 0
        return CountTable(
            places: places, bins: bins, categories: ["all"], values: values,
            variances: Array(repeating: variance, count: bins.count))
    }
}

extension Xoshiro256 {
    /// A Poisson count, by inversion in pieces of a mean of 20.
    mutating func count(_ mean: Double) -> Double {
        var (rest, total) = (mean, 0.0)
        while rest > 0 {
            let piece = min(rest, 20)
            let limit = exp(-piece)
            var product = uniform()
            while product > limit {
                product *= uniform()
                total += 1
            }
            rest -= piece
        }
        return total
    }

    /// A negative binomial count of variance mean + mean²/shape: a Poisson count of a gamma mean (Marsaglia & Tsang 2000).
    mutating func clusteredCount(_ mean: Double, shape: Double) -> Double {
        let d = shape - 1.0 / 3
        while true {
            let x = normal()
            let v = pow(1 + x / (9 * d).squareRoot(), 3)
            if v > 0, log(uniform()) < x * x / 2 + d - d * v + d * log(v) { return count(d * v * mean / shape) }
        }
    }

    /// Discrete Laplace noise, P(x) ∝ e^(−ε|x|).
    mutating func laplace(_ epsilon: Double) -> Double {
        (log(uniform()) / -epsilon).rounded(.down) - (log(uniform()) / -epsilon).rounded(.down)
    }
}
