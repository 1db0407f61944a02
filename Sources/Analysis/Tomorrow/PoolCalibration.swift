import Foundation
import Statistics

/// How much too wide or too narrow the pool was so far, and how its next forecasts are corrected for it.
///
/// One correction a category, the top of a quadratic log-likelihood with a prior that keeps it near none: what came is forgotten
/// with a half-life of half a year, and the figures of one bin, which share what befalls all, count as ten at most.
struct PoolCalibration: Sendable {
    /// Figures of one bin and category that count as so many.
    private static let mostAtOnce = 10.0
    /// The bulge is 0 beforehand, with a standard deviation of a twentieth.
    private static let priorPrecision = 400.0
    /// Weeks after which what came counts half.
    private static let halfLife = 26.0

    /// By category: sums of the scores and of their squares.
    private var sums: [(scores: Double, squares: Double)]
    private let places: Int
    private let decay: Double

    init(categories: Int, places: Int, binsPerWeek: Double) {
        sums = Array(repeating: (0, 0), count: categories)
        self.places = places
        decay = pow(0.5, 1 / (Self.halfLife * binsPerWeek))
    }

    /// Learns what the figures of one bin told.
    ///
    /// - Parameter scores: in the order of the figures, of the forecasts without correction.
    mutating func observe(_ scores: [Double]) {
        let weight = min(1, Self.mostAtOnce / Double(places))
        for category in sums.indices {
            var (sum, squares) = (decay * sums[category].scores, decay * sums[category].squares)
            for score in scores[category * places..<(category + 1) * places] {
                sum += weight * score
                squares += weight * score * score
            }
            sums[category] = (sum, squares)
        }
    }

    /// The correction of a category's next forecasts.
    func recalibration(of category: Int) -> Recalibration {
        Recalibration(bulge: sums[category].scores / (sums[category].squares + Self.priorPrecision))
    }
}
