/// The cells of a grid whose centres lie within a distance of a cell's own, itself among them.
public struct DistanceBand: Sendable, Hashable {
    /// The greatest distance between centres, in the unit of the grid; a centre at exactly it belongs.
    public let radius: Double
    /// For rows 0, 1, 2… up or down, how many columns the band reaches to each side.
    public let reaches: [Int]

    /// Makes the band of a grid.
    ///
    /// - Precondition: `radius` is finite and at least 0.
    public init(radius: Double, on grid: RegularGrid) {
        precondition(radius >= 0 && radius.isFinite, "a band has a radius")
        self.radius = radius
        // A billionth for what rounding takes from a centre at exactly the radius.
        let limit = radius * radius * (1 + 1e-9)
        var reaches: [Int] = []
        for row in 0..<grid.rows {
            let rise = Double(row) * grid.cellHeight
            guard rise * rise <= limit else { break }
            let columns = ((limit - rise * rise).squareRoot() / grid.cellWidth).rounded(.down)
            reaches.append(Int(min(columns, Double(grid.columns - 1))))
        }
        self.reaches = reaches
    }
}
