import Statistics
import Vocabulary

/// Who neighbours whom among the places that are tested for hot spots.
struct PlaceNeighbourhood {
    private enum Shape {
        case grid(RegularGrid, cells: [Int], radius: Double, window: [Bool])
        case cellLists(SparseNeighbours, cells: [Int], window: [Bool])
        case lists(SparseNeighbours)
    }

    private let shape: Shape
    /// How the neighbours were found, for the method's parameters.
    let parameters: [(name: String, value: AnalysisReport.Value)]
    /// How many neighbours each place has, itself among them.
    let sizes: [Double]

    /// The band of a lattice where nobody says another, in metres.
    static let usualRadius = 1000.0

    /// Finds the neighbours of places.
    ///
    /// - Parameters:
    ///   - positions: of the tested places, in metres.
    ///   - barrierPositions: of the places that can't be crossed.
    ///   - rings: areas that can't be crossed.
    init(
        of positions: [PlanarPoint], barriers barrierPositions: [PlanarPoint], rings: PlaneRings,
        as wanted: HotSpots.Neighbourhood
    ) throws(AnalysisError) {
        if case .nearest = wanted {
            try self.init(irregular: positions, rings: rings, as: wanted)
            return
        }
        guard let lattice = PlaceLattice(positions + barrierPositions) else {
            try self.init(irregular: positions, rings: rings, as: wanted)
            return
        }
        let cells = Array(lattice.cells.prefix(positions.count))
        var radius = max(Self.usualRadius, lattice.grid.cellWidth, lattice.grid.cellHeight)
        if case .within(let metres) = wanted { radius = metres }
        var barrier = [Bool](repeating: false, count: lattice.grid.count)
        for cell in lattice.cells.dropFirst(positions.count) { barrier[cell] = true }
        try self.init(on: lattice.grid, cells: cells, radius: radius, barrier: barrier, rings: rings)
    }

    /// The neighbourhood of some cells of a grid.
    ///
    /// - Parameter cells: the cells that are tested, in the order of the places.
    init(
        on grid: RegularGrid, cells: [Int], radius: Double, barrier given: [Bool]? = nil, rings: PlaneRings
    ) throws(AnalysisError) {
        var barrier = given ?? [Bool](repeating: false, count: grid.count)
        if !rings.isEmpty {
            for cell in barrier.indices where rings.contains(grid.centre(of: cell)) { barrier[cell] = true }
        }
        var window = [Bool](repeating: false, count: grid.count)
        for cell in cells { window[cell] = true }
        var parameters: [(name: String, value: AnalysisReport.Value)] = [
            ("neighbourhood", .text("lattice_band")), ("radius_metres", .number(radius)),
            ("cell_width_metres", .number(grid.cellWidth)), ("cell_height_metres", .number(grid.cellHeight)),
        ]
        if barrier.contains(true) {
            let lists = SparseNeighbours(on: grid, within: radius, window: window, barrier: barrier)
            shape = .cellLists(lists, cells: cells, window: window)
            sizes = cells.map { Double(lists.starts[$0 + 1] - lists.starts[$0]) }
            parameters.append(("barrier_cells", .integer(barrier.count { $0 })))
        } else {
            shape = .grid(grid, cells: cells, radius: radius, window: window)
            let all = grid.bandSizes(within: radius, window: window)
            sizes = cells.map { all[$0] }
        }
        self.parameters = parameters
    }

    private init(
        irregular positions: [PlanarPoint], rings: PlaneRings, as wanted: HotSpots.Neighbourhood
    ) throws(AnalysisError) {
        let near = NearPlaces(positions)
        var lists: [[Int]]
        switch wanted {
        case .nearest(let number):
            lists = near.nearest(number)
            parameters = [("neighbourhood", .text("nearest")), ("nearest", .integer(number))]
        case .within, .automatic:
            var radius = 0.0
            if case .within(let metres) = wanted { radius = metres } else { radius = near.smallestBand }
            guard let found = near.within(radius) else {
                throw .failed(method: "Gi*", reason: "more than \(NearPlaces.mostPairs) pairs within \(radius) m")
            }
            lists = found
            parameters = [
                ("neighbourhood", .text(wanted == .automatic ? "smallest_band" : "band")),
                ("radius_metres", .number(radius)),
            ]
        }
        if !rings.isEmpty {
            for place in lists.indices {
                lists[place].removeAll {
                    $0 != place && rings.part(positions[min($0, place)], from: positions[max($0, place)])
                }
            }
        }
        sizes = lists.map { Double($0.count) }
        shape = .lists(SparseNeighbours(lists: lists))
    }

    /// The z-scores Gi* of a value for each place.
    func scores(of values: [Double]) -> [Double] {
        switch shape {
        case .lists(let neighbours): return LocalGetisOrd(of: values, neighbours: neighbours).z
        case .grid(let grid, let cells, let radius, let window):
            let z = LocalGetisOrd(
                of: Self.scattered(values, cells, window.count), on: grid, within: radius, window: window
            ).z
            return cells.map { z[$0] }
        case .cellLists(let neighbours, let cells, let window):
            let z = LocalGetisOrd(
                of: Self.scattered(values, cells, window.count), neighbours: neighbours, window: window
            ).z
            return cells.map { z[$0] }
        }
    }

    private static func scattered(_ values: [Double], _ cells: [Int], _ count: Int) -> [Double] {
        var all = [Double](repeating: 0, count: count)
        for (cell, value) in zip(cells, values) { all[cell] = value }
        return all
    }
}

extension RegularGrid {
    /// The centre of a cell.
    func centre(of cell: Int) -> PlanarPoint {
        PlanarPoint(x: centreX(ofColumn: cell % columns), y: centreY(ofRow: cell / columns))
    }

    /// How many cells of a window lie within a distance of each cell.
    ///
    /// - Complexity: O(cells · rows in the band).
    fileprivate func bandSizes(within radius: Double, window: [Bool]) -> [Double] {
        let band = DistanceBand(radius: radius, on: self)
        // Each row's cells of the window before a column.
        var before = [Int](repeating: 0, count: rows * (columns + 1))
        for row in 0..<rows {
            for column in 0..<columns {
                before[row * (columns + 1) + column + 1] =
                    before[row * (columns + 1) + column] + (window[row * columns + column] ? 1 : 0)
            }
        }
        return (0..<count).map { cell in
            let (row, column) = (cell / columns, cell % columns)
            var size = 0
            for other in max(0, row - band.reaches.count + 1)..<min(rows, row + band.reaches.count) {
                let (reach, start) = (band.reaches[abs(other - row)], other * (columns + 1))
                size += before[start + min(columns, column + reach + 1)] - before[start + max(0, column - reach)]
            }
            return Double(size)
        }
    }
}
