public import Vocabulary

/// What a bin takes of the readings of a contextual series that lie in it.
public enum ContextSummary: String, Sendable, Hashable, CaseIterable {
    /// The mean over the bin's time.
    case mean
    /// The highest reading.
    case highest = "max"
    /// The lowest reading.
    case lowest = "min"
    /// The sum; a reading that lies in the bin in part counts by that part.
    case sum

    /// What is usually asked of a series, by its name: the rain that fell, the strongest gust, the mean temperature.
    ///
    /// - Parameter level: the bins' length; a yes or no is counted in days over longer bins than a day.
    public static func usual(of series: ContextSeries, level: TimeLevel) -> ContextSummary {
        let words = series.name.split(separator: "-")
        if words.contains("holidays") { return level > .day ? .sum : .mean }
        if !words.isEmpty, ["gust", "gusts", "events", "attendance"].contains(where: { words.contains($0) }) {
            return .highest
        }
        let amounts: [Substring] = [
            "rain", "precipitation", "showers", "snowfall", "sunshine", "sum", "radiation", "evapotranspiration",
        ]
        if amounts.contains(where: { words.contains($0) }) { return .sum }
        if words.last == "max" { return .highest }
        return words.last == "min" ? .lowest : .mean
    }

    /// Which share of a bin must be known: all of it for a sum, seven eighths otherwise (one reading in eight, as of a station
    /// that reports every three hours, may be missing).
    var leastKnown: Double { self == .sum ? 1 : 0.875 }

    /// One number for each bin, NaN where too little of it is known.
    ///
    /// - Parameters:
    ///   - readings: of one place, in order, without overlap.
    ///   - bins: in order, without overlap.
    /// - Complexity: O(readings + bins).
    func values(of readings: ArraySlice<ContextSeries.Reading>, over bins: [TimeBin]) -> [Double] {
        var first = readings.startIndex
        return bins.map { bin in
            while first < readings.endIndex, readings[first].end <= bin.start { first += 1 }
            var (known, product, sum) = (Int64(0), 0.0, 0.0)
            var (lowest, highest) = (Double.infinity, -Double.infinity)
            var next = first
            while next < readings.endIndex, readings[next].start < bin.end {
                let reading = readings[next]
                next += 1
                guard let value = reading.value else { continue }
                let shared = min(reading.end, bin.end) - max(reading.start, bin.start)
                known += shared
                product += value * Double(shared)
                sum += value * (Double(shared) / Double(reading.end - reading.start))
                (lowest, highest) = (min(lowest, value), max(highest, value))
            }
            guard known > 0, Double(known) >= leastKnown * Double(bin.end - bin.start) else { return .nan }
            return switch self {
            case .mean: product / Double(known)
            case .highest: highest
            case .lowest: lowest
            case .sum: sum
            }
        }
    }

    /// One number for a place made of several, whose things add up or whose weather is alike.
    func combined(_ values: [Double], addsUp: Bool) -> Double {
        guard !values.isEmpty else { return .nan }
        if addsUp || values.contains(where: \.isNaN) { return values.reduce(0, +) }
        return switch self {
        case .highest: values.max() ?? .nan
        case .lowest: values.min() ?? .nan
        case .mean, .sum: values.reduce(0, +) / Double(values.count)
        }
    }
}
