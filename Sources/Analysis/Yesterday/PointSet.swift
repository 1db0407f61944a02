public import Vocabulary

/// Events as points of the plane, with or without times and categories.
public struct PointSet: Sendable, Hashable {
    /// Eastings, in metres.
    public let x: [Double]
    /// Northings, in metres.
    public let y: [Double]
    /// Moments; empty where they aren't known.
    public let times: [UTCSeconds]
    /// For each point the number of its category.
    public let categoryOf: [Int32]
    /// The categories' keys.
    public let categories: [String]
    /// How the events came to be known.
    public let origin: Origin

    /// Makes a set of points.
    ///
    /// - Parameter categoryOf: nil where every point has the first category.
    /// - Precondition: there is a y for each x, a time for each or for none, and each category is one of the keys.
    public init(
        x: [Double], y: [Double], times: [UTCSeconds] = [], categoryOf: [Int32]? = nil, categories: [String] = ["all"],
        origin: Origin = .reported
    ) {
        precondition(x.count == y.count && (times.isEmpty || times.count == x.count), "a point has a place and a time")
        precondition(categoryOf.map { $0.count == x.count } ?? true, "a category for each point")
        precondition(categoryOf.map { $0.allSatisfy { categories.indices.contains(Int($0)) } } ?? true)
        (self.x, self.y, self.times) = (x, y, times)
        self.categoryOf = categoryOf ?? Array(repeating: 0, count: x.count)
        (self.categories, self.origin) = (categories, origin)
    }

    /// The points of some categories (nil for all) in a range of time (nil for all) that lie at a number.
    func chosen(_ wanted: [String]?, in range: Range<UTCSeconds>?) throws(AnalysisError) -> PointSet {
        var isWanted = [Bool](repeating: wanted == nil, count: categories.count)
        for name in wanted ?? [] {
            guard let number = categories.firstIndex(of: name) else {
                throw .unknown(kind: "category", name: name, known: categories)
            }
            isWanted[number] = true
        }
        if range != nil, times.isEmpty {
            throw .missing(
                Phrase(fr: "Les points n'ont pas d'heure.", en: "The points have no times."),
                remedy: Phrase(
                    fr: "Ajoutez une colonne `time`, ou ne demandez pas de période.",
                    en: "Add a column `time`, or don't ask for a period."))
        }
        let kept = x.indices.filter { point in
            isWanted[Int(categoryOf[point])] && x[point].isFinite && y[point].isFinite
                && (range.map { $0.contains(times[point]) } ?? true)
        }
        return PointSet(
            x: kept.map { x[$0] }, y: kept.map { y[$0] }, times: times.isEmpty ? [] : kept.map { times[$0] },
            categoryOf: kept.map { categoryOf[$0] }, categories: categories, origin: origin)
    }
}
