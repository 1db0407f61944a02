/// A rectangle of the plane cut into equal cells.
///
/// Every array over a grid is row by row from the lower left corner: cell (column, row) is at `row * columns + column`.
/// Lengths are in whatever unit the caller's coordinates have, usually metres.
public struct RegularGrid: Sendable, Hashable {
    /// The least x of the rectangle.
    public let originX: Double
    /// The least y of the rectangle.
    public let originY: Double
    /// The width of a cell.
    public let cellWidth: Double
    /// The height of a cell.
    public let cellHeight: Double
    /// How many cells lie side by side.
    public let columns: Int
    /// How many cells lie one above the other.
    public let rows: Int

    /// Makes a grid.
    ///
    /// - Precondition: the origin is finite, a cell has a positive width and height, and there is at least one cell.
    public init(
        originX: Double = 0, originY: Double = 0, cellWidth: Double, cellHeight: Double, columns: Int, rows: Int
    ) {
        precondition(originX.isFinite && originY.isFinite, "a grid starts somewhere")
        precondition(cellWidth > 0 && cellHeight > 0 && cellWidth.isFinite && cellHeight.isFinite, "cells have an area")
        precondition(columns > 0 && rows > 0, "a grid has cells")
        self.originX = originX
        self.originY = originY
        self.cellWidth = cellWidth
        self.cellHeight = cellHeight
        self.columns = columns
        self.rows = rows
    }

    /// Makes a grid of squares from the origin of the plane.
    ///
    /// - Precondition: `cellSize` is positive and there is at least one cell.
    public init(cellSize: Double, columns: Int, rows: Int) {
        self.init(cellWidth: cellSize, cellHeight: cellSize, columns: columns, rows: rows)
    }

    /// How many cells there are.
    public var count: Int { columns * rows }

    /// The area of a cell.
    public var cellArea: Double { cellWidth * cellHeight }

    /// The x of the middle of a column.
    public func centreX(ofColumn column: Int) -> Double { originX + (Double(column) + 0.5) * cellWidth }

    /// The y of the middle of a row.
    public func centreY(ofRow row: Int) -> Double { originY + (Double(row) + 0.5) * cellHeight }
}
