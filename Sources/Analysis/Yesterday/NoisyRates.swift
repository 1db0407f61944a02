import Statistics

/// Rates of places drawn towards the common one, their counts' noise allowed for.
///
/// Marshall 1991 as `EmpiricalBayesRates`; with noise of variance σ² the variance between places is estimated less
/// σ²Σ(1/mᵢ)/Σmᵢ, which the noise adds to it, and a place's own rate weighs against mean/mᵢ + σ²/mᵢ².
enum NoisyRates {
    /// The smoothed rate of each place: events per inhabitant.
    ///
    /// - Parameters:
    ///   - events: the published counts.
    ///   - population: of each place, above 0.
    ///   - noiseVariance: of each count.
    /// - Complexity: O(places).
    static func of(events: [Double], population: [Double], noiseVariance: Double) -> [Double] {
        if noiseVariance == 0 { return EmpiricalBayesRates(events: events, population: population).rates }
        let people = population.reduce(0, +)
        let mean = events.reduce(0, +) / people
        var (spread, inverse) = (0.0, 0.0)
        for (count, size) in zip(events, population) {
            spread += size * (count / size - mean) * (count / size - mean)
            inverse += 1 / size
        }
        let common = max(0, mean)
        let between =
            max(0, spread / people - common * Double(events.count) / people - noiseVariance * inverse / people)
        return zip(events, population).map { count, size in
            let own = common / size + noiseVariance / (size * size)
            guard between > 0 else { return mean }
            let weight = between / (between + own)
            return weight * count / size + (1 - weight) * mean
        }
    }
}
