/// The straight trend through a series that outliers don't move: the median of the slopes of all pairs.
///
/// Source: Theil 1950; Sen 1968.
public struct TheilSenTrend: Sendable, Hashable {
    /// The change from one value to the next.
    public let slope: Double
    /// The trend at the first value: the median of the values less the slope times the median of 0, 1, 2….
    public let intercept: Double

    /// Makes the trend of a series.
    ///
    /// - Parameter series: its values in the order of time at equal steps, at least one, finite.
    /// - Complexity: O(n²), in O(n²) memory.
    public init(_ series: [Double]) {
        precondition(!series.isEmpty && series.allSatisfy(\.isFinite), "a trend is of finite values")
        let n = series.count
        var slopes: [Double] = []
        slopes.reserveCapacity(n * (n - 1) / 2)
        for step in stride(from: 1, to: n, by: 1) {
            let run = Double(step)
            for i in 0..<n - step { slopes.append((series[i + step] - series[i]) / run) }
        }
        slope = slopes.isEmpty ? 0 : Self.median(&slopes)
        var values = series
        intercept = Self.median(&values) - Double(n - 1) / 2 * slope
    }

    /// The median, the values' order being lost.
    private static func median(_ values: inout [Double]) -> Double {
        let middle = values.count / 2
        let upper = select(&values, middle)
        guard values.count.isMultiple(of: 2) else { return upper }
        // What selection left below the middle is at most the upper median.
        let lower = values[..<middle].max() ?? upper
        return (lower + upper) / 2
    }

    /// The k-th smallest value, with what is smaller before it (Hoare 1961).
    private static func select(_ values: inout [Double], _ k: Int) -> Double {
        unsafe values.withUnsafeMutableBufferPointer { values in
            var (low, high) = (0, values.count - 1)
            while low < high {
                let (a, b, c) = unsafe (values[low], values[low + (high - low) / 2], values[high])
                let pivot = max(min(a, b), min(max(a, b), c))
                var (i, j) = (low, high)
                while i <= j {
                    while unsafe values[i] < pivot { i += 1 }
                    while unsafe values[j] > pivot { j -= 1 }
                    if i <= j {
                        unsafe values.swapAt(i, j)
                        i += 1
                        j -= 1
                    }
                }
                if k <= j {
                    high = j
                } else if k >= i {
                    low = i
                } else {
                    break
                }
            }
            return unsafe values[k]
        }
    }
}
