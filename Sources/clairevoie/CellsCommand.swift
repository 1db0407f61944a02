import ArgumentParser
import Foundation
import Vocabulary

/// `clairevoie cells`: which cell belongs to which zone, for whoever wants to check our sums.
struct CellsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cells",
        abstract: "Print the territory's cells and the zone that each belongs to, as CSV or JSON lines.",
        discussion: "Example: clairevoie cells --territory Territories/ville-temoin > cells.csv")

    @OptionGroup var territory: TerritoryOptions

    @Flag(help: "Print one JSON object a line.")
    var json = false

    func run() throws {
        let territory = try territory.load()
        let geography = territory.geography
        let levels = geography.layers.map(\.level)
        var output =
            json ? "" : (["cell", "easting", "northing"] + levels).map(Self.field).joined(separator: ",") + "\n"
        for (index, cell) in geography.cells.enumerated() {
            let origin = geography.grid.origin(of: cell)
            let zones = geography.zoneOfCell.indices.map { layer -> String in
                let zone = geography.zoneOfCell[layer][index]
                return zone < 0 ? "" : geography.layers[layer].zones[Int(zone)].id
            }
            let id = geography.grid.id(of: cell)
            let corner = [("easting", Int(origin.x)), ("northing", Int(origin.y))]
            if json {
                let numbers = corner.map { "\"\($0.0)\":\($0.1)" }
                let texts = try zip(["cell"] + levels, [id] + zones).map { "\(try Self.json($0)):\(try Self.json($1))" }
                output += "{" + ([texts[0]] + numbers + texts.dropFirst()).joined(separator: ",") + "}\n"
            } else {
                output += ([id] + corner.map { "\($0.1)" } + zones).map(Self.field).joined(separator: ",") + "\n"
            }
        }
        FileHandle.standardOutput.write(Data(output.utf8))
    }

    private static func json(_ text: String) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return String(decoding: try encoder.encode(text), as: UTF8.self)
    }

    /// A field as RFC 4180 wants it.
    private static func field(_ text: String) -> String {
        guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
