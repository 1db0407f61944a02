/// Many tests at once: q-values that bound the share of false discoveries.
public struct FalseDiscovery: Sendable, Hashable {
    /// What is known of how the tests depend on each other.
    public enum Dependence: Sendable, Hashable {
        /// Independent or positively dependent (Benjamini & Hochberg 1995).
        case positive
        /// Any (Benjamini & Yekutieli 2001): larger q-values by a factor of about ln m.
        case arbitrary
    }

    /// For each test, the smallest level at which it is still rejected, in 0...1.
    public let q: [Double]

    /// Makes the q-values.
    ///
    /// - Parameters:
    ///   - p: a p-value for each test, in 0...1.
    ///   - window: which tests were made, or none for all; the others have q = 1 and don't count.
    ///   - dependence: how the tests depend on each other.
    /// - Complexity: O(m log m).
    public init(p: [Double], window: [Bool]? = nil, dependence: Dependence = .positive) {
        precondition(p.allSatisfy { $0 >= 0 && $0 <= 1 }, "a p-value is a probability")
        precondition(window.map { $0.count == p.count } ?? true, "a window has a value for each test")
        let order = p.indices.filter { window?[$0] ?? true }.sorted { p[$0] < p[$1] }
        let m = Double(order.count)
        var factor = 1.0
        if dependence == .arbitrary, !order.isEmpty { factor = (1...order.count).reduce(0) { $0 + 1 / Double($1) } }
        var q = [Double](repeating: 1, count: p.count)
        var least = 1.0
        for (rank, test) in order.enumerated().reversed() {
            least = min(least, p[test] * factor * m / Double(rank + 1))
            q[test] = least
        }
        self.q = q
    }

    /// Which tests are rejected when at most this share of rejections may be false.
    ///
    /// - Parameter level: in 0...1.
    public func rejections(at level: Double) -> [Bool] { q.map { $0 <= level } }
}
