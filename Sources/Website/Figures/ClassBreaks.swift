import Vocabulary

/// Five classes of a map, with about as many places each.
struct ClassBreaks: Sendable {
    /// How many classes a map has at most.
    static let count = 5

    /// Which class a place falls in.
    enum Class: Sendable, Hashable {
        /// From 0 for the lowest.
        case level(Int)
        /// Too few to tell.
        case tooFew
        /// Not published.
        case unknown

        /// The class in addresses and in JSON.
        var key: String {
            switch self {
            case .level(let number): "\(number)"
            case .tooFew: "few"
            case .unknown: "unknown"
            }
        }
    }

    /// For each class its lowest and highest figure.
    let ranges: [ClosedRange<Int>]

    /// Quantiles of the figures that can be told from nothing; equal figures share a class.
    init(of readings: [Reading?]) {
        self.init(figures: readings.compactMap { $0 }.filter { !$0.isTooFew }.map(\.shown))
    }

    /// Quantiles of some figures; equal figures share a class.
    init(figures: [Int]) {
        let values = figures.sorted()
        var ranges: [ClosedRange<Int>] = []
        var start = 0
        for number in 0..<Self.count where start < values.count {
            var end = values.count * (number + 1) / Self.count
            guard end > start else { continue }
            // A figure that the next class would begin with is drawn into this one.
            while end < values.count, values[end] == values[end - 1] { end += 1 }
            ranges.append(values[start]...values[end - 1])
            start = end
        }
        self.ranges = ranges
    }

    /// The class of a figure.
    func classify(_ reading: Reading?) -> Class {
        guard let reading else { return .unknown }
        return reading.isTooFew ? .tooFew : classify(figure: reading.shown)
    }

    /// The class of a figure that can be told from nothing.
    func classify(figure: Int) -> Class {
        guard let number = ranges.lastIndex(where: { $0.lowerBound <= figure }) else { return .unknown }
        return .level(number)
    }

    /// The number of a class's colour among five; few classes are spread over the scale.
    func colour(of number: Int) -> Int {
        ranges.count < 2 ? Self.count / 2 : number * (Self.count - 1) / (ranges.count - 1)
    }
}
