public import Vocabulary

/// Where counts are higher or lower than chance would have it, and how that comes and goes.
///
/// Gi* of Ord & Getis (1995) over each place's neighbourhood, with the false discovery rate bounded over all places
/// (Benjamini & Hochberg 1995). What is compared is counts, not rates, and what was reported, not what occurred.
public struct HotSpots: Sendable, Hashable {
    /// Who counts as a place's neighbour.
    public enum Neighbourhood: Sendable, Hashable {
        /// For cells of a grid those within 1000 m, or the next ones where cells are larger; for other places those within
        /// the smallest distance at which every place has a neighbour.
        case automatic
        /// The places within so many metres; above 0.
        case within(Double)
        /// So many nearest places; at least 1.
        case nearest(Int)
    }

    /// What is asked.
    public struct Options: Sendable, Hashable {
        /// The calendar of months, weeks and hours.
        public var calendar: CivilCalendar
        /// The categories that are summed; nil for all.
        public var categories: [String]?
        /// The time that counts, or nil for all of it; bins that lie partly outside are left out.
        public var range: Range<UTCSeconds>?
        /// Who counts as a neighbour.
        public var neighbourhood = Neighbourhood.automatic
        /// The share of false discoveries among the spots that is borne, in 0...1.
        public var falseDiscoveryLevel = 0.05
        /// The coverage of intervals, in 0..<1.
        public var coverage = 0.95
        /// Places that can't be crossed, by key, such as cells of a river; they aren't tested.
        public var barrierPlaces: Set<String> = []
        /// Areas that can't be crossed, as rings in metres.
        ///
        /// A ring in another is a hole. Places inside aren't tested.
        public var barriers: [[PlanarPoint]] = []
        /// For points: the side of a cell in metres, above 0; cells begin at its multiples.
        public var cell = 200.0
        /// For points: the territory, as rings in metres; without any, the rectangle of cells around the points.
        public var territory: [[PlanarPoint]] = []
        /// For points: the upper ends of the bands of distance for near repeats, in metres, rising from 0 up.
        public var distanceBounds: [Double] = [0, 100, 200, 300, 400]
        /// For points: the upper ends of the bands of time for near repeats, in days, rising from 0 up.
        public var dayBounds: [Double] = [0, 7, 14, 21, 28]
        /// For points: how often times are dealt out anew for near repeats; 0 for never.
        public var permutations = 999
        /// For points: the seed of the dealing out; the same seed gives the same report.
        public var seed: UInt64 = 1

        /// Makes options that ask of everything.
        public init(calendar: CivilCalendar) { self.calendar = calendar }
    }

    /// What is asked.
    public let options: Options

    /// Makes the analysis.
    ///
    /// - Precondition: the options are within the ranges that they state.
    public init(_ options: Options) {
        precondition((0...1).contains(options.falseDiscoveryLevel) && (0..<1).contains(options.coverage))
        precondition(options.cell > 0 && options.cell.isFinite && options.permutations >= 0)
        switch options.neighbourhood {
        case .automatic: break
        case .within(let metres): precondition(metres > 0 && metres.isFinite, "a band has a radius")
        case .nearest(let number): precondition(number > 0, "a neighbourhood has neighbours")
        }
        self.options = options
    }

    /// With fewer places nothing can stand out.
    static let fewestPlaces = 8

    /// Finds the hot and cold spots of a table.
    ///
    /// Records have the kind `place`, the verdict `hot`, `cold` or `noise`, the count of the period as their estimate and Gi*
    /// as their statistic; p and q are the oracle's, and the verdict follows `q_adjusted`, which is never smaller and allows
    /// for small numbers and for the noise. Unknown bins are left out; they are never zeros.
    ///
    /// - Throws: `missing` without positions, `tooLittle` under eight places or without a known bin, `unknown` for a
    ///   category or a barrier that the table doesn't have, `failed` for too many neighbours.
    /// - Complexity: O(figures), and O(places · rows in the band) for each period of the trend.
    public func find<A, O>(in table: CountTable<A, O>) throws(AnalysisError) -> AnalysisReport {
        let categories = try table.numbers(ofCategories: options.categories)
        let known =
            options.range.map { table.bins(within: $0) } ?? table.bins.indices.filter { table.isKnown[$0] }
        guard !known.isEmpty else {
            throw .tooLittle(needed: Phrase(fr: "une période connue", en: "a known period"), found: 0)
        }
        let all = Set(table.places.map(\.id))
        for barrier in options.barrierPlaces.sorted() where !all.contains(barrier) {
            throw .unknown(kind: "place", name: barrier, known: table.places.map(\.id))
        }
        let rings = PlaneRings(options.barriers)
        var (tested, positions, barriers): ([Int], [PlanarPoint], [PlanarPoint]) = ([], [], [])
        var placeless = 0
        for (number, place) in table.places.enumerated() {
            guard let position = place.position, position.x.isFinite, position.y.isFinite else {
                placeless += 1
                continue
            }
            if options.barrierPlaces.contains(place.id) || rings.contains(position) {
                barriers.append(position)
            } else {
                tested.append(number)
                positions.append(position)
            }
        }
        guard placeless < table.places.count else { throw Self.noPositions }
        guard tested.count >= Self.fewestPlaces else {
            throw .tooLittle(
                needed: Phrase(
                    fr: "\(Self.fewestPlaces) lieux dont la position est connue",
                    en: "\(Self.fewestPlaces) places whose position is known"), found: tested.count)
        }
        let neighbourhood = try PlaceNeighbourhood(
            of: positions, barriers: barriers, rings: rings, as: options.neighbourhood)
        func counts(_ bins: [Int]) -> [Double] { table.counts(places: tested, bins: bins, categories: categories) }
        func noise(_ bins: [Int]) -> FigureNoiseMoments {
            var noise = FigureNoiseMoments()
            for bin in bins { noise.add(variance: table.variances[bin], figures: categories.count) }
            return noise
        }
        let periods = TrendPeriods(table.bins, chosen: known, calendar: options.calendar)
        let places = TestedPlaces(
            ids: tested.map { table.places[$0].id }, names: tested.map { table.places[$0].name }, positions: positions,
            counts: counts(known), populations: tested.map { table.places[$0].population }, noise: noise(known),
            neighbourhood: neighbourhood, periods: periods?.bins.map(counts), periodLevel: periods?.level,
            periodNoise: periods?.bins.map(noise))
        guard places.counts.allSatisfy(\.isFinite) else {
            throw .failed(method: "Gi*", reason: "a count isn't a finite number")
        }
        let asked = options.range.map { range in
            table.bins.count { range.lowerBound <= $0.start && $0.end <= range.upperBound }
        }
        let unknown = (asked ?? table.bins.count) - known.count
        let found = PlaceFindings(places, options: options)
        let method = AnalysisReport.Method(
            name: "Gi*", source: Self.source,
            parameters: found.parameters + [
                ("start", .integer(Int(table.bins[known[0]].start))),
                ("end", .integer(Int(table.bins[known[known.count - 1]].end))), ("known_bins", .integer(known.count)),
                ("unknown_bins", .integer(unknown)),
                ("bin", .text(table.bins[known[0]].level.rawValue)),
                ("categories", .list(categories.map { .text(table.categories[$0]) })),
                ("barrier_places", .integer(barriers.count)), ("places_without_position", .integer(placeless)),
                ("timezone", .text(options.calendar.timeZoneName)),
            ])
        let notes = HotSpotNotes(
            origin: O.origin, level: options.falseDiscoveryLevel, places: places, unknownBins: unknown,
            placesWithoutPosition: placeless)
        return AnalysisReport(
            analysis: "hotspots", method: method, records: found.records, notes: notes.ofCounts)
    }

    static let source =
        "Ord & Getis 1995; Benjamini & Hochberg 1995; Mann 1945 and Kendall 1975 on the z-scores; Marshall 1991; Cornish & Fisher 1938"

    private static var noPositions: AnalysisError {
        .missing(
            Phrase(fr: "Aucun lieu n'a de position.", en: "No place has a position."),
            remedy: Phrase(
                fr: "Ajoutez des colonnes x et y en mètres, ou prenez un niveau de lieux du territoire.",
                en: "Add columns x and y in metres, or take a level of places of the territory."))
    }
}

extension CountTable {
    /// The numbers of some categories, all of them for nil.
    func numbers(ofCategories wanted: [String]?) throws(AnalysisError) -> [Int] {
        guard let wanted else { return Array(categories.indices) }
        var numbers: [Int] = []
        for name in wanted {
            guard let number = categories.firstIndex(of: name) else {
                throw .unknown(kind: "category", name: name, known: categories)
            }
            if !numbers.contains(number) { numbers.append(number) }
        }
        guard !numbers.isEmpty else {
            throw .tooLittle(needed: Phrase(fr: "une catégorie", en: "a category"), found: 0)
        }
        return numbers
    }

    /// For each of some places the sum of its figures over some bins and categories.
    ///
    /// - Complexity: O(places × bins × categories).
    func counts(places chosen: [Int], bins: [Int], categories wanted: [Int]) -> [Double] {
        var sums = [Double](repeating: 0, count: chosen.count)
        for bin in bins {
            for category in wanted {
                let start = (bin * categories.count + category) * places.count
                for (number, place) in chosen.enumerated() { sums[number] += values[start + place] }
            }
        }
        return sums
    }
}
