import Foundation

/// The test of Mann & Kendall for a trend in a series, whatever the shape of the trend or of the noise.
///
/// S counts the pairs that rise less those that fall. Sources: Mann 1945; Kendall 1975, whose variance allows for ties:
/// Var S = [n(n−1)(2n+5) − Σ t(t−1)(2t+5)]/18. The values are taken as independent in time.
public struct MannKendall: Sendable, Hashable {
    /// How many pairs rise, less how many fall.
    public let s: Int
    /// The variance of S without a trend, ties allowed for; 0 where every value is equal.
    public let variance: Double
    /// The z-score of S, corrected for continuity; 0 where S or its variance is 0.
    public let z: Double

    /// The two-sided p-value of the z-score by the normal law.
    public var p: Double { Normal.twoSided(z) }

    /// Tests one series.
    ///
    /// - Parameter series: its values in the order of time, none of them NaN.
    /// - Complexity: O(n log n).
    public init(_ series: [Double]) {
        var counter = PairCounter(length: series.count)
        self = unsafe series.withUnsafeBufferPointer { unsafe counter.test($0) }
    }

    /// Tests many series of one length.
    ///
    /// - Parameters:
    ///   - series: series after series, each in the order of time, without NaN.
    ///   - length: how many values each has, above 0; the number of values is a multiple of it.
    /// - Complexity: O(n log length).
    public static func tests(of series: [Double], length: Int) -> [MannKendall] {
        precondition(length > 0 && series.count.isMultiple(of: length), "series of one length")
        var counter = PairCounter(length: length)
        return unsafe series.withUnsafeBufferPointer { values in
            stride(from: 0, to: values.count, by: length).map { start in
                unsafe counter.test(UnsafeBufferPointer(rebasing: values[start..<start + length]))
            }
        }
    }

    fileprivate init(s: Int, variance: Double) {
        self.s = s
        self.variance = variance
        z = s == 0 || variance <= 0 ? 0 : Double(s > 0 ? s - 1 : s + 1) / variance.squareRoot()
    }
}

/// Counts rising and falling pairs by merge sort (Knight 1966), with its working space.
private struct PairCounter {
    private var sorted: [Double]
    private var merged: [Double]

    init(length: Int) {
        sorted = [Double](repeating: 0, count: length)
        merged = sorted
    }

    mutating func test(_ series: UnsafeBufferPointer<Double>) -> MannKendall {
        let n = series.count
        let falling = unsafe sortCountingInversions(series)
        var (tiedPairs, tieTerm) = (0, 0.0)
        var start = 0
        while start < n {
            var end = start + 1
            while end < n && sorted[end] == sorted[start] { end += 1 }
            let t = end - start
            if t > 1 {
                tiedPairs += t * (t - 1) / 2
                tieTerm += Double(t) * Double(t - 1) * Double(2 * t + 5)
            }
            start = end
        }
        let pairs = n * (n - 1) / 2
        let variance = (Double(n) * Double(n - 1) * Double(2 * n + 5) - tieTerm) / 18
        return MannKendall(s: pairs - tiedPairs - 2 * falling, variance: variance)
    }

    /// Sorts into `sorted` and tells how many pairs fell.
    private mutating func sortCountingInversions(_ series: UnsafeBufferPointer<Double>) -> Int {
        let n = series.count
        var inversions = 0
        let run = 8
        unsafe sorted.withUnsafeMutableBufferPointer { sorted in
            for start in stride(from: 0, to: n, by: run) {
                for i in start..<min(start + run, n) {
                    let value = unsafe series[i]
                    precondition(!value.isNaN, "a series has no NaN")
                    var place = i
                    while place > start, unsafe sorted[place - 1] > value {
                        unsafe sorted[place] = sorted[place - 1]
                        place -= 1
                    }
                    unsafe sorted[place] = value
                    inversions += i - place
                }
            }
        }
        var width = run
        while width < n {
            unsafe sorted.withUnsafeBufferPointer { source in
                unsafe merged.withUnsafeMutableBufferPointer { target in
                    for start in stride(from: 0, to: n, by: 2 * width) {
                        inversions += unsafe Self.merge(
                            source, into: target, start, min(start + width, n), min(start + 2 * width, n))
                    }
                }
            }
            swap(&sorted, &merged)
            width *= 2
        }
        return inversions
    }

    /// Merges two sorted runs without a branch on the values, which are as good as random.
    private static func merge(
        _ source: UnsafeBufferPointer<Double>, into target: UnsafeMutableBufferPointer<Double>, _ start: Int,
        _ middle: Int, _ end: Int
    ) -> Int {
        var (left, right, place, inversions) = (start, middle, start, 0)
        while left < middle && right < end {
            let (a, b) = unsafe (source[left], source[right])
            let takesRight = b < a
            unsafe target[place] = takesRight ? b : a
            inversions &+= takesRight ? middle &- left : 0
            right &+= takesRight ? 1 : 0
            left &+= takesRight ? 0 : 1
            place &+= 1
        }
        while left < middle {
            unsafe target[place] = source[left]
            left += 1
            place += 1
        }
        while right < end {
            unsafe target[place] = source[right]
            right += 1
            place += 1
        }
        return inversions
    }
}
