import Foundation
package import Vocabulary

/// The ratio α of a discrete Laplace law, as a fraction with the denominator 2²⁰.
///
/// α is the smallest such fraction that is at least e^−ε, so that the loss −ln α is never above ε, and drawing needs
/// no floating-point number.
package struct NoiseScale: Sendable, Hashable {
    /// The denominator of every α.
    package static let denominator: UInt64 = 1 << 20

    /// α's numerator, in 1 ..< 2²⁰.
    package let numerator: UInt64

    /// The scale for a loss of ε.
    ///
    /// - Returns: nil for an ε too small (below two millionths) to be told from no information at all.
    package init?(_ epsilon: Epsilon) {
        let exact = exp(-epsilon.value) * Double(Self.denominator)
        // The slack outweighs the rounding of exp, so that α never falls short.
        let numerator = UInt64((exact + 1e-9).rounded(.up))
        guard epsilon > .zero, numerator < Self.denominator else { return nil }
        self.numerator = max(1, numerator)
    }
}
