extension CountForecast {
    /// The randomised probability integral transform of what came: uniform on 0…1 where forecasts are right.
    ///
    /// F(count − 1) + u·P(count). Source: Czado, Gneiting & Held 2009.
    ///
    /// - Parameter uniform: a uniform draw from 0…1 that is independent of everything.
    public func probabilityTransform(_ count: Int, uniform: Double) -> Double {
        min(1, cumulative(count - 1) + uniform * probability(count))
    }
}

/// How probability transforms spread over 0…1, and how often intervals held what came.
public struct Calibration: Sendable, Hashable {
    /// How many transforms fell into each of ten equal classes; level where forecasts are right.
    public private(set) var histogram = [Int](repeating: 0, count: 10)
    /// How many transforms there are.
    public private(set) var count = 0
    private var inside: [Double: Int]

    /// An empty one that will tell the coverage of some central intervals.
    public init(coverages: [Double] = [0.5, 0.8, 0.95]) {
        inside = Dictionary(uniqueKeysWithValues: coverages.map { ($0, 0) })
    }

    /// Takes a transform.
    ///
    /// - Parameter transform: in 0…1.
    /// - Complexity: O(coverages).
    public mutating func add(_ transform: Double) {
        histogram[min(9, max(0, Int(transform * 10)))] += 1
        count += 1
        for coverage in inside.keys where abs(transform - 0.5) <= coverage / 2 { inside[coverage, default: 0] += 1 }
    }

    /// The share of transforms inside a central interval; nil for a coverage that wasn't asked for, or without any.
    ///
    /// By transforms and not by whole counts: an interval of counts holds more than its nominal share by necessity.
    public func coverage(_ nominal: Double) -> Double? {
        guard count > 0, let held = inside[nominal] else { return nil }
        return Double(held) / Double(count)
    }
}
