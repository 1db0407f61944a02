import ArgumentParser
import Connectors
import Foundation
import Intake
import Vocabulary

/// `clairevoie teach`: a classifier of texts is taught on labelled rows, and frozen.
struct TeachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "teach",
        abstract: "Teach a source's model to tell categories from texts, on labelled rows.",
        discussion: """
            The model may classify only what comes after the last day of these rows; --before leaves later rows out. It \
            holds the words that at least 20 records of 5 days share, and is readable by its owner alone. The report is \
            for you: read the list of words over before you use the model, and strike out with --without what it shouldn't \
            know.

            Example: clairevoie teach main-courante-2023.csv --source main-courante --label code \
            --territory Territories/ville-temoin --data demo-data
            """)

    @Argument(help: "The file of labelled rows: CSV (plain, gzip or zstd) or a spreadsheet.")
    var file: String

    @OptionGroup var territory: TerritoryOptions

    @Option(help: ArgumentHelp("The data folder; made if there is none.", valueName: "dir"))
    var data: String

    @Option(help: "The source, as its convention is called; its convention names the texts and the model.")
    var source: String

    @Option(help: "The column of the codes that people gave.")
    var label: String

    @Option(help: ArgumentHelp("Leave out rows of this day and after.", valueName: "yyyy-mm-dd"))
    var before: DayArgument?

    @Option(help: "The least probability of a category that is told, from 0 to 1; below it a record is refused.")
    var confidence = TextTeacher.confidence

    @Option(
        name: .customLong("without"), parsing: .singleValue,
        help: ArgumentHelp(
            "A learned word, or pair of words, that the model may not know; give it again for each.", valueName: "word"
        ))
    var struck: [String] = []

    @Flag(help: "Print the report as JSON.")
    var json = false

    func validate() throws {
        guard (0...1).contains(confidence) else { throw ValidationError("--confidence lies between 0 and 1.") }
    }

    func run() async throws {
        let interruption = Interruption()
        let territory = try territory.load()
        guard let convention = territory.conventions[source] else {
            throw UnknownSource(source: source, known: territory.conventions.keys.sorted())
        }
        guard case .text(_, let name) = convention.category else { throw TextModelError.noText(source: source) }
        var input = try SourceFile.open(path: file, format: convention.format, reader: .besideThisProgram)
        var teacher = try TextTeacher(
            territory: territory, convention: convention, label: label, before: try before?.date(), file: file,
            columns: input.columns)
        while let chunk = try input.next() {
            try interruption.check()
            try teacher.read(chunk.split(selecting: teacher.selection))
        }
        let (model, report) = try await teacher.teach(confidence: confidence, without: struck)
        try interruption.check()
        let path = TextModelFile.path(of: name, data: data)
        try TextModelFile.write(model, to: path)
        print(json ? report.json() : report.text(in: TerminalLanguage.current) + "\n→ \(path)")
    }
}
