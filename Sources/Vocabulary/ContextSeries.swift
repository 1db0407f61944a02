/// What surrounds the counts, by place and time: weather, holidays, events, works, population.
///
/// Its origin is always ``Origin/contextual``. A stretch of time that isn't in it, or is in it without a value, is
/// unknown, never zero.
public struct ContextSeries: Sendable, Hashable {
    /// What is known of one place in one stretch of time.
    public struct Reading: Sendable, Hashable {
        /// The place's key at the series' level: a zone's id, a cell's id, the territory's id.
        public let place: String
        /// The first second.
        public let start: UTCSeconds
        /// The first second after it.
        public let end: UTCSeconds
        /// The value, in the series' unit; nil where it isn't known.
        public let value: Double?

        /// Makes a reading.
        public init(place: String, start: UTCSeconds, end: UTCSeconds, value: Double?) {
            self.place = place
            self.start = start
            self.end = end
            // Minus zero would be written differently from zero.
            self.value = value.map { $0 == 0 ? 0 : $0 }
        }
    }

    /// The series' key, such as `temperature`: small letters, digits and hyphens, at most 64.
    public let name: String
    /// What people call it.
    public let title: Phrase
    /// The unit as it is written after a number, such as `°C`; empty for a number of things or a yes (1) or no (0).
    public let unit: String
    /// The level of its places.
    public let level: PlaceLevel
    /// Who made the data.
    public let source: String
    /// The licence it comes under.
    public let licence: String
    /// The readings, by place and then by time.
    public let readings: [Reading]

    /// Makes a series; readings may come in any order.
    ///
    /// - Throws: ``ContextSeriesError``.
    /// - Complexity: O(n log n).
    public init(
        name: String, title: Phrase, unit: String, level: PlaceLevel, source: String, licence: String,
        readings: [Reading]
    ) throws {
        guard (1...64).contains(name.utf8.count),
            name.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
        else { throw ContextSeriesError.name(name) }
        let texts = Language.allCases.map { title[$0] } + [unit, source, licence]
        guard texts.allSatisfy({ $0.utf8.count <= 500 && !$0.unicodeScalars.contains { $0.value < 32 } }) else {
            throw ContextSeriesError.text(name)
        }
        let sorted = readings.sorted { ($0.place, $0.start) < ($1.place, $1.start) }
        for (index, reading) in sorted.enumerated() {
            guard reading.start < reading.end, reading.value?.isFinite ?? true else {
                throw ContextSeriesError.reading(name, place: reading.place, start: reading.start)
            }
            if index > 0, sorted[index - 1].place == reading.place, sorted[index - 1].end > reading.start {
                throw ContextSeriesError.overlap(name, place: reading.place, start: reading.start)
            }
        }
        self.name = name
        self.title = title
        self.unit = unit
        self.level = level
        self.source = source
        self.licence = licence
        self.readings = sorted
    }

    /// Always ``Origin/contextual``.
    public var origin: Origin { .contextual }

    /// How many readings have no value.
    public var unknownCount: Int { readings.count { $0.value == nil } }

    /// The value of a place at a moment; nil where it isn't known.
    ///
    /// - Complexity: O(log n).
    public func value(at place: String, time: UTCSeconds) -> Double? {
        var low = 0
        var high = readings.count
        while low < high {
            let middle = (low + high) / 2
            if (readings[middle].place, readings[middle].end) <= (place, time) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < readings.count, readings[low].place == place, readings[low].start <= time else { return nil }
        return readings[low].value
    }
}

/// Why some readings aren't a series.
public enum ContextSeriesError: ExplainedError, Hashable {
    /// The name has other characters than small letters, digits and hyphens, or too many.
    case name(String)
    /// A title, a unit, a source or a licence is longer than 500 bytes or has control characters.
    case text(String)
    /// A reading has no length or a value that isn't a number.
    case reading(String, place: String, start: UTCSeconds)
    /// Two readings of a place overlap.
    case overlap(String, place: String, start: UTCSeconds)

    /// What to tell the user.
    public var explanation: Explanation {
        let remedy = Phrase(
            fr: "Corrigez le fichier d'origine et relisez-le.", en: "Mend the original file and read it again.")
        switch self {
        case .name(let name):
            return Explanation(
                what: Phrase(
                    fr: "« \(name.prefix(64)) » ne peut nommer une série.",
                    en: "`\(name.prefix(64))` can't name a series."),
                remedy: Phrase(
                    fr: "Lettres minuscules, chiffres et traits d'union, 64 au plus.",
                    en: "Use small letters, digits and hyphens, at most 64."))
        case .text(let name):
            return Explanation(
                what: Phrase(
                    fr: "Un texte de la série « \(name) » est trop long ou a des caractères de contrôle.",
                    en: "A text of the series `\(name)` is too long or has control characters."),
                remedy: Phrase(fr: "Une ligne de 500 octets au plus.", en: "One line of 500 bytes at most."))
        case .reading(let name, let place, let start):
            return Explanation(
                what: Phrase(
                    fr: "Série « \(name) », \(place), \(start) : durée nulle ou valeur qui n'est pas un nombre.",
                    en: "Series `\(name)`, \(place), \(start): no length, or a value that isn't a number."),
                remedy: remedy)
        case .overlap(let name, let place, let start):
            return Explanation(
                what: Phrase(
                    fr: "Série « \(name) », \(place), \(start) : deux valeurs se recouvrent.",
                    en: "Series `\(name)`, \(place), \(start): two values overlap."),
                remedy: remedy)
        }
    }
}
