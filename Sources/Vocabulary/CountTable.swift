/// Counts of places over bins of time by category, with what noise they carry: what every analysis takes.
///
/// The audience that may see the counts and the origin that they have are types, which findings carry on. A table is
/// dense: a figure for every bin, category and place; a bin that isn't covered is unknown, never zero.
public struct CountTable<A: AudienceKind, O: OriginKind>: Sendable {
    /// The places, in the order of the figures.
    public let places: [CountedPlace]
    /// The bins, in order, of one level, without overlap; there may be gaps.
    public let bins: [TimeBin]
    /// The categories' keys, in the order of the figures.
    public let categories: [String]
    /// Figures by bin, then category, then place; noise can make one negative.
    public let values: [Double]
    /// For each bin the variance of the noise in each of its figures; zero where they are exact.
    public let variances: [Double]
    /// For each bin whether its figures are known.
    public let isKnown: [Bool]
    /// What else is known of bins and places, such as weather or light.
    public let covariates: [Covariate]

    /// Makes a table.
    ///
    /// - Precondition: there is a value for each bin, category and place, a variance and a known flag for each bin, and
    ///   each covariate has a value for each bin and place.
    public init(
        places: [CountedPlace], bins: [TimeBin], categories: [String], values: [Double], variances: [Double]? = nil,
        isKnown: [Bool]? = nil, covariates: [Covariate] = []
    ) {
        precondition(values.count == bins.count * categories.count * places.count)
        precondition(variances.map { $0.count == bins.count } ?? true)
        precondition(isKnown.map { $0.count == bins.count } ?? true)
        precondition(covariates.allSatisfy { $0.values.count == bins.count * places.count })
        self.places = places
        self.bins = bins
        self.categories = categories
        self.values = values
        self.variances = variances ?? Array(repeating: 0, count: bins.count)
        self.isKnown = isKnown ?? Array(repeating: true, count: bins.count)
        self.covariates = covariates
    }

    /// A figure, by the numbers of its bin, category and place; constant time.
    public func value(bin: Int, category: Int, place: Int) -> Double {
        values[(bin * categories.count + category) * places.count + place]
    }

    /// Whether no figure has noise.
    public var isExact: Bool { variances.allSatisfy { $0 == 0 } }

    /// The table of the bins that lie wholly inside a range.
    public func restricted(to range: Range<UTCSeconds>) -> CountTable {
        let first = bins.firstIndex { $0.start >= range.lowerBound } ?? bins.count
        let kept = first..<max(first, bins.firstIndex { $0.end > range.upperBound } ?? bins.count)
        let (width, size) = (places.count, categories.count * places.count)
        return CountTable(
            places: places, bins: Array(bins[kept]), categories: categories,
            values: Array(values[kept.lowerBound * size..<kept.upperBound * size]), variances: Array(variances[kept]),
            isKnown: Array(isKnown[kept]),
            covariates: covariates.map {
                Covariate(
                    name: $0.name, values: Array($0.values[kept.lowerBound * width..<kept.upperBound * width]))
            })
    }

    /// The known bins that lie wholly inside a range, by number.
    public func bins(within range: Range<UTCSeconds>) -> [Int] {
        bins.indices.filter {
            isKnown[$0] && range.lowerBound <= bins[$0].start && bins[$0].end <= range.upperBound
        }
    }

    /// The sum of a place's figures over some bins and categories, with the variance of its noise.
    ///
    /// - Complexity: O(bins × categories).
    public func sum(place: Int, bins: [Int], categories: [Int]) -> NoisyCount {
        var total = NoisyCount(value: 0, variance: 0)
        for bin in bins {
            for category in categories {
                total = NoisyCount(
                    value: total.value + value(bin: bin, category: category, place: place),
                    variance: total.variance + variances[bin])
            }
        }
        return total
    }

    /// For each place its figure in a bin, summed over some categories.
    public func figures(bin: Int, categories chosen: [Int]) -> [Double] {
        places.indices.map { place in
            chosen.reduce(0) { $0 + value(bin: bin, category: $1, place: place) }
        }
    }
}

/// A place with what analyses need to know of it.
public struct CountedPlace: Sendable, Hashable {
    /// Its key.
    public let id: String
    /// What people call it.
    public let name: String
    /// A point of it, in metres of a plane; nil where nobody said.
    public let position: PlanarPoint?
    /// How many people live there; nil where nobody counted.
    public let population: Double?

    /// Makes a place.
    public init(id: String, name: String, position: PlanarPoint? = nil, population: Double? = nil) {
        self.id = id
        self.name = name
        self.position = position
        self.population = population
    }
}

/// What is known of every bin and place beside the counts.
public struct Covariate: Sendable, Hashable {
    /// Its key, such as `temperature`.
    public let name: String
    /// Values by bin, then place; NaN where it isn't known.
    public let values: [Double]

    /// Makes a covariate.
    public init(name: String, values: [Double]) {
        self.name = name
        self.values = values
    }
}

/// A count as it is published, with the variance of its noise.
public struct NoisyCount: Sendable, Hashable {
    /// The published number; noise can make it negative.
    public let value: Double
    /// The variance of the noise; zero where the count is exact.
    public let variance: Double

    /// Makes a count.
    ///
    /// - Precondition: `variance` isn't negative.
    public init(value: Double, variance: Double) {
        precondition(variance >= 0)
        self.value = value
        self.variance = variance
    }

    /// The sum of two counts with independent noise.
    public static func + (a: NoisyCount, b: NoisyCount) -> NoisyCount {
        NoisyCount(value: a.value + b.value, variance: a.variance + b.variance)
    }
}
