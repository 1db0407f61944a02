import ArgumentParser
import Connectors
import Foundation
import Inspection
import IntakeDesk
import Logging
import TerritoryFolder
import Vocabulary

/// `clairevoie desk`: the page *Nouvelle source*, for one person at this machine.
struct DeskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "desk",
        abstract: "Open the page on which a new source's convention is made from a file.",
        discussion: """
            Runs on the intake side, as a user who may read the file: every value is masked on the page. It listens on \
            127.0.0.1 alone, and the address printed holds a key that opens it until the process ends.

            Example: clairevoie desk calls.csv --territory Territories/ville-temoin
            """)

    @Argument(help: "The file: CSV (plain, gzip or zstd), a spreadsheet, a geographic file, or an Access database.")
    var file: String

    @OptionGroup var territory: TerritoryOptions

    @Option(help: "The sheet or layer to look into.")
    var layer: String?

    @Option(help: "The port to listen on; 0 for any that is free.")
    var port = 0

    @Flag(help: "Say where it serves as JSON, once it does.")
    var json = false

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port lies between 0 and 65535.") }
    }

    func run() async throws {
        let hints = TerritoryHints(of: try territory.load())
        let boundaries = territory.boundaries ?? ProcessInfo.processInfo.environment["CLAIREVOIE_DATA"]
        let file = file
        let desk = try Desk(
            fileName: URL(filePath: file).lastPathComponent, format: FileFormat(layer: layer),
            folder: territory.territory, boundaries: boundaries
        ) { format in
            var rows = try SourceFile.open(path: file, format: format, reader: .besideThisProgram)
            let shape = TableShape(of: try TableRows(reading: &rows))
            var source = try SourceFile.open(path: file, format: format, reader: .besideThisProgram)
            return Desk.Look(profile: try Inspector(hints: hints).profile(&source, layer: format.layer), shape: shape)
        }
        var logger = Logger(label: "clairevoie", factory: StreamLogHandler.standardError(label:))
        logger.logLevel = .warning
        let isJSON = json
        try await DeskServer(desk: desk, logger: logger).run(port: port) { address in
            let line = isJSON ? "{\"address\":\"\(address)\"}\n" : address + "\n"
            FileHandle.standardOutput.write(Data(line.utf8))
        }
    }
}
