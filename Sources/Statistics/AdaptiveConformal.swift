/// Keeps intervals at their nominal coverage by what came: wider after a miss, narrower after a hit.
///
/// Adaptive conformal inference: α ← α + γ(wanted − missed) (Gibbs & Candès 2021). Over any run of n the share missed is
/// within (max(α₁, 1 − α₁) + γ)/(γn) of what is wanted, whatever the data.
public struct AdaptiveConformal: Sendable, Hashable {
    /// How often an interval may miss.
    public let wanted: Double
    /// How fast the level follows.
    public let rate: Double
    /// The tail probability to form the next interval with; outside 0…1 it means everything or nothing.
    public private(set) var level: Double

    /// Starts at the nominal level.
    ///
    /// - Precondition: `wanted` lies strictly between 0 and 1 and `rate` is above 0.
    public init(wanted: Double, rate: Double = 0.005) {
        precondition(wanted > 0 && wanted < 1 && rate > 0)
        (self.wanted, self.rate) = (wanted, rate)
        level = wanted
    }

    /// Learns of a share of intervals that missed.
    ///
    /// - Parameters:
    ///   - missed: 1 for a miss, 0 for a hit, or the share of several.
    ///   - weight: less than 1 where many are learned of at once, so that the level doesn't overshoot.
    public mutating func observe(missed: Double, weight: Double = 1) { level += rate * weight * (wanted - missed) }

    /// The coverage to form the next interval with, in 0…1; 1 is everything.
    public var coverage: Double { min(max(1 - level, 0), 1) }
}

/// The ⌈(n+1)(1−α)⌉-th smallest of n past errors: how wide an interval must be (Vovk, Gammerman & Shafer 2005).
///
/// - Parameters:
///   - errors: sizes of past errors, exchangeable with the next.
///   - miss: α, how often the next may be larger, in 0...1.
/// - Returns: infinity where there are too few errors to promise that.
/// - Complexity: O(n log n).
public func conformalWidth(_ errors: [Double], miss: Double) -> Double {
    let rank = Int((Double(errors.count + 1) * (1 - miss) * (1 - 4 * Double.ulpOfOne)).rounded(.up))
    if rank > errors.count { return .infinity }
    return errors.sorted()[max(rank, 1) - 1]
}
