import Foundation
public import Statistics

/// Several models' forecasts as one: a mixture whose weights made what came most probable so far.
///
/// A linear pool with weights by past log score (Hall & Mitchell 2007; Conflitti, De Mol & Giannone 2015), one set a
/// category, over the forecasts of a while.
public struct ForecastPool: Sendable {
    /// For each category the members' weights.
    public private(set) var weights: [[Double]]
    private let memory: Int
    private let places: Int
    private let members: Int
    /// By category, then bin: rows of densities.
    private var densities: [[[Double]]]

    /// An even pool.
    ///
    /// - Parameters:
    ///   - memory: how many bins are remembered.
    public init(members: Int, categories: Int, places: Int, memory: Int) {
        precondition(members > 0 && memory > 0)
        (self.members, self.memory, self.places) = (members, memory, places)
        weights = Array(repeating: Array(repeating: 1 / Double(members), count: members), count: categories)
        densities = Array(repeating: [], count: categories)
    }

    /// Learns how probable each member had called what came.
    ///
    /// - Parameter logProbabilities: of each member, in the order of the figures of one bin.
    /// - Complexity: O(figures × members).
    public mutating func observe(logProbabilities: [[Double]]) {
        precondition(logProbabilities.count == members)
        guard logProbabilities.allSatisfy({ $0.count == places * weights.count }) else { return }
        for category in weights.indices {
            var rows: [Double] = []
            rows.reserveCapacity(places * members)
            for index in category * places..<(category + 1) * places {
                // A common factor changes no weight and keeps far tails from being all 0.
                let largest = logProbabilities.reduce(-.infinity) { max($0, $1[index]) }
                guard largest > -.infinity else { continue }
                for member in 0..<members { rows.append(exp(logProbabilities[member][index] - largest)) }
            }
            densities[category].append(rows)
            if densities[category].count > memory { densities[category].removeFirst() }
        }
    }

    /// Lets the weights climb from where they are.
    ///
    /// - Complexity: O(memory × figures × members).
    public mutating func reweigh(rounds: Int = 30) {
        for category in weights.indices where !densities[category].isEmpty {
            var climbed = MixtureWeights(startingFrom: weights[category].map { max($0, 1e-4) })
            climbed.climb(densities: Array(densities[category].joined()), rounds: rounds)
            weights[category] = climbed.values
        }
    }

    /// The pool of some forecasts of one figure.
    public func combined(_ forecasts: [CountForecast], category: Int) -> CountForecast {
        .mixture(CountMixture(Array(zip(weights[category], forecasts))))
    }
}
