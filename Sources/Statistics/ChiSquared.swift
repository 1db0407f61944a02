/// The χ² distribution.
public enum ChiSquared {
    /// P(X > x).
    ///
    /// - Parameters:
    ///   - x: at least 0; may be infinite.
    ///   - degreesOfFreedom: above 0; needn't be whole.
    /// - Complexity: O(√degreesOfFreedom).
    public static func upperTail(_ x: Double, degreesOfFreedom: Double) -> Double {
        regularizedGammaQ(degreesOfFreedom / 2, x / 2)
    }

    /// P(X ≤ x).
    ///
    /// - Parameters:
    ///   - x: at least 0; may be infinite.
    ///   - degreesOfFreedom: above 0; needn't be whole.
    /// - Complexity: O(√degreesOfFreedom).
    public static func cumulative(_ x: Double, degreesOfFreedom: Double) -> Double {
        regularizedGammaP(degreesOfFreedom / 2, x / 2)
    }
}
