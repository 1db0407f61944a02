import ArgumentParser
import Connectors
import Foundation
import Inspection
import TerritoryFolder
import Vocabulary

/// `clairevoie inspect`: what an unknown file holds, every value masked, and the convention that it could come under.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Look into an unknown file, with every value masked, and propose a convention for it.",
        discussion: """
            No value is printed: only the shapes that five rows share. With a territory, its zones, codes and box tell \
            more of the columns, and --save writes the proposed convention into its folder once the folder loads with \
            it. What the file can't tell must be given then: --purpose, --legal-basis, --origin and --k.

            Example: clairevoie inspect calls.csv --territory Territories/ville-temoin
            """)

    @Argument(help: "The file: CSV (plain, gzip or zstd), a spreadsheet, a geographic file, or an Access database.")
    var file: String

    @Option(help: ArgumentHelp("The folder of the territory that the file speaks of.", valueName: "dir"))
    var territory: String?

    @Option(
        help: ArgumentHelp(
            "Where zone files that the territory doesn't ship are found (default: $CLAIREVOIE_DATA).",
            valueName: "dir"))
    var boundaries: String?

    @Option(help: "The sheet or layer to look into.")
    var layer: String?

    @Option(help: "The row that names the columns, counted from 1.")
    var headerRow = 1

    @Option(help: ArgumentHelp("Write the proposal as the convention of this source.", valueName: "source"))
    var save: String?

    @Option(help: "What people call the source (default: its key).")
    var title: String?

    @Option(help: "Why the source is counted.")
    var purpose: String?

    @Option(help: "The legal basis.")
    var legalBasis: String?

    @Option(help: "How the counts come to be: reported, discovered, measured or contextual.")
    var origin: OriginArgument?

    @Option(help: "The most rows that one incident may make.")
    var k: Int?

    @Flag(help: "Print the profile and the proposal as JSON.")
    var json = false

    func run() throws {
        let language = TerminalLanguage.current
        let boundaries = boundaries ?? ProcessInfo.processInfo.environment["CLAIREVOIE_DATA"]
        let known = try territory.map { try TerritoryLoader().load(folder: $0, boundaries: boundaries) }
        let hints = known.map { TerritoryHints(of: $0) } ?? .none
        let format = FileFormat(layer: layer, headerRow: max(1, headerRow))
        var rows = try SourceFile.open(path: file, format: format, reader: .besideThisProgram)
        let shape = TableShape(of: try TableRows(reading: &rows))
        var source = try SourceFile.open(path: file, format: format, reader: .besideThisProgram)
        let profile = try Inspector(hints: hints).profile(&source, layer: layer)
        var proposal = ConventionProposal(source: save ?? "source", profile: profile, format: format)
        if let save {
            proposal.decisions = try decisions()
            guard let territory else { throw UndecidedConvention(option: "--territory") }
            let convention = try ProposedConvention(source: save, text: proposal.yaml())
            let path = try convention.save(in: territory, boundaries: boundaries)
            print(Phrase(fr: "Convention écrite : \(path)", en: "Convention written: \(path)")[language])
            return
        }
        if json {
            print(profile.json(proposal: proposal.yaml()))
            return
        }
        print(profile.text(in: language))
        if shape.format(of: format) != format { print("\n" + shape.text(in: language)) }
        print("\n" + proposal.yaml())
    }

    private func decisions() throws -> ConventionProposal.Decisions {
        guard let purpose else { throw UndecidedConvention(option: "--purpose") }
        guard let legalBasis else { throw UndecidedConvention(option: "--legal-basis") }
        guard let origin else { throw UndecidedConvention(option: "--origin") }
        guard let k else { throw UndecidedConvention(option: "--k") }
        return ConventionProposal.Decisions(
            title: Phrase(verbatim: title ?? save ?? ""), purpose: Phrase(verbatim: purpose),
            legalBasis: Phrase(verbatim: legalBasis), origin: origin.origin, recordsPerIncident: k)
    }
}

/// An origin as the command line writes it.
enum OriginArgument: String, ExpressibleByArgument, CaseIterable {
    case reported
    case discovered
    case measured
    case contextual

    var origin: Origin {
        switch self {
        case .reported: .reported
        case .discovered: .discovered
        case .measured: .measured
        case .contextual: .contextual
        }
    }
}

/// A convention was to be saved without what only a person can decide.
struct UndecidedConvention: ExplainedError {
    let option: String

    var explanation: Explanation {
        Explanation(
            what: Phrase(
                fr: "Pour écrire la convention, il manque \(option).",
                en: "To write the convention, \(option) is missing."),
            why: Phrase(
                fr: "Un fichier ne dit ni but, ni base légale, ni origine, ni combien de lignes fait un incident.",
                en: "A file tells neither purpose nor legal basis nor origin nor how many rows an incident makes."),
            remedy: Phrase(
                fr: "Donnez --territory, --purpose, --legal-basis, --origin et --k, ou relisez d'abord sans --save.",
                en: "Give --territory, --purpose, --legal-basis, --origin and --k, or read it first without --save."))
    }
}
