public import Statistics
import Vocabulary

/// How far a published figure may lie from the count.
public struct NoiseLaw: Sendable, Hashable {
    /// The denominator of every α: α = numerator / 2²⁰, kept rational so that drawing is exact in integers.
    public static let denominator = 1 << 20

    /// For each α's numerator, how many such noises are in the figure.
    let counts: [Int: Int]

    /// No noise: the figure is the count.
    public static let exact = NoiseLaw(counts: [:])

    init(counts: [Int: Int]) {
        self.counts = counts
    }

    /// One discrete Laplace noise with α = `numerator` / 2²⁰.
    init(numerator: Int) {
        counts = numerator > 0 ? [numerator: 1] : [:]
    }

    /// Whether the figure is the count itself.
    public var isExact: Bool { counts.isEmpty }

    /// The law of a sum of two figures with independent noise.
    public static func + (a: NoiseLaw, b: NoiseLaw) -> NoiseLaw {
        NoiseLaw(counts: a.counts.merging(b.counts, uniquingKeysWith: +))
    }

    /// The law as a distribution.
    public var distribution: DiscreteLaplaceSum {
        DiscreteLaplaceSum(
            counts.sorted { $0.key < $1.key }.map { numerator, count in
                .init(alpha: Double(numerator) / Double(Self.denominator), count: count)
            })
    }

    /// How far on either side of a figure the count lies with probability `coverage`; worth keeping, since a sum's
    /// takes O(n log n) in its standard deviation.
    public func halfWidth(coverage: Double = 0.95) -> Int {
        isExact ? 0 : distribution.halfWidth(coverage: coverage)
    }

    /// The variance of the noise.
    public var variance: Double { distribution.variance }
}
