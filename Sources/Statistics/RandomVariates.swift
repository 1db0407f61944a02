extension Xoshiro256 {
    /// A number between 0 and 1, neither included.
    ///
    /// - Complexity: O(1).
    public mutating func uniform() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }

    /// A standard normal number, by inversion: one draw each, so that streams stay in step.
    ///
    /// - Complexity: O(1).
    public mutating func normal() -> Double { Normal.quantile(uniform()) }
}
