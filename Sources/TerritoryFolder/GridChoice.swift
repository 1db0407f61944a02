import Foundation
import Vocabulary

/// The grid of a territory, chosen from what its folder asks for and where its zones lie.
struct GridChoice {
    /// The most cells that the box around a territory may have; a city has a few tens of thousands.
    static let cellLimit = 30_000_000
    /// The farthest, in metres, that a place may lie from a local plane's centre for the plane to be exact.
    static let reach = 3_000_000.0

    /// The box, in degrees, of EPSG:3035's area of use in the EPSG registry.
    private static let europe = (west: -35.58, south: 24.6, east: 44.83, north: 84.73)

    /// Whether all zones lie where Europe's plane is meant to be used.
    static func isEuropean(_ layers: [ZoneLayer]) -> Bool {
        points(of: layers).allSatisfy {
            $0.longitude >= europe.west && $0.longitude <= europe.east && $0.latitude >= europe.south
                && $0.latitude <= europe.north
        }
    }

    /// The middle of the zones, in tenths of a degree.
    static func centre(of layers: [ZoneLayer]) -> GeographicPoint {
        let all = points(of: layers)
        // East and west of the antimeridian are near each other: longitudes are measured from the first point's.
        let reference = all.first?.longitude ?? 0
        let longitudes = all.map { $0.longitude + ((reference - $0.longitude) / 360).rounded() * 360 }
        let latitudes = all.map(\.latitude)
        func middle(_ values: [Double]) -> Double { ((values.min() ?? 0) + (values.max() ?? 0)) / 2 }
        var longitude = (middle(longitudes) * 10).rounded() / 10
        if longitude > 180 { longitude = ((longitude - 360) * 10).rounded() / 10 }
        if longitude < -180 { longitude = ((longitude + 360) * 10).rounded() / 10 }
        let latitude = min(89.9, max(-89.9, (middle(latitudes) * 10).rounded() / 10))
        return GeographicPoint(longitude: longitude, latitude: latitude)
    }

    /// The plane that a folder asks for.
    static func plane(_ grid: TerritoryDocument.Grid, _ layers: [ZoneLayer]) -> EqualAreaGrid.Plane {
        switch grid.plane {
        case .auto: isEuropean(layers) ? .europe : .local(centre: centre(of: layers))
        case .europe: .europe
        case .local: .local(centre: grid.centre ?? centre(of: layers))
        }
    }

    /// The grid for some zones.
    ///
    /// - Returns: nil, with the reason noted, when the zones don't fit its plane or need too many cells.
    static func grid(_ document: TerritoryDocument, _ layers: [ZoneLayer]) -> EqualAreaGrid? {
        let map = document.map
        if document.grid.plane == .europe, !isEuropean(layers) {
            map.refuse(
                "grid",
                Phrase(
                    fr: "Des zones sont hors du domaine du plan européen (EPSG:3035).",
                    en: "Zones lie outside the European plane's area of use (EPSG:3035)."),
                remedy: Phrase(
                    fr: "Écrivez « plane: local » ou « plane: auto ».", en: "Write `plane: local` or `plane: auto`."))
            return nil
        }
        let grid = EqualAreaGrid(plane: plane(document.grid, layers), cellSize: document.grid.cell)
        let places = points(of: layers).map(grid.projection.project)
        let x = places.map(\.x)
        let y = places.map(\.y)
        guard let west = x.min(), let east = x.max(), let south = y.min(), let north = y.max() else { return nil }
        if case .local(let centre) = grid.plane {
            let origin = grid.projection.project(centre)
            let farthest = places.map { hypot($0.x - origin.x, $0.y - origin.y) }.max() ?? 0
            guard farthest <= reach else {
                map.refuse(
                    "grid",
                    Phrase(
                        fr: "Des zones sont à plus de 3 000 km du centre du plan local.",
                        en: "Zones lie more than 3,000 km from the local plane's centre."),
                    remedy: Phrase(
                        fr: "Corrigez « centre », ou séparez le territoire.",
                        en: "Correct `centre`, or split the territory."))
                return nil
            }
        }
        let size = Double(document.grid.cell)
        let cells = ((east - west) / size + 1) * ((north - south) / size + 1)
        guard cells <= Double(cellLimit) else {
            map.refuse(
                "grid",
                Phrase(
                    fr: "Le territoire est trop vaste pour des mailles de \(document.grid.cell) m.",
                    en: "The territory is too large for cells of \(document.grid.cell) m."),
                remedy: Phrase(fr: "Choisissez une maille plus large (« cell »).", en: "Choose a larger `cell`."))
            return nil
        }
        return grid
    }

    private static func points(of layers: [ZoneLayer]) -> [GeographicPoint] {
        layers.flatMap { $0.zones.flatMap { $0.polygons.flatMap(\.outer) } }
    }
}
