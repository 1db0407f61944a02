/// A reference system, as a convention or a file names it.
struct ReferenceDefinition: Sendable, Hashable {
    /// What PROJ is asked for: `EPSG:2154`, or a definition in WKT.
    let text: String
    /// What people are told.
    let name: String

    /// Longest definition that is looked at, in bytes; real ones have a few thousand.
    static let limit = 65_536

    static func epsg(_ code: Int) -> ReferenceDefinition {
        ReferenceDefinition(text: "EPSG:\(code)", name: "EPSG:\(code)")
    }

    private init(text: String, name: String) {
        self.text = text
        self.name = name
    }

    /// Reads `EPSG:n`, `OGC:CRS84`, or WKT, which a file says of itself.
    ///
    /// - Returns: nil for anything else, and for WKT that names a file of shifts: opening what a stranger's file names
    ///   would let it look around in ours.
    init?(_ text: String) {
        guard text.utf8.count <= Self.limit else { return nil }
        let upper = text.uppercased()
        if upper.hasPrefix("EPSG:"), let code = Int(upper.dropFirst(5)), (1...999_999).contains(code) {
            self = .epsg(code)
        } else if upper == "OGC:CRS84" {
            self.init(text: upper, name: upper)
        } else {
            let keywords = [
                "PROJCS[", "GEOGCS[", "PROJCRS[", "GEOGCRS[", "GEODCRS[", "COMPD_CS[", "COMPOUNDCRS[", "BOUNDCRS[",
            ]
            guard keywords.contains(where: upper.hasPrefix), !upper.contains("PARAMETERFILE"),
                !upper.contains("GRIDS="), !upper.contains("+INIT")
            else { return nil }
            let quoted = text.split(separator: "\"", maxSplits: 2)
            self.init(text: text, name: quoted.count > 1 ? String(quoted[1].prefix(60)) : "WKT")
        }
    }

    /// Whether coordinates are longitudes and latitudes as the territory has them: WGS84 or ETRS89.
    var isDegrees: Bool { ["EPSG:4326", "EPSG:4258", "OGC:CRS84"].contains(text) }
}
