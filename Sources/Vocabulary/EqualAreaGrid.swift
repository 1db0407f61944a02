/// A square of a grid, by its column and row; both count from the projection's own origin.
public struct Cell: Sendable, Hashable, Comparable {
    /// Whole cells east of the plane's origin.
    public let column: Int32
    /// Whole cells north of the plane's origin.
    public let row: Int32

    /// Makes a cell.
    public init(column: Int32, row: Int32) {
        self.column = column
        self.row = row
    }

    /// Orders cells from south to north, then from west to east.
    public static func < (a: Cell, b: Cell) -> Bool {
        a.row == b.row ? a.column < b.column : a.row < b.row
    }
}

/// A grid of squares of one area, on which the places of incidents are counted.
public struct EqualAreaGrid: Sendable, Hashable {
    /// The plane that the grid is drawn on.
    public enum Plane: Sendable, Hashable {
        /// ETRS89-LAEA (EPSG:3035), the plane of INSPIRE's grids.
        case europe
        /// A plane of the territory's own around a centre, for elsewhere.
        case local(centre: GeographicPoint)
    }

    /// The plane that the grid is drawn on.
    public let plane: Plane
    /// The side of a cell, in metres.
    public let cellSize: Int
    /// The projection onto the plane.
    public let projection: LambertAzimuthalEqualArea

    /// Makes a grid with cells of `cellSize` metres.
    ///
    /// - Precondition: `cellSize` lies in 10…100,000, and a local centre strictly between the poles.
    public init(plane: Plane, cellSize: Int) {
        precondition((10...100_000).contains(cellSize))
        self.plane = plane
        self.cellSize = cellSize
        projection =
            switch plane {
            case .europe:
                LambertAzimuthalEqualArea(
                    centre: GeographicPoint(longitude: 10, latitude: 52),
                    falseOrigin: PlanarPoint(x: 4_321_000, y: 3_210_000), ellipsoid: .grs80)
            case .local(let centre):
                // Half the Earth's girth keeps every coordinate positive, so that ids have no sign.
                LambertAzimuthalEqualArea(
                    centre: centre, falseOrigin: PlanarPoint(x: 20_000_000, y: 20_000_000), ellipsoid: .wgs84)
            }
    }

    /// The cell that a point lies in; a point on an edge belongs to the cell north or east of it.
    ///
    /// - Returns: nil for a point that isn't on Earth, or that the plane can't show.
    public func cell(containing point: GeographicPoint) -> Cell? {
        guard point.isOnEarth else { return nil }
        return cell(containing: projection.project(point))
    }

    /// The cell that a place of the plane lies in.
    public func cell(containing place: PlanarPoint) -> Cell? {
        let column = (place.x / Double(cellSize)).rounded(.down)
        let row = (place.y / Double(cellSize)).rounded(.down)
        guard abs(column) < 1e7, abs(row) < 1e7 else { return nil }
        return Cell(column: Int32(column), row: Int32(row))
    }

    /// The south-west corner of a cell, in the plane.
    public func origin(of cell: Cell) -> PlanarPoint {
        PlanarPoint(x: Double(cell.column) * Double(cellSize), y: Double(cell.row) * Double(cellSize))
    }

    /// The grid whose cells are `factor` times as long, on the same plane, so that it nests exactly.
    public func coarsened(by factor: Int) -> EqualAreaGrid {
        EqualAreaGrid(plane: plane, cellSize: cellSize * factor)
    }

    /// The id of a cell: INSPIRE's in Europe (`CRS3035RES200mN2471400E3953800`), alike with the centre elsewhere.
    public func id(of cell: Cell) -> String {
        prefix + "N\(Int(cell.row) * cellSize)E\(Int(cell.column) * cellSize)"
    }

    /// The cell with an id of this grid.
    ///
    /// - Returns: nil for an id of another grid, or one that names no corner of this grid.
    public func cell(id: String) -> Cell? {
        guard id.hasPrefix(prefix) else { return nil }
        let rest = id.dropFirst(prefix.count)
        guard rest.first == "N", let east = rest.firstIndex(of: "E"),
            let y = Int(rest[rest.index(after: rest.startIndex)..<east]),
            let x = Int(rest[rest.index(after: east)...]),
            y.isMultiple(of: cellSize), x.isMultiple(of: cellSize),
            let row = Int32(exactly: y / cellSize), let column = Int32(exactly: x / cellSize)
        else { return nil }
        let cell = Cell(column: column, row: row)
        return self.id(of: cell) == id ? cell : nil
    }

    private var prefix: String {
        switch plane {
        case .europe: "CRS3035RES\(cellSize)m"
        case .local(let centre):
            "LAEA\(degrees(centre.latitude, "N", "S"))\(degrees(centre.longitude, "E", "W"))RES\(cellSize)m"
        }
    }

    private func degrees(_ value: Double, _ positive: String, _ negative: String) -> String {
        let tenths = Int((abs(value) * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)\(value < 0 ? negative : positive)"
    }
}
