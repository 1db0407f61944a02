import PlainText
import Vocabulary

/// A GeoJSON file of zones (RFC 7946): its features, with their areas not yet read.
struct ZoneFile {
    /// The most bytes of a zones file.
    static let sizeLimit = 64 << 20
    /// The most zones of a file.
    static let zoneLimit = 20_000

    /// The file as the user knows it.
    let path: String
    /// Its features, in its order.
    let features: [ZoneFeature]

    /// Reads a file's features.
    ///
    /// - Throws: an ``ExplainedError`` for text that isn't a feature collection in degrees of WGS84.
    init(_ file: FolderFile) throws {
        path = file.path
        let root = try JSONText.read(file)
        func refusal(_ what: Phrase, _ node: JSONNode, _ field: String, _ remedy: Phrase) -> FolderErrors {
            FolderErrors([
                Explanation(
                    what: what, at: TextPosition(file: file.path, line: node.line, field: field), remedy: remedy)
            ])
        }
        guard root["type"]?.text == "FeatureCollection", let list = root["features"] else {
            throw refusal(
                Phrase(
                    fr: "Ce n'est pas une FeatureCollection de GeoJSON.", en: "This isn't a GeoJSON FeatureCollection."),
                root["type"] ?? root, "type",
                Phrase(
                    fr: "Exportez la couche de zones en GeoJSON : ogr2ogr -f GeoJSON -lco RFC7946=YES zones.geojson …",
                    en: "Export the layer of zones as GeoJSON: ogr2ogr -f GeoJSON -lco RFC7946=YES zones.geojson …"))
        }
        try Self.checkReferenceSystem(root, refusal)
        let nodes: [JSONNode]
        if case .list(let found) = list.value { nodes = found } else { nodes = [] }
        guard !nodes.isEmpty, nodes.count <= Self.zoneLimit else {
            throw refusal(
                Phrase(
                    fr: "Le fichier a \(nodes.count) zones ; il en faut de 1 à \(Self.zoneLimit).",
                    en: "The file has \(nodes.count) zones; 1 to \(Self.zoneLimit) are needed."),
                list, "features",
                Phrase(fr: "Choisissez un autre fichier de zones.", en: "Choose another file of zones."))
        }
        features = try nodes.enumerated().map { number, node in
            let field = "features[\(number + 1)]"
            guard node["type"]?.text == "Feature" else {
                throw refusal(
                    Phrase(fr: "Ce n'est pas une Feature de GeoJSON.", en: "This isn't a GeoJSON Feature."), node,
                    field, Phrase(fr: "Exportez de nouveau le fichier.", en: "Export the file again."))
            }
            var properties: [(key: String, value: JSONNode)] = []
            if case .object(let members)? = node["properties"]?.value { properties = members }
            return ZoneFeature(
                file: file.path, field: field, line: node.line, properties: properties,
                geometry: node["geometry"] ?? JSONNode(line: node.line, value: .null))
        }
    }

    private static func checkReferenceSystem(
        _ root: JSONNode, _ refusal: (Phrase, JSONNode, String, Phrase) -> FolderErrors
    ) throws {
        guard let crs = root["crs"], !crs.isNull else { return }
        let name = crs["properties"]?["name"]?.text ?? "?"
        let plain = name.uppercased()
        guard plain.hasSuffix("CRS84") || plain == "EPSG:4326" || plain.hasSuffix("EPSG::4326") else {
            throw refusal(
                Phrase(
                    fr: "Les coordonnées sont dans un autre système de référence : « \(name) ».",
                    en: "The coordinates are in another reference system: `\(name)`."),
                crs, "crs", reprojection)
        }
    }

    /// How to bring a file to degrees of WGS84.
    static let reprojection = Phrase(
        fr: "Convertissez le fichier : ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES zones-wgs84.geojson zones.geojson",
        en: "Convert the file: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES zones-wgs84.geojson zones.geojson")

    /// The properties whose values are short labels in every feature, in the order of the first feature.
    var labelProperties: [String] {
        (features.first?.properties.map(\.key) ?? []).filter { key in
            features.allSatisfy { !($0.label(key) ?? "").isEmpty }
        }
    }
}

/// One feature of a zones file.
struct ZoneFeature {
    let file: String
    /// Where it stands in the file: `features[3]`, counted from 1.
    let field: String
    let line: Int
    let properties: [(key: String, value: JSONNode)]
    let geometry: JSONNode

    /// A property as a label: a text without its outer spaces, or a whole number; nil for anything else.
    func label(_ property: String) -> String? {
        guard let text = properties.first(where: { $0.key == property })?.value.label else { return nil }
        let trimmed = text.drop { $0.isWhitespace }
        let end = trimmed.lastIndex { !$0.isWhitespace }
        let label = end.map { String(trimmed[...$0]) } ?? ""
        let isPrintable = label.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        return label.utf8.count <= 200 && isPrintable ? label : nil
    }

    /// An error about the feature's area, under the name that the user knows it by.
    func refusal(_ zone: String, _ what: Phrase, line: Int? = nil, why: Phrase? = nil, remedy: Phrase) -> FolderErrors {
        FolderErrors([
            Explanation(
                what: Phrase(
                    fr: "Zone « \(zone) » : \(what[.french])", en: "Zone `\(zone)`: \(what[.english])"),
                at: TextPosition(file: file, line: line ?? self.line, field: "\(field).geometry"), why: why,
                remedy: remedy)
        ])
    }

    /// The feature's polygons, rings as they are written, longitudes unwrapped so that no edge is longer than half a
    /// turn and all polygons lie within half a turn of `reference`.
    func polygons(zone: String, near reference: Double?) throws -> [Polygon<GeographicPoint>] {
        let redraw = Phrase(
            fr: "Corrigez le contour de cette zone dans un SIG, ou retirez-la.",
            en: "Correct the outline of this zone in a GIS, or take it out.")
        guard !geometry.isNull else {
            throw refusal(zone, Phrase(fr: "elle n'a pas de contour.", en: "it has no geometry."), remedy: redraw)
        }
        let type = geometry["type"]?.text ?? "?"
        guard ["Polygon", "MultiPolygon"].contains(type) else {
            throw refusal(
                zone,
                Phrase(
                    fr: "« \(type) » n'est pas une surface.", en: "`\(type)` isn't an area."), line: geometry.line,
                why: Phrase(
                    fr: "Une zone est un Polygon ou un MultiPolygon.", en: "A zone is a Polygon or a MultiPolygon."),
                remedy: redraw)
        }
        guard let coordinates = geometry["coordinates"] else {
            throw refusal(
                zone, Phrase(fr: "elle n'a pas de coordonnées.", en: "it has no coordinates."), remedy: redraw)
        }
        let parts = type == "Polygon" ? [coordinates] : try list(coordinates, zone)
        var result: [Polygon<GeographicPoint>] = []
        for part in parts {
            let rings = try list(part, zone).map { try unwrapped(ring($0, zone), zone, line: $0.line) }
            guard let outer = rings.first, let first = outer.first else { continue }
            let shift = turn(from: first.longitude, to: reference ?? result.first?.outer.first?.longitude)
            let holes = rings.dropFirst().compactMap { hole -> [GeographicPoint]? in
                guard let start = hole.first else { return nil }
                let turn = turn(from: start.longitude, to: first.longitude)
                return hole.map { GeographicPoint(longitude: $0.longitude + turn, latitude: $0.latitude) }
            }
            result.append(Polygon(outer: outer, holes: holes).shifted(by: shift))
        }
        return result
    }

    private func list(_ node: JSONNode, _ zone: String) throws -> [JSONNode] {
        guard case .list(let nodes) = node.value else { throw malformed(zone, node) }
        return nodes
    }

    private func malformed(_ zone: String, _ node: JSONNode) -> FolderErrors {
        refusal(
            zone,
            Phrase(
                fr: "ses coordonnées ne sont pas des listes de positions [longitude, latitude].",
                en: "its coordinates aren't lists of positions [longitude, latitude]."),
            line: node.line,
            remedy: Phrase(fr: "Exportez de nouveau le fichier.", en: "Export the file again."))
    }

    /// A ring's points without the closing one; consecutive repeats are left out.
    private func ring(_ node: JSONNode, _ zone: String) throws -> [GeographicPoint] {
        var points: [GeographicPoint] = []
        for position in try list(node, zone) {
            guard case .numbers(let numbers) = position.value, numbers.count >= 2 else {
                throw malformed(zone, position)
            }
            let point = GeographicPoint(longitude: numbers[0], latitude: numbers[1])
            guard point.isOnEarth else {
                throw refusal(
                    zone,
                    Phrase(
                        fr: "la position [\(numbers[0]), \(numbers[1])] n'est pas en degrés.",
                        en: "the position [\(numbers[0]), \(numbers[1])] isn't in degrees."),
                    line: position.line,
                    why: Phrase(
                        fr: "Les longitudes vont de −180 à 180, les latitudes de −90 à 90 ; "
                            + "de plus grands nombres sont des mètres d'une projection.",
                        en: "Longitudes go from −180 to 180 and latitudes from −90 to 90; "
                            + "larger numbers are metres of a projection."),
                    remedy: ZoneFile.reprojection)
            }
            if point != points.last { points.append(point) }
        }
        if points.count > 1, points.first == points.last { points.removeLast() }
        return points
    }

    private func unwrapped(_ ring: [GeographicPoint], _ zone: String, line: Int) throws -> [GeographicPoint] {
        var shift = 0.0
        var previous = ring.last?.longitude ?? 0
        var result: [GeographicPoint] = []
        for (number, point) in ring.enumerated() {
            let step = turn(from: point.longitude, to: previous)
            // The edge back to the first point is judged at the end.
            if number > 0 { shift += step }
            result.append(GeographicPoint(longitude: point.longitude + shift, latitude: point.latitude))
            previous = point.longitude
        }
        let closing = ring.first.map { turn(from: $0.longitude, to: previous) } ?? 0
        guard shift + closing == 0 else {
            throw refusal(
                zone, Phrase(fr: "elle entoure un pôle.", en: "it goes around a pole."), line: line,
                remedy: Phrase(
                    fr: "Coupez-la au méridien 180 (RFC 7946, 3.1.9).",
                    en: "Cut it at the meridian 180 (RFC 7946, 3.1.9)."))
        }
        return result
    }

    /// The whole turns, in degrees, that bring a longitude within half a turn of another.
    private func turn(from longitude: Double, to reference: Double?) -> Double {
        guard let reference else { return 0 }
        return ((reference - longitude) / 360).rounded(.toNearestOrEven) * 360
    }
}
