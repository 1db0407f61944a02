import Foundation

/// A correction of forecasts that have been too wide or too narrow.
///
/// The probability transform's density is taken for 1 + bulge·√5(6u² − 6u + 1), the second Legendre polynomial (Neyman 1937), and
/// a forecast is corrected by its antiderivative. As the beta-transformed pool (Gneiting & Ranjan 2013) it mends a linear pool,
/// which is too wide even where each member is right; unlike it, a corrected probability is linear in what is estimated, also
/// where a figure has noise.
public struct Recalibration: Sendable, Hashable {
    /// Below 0 where counts have come too often in the middle of their forecasts, above it where too often at the ends.
    public let bulge: Double

    /// The density stays above a tenth: at its ends it is 1 + √5·bulge, in the middle 1 − √5/2·bulge.
    private static let bounds = -0.9 / 5.0.squareRoot()...1.8 / 5.0.squareRoot()

    /// Makes a correction, drawn in as far as it takes to keep all that was possible so.
    ///
    /// - Precondition: `bulge` isn't NaN.
    public init(bulge: Double) {
        precondition(!bulge.isNaN)
        self.bulge = min(max(bulge, Self.bounds.lowerBound), Self.bounds.upperBound)
    }

    /// The polynomial's mean between two cumulative probabilities.
    private static func polynomial(from low: Double, to high: Double) -> Double {
        5.0.squareRoot() * (2 * (low * low + low * high + high * high) - 3 * (low + high) + 1)
    }

    /// The corrected cumulative probability.
    func moved(_ u: Double) -> Double { u + bulge * 5.0.squareRoot() * u * (1 - u) * (1 - 2 * u) }

    /// By what a probability between two cumulative ones is multiplied.
    func factor(from low: Double, to high: Double) -> Double { 1 + bulge * Self.polynomial(from: low, to: high) }

    /// What a figure tells of the bulge: the derivative of the logarithm of its probability, where the bulge is 0.
    ///
    /// - Parameters:
    ///   - forecast: as it was, without correction.
    ///   - figure: what was published.
    ///   - noiseVariance: of the discrete Laplace noise in the figure; 0 for none.
    /// - Complexity: O(counts that have any probability to speak of).
    public static func score(of forecast: CountForecast, figure: Int, noiseVariance: Double = 0) -> Double {
        let table = forecast.significantProbabilities
        // Beyond the table nothing but the direction is known.
        let nearest = min(max(figure, table.first), table.first + table.values.count - 1)
        let step = noiseVariance > 0 ? log(discreteLaplaceRatio(variance: noiseVariance)) : -.infinity
        var (low, all, sum) = (0.0, 0.0, 0.0)
        for (offset, probability) in table.values.enumerated() {
            let high = min(1, low + probability)
            let distance = abs(table.first + offset - figure) - abs(nearest - figure)
            let weight = distance == 0 ? 1 : exp(Double(distance) * step)
            if weight > 0 {
                // A count of no probability still says on which side it lies.
                let mass = max(probability, .leastNormalMagnitude) * weight
                all += mass
                sum += mass * polynomial(from: low, to: high)
            }
            low = high
        }
        return sum / all
    }
}
