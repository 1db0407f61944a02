import Foundation
import Statistics
public import Vocabulary

extension Outlook {
    /// Makes the parts of a whole add up to it, each forecast moved by how unsure it is.
    ///
    /// The whole's figures are those of one place and category, the parts' those of its zones or of its groups over the same
    /// bins; each distribution is multiplied to its reconciled mean (Wickramasuriya, Athanasopoulos & Hyndman 2019, the
    /// diagonal case).
    ///
    /// - Parameter isWholeFixed: whether the whole was reconciled before, and stays.
    /// - Returns: false, and nothing is changed, where the bins differ.
    public static func reconcile(_ whole: inout Outlook, _ parts: inout Outlook, isWholeFixed: Bool = false) -> Bool {
        guard whole.bins == parts.bins, whole.figures.allSatisfy({ $0.count == 1 }) else { return false }
        for bin in whole.bins.indices {
            let all = [whole.figures[bin][0]] + parts.figures[bin]
            let tree = TreeReconciliation(parents: [nil] + parts.figures[bin].map { _ in 0 })
            var variances = all.map { max($0.law.variance, 1e-9) }
            // Next to nothing beside the parts', so that the gap is theirs.
            if isWholeFixed { variances[0] = 1e-12 * variances[0] }
            let means = tree.reconciled(means: all.map(\.mean), variances: variances)
            // A part can't be less than nothing, however sure the whole is.
            let factors = zip(means, all).map { max(0.1, $0 / max($1.mean, 1e-9)) }
            if !isWholeFixed { whole.figures[bin][0] = all[0].multiplied(by: factors[0]) }
            parts.figures[bin] = zip(parts.figures[bin], factors.dropFirst()).map { $0.multiplied(by: $1) }
        }
        return true
    }

    /// Whether the figures of parts have added up to those of the whole over the bins that both know.
    ///
    /// Records without a place make a whole larger than its zones; then forecasts needn't add up either.
    ///
    /// - Returns: whether the gap is under a hundredth of the whole, or within three standard deviations of its noise.
    public static func addUp<A: AudienceKind, O: OriginKind>(
        _ whole: CountTable<A, O>, _ parts: CountTable<A, O>
    ) -> Bool {
        let size = parts.places.count * parts.categories.count
        let numbers = Dictionary(
            parts.bins.indices.filter { parts.isKnown[$0] }.map { (parts.bins[$0].start, $0) },
            uniquingKeysWith: { first, _ in first })
        var (gap, sum, variance) = (0.0, 0.0, 0.0)
        for bin in whole.bins.indices where whole.isKnown[bin] {
            guard let other = numbers[whole.bins[bin].start] else { continue }
            sum += whole.values[bin]
            gap += whole.values[bin] - parts.values[other * size..<(other + 1) * size].reduce(0, +)
            variance += whole.variances[bin] + Double(size) * parts.variances[other]
        }
        return sum > 0 && (abs(gap) < 0.01 * sum || abs(gap) < 3 * variance.squareRoot())
    }
}

extension Outlook.Figure {
    /// The forecast of a figure all of which is multiplied.
    func multiplied(by factor: Double) -> Outlook.Figure {
        Outlook.Figure(mean: mean * factor, usual: usual * factor, law: law.stretched(by: factor), naive: naive)
    }
}

extension CountForecast {
    /// The distribution with its mean multiplied; tabulated probabilities become a negative binomial of as much dispersion.
    fileprivate func stretched(by factor: Double) -> CountForecast {
        switch self {
        case .poisson, .negativeBinomial: return scaled(by: factor)
        case .mixture(let law):
            return .mixture(CountMixture(law.components.map { ($0.weight, $0.law.stretched(by: factor)) }))
        case .recalibrated(let law):
            // A multiple of the law below has nearly the mean that is wanted; what is missing is multiplied again.
            var (own, stretched) = (factor, law)
            for _ in 0..<20 {
                stretched = RecalibratedCounts(law.law.stretched(by: own), by: law.recalibration)
                let missing = factor * law.mean / max(stretched.mean, 1e-12)
                if abs(missing - 1) < 1e-9 { break }
                own *= missing
            }
            return .recalibrated(stretched)
        case .tabulated(let law):
            let (mean, variance) = (max(law.mean, 1e-9), law.variance)
            guard abs(factor - 1) > 1e-9 else { return self }
            guard variance > mean else { return .poisson(Poisson(mean: mean * factor)) }
            return .negativeBinomial(
                NegativeBinomial(mean: mean * factor, size: mean * mean / (variance - mean)))
        }
    }
}
