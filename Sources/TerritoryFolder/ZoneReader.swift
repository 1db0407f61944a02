import Vocabulary

/// How one file of zones becomes a layer, and perhaps the layer above it.
struct ZoneReader {
    /// The level of the zones that a property says they lie in.
    struct Parent {
        let level: String
        /// The title, where the level is made here by union; nil where it has a file of its own.
        let title: Phrase?
        /// The property with the parent's id.
        let id: String
        /// The property or template of its name.
        let name: String?
    }

    let level: String
    let title: Phrase
    /// The property with a zone's id.
    let id: String
    /// The property with its name, or a template such as `District {number}`.
    let name: String
    let parent: Parent?

    /// The layers of a file: the level's own, then its parent's where that is made by union.
    ///
    /// Zones are ordered by id, so that a file exported again in another order publishes the same places.
    func layers(of file: ZoneFile, log: ErrorLog) -> [ZoneLayer] {
        guard checkProperties(of: file, log: log) else { return [] }
        guard let topology = PolygonTopology() else { return [] }
        var lineOfID: [String: Int] = [:]
        var drawn: [Drawn] = []
        var reference: Double?
        for feature in file.features {
            guard let id = feature.label(id), let name = Self.fill(name, from: feature) else { continue }
            if let other = lineOfID.updateValue(feature.line, forKey: id) {
                log.add(
                    Phrase(
                        fr: "Deux zones ont l'identifiant « \(id) » (l'autre : ligne \(other)).",
                        en: "Two zones have the id `\(id)` (the other: line \(other))."),
                    at: TextPosition(file: file.path, line: feature.line, field: "\(feature.field).\(self.id)"),
                    remedy: Phrase(
                        fr: "Choisissez une propriété « id » unique, ou fusionnez ces zones.",
                        en: "Choose an `id` property that is unique, or merge the zones."))
                continue
            }
            do {
                let raw = try feature.polygons(zone: name, near: reference)
                reference = reference ?? raw.first?.outer.first?.longitude
                let polygons = try Self.mended(raw, feature, zone: name, topology)
                drawn.append(
                    Drawn(
                        id: id, name: name, feature: feature, parent: parent.flatMap { feature.label($0.id) },
                        polygons: polygons))
            } catch let error as FolderErrors {
                log.add(error)
            } catch {
                continue
            }
        }
        drawn.sort { zoneOrder($0.id, $1.id) }
        var result: [ZoneLayer] = []
        do {
            result.append(try layer(of: drawn, topology))
            if let parent, let title = parent.title {
                result.append(try parentLayer(parent, title: title, of: drawn, topology, log: log))
            }
        } catch {
            log.add(
                Phrase(fr: "Les contours n'ont pas pu être réunis.", en: "The outlines could not be united."),
                at: TextPosition(file: file.path),
                remedy: Phrase(fr: "Corrigez-les dans un SIG.", en: "Correct them in a GIS."))
        }
        return result
    }

    /// A zone with longitudes unwrapped.
    private struct Drawn {
        let id: String
        let name: String
        let feature: ZoneFeature
        let parent: String?
        let polygons: [Polygon<GeographicPoint>]
    }

    private static func mended(
        _ raw: [Polygon<GeographicPoint>], _ feature: ZoneFeature, zone: String, _ topology: PolygonTopology
    ) throws -> [Polygon<GeographicPoint>] {
        let redraw = Phrase(
            fr: "Redessinez son contour dans un SIG (par exemple QGIS, « Réparer les géométries »).",
            en: "Draw its outline again in a GIS (for example QGIS, “Fix geometries”).")
        do throws(PolygonTopology.Failure) {
            return try topology.mended(raw)
        } catch .changed(let share) {
            let percent = Int((share * 100).rounded())
            throw feature.refusal(
                zone,
                Phrase(
                    fr: "son contour se croise, et le réparer changerait sa surface de \(percent) %.",
                    en: "its outline crosses itself, and mending it would change its area by \(percent) %."),
                remedy: redraw)
        } catch .empty {
            throw feature.refusal(
                zone, Phrase(fr: "son contour n'entoure aucune surface.", en: "its outline encloses no area."),
                remedy: redraw)
        } catch {
            throw feature.refusal(
                zone, Phrase(fr: "son contour est irréparable.", en: "its outline can't be mended."), remedy: redraw)
        }
    }

    private func layer(of drawn: [Drawn], _ topology: PolygonTopology) throws -> ZoneLayer {
        ZoneLayer(
            level: level, title: title,
            zones: try drawn.map {
                Zone(id: $0.id, name: $0.name, parent: $0.parent, polygons: try topology.split($0.polygons))
            })
    }

    private func parentLayer(
        _ parent: Parent, title: Phrase, of drawn: [Drawn], _ topology: PolygonTopology, log: ErrorLog
    ) throws -> ZoneLayer {
        let children = Dictionary(grouping: drawn) { $0.parent ?? "" }
        var zones: [Zone] = []
        for id in children.keys.sorted(by: zoneOrder) {
            guard let family = children[id], let first = family.first else { continue }
            let name = Self.fill(parent.name ?? parent.id, from: first.feature) ?? id
            for other in family where Self.fill(parent.name ?? parent.id, from: other.feature) != name {
                log.add(
                    Phrase(
                        fr: "La zone « \(id) » du niveau « \(parent.level) » a deux noms.",
                        en: "The zone `\(id)` of the level `\(parent.level)` has two names."),
                    at: TextPosition(
                        file: other.feature.file, line: other.feature.line,
                        field: "\(other.feature.field).\(parent.name ?? parent.id)"),
                    remedy: Phrase(fr: "Accordez-les dans le fichier.", en: "Make them agree in the file."))
            }
            let union = try topology.union(family.flatMap(\.polygons))
            zones.append(Zone(id: id, name: name, polygons: try topology.split(union)))
        }
        return ZoneLayer(level: parent.level, title: title, zones: zones)
    }

    // MARK: - Properties

    /// The properties that a name needs: itself, or those in its braces.
    static func properties(in name: String) -> [String] {
        guard name.contains("{") else { return [name] }
        return name.split(separator: "{").dropFirst(name.hasPrefix("{") ? 0 : 1).compactMap { part in
            part.firstIndex(of: "}").map { String(part[..<$0]) }
        }
    }

    /// The name of a feature, from a property or a template.
    private static func fill(_ name: String, from feature: ZoneFeature) -> String? {
        guard name.contains("{") else { return feature.label(name) }
        var result = name
        for property in properties(in: name) {
            guard let value = feature.label(property) else { return nil }
            result = result.replacing("{\(property)}", with: value)
        }
        return result
    }

    /// Notes the first feature that lacks a property which is needed.
    private func checkProperties(of file: ZoneFile, log: ErrorLog) -> Bool {
        var needed = [("id", id)] + Self.properties(in: name).map { ("name", $0) }
        if let parent {
            needed.append(("parent.id", parent.id))
            needed += (parent.name.map(Self.properties) ?? []).map { ("parent.name", $0) }
        }
        var isComplete = true
        for (key, property) in needed {
            guard let feature = file.features.first(where: { ($0.label(property) ?? "").isEmpty }) else { continue }
            isComplete = false
            let found = listed(feature.properties.map(\.key))
            let near = nearestWord(to: property, among: feature.properties.map(\.key))
            let hint = near.map { near in
                near == property
                    ? (fr: "", en: "") : (fr: "Vouliez-vous dire « \(near) » ? ", en: "Did you mean `\(near)`? ")
            }
            log.add(
                Phrase(
                    fr: "Pas de propriété « \(property) » lisible (clé « \(key) » de territory.yaml).",
                    en: "No readable property `\(property)` (key `\(key)` of territory.yaml)."),
                at: TextPosition(file: file.path, line: feature.line, field: "\(feature.field).\(property)"),
                remedy: Phrase(
                    fr: (hint?.fr ?? "") + "Propriétés trouvées : \(found).",
                    en: (hint?.en ?? "") + "Properties found: \(found)."))
        }
        return isComplete
    }
}

/// Orders ids as people do: 2 before 10, and numbers before words.
func zoneOrder(_ a: String, _ b: String) -> Bool {
    func key(_ id: String) -> (Int, Int, String) {
        let isNumber = id.utf8.allSatisfy { (48...57).contains($0) }
        return (isNumber ? 0 : 1, isNumber ? id.utf8.count : 0, id)
    }
    return key(a) < key(b)
}
