import Vocabulary

extension NamedPlace {
    /// What readers are told; a square of the grid has no name of its own, only an id for programs.
    func title(in territory: Territory) -> String {
        name == id ? CellName.name(of: id, in: territory) : name
    }
}

/// What a square of the grid is called: the zone that it belongs to, and its corner.
enum CellName {
    /// A cell's id made readable; any other place's id as it is.
    static func name(of id: String, in territory: Territory) -> String {
        guard let mark = id.firstIndex(of: "m"), id.hasPrefix("CRS") || id.hasPrefix("LAEA") else { return id }
        let corner = String(id[id.index(after: mark)...])
        let geography = territory.geography
        guard let east = corner.firstIndex(of: "E"), corner.hasPrefix("N"),
            let y = Int(corner[corner.index(after: corner.startIndex)..<east]),
            let x = Int(corner[corner.index(after: east)...])
        else { return corner }
        let size = geography.grid.cellSize
        let cell = Cell(
            column: Int32(truncatingIfNeeded: floorDivide(x, size)),
            row: Int32(truncatingIfNeeded: floorDivide(y, size)))
        guard let index = geography.index(of: cell),
            let layer = geography.layers.indices.max(by: {
                geography.layers[$0].zones.count < geography.layers[$1].zones.count
            }),
            let zone = geography.zoneOfCell[layer].indices.contains(index) ? geography.zoneOfCell[layer][index] : nil,
            zone >= 0
        else { return corner }
        return "\(geography.layers[layer].zones[Int(zone)].name) · \(corner)"
    }
}
