public import Vocabulary

/// Areas that somebody brought: a file of `ring,x,y`, in metres, the corners of each ring in order.
public enum OutsideRings {
    /// Reads a file.
    ///
    /// - Returns: for each ring its corners; the last is joined to the first.
    /// - Throws: ``OutsideTableError`` also for a ring of fewer than three corners, `ConnectorError`.
    public static func read(path: String) throws -> [[PlanarPoint]] {
        var rows = try OutsideRows(path: path)
        let (ring, x, y) = (try rows.required("ring"), try rows.required("x"), try rows.required("y"))
        var names = NameList()
        var rings: [[PlanarPoint]] = []
        try rows.forEach { row, text in
            let bounds = row.bounds(ring, text)
            guard !bounds.isEmpty else { throw row.error(ring, .name) }
            let number = names.number(text, bounds)
            if number == rings.count { rings.append([]) }
            rings[number].append(PlanarPoint(x: try row.number(x, text), y: try row.number(y, text)))
        }
        guard !rings.isEmpty else { throw OutsideTableError.empty(file: path) }
        if let small = rings.firstIndex(where: { $0.count < 3 }) {
            throw OutsideTableError.openRing(file: path, ring: names.names[small], corners: rings[small].count)
        }
        return rings
    }
}
