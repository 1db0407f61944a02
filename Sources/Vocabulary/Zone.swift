/// An area with a name: a quartier, a district.
public struct Zone: Sendable, Hashable {
    /// The zone's key in its layer, as the city writes it.
    public let id: String
    /// What people call it.
    public let name: String
    /// The id of the zone of the parent level that it lies in, where the layer says so.
    public let parent: String?
    /// Its area, in degrees.
    public let polygons: [Polygon<GeographicPoint>]

    /// Makes a zone.
    public init(id: String, name: String, parent: String? = nil, polygons: [Polygon<GeographicPoint>]) {
        self.id = id
        self.name = name
        self.parent = parent
        self.polygons = polygons
    }
}

/// All the zones of one level.
public struct ZoneLayer: Sendable, Hashable {
    /// The level's key, such as `quartier`.
    public let level: String
    /// What people call the level, in each language.
    public let title: Phrase
    /// The zones, in the order in which they are published.
    public let zones: [Zone]

    /// Makes a layer.
    public init(level: String, title: Phrase, zones: [Zone]) {
        self.level = level
        self.title = title
        self.zones = zones
    }
}
