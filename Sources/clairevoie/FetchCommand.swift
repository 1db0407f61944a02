import ArgumentParser
import Foundation
import Portals
import Vocabulary

/// `clairevoie fetch`: brings a data set from an open-data portal, and keeps the copy up to date.
struct FetchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch",
        abstract:
            "Fetch a data set from a portal: Socrata, Opendatasoft, CKAN, data.gouv.fr, Open311, or a plain file.",
        discussion: """
            Run again, it asks only for what has changed. After Ctrl-C or a failure it goes on where it stopped; the \
            copy is replaced only by a whole one. What a portal deletes is told by a full fetch alone.

            Example: clairevoie fetch https://www.data.gouv.fr/fr/datasets/NAME/ --output files

            Exit codes: 0 fetched, or nothing new; 64 the address is wrong; 69 the portal can't be reached; \
            74 the disk; 130 interrupted.
            """)

    @Argument(help: "The address of the data set's page, of its API, or of a file.")
    var address: String

    @Option(help: ArgumentHelp("The folder for the copy; made if there is none.", valueName: "dir"))
    var output: String

    @Option(help: "What the copy is called, without its ending.")
    var name: String?

    @Option(help: ArgumentHelp("What the portal is, where its address doesn't tell.", valueName: "portal"))
    var kind: PortalKindArgument?

    @Option(help: ArgumentHelp("Which file of the data set, by its id.", valueName: "id"))
    var resource: String?

    @Option(help: ArgumentHelp("The first day of requests, for Open311 (2024-01-01).", valueName: "date"))
    var since: String?

    @Option(help: ArgumentHelp("The most requests a second.", valueName: "number"))
    var rate: Double = 2

    @Flag(help: "Fetch everything again, and take new columns as they are.")
    var full = false

    @Flag(help: "Print the report as JSON.")
    var json = false

    func validate() throws {
        guard rate >= 0.01, rate <= 100 else { throw ValidationError("--rate must lie between 0.01 and 100.") }
        if let since, CivilDate(iso: since) == nil {
            throw ValidationError("--since must be a date such as 2024-01-01.")
        }
    }

    func run() async throws {
        let interruption = Interruption()
        let bar = ProgressBar(unit: Phrase(fr: "octets", en: "bytes"), isQuiet: json)
        defer { bar.finish() }
        let fetch = Fetch(
            try PortalAddress(address, kind: kind?.kind), name: name, folder: output, resource: resource, isFull: full,
            since: since.flatMap { CivilDate(iso: $0) }, manners: Manners(interval: .seconds(1 / rate)))
        let report = try await interruption.stopping {
            try await fetch.run { progress in
                try interruption.check()
                let fraction = progress.total.map { Double(progress.bytes) / Double(max($0, 1)) }
                bar.update(fraction: fraction, count: Int(progress.bytes))
            }
        }
        print(json ? Self.json(report) : Self.text(report, in: TerminalLanguage.current))
    }

    private struct Wire: Encodable {
        let path: String
        let changed: Bool
        let rows: Int
        let bytes: Int64
        let resumed: Bool
        let upTo: String?
    }

    private static func json(_ report: Fetch.Report) -> String {
        let wire = Wire(
            path: report.path, changed: report.isChanged, rows: report.rows, bytes: report.bytes,
            resumed: report.isResumed, upTo: report.upTo)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(wire) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }

    private static func text(_ report: Fetch.Report, in language: Language) -> String {
        guard report.isChanged else {
            return Phrase(
                fr: "\(report.path) : rien de nouveau.", en: "\(report.path): nothing new.")[language]
        }
        let received =
            report.rows > 0
            ? Phrase(fr: "\(report.rows) lignes reçues", en: "\(report.rows) rows received")
            : Phrase(fr: "\(report.bytes) octets reçus", en: "\(report.bytes) bytes received")
        return "\(report.path): \(received[language])"
    }
}

/// A portal's kind as `--kind` writes it.
struct PortalKindArgument: ExpressibleByArgument {
    let kind: PortalAddress.Kind

    init?(argument: String) {
        guard let kind = PortalAddress.Kind(rawValue: argument) else { return nil }
        self.kind = kind
    }

    static var allValueStrings: [String] { PortalAddress.Kind.allCases.map(\.rawValue) }
}
