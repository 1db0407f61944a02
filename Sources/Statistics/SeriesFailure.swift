/// Why a series can't be analysed.
public enum SeriesFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// Two inputs that must be as long as each other aren't.
    case shapes(String)
    /// A value isn't finite, or of a kind that the method can't take, though it isn't marked as missing.
    case value(String, index: Int)
    /// The series is too short.
    case tooShort(count: Int, needed: Int)

    /// What happened and what to do about it, in a sentence.
    public var description: String {
        switch self {
        case .shapes(let what): "The inputs don't fit together: \(what)."
        case .value(let what, let index): "Value \(index) can't be used: \(what); mark it as missing or leave it out."
        case .tooShort(let count, let needed): "\(count) values are too few; \(needed) are needed."
        }
    }

    /// The series with a finite number where a value is missing.
    static func checked(
        _ series: [Double], missing: [Bool]?, atLeast needed: Int
    ) throws(SeriesFailure) -> [Double] {
        guard series.count >= needed else { throw .tooShort(count: series.count, needed: needed) }
        guard missing.map({ $0.count == series.count }) ?? true else {
            throw .shapes("\(series.count) values, \(missing?.count ?? 0) marks of missing ones")
        }
        var series = series
        for index in series.indices where !series[index].isFinite {
            guard missing?[index] == true else { throw .value("it isn't finite", index: index) }
            series[index] = 0
        }
        return series
    }
}
