import Foundation

/// How far counts that a fit hadn't seen lie from its means.
enum HeldOut {
    /// The Poisson deviance 2Σw(y·ln(y/μ) − (y − μ)) of exact counts; of counts with noise, which may be negative, the squares
    /// Σw(y−μ)²/(m+σ²) over the variance about the training rows' overall rate m: one weight for all models.
    static func deviance(_ response: CountResponse, means: [Double], training: CountResponse) -> Double {
        if response.noiseVariance == nil { return poissonDeviance(response, means: means) }
        let usual = overallMeans(response, training: training)
        return means.indices.reduce(0) { sum, row in
            let away = response.counts[row] - means[row]
            let variance = usual[row] + (response.noiseVariance?[row] ?? 0)
            return sum + (response.weights?[row] ?? 1) * away * away / variance
        }
    }

    /// The same when every row is given the training rows' overall rate.
    static func nullDeviance(_ response: CountResponse, training: CountResponse) -> Double {
        deviance(response, means: overallMeans(response, training: training), training: training)
    }

    private static func overallMeans(_ response: CountResponse, training: CountResponse) -> [Double] {
        var (counts, exposure) = (0.0, 0.0)
        for row in training.counts.indices {
            let weight = training.weights?[row] ?? 1
            counts += weight * training.counts[row]
            exposure += weight * exp(training.offset?[row] ?? 0)
        }
        let rate = max(counts / exposure, .leastNormalMagnitude)
        return response.counts.indices.map { rate * exp(response.offset?[$0] ?? 0) }
    }

    private static func poissonDeviance(_ response: CountResponse, means: [Double]) -> Double {
        means.indices.reduce(0) { sum, row in
            let count = response.counts[row]
            let piece = (count > 0 ? count * log(count / means[row]) : 0) - (count - means[row])
            return sum + 2 * (response.weights?[row] ?? 1) * piece
        }
    }
}
