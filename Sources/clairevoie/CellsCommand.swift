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
        var output = json ? "" : (["cell", "easting", "northing"] + levels).joined(separator: ",") + "\n"
        for (index, cell) in geography.cells.enumerated() {
            let origin = geography.grid.origin(of: cell)
            let zones = geography.zoneOfCell.indices.map { layer -> String in
                let zone = geography.zoneOfCell[layer][index]
                return zone < 0 ? "" : geography.layers[layer].zones[Int(zone)].id
            }
            let id = geography.grid.id(of: cell)
            if json {
                let pairs = zip(levels, zones).map { "\"\($0)\":\"\($1)\"" }.joined(separator: ",")
                output += "{\"cell\":\"\(id)\",\"easting\":\(Int(origin.x)),\"northing\":\(Int(origin.y)),\(pairs)}\n"
            } else {
                output += ([id, "\(Int(origin.x))", "\(Int(origin.y))"] + zones).joined(separator: ",") + "\n"
            }
        }
        FileHandle.standardOutput.write(Data(output.utf8))
    }
}
