import ArgumentParser
import Connectors
import Foundation
import Intake
import Vault
import Vocabulary

/// `clairevoie import`: a file goes through the gate into the vault.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Pass a source's file through the gate into the vault.",
        discussion: """
            The file replaces what the vault holds of the same source and period; importing it twice changes nothing. \
            Ctrl-C, or a crash at any moment, leaves the vault as it was.

            Example: clairevoie import calls.csv --territory Territories/ville-temoin --data demo-data \
            --source appels --period 2024-01-01/2025-01-01
            """)

    @Argument(help: "The file: CSV (plain, gzip or zstd), a spreadsheet, a geographic file, or an Access database.")
    var file: String

    @OptionGroup var territory: TerritoryOptions

    @Option(help: ArgumentHelp("The data folder; made if there is none.", valueName: "dir"))
    var data: String

    @Option(help: "The source, as its convention is called.")
    var source: String

    @Option(
        help: ArgumentHelp(
            "The days that the file covers, the last one excluded; may be given several times.",
            valueName: "from/to"))
    var period: [PeriodArgument] = []

    @Flag(help: "Accept a file without rows: truly nothing happened.")
    var allowEmpty = false

    @Flag(help: "Print the report as JSON.")
    var json = false

    func run() async throws {
        let interruption = Interruption()
        let start = ContinuousClock.now
        let territory = try territory.load()
        guard let convention = territory.conventions[source] else {
            throw UnknownSource(source: source, known: territory.conventions.keys.sorted())
        }
        let now = UTCSeconds(Date().timeIntervalSince1970)
        let periods = try DeclaredPeriods(
            periods(convention, territory.calendar, now: now), now: now,
            agreed: convention.validity.map {
                territory.calendar.start(of: $0.from)..<territory.calendar.start(of: $0.until)
            }
        ).ranges
        let input = try SourceFile.open(path: file, format: convention.format, reader: .besideThisProgram)
        let columns = input.columns
        let batch = try VaultBatch(folder: data, source: source, territory: territory, periods: periods)
        let gate = try Gate(
            territory: territory, convention: convention, file: file, columns: columns,
            fileReference: input.coordinateReference, gazetteer: try gazetteer(of: convention),
            secret: batch.drawSecret, texts: try classifier(of: convention, before: periods, territory: territory))
        let bar = ProgressBar(unit: Phrase(fr: "lignes", en: "rows"), isQuiet: json)
        defer { bar.finish() }
        let admission = Admission(
            gate: gate, convention: convention, calendar: territory.calendar, columns: columns, periods: periods,
            sink: batch)
        let done = try await ImportRun.run(source: input, gate: gate, admission: admission, width: 4) { progress in
            try interruption.check()
            let fraction = progress.bytesTotal.map { Double(progress.bytesRead) / Double(max($0, 1)) }
            bar.update(fraction: fraction, count: progress.rows)
        }
        guard done.report.read > 0 || allowEmpty else { throw ConnectorError.noRows(file: file) }
        guard done.report.isInsidePeriod || allowEmpty else { throw GateError.otherPeriod(file: file) }
        try interruption.check()
        let report = done.report
        let delivery = try await done.sink.commit(
            columns: columns, at: UTCSeconds(Date().timeIntervalSince1970))
        bar.finish()
        let outcome = ImportOutcome(
            report: report, delivery: delivery, columns: columns, elapsed: ContinuousClock.now - start)
        print(json ? outcome.json() : outcome.text(in: TerminalLanguage.current))
    }

    /// The gazetteer that the convention names, where it reads addresses.
    private func gazetteer(of convention: Convention) throws -> Gazetteer? {
        guard case .address(let address) = convention.place else { return nil }
        let path = try territory.path(of: address.gazetteer)
        return try GazetteerFile.read(DelimitedFile(path: path, format: FileFormat()), file: path)
    }

    /// The model that the convention names, where it reads categories from texts.
    private func classifier(
        of convention: Convention, before periods: [Range<UTCSeconds>], territory: Territory
    ) throws -> FrozenClassifier? {
        guard case .text(_, let model) = convention.category else { return nil }
        let classifier = try TextModelFile.read(TextModelFile.path(of: model, data: data))
        return try FrozenClassifier(classifier, before: periods, territory: territory)
    }

    private func periods(
        _ convention: Convention, _ calendar: CivilCalendar, now: UTCSeconds
    ) throws -> [Range<UTCSeconds>] {
        if !period.isEmpty { return try period.map { try $0.range(in: calendar) } }
        guard let rhythm = convention.rhythm else { throw GateError.noPeriod(source: source) }
        // The period just ended: a monthly file imported in March is February's.
        let current = calendar.bin(rhythm.level, containing: now)
        let last = calendar.bin(rhythm.level, containing: current.start - 1)
        return [last.start..<last.end]
    }
}

/// A source that the territory has no convention for.
struct UnknownSource: ExplainedError {
    let source: String
    let known: [String]

    var explanation: Explanation {
        let names = known.joined(separator: ", ")
        return Explanation(
            what: Phrase(fr: "Source inconnue : « \(source) ».", en: "Unknown source: \"\(source)\"."),
            remedy: Phrase(fr: "Ce territoire a : \(names).", en: "This territory has: \(names)."))
    }
}
