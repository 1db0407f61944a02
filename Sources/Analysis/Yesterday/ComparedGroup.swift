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
        _ table: CountTable<A, O>, _ stretches: PairedStretches, _ before: PeriodCount, _ after: PeriodCount
    ) -> BinDispersion.Sums {
        let daily = stretches.days.indices.map { number -> Double in
            var sum = 0.0
            for index in stretches.starts[number]..<stretches.starts[number + 1] {
                for category in categories {
                    let start = (stretches.bins[index] * table.categories.count + category) * table.places.count
                    for place in places { sum += table.values[start + place] }
                }
            }
            return sum / stretches.days[number]
        }
        var sums = BinDispersion.Sums()
        for (pairs, period) in [(stretches.before, before), (stretches.after, after)] {
            let rate = max(0, period.rate)
            let square = max(0, rate * rate - period.noise.variance / (period.days * period.days))
            for (a, b) in pairs {
                let difference = daily[b] - daily[a]
                sums.squares += difference * difference
                sums.poisson += rate * (1 / stretches.days[a] + 1 / stretches.days[b])
                sums.quadratic += 2 * square
                sums.noise += (stretches.noise[a] + stretches.noise[b]) * Double(figures)
            }
        }
        return sums
    }
}

/// The stretches of all pairs, each once and laid flat, since every place's counts run through them.
struct PairedStretches {
    /// The numbers of the stretches' bins, one stretch after the other.
    private(set) var bins: [Int] = []
    /// Where each stretch begins in `bins`, and where the last ends.
    private(set) var starts = [0]
    /// The length of each stretch, in days.
    private(set) var days: [Double] = []
    /// For each stretch the variance of the noise of one figure's daily rate.
    private(set) var noise: [Double] = []
    /// The pairs of either period, by the numbers of their stretches.
    private(set) var before: [(Int, Int)] = []
    private(set) var after: [(Int, Int)] = []

    /// - Parameter variances: of each bin's figures.
    init(_ units: ComparisonUnits, variances: [Double]) {
        var known: [Int: Int] = [:]
        func number(_ unit: ComparisonUnits.Unit) -> Int {
            // No two stretches share a bin.
            guard let first = unit.bins.first else { return 0 }
            if let number = known[first] { return number }
            known[first] = days.count
            bins += unit.bins
            starts.append(bins.count)
            days.append(unit.days)
            noise.append(unit.bins.reduce(0) { $0 + variances[$1] } / (unit.days * unit.days))
            return days.count - 1
        }
        for pair in units.pairs.before { before.append((number(pair.first), number(pair.second))) }
        for pair in units.pairs.after { after.append((number(pair.first), number(pair.second))) }
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
    /// What each group counts in some bins; groups of as many figures have noise of one law, which is worked out once.
    static func all<A, O>(of groups: [ComparedGroup], _ table: CountTable<A, O>, _ bins: [Int]) -> [PeriodCount] {
        var noises: [Int: FigureNoiseMoments] = [:]
        let days = bins.reduce(0) { $0 + Double(table.bins[$1].end - table.bins[$1].start) } / 86_400
        return groups.map { group in
            var noise = noises[group.figures] ?? FigureNoiseMoments()
            if noises[group.figures] == nil {
                for bin in bins { noise.add(variance: table.variances[bin], figures: group.figures) }
                noises[group.figures] = noise
            }
            return PeriodCount(count: group.sum(table, bins), noise: noise, days: days)
        }
    }

    init<A, O>(_ group: ComparedGroup, _ table: CountTable<A, O>, _ bins: [Int]) {
        self = Self.all(of: [group], table, bins)[0]
    }
}
