import Statistics

/// How places' hot and cold spots come and go over the periods.
///
/// Spots are those of the adjusted scores with the false discovery rate bounded over all places and periods, the trend is
/// that of the oracle's scores, and the patterns are those of `EmergingHotSpots`.
struct EmergingPlaces {
    /// For each place what was found, or nil for no pattern.
    let findings: [EmergingHotSpots.Finding?]
    /// For each place the trend of its scores.
    let trends: [MannKendall]

    /// Follows places.
    ///
    /// - Parameters:
    ///   - periods: for each period the places' counts.
    ///   - noise: for each period that of every count.
    ///   - level: of false discoveries, and of the trend's p-value.
    init(
        _ periods: [[Double]], noise: [FigureNoiseMoments], neighbourhood: PlaceNeighbourhood, level: Double
    ) {
        let places = neighbourhood.sizes.count
        var plain = [Double](repeating: 0, count: places * periods.count)
        var adjusted = plain
        for (period, counts) in periods.enumerated() {
            let scores = neighbourhood.scores(of: counts)
            let careful = NoisyGetisOrd(scores, of: counts, noise: noise[period], sizes: neighbourhood.sizes).z
            for place in 0..<places {
                plain[place * periods.count + period] = scores[place]
                adjusted[place * periods.count + period] = careful[place]
            }
        }
        let isSpot = FalseDiscovery(p: adjusted.map(Normal.twoSided)).rejections(at: level)
        let trends = MannKendall.tests(of: plain, length: periods.count)
        self.trends = trends
        findings = (0..<places).map { place in
            let range = place * periods.count..<(place + 1) * periods.count
            let hot = range.map { isSpot[$0] && adjusted[$0] > 0 }
            let cold = range.map { isSpot[$0] && adjusted[$0] < 0 }
            let trend = trends[place].p <= level ? trends[place].s.signum() : 0
            if let pattern = EmergingHotSpots.pattern(of: hot, opposite: cold, trend: trend) {
                return EmergingHotSpots.Finding(temperature: .hot, pattern: pattern)
            }
            if let pattern = EmergingHotSpots.pattern(of: cold, opposite: hot, trend: -trend) {
                return EmergingHotSpots.Finding(temperature: .cold, pattern: pattern)
            }
            return nil
        }
    }
}
