import Vocabulary

/// Figures of a table that are summed to one side of a comparison.
struct ComparedGroup {
    let kind: String
    let place: String?
    let category: String?
    let name: String?
    /// How many people live there; nil where nobody counted all of them.
    let population: Double?
    private let places: Range<Int>
    private let categories: [Int]

    /// What orders groups that are otherwise equal.
    var key: String { (place ?? "") + "\u{1F}" + (category ?? "") }

    /// How many figures a bin's sum has.
    var figures: Int { places.count * categories.count }

    /// The groups of a table.
    static func all<A, O>(
        of table: CountTable<A, O>, by grouping: Comparison.Grouping, categories: [Int]
    ) -> [ComparedGroup] {
        let everywhere = table.places.indices
        let known = table.places.compactMap(\.population)
        let people = known.count == table.places.count ? known.reduce(0, +) : nil
        func ofPlace(_ place: Int, _ chosen: [Int], category: String?) -> ComparedGroup {
            ComparedGroup(
                kind: "place", place: table.places[place].id, category: category, name: table.places[place].name,
                population: table.places[place].population, places: place..<place + 1, categories: chosen)
        }
        switch grouping {
        case .total:
            return [
                ComparedGroup(
                    kind: "total", place: nil, category: nil, name: nil, population: people, places: everywhere,
                    categories: categories)
            ]
        case .place: return everywhere.map { ofPlace($0, categories, category: nil) }
        case .category:
            return categories.map {
                ComparedGroup(
                    kind: "category", place: nil, category: table.categories[$0], name: nil, population: people,
                    places: everywhere, categories: [$0])
            }
        case .placeAndCategory:
            return everywhere.flatMap { place in
                categories.map { ofPlace(place, [$0], category: table.categories[$0]) }
            }
        }
    }

    /// The sum of the group's figures in some bins.
    func sum<A, O>(_ table: CountTable<A, O>, _ bins: [Int]) -> Double {
        var sum = 0.0
        for bin in bins {
            for category in categories {
                let start = (bin * table.categories.count + category) * table.places.count
                for place in places { sum += table.values[start + place] }
            }
        }
        return sum
    }

    /// What successive stretches of the two periods tell of variation.
    func sums<A, O>(
        _ table: CountTable<A, O>, _ units: ComparisonUnits, _ before: PeriodCount, _ after: PeriodCount
    ) -> BinDispersion.Sums {
        var sums = BinDispersion.Sums()
        for (pairs, period) in [(units.pairs.before, before), (units.pairs.after, after)] {
            let rate = max(0, period.rate)
            let square = max(0, rate * rate - period.noise.variance / (period.days * period.days))
            for pair in pairs {
                let (a, b) = (pair.first, pair.second)
                let difference = sum(table, b.bins) / b.days - sum(table, a.bins) / a.days
                sums.squares += difference * difference
                sums.poisson += rate * (1 / a.days + 1 / b.days)
                sums.quadratic += 2 * square
                for unit in [a, b] {
                    let noise = unit.bins.reduce(0) { $0 + table.variances[$1] } * Double(figures)
                    sums.noise += noise / (unit.days * unit.days)
                }
            }
        }
        return sums
    }
}

/// What a group counts in one period.
struct PeriodCount {
    let count: Double
    let noise: FigureNoiseMoments
    /// How many days are known.
    let days: Double

    /// The count a day.
    var rate: Double { count / days }
}

extension PeriodCount {
    init<A, O>(_ group: ComparedGroup, _ table: CountTable<A, O>, _ bins: [Int]) {
        var noise = FigureNoiseMoments()
        for bin in bins { noise.add(variance: table.variances[bin], figures: group.figures) }
        self.init(
            count: group.sum(table, bins), noise: noise,
            days: bins.reduce(0) { $0 + Double(table.bins[$1].end - table.bins[$1].start) } / 86_400)
    }
}
