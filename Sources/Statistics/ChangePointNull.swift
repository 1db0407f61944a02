import Foundation

/// What a search for changes finds in series without any: the law of the largest gain.
///
/// Simulated from normal values whose variance is taken from successive differences, as a search takes it, so that the
/// chance of a false alarm is that asked for. Depends only on the length and the shortest segment: make it once and keep it.
public struct ChangePointNull: Sendable, Hashable {
    /// How many values the series have.
    public let count: Int
    /// The fewest values that a segment has.
    public let shortest: Int
    /// The largest gains, rising: of one change, or half of two's if that is more.
    private let gains: [Double]

    /// Simulates the law.
    ///
    /// - Parameters:
    ///   - count: at least twice `shortest`.
    ///   - shortest: the fewest values that a segment has, at least 1.
    ///   - simulations: how many series; 999 settles a false-alarm rate of .05 to ± .007.
    ///   - seed: what the random numbers begin from.
    /// - Complexity: O(simulations · count²): half a second for 999 of 730.
    public init(count: Int, shortest: Int, simulations: Int = 999, seed: UInt64 = 1) {
        precondition(shortest >= 1 && count >= 2 * shortest && simulations >= 19)
        self.count = count
        self.shortest = shortest
        var generator = Xoshiro256(seed: seed)
        var found: [Double] = []
        for _ in 0..<simulations {
            let values = (0..<count).map { _ in generator.normal() }
            found.append(Self.largestGain(values, shortest: shortest) / SuccessiveDifferences.variance(values))
        }
        gains = found.sorted()
    }

    /// The penalty at which a series without change gives one with this probability.
    public func penalty(falseAlarm: Double) -> Double {
        precondition(falseAlarm > 0 && falseAlarm < 1)
        let rank = ((1 - falseAlarm) * Double(gains.count + 1)).rounded(.up)
        return gains[min(max(Int(rank) - 1, 0), gains.count - 1)]
    }

    /// The probability that a series without change gives a gain of this size, (larger ones + 1)/(simulations + 1).
    public func pValue(gain: Double) -> Double {
        let larger = gains.count { $0 >= gain }
        return Double(larger + 1) / Double(gains.count + 1)
    }

    /// The largest fall of Σ (value − level)² that one change brings, or half of the largest that two bring.
    private static func largestGain(_ values: [Double], shortest: Int) -> Double {
        let count = values.count
        let mean = values.reduce(0, +) / Double(count)
        var sums = [0.0]
        for value in values { sums.append((sums.last ?? 0) + value - mean) }
        let inverses = [0] + (1...count).map { 1 / Double($0) }
        var one = 0.0
        var two = 0.0
        guard shortest <= count - shortest else { return 0 }
        for start in shortest...count - shortest {
            let before = sums[start] * sums[start] * inverses[start]
            one = max(one, before + sums[start] * sums[start] * inverses[count - start])
            guard start + shortest <= count - shortest else { continue }
            for end in start + shortest...count - shortest {
                let inside = sums[end] - sums[start]
                let gain =
                    before + inside * inside * inverses[end - start] + sums[end] * sums[end] * inverses[count - end]
                if gain > two { two = gain }
            }
        }
        return max(one, two / 2)
    }
}

/// The variance around a level that may change now and then, from successive differences (von Neumann 1941).
enum SuccessiveDifferences {
    /// Half the mean of the squares, each held to ten times their median, so that changes of level count little.
    static func variance(_ values: [Double]) -> Double {
        variance(squares: zip(values.dropFirst(), values).map { ($0 - $1) * ($0 - $1) })
    }

    static func variance(squares: [Double]) -> Double {
        guard !squares.isEmpty else { return 0 }
        var sorted = squares
        let limit = 10 * sorted.selected(squares.count / 2)
        // Of sparse counts more than half may be equal; then all count.
        let held = limit > 0 ? squares.map { min($0, limit) } : squares
        return held.reduce(0, +) / Double(squares.count) / 2
    }
}
