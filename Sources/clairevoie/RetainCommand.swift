import ArgumentParser
import Disclosure
import Foundation
import Vault
import Vocabulary

/// `clairevoie retain`: deletes from the vault what the conventions no longer let it keep.
struct RetainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retain",
        abstract: "Delete from the vault what is older than each source's convention allows.",
        discussion: """
            Run it every day. Counts, refusals and coverage of before the limit are overwritten and the file is rebuilt; \
            published figures stay, and the next publication puts the deletion on the log. Backups are yours to expire.

            Example: clairevoie retain --territory Territories/ville-temoin --data demo-data

            Exit codes: 0 done, or nothing to delete; 66 there is no vault; 74 the disk; 78 the territory's folder.
            """)

    @OptionGroup var territory: TerritoryOptions

    @Option(help: ArgumentHelp("The data folder.", valueName: "dir"))
    var data: String

    @Flag(help: "Print the report as JSON.")
    var json = false

    func run() throws {
        let territory = try territory.load()
        try NoVault.check(data)
        let vault = try Vault(folder: data, territory: territory)
        let outcomes = try Retention(territory: territory, vault: vault).run(
            at: UTCSeconds(Date().timeIntervalSince1970))
        print(json ? try Self.json(outcomes) : Self.text(outcomes, in: TerminalLanguage.current))
    }

    private struct Line: Encodable {
        let source: String
        let keptFrom: String
        let deleted: Bool
    }

    private static func json(_ outcomes: [Retention.Outcome]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let lines = outcomes.map { Line(source: $0.source, keptFrom: "\($0.keptFrom)", deleted: $0.hasExpired) }
        return String(decoding: try encoder.encode(lines), as: UTF8.self)
    }

    private static func text(_ outcomes: [Retention.Outcome], in language: Language) -> String {
        outcomes.map { outcome in
            let day = "\(outcome.keptFrom)"
            return outcome.hasExpired
                ? Phrase(
                    fr: "\(outcome.source) : tout ce qui précède le \(day) est effacé",
                    en: "\(outcome.source): all before \(day) is deleted")[language]
                : Phrase(
                    fr: "\(outcome.source) : rien avant le \(day)",
                    en: "\(outcome.source): nothing before \(day)")[language]
        }.joined(separator: "\n")
    }
}
