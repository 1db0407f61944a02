import ArgumentParser
import Disclosure
import Foundation
import Vault
import Vocabulary

/// `clairevoie publish`: closes bins and writes immutable editions.
struct PublishCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Close what can be closed and publish it, with the plan's noise.",
        discussion: """
            A bin is published once, after its end, its source's delay, and where its source is known to be complete. \
            Ctrl-C stops between two tables and nothing is published.

            Example: clairevoie publish --territory Territories/ville-temoin --data demo-data
            """)

    @OptionGroup var territory: TerritoryOptions

    @Option(help: ArgumentHelp("The data folder.", valueName: "dir"))
    var data: String

    @OptionGroup var witness: WitnessOption

    @Flag(help: "Go on without a witness that is lost for good; the loss goes on the public log.")
    var witnessIsLost = false

    @Flag(help: "Print the report as JSON.")
    var json = false

    func run() throws {
        let interruption = Interruption()
        let start = ContinuousClock.now
        let territory = try territory.load()
        try NoVault.check(data)
        let vault = try Vault(folder: data, territory: territory)
        let publisher = try Publisher(
            territory: territory, vault: vault, folder: data, witnesses: witness.folder,
            isWitnessLost: witnessIsLost)
        let bar = ProgressBar(unit: Phrase(fr: "tables", en: "tables"), isQuiet: json)
        defer { bar.finish() }
        let steps = Double(territory.plan.tables.count + territory.plan.reports.count)
        let report = try publisher.publish(at: UTCSeconds(Date().timeIntervalSince1970)) { fraction in
            try interruption.check()
            bar.update(fraction: fraction, count: Int((fraction * steps).rounded()))
        }
        bar.finish()
        let elapsed = (ContinuousClock.now - start).components
        let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
        print(json ? try wire(report, seconds) : text(report, seconds, TerminalLanguage.current))
    }

    private func wire(_ report: PublishReport, _ seconds: Double) throws -> String {
        struct Table: Encodable {
            let key: String
            let bins: Int
            let figures: Int
        }
        struct Wire: Encodable {
            let tables: [Table]
            let corrections: Int
            let interruptions: Int
            let logSize: Int64
            let logRoot: String
            let seconds: Double
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let data = try encoder.encode(
            Wire(
                tables: report.tables.map { Table(key: $0.key, bins: $0.bins, figures: $0.figures) },
                corrections: report.corrections, interruptions: report.interruptions,
                logSize: report.logSize, logRoot: report.logRoot,
                seconds: (seconds * 1000).rounded() / 1000))
        return String(decoding: data, as: UTF8.self)
    }

    private func text(_ report: PublishReport, _ seconds: Double, _ language: Language) -> String {
        var lines = report.tables.map { table in
            Phrase(
                fr: "\(table.key) : \(table.bins) périodes, \(table.figures) chiffres",
                en: "\(table.key): \(table.bins) bins, \(table.figures) figures")[language]
        }
        if lines.isEmpty {
            lines.append(Phrase(fr: "Rien de nouveau à publier.", en: "Nothing new to publish.")[language])
        }
        if report.corrections > 0 {
            lines.append(
                Phrase(
                    fr: "\(report.corrections) corrections inscrites au journal",
                    en: "\(report.corrections) corrections put on the log")[language])
        }
        if report.interruptions > 0 {
            lines.append(
                Phrase(
                    fr:
                        "\(report.interruptions) périodes perdues par une publication interrompue : elles ne seront plus "
                        + "publiées",
                    en: "\(report.interruptions) stretches lost to an interrupted publication: they won't be published "
                        + "any more")[language])
        }
        lines.append(
            Phrase(fr: "Journal : \(report.logSize) feuilles, racine", en: "Log: \(report.logSize) leaves, root")[
                language] + " \(report.logRoot)")
        lines.append("\((seconds * 100).rounded() / 100) s")
        return lines.joined(separator: "\n")
    }
}
