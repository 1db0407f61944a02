/// A city with its places, its calendar, its taxonomy, its sources and its plan; all of it public.
public struct Territory: Sendable {
    /// The territory's key.
    public let id: String
    /// What people call it.
    public let name: String
    /// The language of its screens unless the reader chooses another.
    public let language: Language
    /// Whether its data is made up, which every page then says.
    public let isSimulated: Bool
    /// Its hours and days.
    public let calendar: CivilCalendar
    /// Its places.
    public let geography: Geography
    /// Its categories.
    public let taxonomy: Taxonomy
    /// Its sources, by key.
    public let conventions: [String: Convention]
    /// What it publishes.
    public let plan: EditionPlan
    /// Water to draw on the map, where the territory has a file of it: GeoJSON text, shown and never analysed.
    public let water: String?
    /// What it did for public tranquillity, in the order in which it is written down.
    public let measures: [Measure]

    /// Makes a territory; its loader checks that the parts agree.
    public init(
        id: String, name: String, language: Language, isSimulated: Bool, calendar: CivilCalendar,
        geography: Geography, taxonomy: Taxonomy, conventions: [String: Convention], plan: EditionPlan, water: String?,
        measures: [Measure] = []
    ) {
        self.id = id
        self.name = name
        self.language = language
        self.isSimulated = isSimulated
        self.calendar = calendar
        self.geography = geography
        self.taxonomy = taxonomy
        self.conventions = conventions
        self.plan = plan
        self.water = water
        self.measures = measures
    }

    /// The territory as a place.
    public var asPlace: NamedPlace { NamedPlace(id: id, name: name) }

    /// The places of a level, in the order in which they are published; nil for a level it doesn't have.
    public func places(at level: PlaceLevel) -> [NamedPlace]? {
        geography.places(at: level, territory: asPlace)
    }
}
