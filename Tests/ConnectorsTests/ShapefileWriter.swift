/// Point shapefiles and dBase tables for tests.
enum ShapefileWriter {
    /// A table of text fields.
    ///
    /// - Parameter language: the byte that names the code page.
    static func table(_ names: [String], _ rows: [[[UInt8]]], language: UInt8 = 0) -> [UInt8] {
        let width = 20
        var bytes: [UInt8] = [3, 124, 1, 2]
        bytes.add32(UInt32(rows.count))
        bytes.add16(UInt16(33 + 32 * names.count))
        bytes.add16(UInt16(1 + width * names.count))
        bytes += [UInt8](repeating: 0, count: 17) + [language, 0, 0]
        for name in names {
            let text = Array(name.utf8.prefix(10))
            bytes +=
                text + [UInt8](repeating: 0, count: 11 - text.count) + [UInt8(ascii: "C"), 0, 0, 0, 0, UInt8(width)]
            bytes += [UInt8](repeating: 0, count: 15)
        }
        bytes.append(0x0D)
        for row in rows {
            bytes.append(32)
            for field in row { bytes += field + [UInt8](repeating: 32, count: width - field.count) }
        }
        return bytes + [0x1A]
    }

    /// The `.shp` and `.shx` of some points.
    static func points(_ points: [(x: Double, y: Double)]) -> (shapes: [UInt8], index: [UInt8]) {
        func header(_ length: Int) -> [UInt8] {
            var bytes: [UInt8] = [0, 0, 0x27, 0x0A] + [UInt8](repeating: 0, count: 20)
            bytes.add32(UInt32(length / 2).byteSwapped)
            bytes.add32(1000)
            bytes.add32(1)
            let (xs, ys) = (points.map(\.x), points.map(\.y))
            for edge in [xs.min(), ys.min(), xs.max(), ys.max(), 0, 0, 0, 0] { bytes.add(edge ?? 0) }
            return bytes
        }
        var shapes = header(100 + 28 * points.count)
        var index = header(100 + 8 * points.count)
        for (number, point) in points.enumerated() {
            index.add32(UInt32(shapes.count / 2).byteSwapped)
            index.add32(UInt32(10).byteSwapped)
            shapes.add32(UInt32(number + 1).byteSwapped)
            shapes.add32(UInt32(10).byteSwapped)
            shapes.add32(1)
            shapes.add(point.x)
            shapes.add(point.y)
        }
        return (shapes, index)
    }
}

extension [UInt8] {
    mutating func add(_ value: Double) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            append(UInt8(truncatingIfNeeded: value.bitPattern >> shift))
        }
    }
}
