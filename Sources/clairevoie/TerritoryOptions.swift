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

    /// A file of the territory's folder, or else of the folder of boundaries.
    ///
    /// - Throws: ``MissingTerritoryFile``, also for a name that leads out of both.
    func path(of name: String) throws -> String {
        let boundaries = boundaries ?? ProcessInfo.processInfo.environment["CLAIREVOIE_DATA"]
        let isInside = !name.hasPrefix("/") && !name.split(separator: "/").contains("..")
        let found = [territory, boundaries].compactMap(\.self).map { "\($0)/\(name)" }
            .first { isInside && FileManager.default.fileExists(atPath: $0) }
        guard let found else { throw MissingTerritoryFile(name: name, folder: territory) }
        return found
    }

    /// Reads the folder.
    func load() throws -> Territory {
        try TerritoryLoader().load(
            folder: territory, boundaries: boundaries ?? ProcessInfo.processInfo.environment["CLAIREVOIE_DATA"])
    }
}

/// A file that a convention names isn't in the territory's folder.
struct MissingTerritoryFile: ExplainedError {
    let name: String
    let folder: String

    var explanation: Explanation {
        Explanation(
            what: Phrase(fr: "Le fichier « \(name) » manque.", en: "The file \"\(name)\" is missing."),
            at: TextPosition(file: folder),
            remedy: Phrase(
                fr: "Copiez-le dans le dossier du territoire, ou dites où il est avec --boundaries.",
                en: "Copy it into the territory's folder, or say where it is with --boundaries."))
    }
}
