import Foundation
import Statistics

/// Whether a measure moved counts next door: its effect and that on the ring of units around it, estimated together.
///
/// Leaving the ring among the controls would count what moved there twice. The balance follows Bowers & Johnson's (2003)
/// weighted displacement, with the counts that the model expects instead of raw ones.
public struct Displacement: Sendable {
    /// The fit with the columns "treated" and "ring".
    public let fit: DifferenceFit
    /// Counts that didn't happen in the treated units: expected without the measure, less seen.
    public let prevented: Double
    /// Counts more than expected in the ring; negative where the benefit spread.
    public let displaced: Double
    /// Prevented less displaced, with its standard error by the delta method.
    public let net: (estimate: Double, standardError: Double)

    /// Estimates both effects by a Poisson model.
    ///
    /// - Parameters:
    ///   - panel: counts with units that are neither treated nor in the ring as controls.
    ///   - treated: the treated units.
    ///   - ring: the units around them.
    ///   - start: the first period of the measure.
    public init(
        _ panel: Panel, treated: Set<Int>, ring: Set<Int>, from start: Int
    ) throws(RegressionFailure) {
        guard treated.isDisjoint(with: ring), !treated.isEmpty, !ring.isEmpty,
            !Set(panel.units).subtracting(treated).subtracting(ring).isEmpty
        else {
            throw .shapes("treated units, the ring around them and controls are three sets without common units")
        }
        let columns = [
            (name: "treated", values: panel.treatment(of: treated, from: start)),
            (name: "ring", values: panel.treatment(of: ring, from: start)),
        ]
        fit = try DifferenceInDifferences(.poisson).fit(panel, columns)
        let seen = columns.map { column in
            column.values.indices.reduce(0) { $0 + column.values[$1] * panel.outcomes[$1] }
        }
        // At the estimate the counts seen add up to those expected with the measure.
        let factors = fit.coefficients.map { exp(-$0) }
        prevented = seen[0] * (factors[0] - 1)
        displaced = seen[1] * (1 - factors[1])
        let slopes = [-seen[0] * factors[0], -seen[1] * factors[1]]
        var variance = 0.0
        for i in 0..<2 {
            for j in 0..<2 { variance += slopes[i] * slopes[j] * fit.covariance[i, j] }
        }
        net = (prevented - displaced, variance.squareRoot())
    }
}
