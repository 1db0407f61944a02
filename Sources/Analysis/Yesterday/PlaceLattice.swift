import Statistics
import Vocabulary

/// Places that lie at the centres of a grid's cells, as published cells do.
struct PlaceLattice {
    /// The cells, among them some without a place.
    let grid: RegularGrid
    /// For each place the number of its cell.
    let cells: [Int]

    /// How far a centre may lie from its place in the lattice, in cells.
    static let tolerance = 0.02
    /// Positions as close as this in metres differ by rounding only.
    static let rounding = 0.5
    /// How many cells there may be for each place: any set of rounded coordinates lies on some fine lattice.
    static let mostCellsPerPlace = 10

    /// Finds the lattice of some positions.
    ///
    /// - Returns: nil where they lie on none, two share a cell, or most of its cells would be empty.
    /// - Complexity: O(n log n).
    init?(_ positions: [PlanarPoint]) {
        guard positions.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return nil }
        let (alongX, alongY) = (Axis(positions.map(\.x)), Axis(positions.map(\.y)))
        guard let alongX, let alongY, let step = alongX.step ?? alongY.step else { return nil }
        let (width, height) = (alongX.step ?? step, alongY.step ?? step)
        let (columns, rows) = (alongX.count, alongY.count)
        let most = Self.mostCellsPerPlace * positions.count
        guard columns <= most, rows <= most, columns * rows <= most else { return nil }
        grid = RegularGrid(
            originX: alongX.first - width / 2, originY: alongY.first - height / 2, cellWidth: width,
            cellHeight: height, columns: columns, rows: rows)
        cells = zip(alongX.numbers, alongY.numbers).map { $1 * columns + $0 }
        guard Set(cells).count == cells.count else { return nil }
    }

    /// Coordinates that are a first one and whole multiples of a step.
    private struct Axis {
        let first: Double
        /// The step; nil where all coordinates are equal.
        let step: Double?
        let count: Int
        let numbers: [Int]

        init?(_ values: [Double]) {
            var distinct: [Double] = []
            for value in values.sorted() where distinct.last.map({ value - $0 > rounding }) ?? true {
                distinct.append(value)
            }
            guard let first = distinct.first else { return nil }
            self.first = first
            let gaps = zip(distinct, distinct.dropFirst()).map { $1 - $0 }
            guard let least = gaps.min() else {
                (step, count, numbers) = (nil, 1, values.map { _ in 0 })
                return
            }
            for divisor in 1...4 {
                var step = least / Double(divisor)
                // Each further coordinate tells the step more exactly.
                for value in distinct.dropFirst() {
                    let number = ((value - first) / step).rounded()
                    if number > 0 { step = (value - first) / number }
                }
                let places = values.map { ($0 - first) / step }
                guard places.allSatisfy({ abs($0 - $0.rounded()) <= tolerance && $0 < 1e7 }) else { continue }
                let numbers = places.map { Int($0.rounded()) }
                (self.step, count, self.numbers) = (step, (numbers.max() ?? 0) + 1, numbers)
                return
            }
            return nil
        }
    }
}
