/// Rates of small areas drawn towards a common rate, the more the fewer people live there.
///
/// Source: Marshall 1991, *Mapping disease and mortality rates using empirical Bayes estimators*, equations 2 to 6. A
/// negative estimate of the variance between areas is taken as 0.
public struct EmpiricalBayesRates: Sendable, Hashable {
    /// The smoothed rate of each area: events per unit of population.
    public let rates: [Double]
    /// The rate each area was drawn towards.
    public let priors: [Double]
    /// How much of each area's own rate is kept, in 0...1.
    public let weights: [Double]

    /// Draws every area towards the rate of all.
    ///
    /// - Parameters:
    ///   - events: the events of each area, finite; published figures may be negative.
    ///   - population: what is at risk in each area, at least 0 and not 0 everywhere; an area without any gets the
    ///     common rate.
    /// - Complexity: O(areas).
    public init(events: [Double], population: [Double]) {
        Self.check(events, population)
        let all = population.indices.filter { population[$0] > 0 }
        let prior = Self.prior(events, population, all)
        self.init(events, population, priors: population.indices.map { _ in prior })
    }

    /// Draws each area towards the rate of its neighbourhood.
    ///
    /// - Parameters:
    ///   - events: the events of each area, finite.
    ///   - population: what is at risk in each area, at least 0.
    ///   - neighbours: who neighbours whom; weights are not used, and an area is in its own neighbourhood whether or
    ///     not it is listed. An area in a neighbourhood without population gets the rate 0.
    /// - Complexity: O(areas + neighbours).
    public init(events: [Double], population: [Double], neighbours: SparseNeighbours) {
        Self.check(events, population)
        precondition(neighbours.count == events.count, "neighbours for each area")
        let priors = events.indices.map { area in
            var members = neighbours.indices[neighbours.starts[area]..<neighbours.starts[area + 1]].map(Int.init)
            if !members.contains(area) { members.append(area) }
            return Self.prior(events, population, members)
        }
        self.init(events, population, priors: priors)
    }

    /// The mean rate of some areas and the variance between them.
    private typealias Prior = (rate: Double, variance: Double)

    private init(_ events: [Double], _ population: [Double], priors: [Prior]) {
        var (rates, weights) = ([Double](), [Double]())
        for (area, prior) in priors.enumerated() {
            // variance / (variance + rate/population), without dividing by a population of 0.
            let own = prior.variance * population[area]
            let weight = own > 0 ? own / (own + max(0, prior.rate)) : 0
            weights.append(weight)
            rates.append(
                weight > 0 ? weight * (events[area] / population[area]) + (1 - weight) * prior.rate : prior.rate)
        }
        self.rates = rates
        self.weights = weights
        self.priors = priors.map(\.rate)
    }

    private static func check(_ events: [Double], _ population: [Double]) {
        precondition(events.count == population.count, "events and population for each area")
        precondition(events.allSatisfy(\.isFinite), "events are finite")
        precondition(population.allSatisfy { $0 >= 0 && $0.isFinite }, "a population is at least 0")
    }

    private static func prior(_ events: [Double], _ population: [Double], _ areas: [Int]) -> Prior {
        let people = areas.reduce(0) { $0 + population[$1] }
        guard people > 0 else { return (0, 0) }
        let rate = areas.reduce(0) { $0 + events[$1] } / people
        var spread = 0.0
        for area in areas where population[area] > 0 {
            let deviation = events[area] / population[area] - rate
            spread += population[area] * deviation * deviation
        }
        let mean = people / Double(areas.count)
        return (rate, max(0, spread / people - rate / mean))
    }
}
