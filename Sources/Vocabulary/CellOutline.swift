extension EqualAreaGrid {
    /// The outline of some cells as polygons in degrees: one for each part that hangs together by edges.
    ///
    /// O(n) for n cells.
    public func outline(of cells: [Cell]) -> [Polygon<GeographicPoint>] {
        var left = Set(cells)
        return cells.compactMap { seed in
            guard left.contains(seed) else { return nil }
            var part: Set<Cell> = []
            var waiting = [seed]
            while let cell = waiting.popLast() {
                guard left.remove(cell) != nil else { continue }
                part.insert(cell)
                waiting += [
                    cell.moved(1, 0), cell.moved(-1, 0), cell.moved(0, 1), cell.moved(0, -1),
                ].filter(left.contains)
            }
            let rings = Self.rings(around: part).map { ring in
                ring.compactMap { corner in
                    projection.unproject(
                        PlanarPoint(
                            x: Double(corner.column) * Double(cellSize), y: Double(corner.row) * Double(cellSize)))
                }
            }
            // The lowest corner of a part is on its outer ring, which is traced first.
            guard let outer = rings.first else { return nil }
            return Polygon(outer: outer, holes: Array(rings.dropFirst()))
        }
    }

    /// The rings around cells, as corners where the border turns, with the cells to the left; the outer one first.
    private static func rings(around part: Set<Cell>) -> [[Cell]] {
        // From each corner, where the border goes next. Two cells that touch at a corner alone leave it twice.
        var next: [Cell: [Cell]] = [:]
        for cell in part {
            let sides = [
                (cell.moved(0, -1), cell, cell.moved(1, 0)),
                (cell.moved(1, 0), cell.moved(1, 0), cell.moved(1, 1)),
                (cell.moved(0, 1), cell.moved(1, 1), cell.moved(0, 1)),
                (cell.moved(-1, 0), cell.moved(0, 1), cell),
            ]
            for (neighbour, from, to) in sides where !part.contains(neighbour) { next[from, default: []].append(to) }
        }
        var rings: [[Cell]] = []
        for start in next.keys.sorted() {
            while let first = next[start]?.popLast() {
                var path = [start, first]
                while let here = path.last, here != start, let ways = next[here], !ways.isEmpty {
                    let before = path[path.count - 2]
                    // At such a corner a turn to the right stays on this side's ring, so that no ring touches itself.
                    let turn = Cell(
                        column: here.column + here.row - before.row, row: here.row - here.column + before.column)
                    let choice = ways.firstIndex(of: turn) ?? 0
                    path.append(ways[choice])
                    next[here]?.remove(at: choice)
                }
                path.removeLast()
                rings.append(Self.turningPoints(path))
            }
        }
        return rings
    }

    private static func turningPoints(_ ring: [Cell]) -> [Cell] {
        ring.indices.filter { index in
            let (a, b, c) = (ring[(index + ring.count - 1) % ring.count], ring[index], ring[(index + 1) % ring.count])
            return (b.column - a.column) * (c.row - b.row) != (c.column - b.column) * (b.row - a.row)
        }.map { ring[$0] }
    }
}

extension Cell {
    fileprivate func moved(_ columns: Int32, _ rows: Int32) -> Cell {
        Cell(column: column + columns, row: row + rows)
    }
}
