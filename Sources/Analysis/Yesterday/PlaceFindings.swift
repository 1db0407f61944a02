import Statistics
import Vocabulary

/// The places that are tested for hot spots, with their counts.
struct TestedPlaces {
    let ids: [String]
    let names: [String]
    let positions: [PlanarPoint]
    /// The counts of the whole time.
    let counts: [Double]
    let populations: [Double?]
    /// The noise of each count.
    let noise: FigureNoiseMoments
    let neighbourhood: PlaceNeighbourhood
    /// The counts of each period of the trend, if there are enough periods.
    let periods: [[Double]]?
    /// What the periods are.
    let periodLevel: TimeLevel?
    /// The noise of each count of each period; nil for none.
    var periodNoise: [FigureNoiseMoments]?
    /// The density at each place in events per square kilometre, for points.
    var densities: [Double]?

    /// Whether every place has inhabitants, so that rates make sense.
    var inhabited: [Double]? {
        let known = populations.compactMap { $0 }
        return known.count == populations.count && known.allSatisfy { $0 > 0 && $0.isFinite } ? known : nil
    }
}

/// What is found of the tested places, as records from the hottest to the coldest.
struct PlaceFindings {
    /// How a place stands out.
    enum Verdict: String {
        case hot
        case cold
        /// Not more than chance would have it, at the level of false discoveries asked for.
        case noise
    }

    let z: [Double]
    let verdicts: [Verdict]
    let records: [AnalysisReport.Record]
    let parameters: [(name: String, value: AnalysisReport.Value)]

    /// Tests places.
    ///
    /// - Parameters:
    ///   - extra: what else there is to say of a place, by its number and verdict.
    ///   - isShown: whether a place gets a record, by its number and verdict.
    init(
        _ places: TestedPlaces, options: HotSpots.Options,
        extra: (Int, Verdict) -> [String: AnalysisReport.Value] = { _, _ in [:] },
        isShown: (Int, Verdict) -> Bool = { _, _ in true }
    ) {
        let level = options.falseDiscoveryLevel
        let z = places.neighbourhood.scores(of: places.counts)
        let p = z.map(Normal.twoSided)
        let q = FalseDiscovery(p: p).q
        let adjusted = NoisyGetisOrd(z, of: places.counts, noise: places.noise, sizes: places.neighbourhood.sizes).z
        let adjustedP = adjusted.map(Normal.twoSided)
        let adjustedQ = FalseDiscovery(p: adjustedP).q
        let verdicts = zip(z, adjustedQ).map { z, q -> Verdict in
            guard q <= level, z != 0 else { return .noise }
            return z > 0 ? .hot : .cold
        }
        let emerging = places.periods.map { periods in
            EmergingPlaces(
                periods, noise: places.periodNoise ?? periods.map { _ in FigureNoiseMoments() },
                neighbourhood: places.neighbourhood, level: level)
        }
        let rates = places.inhabited.map {
            NoisyRates.of(events: places.counts, population: $0, noiseVariance: places.noise.variance)
        }
        let halfWidth = places.noise.isNone ? nil : places.noise.halfWidth(coverage: options.coverage)
        let order = places.ids.indices.sorted { (-z[$0], places.ids[$0]) < (-z[$1], places.ids[$1]) }
        self.z = z
        self.verdicts = verdicts
        records = order.filter { isShown($0, verdicts[$0]) }.map { place in
            var more: [String: AnalysisReport.Value] = [
                "name": .text(places.names[place]), "x": .number(places.positions[place].x),
                "y": .number(places.positions[place].y), "count": .number(places.counts[place]),
                "neighbours": .integer(Int(places.neighbourhood.sizes[place]) - 1),
                "z_adjusted": .number(adjusted[place]), "p_adjusted": .number(adjustedP[place]),
                "q_adjusted": .number(adjustedQ[place]),
            ]
            if let population = places.populations[place] { more["population"] = .number(population) }
            if let rates { more["eb_rate"] = .number(1000 * rates[place]) }
            if let densities = places.densities { more["density"] = .number(densities[place]) }
            if let emerging {
                more["trend_z"] = .number(emerging.trends[place].z)
                more["trend_p"] = .number(emerging.trends[place].p)
                if let finding = emerging.findings[place] {
                    more["pattern"] = .text("\(finding.pattern)")
                    more["pattern_temperature"] = .text("\(finding.temperature)")
                    more["summary"] = .text("\(finding.pattern.summary)")
                }
            }
            return AnalysisReport.Record(
                kind: "place", place: places.ids[place], estimate: places.counts[place],
                interval: CountInterval.of(places.counts[place], halfWidth: halfWidth, coverage: options.coverage),
                statistic: z[place], p: p[place], q: q[place], verdict: verdicts[place].rawValue,
                more: more.merging(extra(place, verdicts[place])) { _, new in new })
        }
        var parameters: [(name: String, value: AnalysisReport.Value)] = [
            ("estimate", .text("count")), ("interval", .text(CountInterval.name(isExact: places.noise.isNone))),
            ("coverage", .number(options.coverage)), ("tested_places", .integer(places.ids.count)),
            ("false_discovery_level", .number(level)), ("false_discovery_control", .text("Benjamini-Hochberg")),
            ("sides", .integer(2)), ("verdict_by", .text("q_adjusted")),
            (
                "adjustment",
                .text("variance at least Poisson's, continuity, skewness and kurtosis (Cornish & Fisher 1938)")
            ), ("noise_variance", .number(places.noise.variance)),
        ]
        parameters += places.neighbourhood.parameters
        if let periods = places.periods, let unit = places.periodLevel {
            parameters += [
                ("trend_period", .text(unit.rawValue)), ("trend_periods", .integer(periods.count)),
                ("trend_level", .number(level)), ("trend_of", .text("statistic")), ("pattern_of", .text("z_adjusted")),
            ]
        }
        if rates != nil { parameters.append(("eb_rate_unit", .text("events per 1000 inhabitants in the whole time"))) }
        self.parameters = parameters
    }
}
