/// The places of a territory at every level, and which cell belongs to which zone.
///
/// A cell belongs to the zone with which it shares most area, at each level apart; so a record's zone is a function
/// of its cell and of the territory's files alone.
public struct Geography: Sendable {
    /// The finest grid.
    public let grid: EqualAreaGrid
    /// The grids whose cells are counted, finest first; each is an exact multiple of the finest.
    public let cellSizes: [Int]
    /// The zone layers.
    public let layers: [ZoneLayer]
    /// The cells of the finest grid that share area with any zone, in order.
    public let cells: [Cell]
    /// For each layer, the number of the zone of each of ``cells``, or −1 for a cell outside all of them.
    public let zoneOfCell: [[Int32]]
    /// The rule for cells with few households, where the territory has a public population grid.
    public let smallPlaces: SmallPlaces?
    /// For each of ``cells``, the number of the cell that it is counted as: itself, unless it has few households.
    public let countedAs: [Int32]

    private let minColumn: Int32
    private let minRow: Int32
    private let columns: Int
    private let rows: Int
    private let indexOfCell: [Int32]

    /// Computes the geography of some layers on a grid.
    ///
    /// Cells with less than a millionth of their area inside every zone are outside the territory. A tie goes to the
    /// zone that comes first. A cell that is counted as another belongs to the other's zones.
    ///
    /// - Precondition: each of `cellSizes` is a multiple of the first, and the first is the grid's.
    public init(grid: EqualAreaGrid, cellSizes: [Int], layers: [ZoneLayer], smallPlaces: SmallPlaces? = nil) {
        precondition(cellSizes.first == grid.cellSize && cellSizes.allSatisfy { $0 % grid.cellSize == 0 })
        self.grid = grid
        self.cellSizes = cellSizes
        self.layers = layers
        self.smallPlaces = smallPlaces
        let smallest = Double(grid.cellSize * grid.cellSize) * 1e-6
        var best: [[Cell: (zone: Int32, area: Double)]] = []
        for layer in layers {
            var owners: [Cell: (zone: Int32, area: Double)] = [:]
            for (number, zone) in layer.zones.enumerated() {
                let planar = zone.polygons.map { $0.map(grid.projection.project) }
                GridCoverage(of: planar, cellSize: grid.cellSize)?.forEachCell { cell, area in
                    guard area > smallest, area > owners[cell]?.area ?? 0 else { return }
                    owners[cell] = (Int32(number), area)
                }
            }
            best.append(owners)
        }
        let cells = best.reduce(into: Set<Cell>()) { $0.formUnion($1.keys) }.sorted()
        self.cells = cells
        let zones = best.map { owners in cells.map { owners[$0]?.zone ?? -1 } }
        if let smallPlaces {
            let coarse = cellSizes.dropFirst().map { Self.coarsened(cells, by: Int32($0 / grid.cellSize)).indexOfFine }
            let counted = smallPlaces.counted(cells, keepingWithin: zones + coarse)
            countedAs = counted
            zoneOfCell = zones.map { zones in counted.map { zones[Int($0)] } }
        } else {
            countedAs = Array(0..<Int32(cells.count))
            zoneOfCell = zones
        }
        let minColumn = cells.map(\.column).min() ?? 0
        let minRow = cells.first?.row ?? 0
        let columns = Int((cells.map(\.column).max() ?? -1) - minColumn) + 1
        let rows = Int((cells.last?.row ?? -1) - minRow) + 1
        var index = [Int32](repeating: -1, count: columns * rows)
        for (number, cell) in cells.enumerated() {
            index[Int(cell.row - minRow) * columns + Int(cell.column - minColumn)] = Int32(number)
        }
        self.minColumn = minColumn
        self.minRow = minRow
        self.columns = columns
        self.rows = rows
        indexOfCell = index
    }

    /// The number of a cell in ``cells``; constant time.
    ///
    /// - Returns: nil for a cell outside the territory.
    public func index(of cell: Cell) -> Int? {
        let column = Int(cell.column) - Int(minColumn)
        let row = Int(cell.row) - Int(minRow)
        guard column >= 0, column < columns, row >= 0, row < rows else { return nil }
        let index = Int(indexOfCell[row * columns + column])
        return index < 0 ? nil : index
    }

    /// The cell that a record in `cell` is counted in; constant time.
    ///
    /// - Returns: nil for a cell outside the territory.
    public func counted(_ cell: Cell) -> Cell? {
        index(of: cell).map { cells[Int(countedAs[$0])] }
    }

    /// For each counted cell of the finest grid, the cells whose records it holds, itself included.
    public var groups: [Cell: [Cell]] {
        Dictionary(grouping: cells.indices, by: { cells[Int(countedAs[$0])] }).mapValues { $0.map { cells[$0] } }
    }

    /// The places of a level, in the order in which they are published.
    ///
    /// - Returns: nil for a level that the territory doesn't have.
    public func places(at level: PlaceLevel, territory: NamedPlace) -> [NamedPlace]? {
        switch level {
        case .territory:
            return [territory]
        case .zone(let key):
            return layers.first { $0.level == key }?.zones.map { NamedPlace(id: $0.id, name: $0.name) }
        case .cell(let metres):
            guard let coarse = coarseCells(metres: metres) else { return nil }
            let coarseGrid = grid.coarsened(by: metres / grid.cellSize)
            return coarse.cells.map { NamedPlace(id: coarseGrid.id(of: $0), name: coarseGrid.id(of: $0)) }
        }
    }

    /// For each of ``cells``, the number of its place among those of `level`, or −1.
    ///
    /// - Returns: nil for a level that the territory doesn't have.
    public func placeOfCell(at level: PlaceLevel) -> [Int32]? {
        switch level {
        case .territory: return Array(repeating: 0, count: cells.count)
        case .zone(let key): return layers.firstIndex { $0.level == key }.map { zoneOfCell[$0] }
        case .cell(let metres): return coarseCells(metres: metres)?.indexOfFine
        }
    }

    /// The middle of each place of a level: the mean of the centres of its cells of the finest grid, in metres of the
    /// grid's plane.
    ///
    /// - Returns: nil for a level that the territory doesn't have; a place without cells has no middle.
    /// - Complexity: O(cells).
    public func middles(at level: PlaceLevel, territory: NamedPlace) -> [String: PlanarPoint]? {
        guard let places = places(at: level, territory: territory), let placeOfCell = placeOfCell(at: level) else {
            return nil
        }
        var sums = [(x: Double, y: Double, cells: Double)](repeating: (0, 0, 0), count: places.count)
        let half = Double(grid.cellSize) / 2
        for (cell, place) in zip(cells, placeOfCell) where place >= 0 {
            let corner = grid.origin(of: cell)
            sums[Int(place)].x += corner.x + half
            sums[Int(place)].y += corner.y + half
            sums[Int(place)].cells += 1
        }
        var middles: [String: PlanarPoint] = [:]
        for (place, sum) in zip(places, sums) where sum.cells > 0 {
            middles[place.id] = PlanarPoint(x: sum.x / sum.cells, y: sum.y / sum.cells)
        }
        // A square's middle is its own, whichever of its cells the territory has.
        if case .cell(let metres) = level {
            let coarse = grid.coarsened(by: metres / grid.cellSize)
            for id in middles.keys {
                guard let cell = coarse.cell(id: id) else { continue }
                let corner = coarse.origin(of: cell)
                middles[id] = PlanarPoint(x: corner.x + Double(metres) / 2, y: corner.y + Double(metres) / 2)
            }
        }
        return middles
    }

    /// The cells with a side of `metres` in which any of ``cells`` is counted, in order, and which one each of those is
    /// counted in.
    private func coarseCells(metres: Int) -> (cells: [Cell], indexOfFine: [Int32])? {
        guard cellSizes.contains(metres) else { return nil }
        return Self.coarsened(countedAs.map { cells[Int($0)] }, by: Int32(metres / grid.cellSize))
    }

    private static func coarsened(_ cells: [Cell], by factor: Int32) -> (cells: [Cell], indexOfFine: [Int32]) {
        let coarse = cells.map { Cell(column: floorDivide($0.column, factor), row: floorDivide($0.row, factor)) }
        let distinct = Set(coarse).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: zip(distinct, distinct.indices.map(Int32.init)))
        return (distinct, coarse.map { numbers[$0] ?? -1 })
    }
}
