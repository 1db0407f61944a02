import Vocabulary

/// Which figures of a table an analysis looks at, by the numbers of their categories and places.
struct SeriesSelection {
    /// The categories' numbers, in the table's order.
    let categories: [Int]
    /// The places' numbers, in the table's order.
    let places: [Int]

    /// Looks names up; no name means all.
    init<A, O>(
        _ table: CountTable<A, O>, categories: [String], places: [String] = []
    ) throws(AnalysisError) {
        self.categories = try Self.numbers(of: categories, among: table.categories, kind: "category")
        self.places = try Self.numbers(of: places, among: table.places.map(\.id), kind: "place")
        guard !table.bins.isEmpty, !self.places.isEmpty, !self.categories.isEmpty else {
            throw .tooLittle(
                needed: Phrase(fr: "un intervalle de temps, un lieu, une catégorie", en: "a bin, a place, a category"),
                found: 0)
        }
    }

    /// The numbers of names, rising, each once; of all where none is given.
    static func numbers(
        of names: [String], among known: [String], kind: String
    ) throws(AnalysisError) -> [Int] {
        guard !names.isEmpty else { return Array(known.indices) }
        var found: Set<Int> = []
        for name in names {
            guard let index = known.firstIndex(of: name) else {
                throw .unknown(kind: kind, name: name, known: known)
            }
            found.insert(index)
        }
        return found.sorted()
    }
}
