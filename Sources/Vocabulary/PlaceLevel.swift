/// How coarsely places are told apart in a table of figures.
public enum PlaceLevel: Sendable, Hashable {
    /// Squares with a side of so many metres.
    case cell(metres: Int)
    /// The zones of the layer with this key.
    case zone(String)
    /// The whole territory, as one place.
    case territory

    /// The key of the level in a plan and in addresses: `cell200`, `quartier`, `territory`.
    public var key: String {
        switch self {
        case .cell(let metres): "cell\(metres)"
        case .zone(let level): level
        case .territory: "territory"
        }
    }

    /// Reads a key back; any word that isn't `territory` or `cell` with a number is a zone level.
    public init(key: String) {
        if key == "territory" {
            self = .territory
        } else if key.hasPrefix("cell"), let metres = Int(key.dropFirst(4)) {
            self = .cell(metres: metres)
        } else {
            self = .zone(key)
        }
    }
}

/// Where one record lies: in a cell, or in a zone when nothing finer is known.
public enum Place: Sendable, Hashable {
    /// A cell of the territory's finest grid.
    case cell(Cell)
    /// A zone, by the number of its layer and its number there.
    case zone(layer: Int, index: Int)
}

/// One place of a level, with its id and its name.
public struct NamedPlace: Sendable, Hashable, Codable {
    /// The place's key: a zone's id, a cell's id, the territory's id.
    public let id: String
    /// What people call it; a cell is called by its id.
    public let name: String

    /// Makes a named place.
    public init(id: String, name: String) {
        self.id = id
        self.name = name
    }
}
