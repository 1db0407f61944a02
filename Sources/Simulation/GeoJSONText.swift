/// GeoJSON (RFC 7946) of the map, with six decimals.
struct GeoJSONText {
    private var text = ByteText()
    private var features = 0

    /// Opens a collection with a name and a note.
    init(name: String) {
        text += "{\"type\":\"FeatureCollection\",\"name\":"
        text.append(json: name)
        text += ",\"note\":"
        text.append(json: SimulatedCity.notice)
        text += ",\"features\":[\n"
    }

    /// Adds an area.
    mutating func add(_ area: MapArea, properties: [(String, String)], to write: ([UInt8]) throws -> Void) rethrows {
        open(properties)
        let several = area.polygons.count > 1
        text += several ? "{\"type\":\"MultiPolygon\",\"coordinates\":[" : "{\"type\":\"Polygon\",\"coordinates\":"
        for (index, polygon) in area.polygons.enumerated() {
            text += index == 0 ? "[" : ",["
            for (number, ring) in polygon.enumerated() {
                if number > 0 { text.append(",") }
                line(ring, closed: true)
            }
            text.append("]")
        }
        text += several ? "]}}" : "}}"
        try text.flush(to: write)
    }

    /// Adds lines.
    mutating func add(
        _ lines: [[GeographicPoint]], properties: [(String, String)], to write: ([UInt8]) throws -> Void
    ) rethrows {
        open(properties)
        text += "{\"type\":\"MultiLineString\",\"coordinates\":["
        for (index, points) in lines.enumerated() {
            if index > 0 { text.append(",") }
            line(points, closed: false)
        }
        text += "]}}"
        try text.flush(to: write)
    }

    /// Closes the collection.
    mutating func close(to write: ([UInt8]) throws -> Void) rethrows {
        text += "\n]}\n"
        try text.flush(to: write, always: true)
    }

    private mutating func open(_ properties: [(String, String)]) {
        if features > 0 { text += ",\n" }
        features += 1
        text += "{\"type\":\"Feature\",\"properties\":{"
        for (index, property) in properties.enumerated() {
            if index > 0 { text.append(",") }
            text.append(json: property.0)
            text.append(":")
            text.append(json: property.1)
        }
        text += "},\"geometry\":"
    }

    private mutating func line(_ points: [GeographicPoint], closed: Bool) {
        text.append("[")
        for (index, point) in (closed ? points + points.prefix(1) : points).enumerated() {
            text += index == 0 ? "[" : ",["
            text.append(scaled: point.longitudeE6, decimals: 6)
            text.append(",")
            text.append(scaled: point.latitudeE6, decimals: 6)
            text.append("]")
        }
        text.append("]")
    }
}
