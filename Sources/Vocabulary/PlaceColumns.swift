/// Where a record's place is read.
public enum PlaceColumns: Sendable, Hashable {
    /// Two coordinates; a decimal comma is understood.
    case coordinates(x: String, y: String, reference: CoordinateReference)
    /// The point that the file itself gives each record, as geographic files do.
    case points(reference: CoordinateReference)
    /// The id of a zone of a level; the record stays at that level.
    case zone(level: String, column: String)
    /// An address, looked up in a gazetteer of the territory's folder.
    case address(AddressColumns)

    /// The column under which a file's own points give the coordinate eastwards.
    public static let pointX = "geometry.x"
    /// The column under which a file's own points give the coordinate northwards.
    public static let pointY = "geometry.y"

    /// The columns read.
    public var columns: [String] {
        switch self {
        case .coordinates(let x, let y, _): [x, y]
        case .points: [Self.pointX, Self.pointY]
        case .zone(_, let column): [column]
        case .address(let address): address.columns
        }
    }

    /// The columns of text among them.
    public var transientColumns: [String] {
        guard case .address(let address) = self else { return [] }
        return address.columns
    }
}

/// What coordinates are measured in.
public enum CoordinateReference: Sendable, Hashable {
    /// Longitude and latitude in degrees, on WGS84 or ETRS89.
    case degrees
    /// A reference system of the EPSG registry, such as 2154 for Lambert 93; coordinates are easting, northing.
    case epsg(Int)
    /// What the file says of itself.
    case file
}

/// Where an address is read, and how well it must be found.
public struct AddressColumns: Sendable, Hashable {
    /// The column of the house's number, where it isn't written before the street.
    public let number: String?
    /// The column of the street, or of the whole address.
    public let street: String
    /// The column of the locality or its code, which tells streets of one name apart.
    public let locality: String?
    /// The gazetteer's file in the territory's folder.
    public let gazetteer: String
    /// The least likeness, in percent, at which an address counts as found.
    public let score: Int

    /// Makes the columns.
    public init(number: String?, street: String, locality: String?, gazetteer: String, score: Int) {
        self.number = number
        self.street = street
        self.locality = locality
        self.gazetteer = gazetteer
        self.score = score
    }

    /// The columns read.
    public var columns: [String] { [number, street, locality].compactMap(\.self) }
}
