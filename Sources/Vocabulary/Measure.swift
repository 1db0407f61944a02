/// What a city did for public tranquillity, with its places and its days: a light, a mediation team, closing hours.
///
/// Recorded before anybody looks whether it worked, so that place, dates and categories aren't chosen by the answer.
public struct Measure: Sendable, Hashable {
    /// What kind of thing was done.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Street lighting.
        case lighting
        /// Mediation, social work in the street.
        case mediation
        /// Opening and closing hours, times of deliveries.
        case hours
        /// Patrols, wardens.
        case patrol
        /// Works on the place itself: benches, greenery, traffic, waste containers.
        case works
        /// A rule: a ban, a permission, a speed limit.
        case rule
        /// Telling people: posters, letters, meetings.
        case information
        /// Anything else.
        case other

        /// What people call the kind.
        public var title: Phrase {
            switch self {
            case .lighting: Phrase(fr: "Éclairage", en: "Lighting")
            case .mediation: Phrase(fr: "Médiation", en: "Mediation")
            case .hours: Phrase(fr: "Horaires", en: "Hours")
            case .patrol: Phrase(fr: "Présence sur le terrain", en: "Presence on the ground")
            case .works: Phrase(fr: "Aménagement", en: "Works on the place")
            case .rule: Phrase(fr: "Règle", en: "Rule")
            case .information: Phrase(fr: "Information", en: "Information")
            case .other: Phrase(fr: "Autre", en: "Other")
            }
        }
    }

    /// The measure's key.
    public let id: String
    /// What people call it.
    public let title: Phrase
    /// What kind of thing was done.
    public let kind: Kind
    /// How coarsely its places are told apart.
    public let level: PlaceLevel
    /// The keys of its places at that level; empty for the whole territory.
    public let places: [String]
    /// Its first day.
    public let from: CivilDate
    /// The first day without it; nil where it goes on.
    public let to: CivilDate?
    /// The keys of the categories that it was meant for, in the taxonomy's order; empty for all.
    public let categories: [String]
    /// What else to know of it; may be empty.
    public let note: Phrase

    /// Makes a measure.
    ///
    /// - Precondition: `to`, if any, lies after `from`.
    public init(
        id: String, title: Phrase, kind: Kind, level: PlaceLevel, places: [String], from: CivilDate,
        to: CivilDate? = nil, categories: [String] = [], note: Phrase = Phrase(verbatim: "")
    ) {
        precondition(to.map { $0 > from } ?? true)
        (self.id, self.title, self.kind, self.level, self.places) = (id, title, kind, level, places)
        (self.from, self.to, self.categories, self.note) = (from, to, categories, note)
    }

    /// How well the keys of a level of categories tell what a measure was meant for.
    public struct Scope: Sendable, Hashable {
        /// The keys that hold any of the measure's categories.
        public let keys: [String]
        /// How many categories those keys hold that the measure wasn't meant for: they thin out its effect.
        public let besides: Int
    }

    /// The keys of a level of categories that hold the measure's.
    ///
    /// - Complexity: O(categories · groups).
    public func scope(at level: CategoryLevel, in taxonomy: Taxonomy) -> Scope {
        let meant = categories.isEmpty ? Set(taxonomy.categories.map(\.id)) : Set(categories)
        let keys = taxonomy.keys(at: level)
        let numbers = taxonomy.numbers(at: level)
        let held = Set(zip(taxonomy.categories, numbers).filter { meant.contains($0.0.id) }.map(\.1))
        let all = zip(taxonomy.categories, numbers).filter { held.contains($0.1) }
        return Scope(
            keys: keys.indices.filter(held.contains).map { keys[$0] },
            besides: all.count { !meant.contains($0.0.id) })
    }

    /// The steps of time whose tables can answer whether a measure worked, the best first: weeks are what effects are
    /// counted in, and noise that is added up from days is larger than a week's own.
    public static let steps: [TimeLevel] = [.week, .day, .sixHours, .hour, .month]

    /// How well a table with these categories and this step answers whether the measure worked; the smallest is the best.
    ///
    /// - Returns: nil where it can't: its steps are too long.
    public func rank(_ level: CategoryLevel, _ step: TimeLevel, in taxonomy: Taxonomy) -> (besides: Int, step: Int)? {
        Self.steps.firstIndex(of: step).map { (scope(at: level, in: taxonomy).besides, $0) }
    }
}
