import Editions
import Vocabulary

/// A figure as it is shown: the published number with its interval.
///
/// Only published tables lead to one; there is no other way to put a number on a page.
struct Reading: Sendable, Hashable {
    /// The published number, or a sum of published numbers; noise can make it negative.
    let value: Int
    /// How far on either side the count lies with a probability of 95 %; 0 for exact figures, and where noise is slight.
    let halfWidth: Int
    /// The variance of the noise.
    let variance: Double

    /// A figure with the half width of its noise.
    init<A>(_ figure: Figure<A>, halfWidth: Int, variance: Double) {
        value = figure.value
        self.halfWidth = halfWidth
        self.variance = variance
    }

    /// The same places' figures over several bins, as sums of published numbers with noise of the same law.
    ///
    /// - Parameters:
    ///   - parts: for each bin, its table, its number there, and the number of the category there.
    ///   - placeNumbers: for each part and each wanted place, the place's number there, or nil where it has none.
    ///   - halfWidth: of the law of such a sum.
    /// - Returns: nil for a place that one of the parts doesn't have, and for all when there are no parts.
    @_specialize(where A == PublicAudience)
    static func sums<A>(
        of parts: [(table: PublishedTable<A>, bin: Int, category: Int)], places: Int,
        placeNumbers: (_ part: Int, _ place: Int) -> Int?, halfWidth: Int, variance: Double
    ) -> [Reading?] {
        (0..<places).map { place in
            guard !parts.isEmpty else { return nil }
            var total = 0
            for (number, part) in parts.enumerated() {
                guard let index = placeNumbers(number, place) else { return nil }
                total += part.table.value(bin: part.bin, place: index, category: part.category)
            }
            return Reading(value: total, halfWidth: halfWidth, variance: variance)
        }
    }

    private init(value: Int, halfWidth: Int, variance: Double) {
        self.value = value
        self.halfWidth = halfWidth
        self.variance = variance
    }

    /// What is shown: a count isn't negative.
    var shown: Int { max(0, value) }

    /// The lower end of the interval.
    var low: Int { max(0, value - halfWidth) }

    /// The upper end of the interval.
    var high: Int { max(0, value + halfWidth) }

    /// Whether the figure is the count itself.
    var isExact: Bool { variance == 0 }

    /// Whether the interval is too wide for the figure to say much: it includes zero, or reaches further than half of
    /// the figure on either side.
    var isTooFew: Bool { !isExact && (low == 0 || 2 * halfWidth > shown) }

    /// Whether it lies above another with no overlap of their intervals and, since counts scatter by themselves too,
    /// by more than 2.58 standard deviations of Poisson counts with their noise.
    func standsAbove(_ other: Reading) -> Bool {
        guard low > other.high else { return false }
        let gap = Double(shown - other.shown)
        return gap > 2.58 * (Double(shown + other.shown) + variance + other.variance).squareRoot()
    }
}
