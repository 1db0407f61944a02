public import Vocabulary

/// Contextual series laid over the bins and places of a table, as its covariates; inhabitants as its places' population.
///
/// A covariate has its series' name, and the series' usual summary over each bin: the mean temperature, the rain that fell.
/// `-mean`, `-max`, `-min` and `-sum` behind a series' name ask for another: `temperature-max`. Holidays are yes (1) or no (0),
/// or days of a longer bin; attendance is in thousands of people. What isn't known is NaN.
public struct ContextJoin: Sendable {
    /// How a series' places lie to the table's.
    public enum Relation: Sendable, Hashable {
        /// Each of the table's places, by key, lies in one of the series'.
        case within([String: String])
        /// Each of the table's places, by key, is made of several of the series'.
        case madeOf([String: [String]])
    }

    /// The series.
    public let series: [ContextSeries]
    /// The level of the table's places.
    public let level: PlaceLevel
    /// For each other level how its places lie to the table's; a series of the territory holds everywhere.
    public let relations: [PlaceLevel: Relation]

    /// Makes a join.
    public init(series: [ContextSeries], level: PlaceLevel, relations: [PlaceLevel: Relation] = [:]) {
        (self.series, self.level, self.relations) = (series, level, relations)
    }

    /// A table with its context.
    public struct Joined<A: AudienceKind, O: OriginKind>: Sendable {
        /// The table, whose covariates are the series that were asked for.
        public let table: CountTable<A, O>
        /// Each covariate's unit; `yes` for a yes or no.
        public let units: [String: String]
        /// What was left out, and why.
        public let notes: [Phrase]
    }

    /// Lays the series over a table.
    ///
    /// - Parameters:
    ///   - covariates: the names to take; nil for every series, each by its usual summary.
    ///   - cuts: names to take besides; a series that is cut doesn't enter by its usual summary too.
    /// - Throws: ``AnalysisError/unknown(kind:name:known:)`` for a name that no series has,
    ///   ``AnalysisError/missing(_:remedy:)`` for one that is known nowhere in the table.
    /// - Complexity: O(readings + bins × places) for each covariate.
    public func joined<A, O>(
        to table: CountTable<A, O>, covariates: [String]? = nil, cuts: [String] = []
    ) throws(AnalysisError) -> Joined<A, O> {
        let bins = table.bins.first?.level ?? .day
        let usable = series.filter { !$0.name.hasPrefix(Self.population) }
        let asked = try ((covariates ?? []) + cuts).map { name throws(AnalysisError) in
            try source(name, among: usable, bins: bins)
        }
        var chosen = asked
        if covariates == nil {
            let cut = Set(asked.map(\.series.name))
            chosen += usable.filter { !cut.contains($0.name) }.map {
                Source(name: $0.name, series: $0, summary: .usual(of: $0, level: bins))
            }
        }
        var (columns, units, notes): ([Covariate], [String: String], [Phrase]) = (table.covariates, [:], [])
        for (number, source) in chosen.enumerated() where units[source.name] == nil {
            let values = values(of: source, table)
            guard let values, values.contains(where: \.isFinite) else {
                let what = Phrase(
                    fr: "« \(source.name) » n'est connu nulle part aux lieux et aux dates de la table.",
                    en: "`\(source.name)` is known nowhere at the table's places and times.")
                guard number >= asked.count else {
                    throw .missing(
                        what,
                        remedy: Phrase(
                            fr: "Relisez la série pour ces dates et ces lieux avec clairevoie context.",
                            en: "Read the series for these times and places with clairevoie context."))
                }
                notes.append(what)
                continue
            }
            columns.append(Covariate(name: source.name, values: values))
            units[source.name] = source.unit(bins: bins)
        }
        let people = populations(table)
        let places = table.places.map {
            CountedPlace(id: $0.id, name: $0.name, position: $0.position, population: people[$0.id] ?? $0.population)
        }
        let joined = CountTable<A, O>(
            places: places, bins: table.bins, categories: table.categories, values: table.values,
            variances: table.variances, isKnown: table.isKnown, covariates: columns)
        return Joined(table: joined, units: units, notes: notes)
    }

    /// What the names of series of inhabitants begin with.
    private static let population = "population"

    /// A covariate to be made.
    private struct Source {
        let name: String
        let series: ContextSeries
        let summary: ContextSummary

        /// Whether the series counts people, in thousands here: one person more or less changes nothing that can be written.
        var isAttendance: Bool { series.name.split(separator: "-").contains("attendance") }
        var isYesOrNo: Bool { series.name.split(separator: "-").contains("holidays") }
        /// Whether a place has what its parts have together.
        var addsUp: Bool {
            series.name.split(separator: "-").contains { ["events", "attendance", "works"].contains($0) }
        }

        func unit(bins: TimeLevel) -> String {
            if isAttendance { return "1000" }
            if isYesOrNo { return summary == .sum ? "day" : "yes" }
            return series.unit.isEmpty ? "1" : series.unit
        }
    }

    /// The series and summary that a name stands for.
    private func source(_ name: String, among usable: [ContextSeries], bins: TimeLevel) throws(AnalysisError) -> Source
    {
        if let own = usable.first(where: { $0.name == name }) {
            return Source(name: name, series: own, summary: .usual(of: own, level: bins))
        }
        for summary in ContextSummary.allCases where name.hasSuffix("-" + summary.rawValue) {
            let stem = name.dropLast(summary.rawValue.count + 1)
            if let own = usable.first(where: { $0.name == stem }) {
                return Source(name: name, series: own, summary: summary)
            }
        }
        throw .unknown(kind: "covariate", name: name, known: usable.map(\.name).sorted())
    }

    /// A value for each bin and place; nil where the series' places have nothing to do with the table's.
    private func values<A, O>(of source: Source, _ table: CountTable<A, O>) -> [Double]? {
        var known: [String: [Double]] = [:]
        let byPlace = Dictionary(
            source.series.places.map { ($0.place, $0.readings) }, uniquingKeysWith: { first, _ in first })
        func own(_ place: String) -> [Double] {
            if let made = known[place] { return made }
            let made = source.summary.values(
                of: source.series.readings[byPlace[place] ?? 0..<0], over: table.bins)
            known[place] = made
            return made
        }
        var columns: [[Double]] = []
        for place in table.places {
            guard let parts = parts(of: place.id, source.series) else { return nil }
            let own = parts.map(own)
            columns.append(
                own.count == 1
                    ? own[0]
                    : table.bins.indices.map { bin in
                        source.summary.combined(own.map { $0[bin] }, addsUp: source.addsUp)
                    })
        }
        let scale = source.isAttendance ? 1e-3 : 1
        return table.bins.indices.flatMap { bin in columns.map { $0[bin] * scale } }
    }

    /// The series' places that a place of the table takes its values from; nil where nothing relates them.
    private func parts(of place: String, _ series: ContextSeries) -> [String]? {
        if series.level == level { return [place] }
        if series.level == .territory { return series.readings.first.map { [$0.place] } }
        return switch relations[series.level] {
        case .within(let parents)?: parents[place].map { [$0] } ?? []
        case .madeOf(let parts)?: parts[place] ?? []
        case nil: nil
        }
    }

    /// The inhabitants of the table's places in the middle of its time, where all parts of a place are counted.
    private func populations<A, O>(_ table: CountTable<A, O>) -> [String: Double] {
        guard let first = table.bins.first, let last = table.bins.last else { return [:] }
        let middle = first.start + (last.end - first.start) / 2
        let counted = series.filter { $0.name.hasPrefix(Self.population) }
        // The table's own level before what would have to be added up.
        for one in counted.sorted(by: { ($0.level == level ? 0 : 1, $0.name) < ($1.level == level ? 0 : 1, $1.name) }) {
            var people: [String: Double] = [:]
            for place in table.places {
                let parts: [String]
                if one.level == level {
                    parts = [place.id]
                } else if case .madeOf(let made)? = relations[one.level] {
                    parts = made[place.id] ?? []
                } else {
                    continue
                }
                let numbers = parts.compactMap { one.value(at: $0, time: middle) }
                if !parts.isEmpty, numbers.count == parts.count { people[place.id] = numbers.reduce(0, +) }
            }
            if !people.isEmpty { return people }
        }
        return [:]
    }
}

extension ContextSeries {
    /// Each place with the numbers of its readings.
    fileprivate var places: [(place: String, readings: Range<Int>)] {
        var found: [(place: String, readings: Range<Int>)] = []
        for (index, reading) in readings.enumerated() {
            if let last = found.last, last.place == reading.place {
                found[found.count - 1].readings = last.readings.lowerBound..<index + 1
            } else {
                found.append((reading.place, index..<index + 1))
            }
        }
        return found
    }
}
