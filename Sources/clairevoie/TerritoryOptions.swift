import ArgumentParser
import Foundation
import TerritoryFolder
import Vocabulary

/// Which territory a command is about, and where its data lies.
struct TerritoryOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The territory's folder.", valueName: "dir"))
    var territory: String

    @Option(
        help: ArgumentHelp(
            "Where zone files that the territory doesn't ship are found (default: $CLAIREVOIE_DATA).",
            valueName: "dir"))
    var boundaries: String?

    /// Reads the folder.
    func load() throws -> Territory {
        try TerritoryLoader().load(
            folder: territory, boundaries: boundaries ?? ProcessInfo.processInfo.environment["CLAIREVOIE_DATA"])
    }
}
