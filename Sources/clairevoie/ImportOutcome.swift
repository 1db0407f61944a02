import Foundation
import Intake
import Vault
import Vocabulary

/// The report of an import, for a person or for a program.
struct ImportOutcome {
    let report: ImportReport
    let delivery: Delivery
    let columns: [String]
    let elapsed: Duration

    private var seconds: Double {
        Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    }

    /// The columns that the source's file before this one didn't have.
    private var newColumns: [String] {
        delivery.columnsBefore.map { before in columns.filter { !before.contains($0) } } ?? []
    }

    /// The columns that the source's file before this one had.
    private var goneColumns: [String] { delivery.columnsBefore?.filter { !columns.contains($0) } ?? [] }

    private var peakMiB: Int {
        // getrusage's figure begins with the memory of whoever started the process.
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split { $0 == " " || $0 == "\t" }.dropFirst().first.flatMap { Int($0) } ?? 0) / 1024
    }

    private struct Wire: Encodable {
        let read: Int
        let admitted: Int
        let refused: [String: Int]
        let unmappedCodes: [String: Int]
        let dropped: [String: Int]
        let ambiguousHours: Int
        let skippedHours: Int
        let swappedCoordinates: Int
        let newColumns: [String]
        let goneColumns: [String]
        let changed: Bool
        let seconds: Double
        let peakMiB: Int
    }

    func json() -> String {
        let wire = Wire(
            read: report.read, admitted: report.admitted,
            refused: Dictionary(uniqueKeysWithValues: report.refused.map { ($0.key.rawValue, $0.value) }),
            unmappedCodes: report.unmappedCodes, dropped: report.dropped, ambiguousHours: report.ambiguousHours,
            skippedHours: report.skippedHours, swappedCoordinates: report.swappedCoordinates,
            newColumns: newColumns, goneColumns: goneColumns, changed: delivery.hasChanged,
            seconds: (seconds * 1000).rounded() / 1000, peakMiB: peakMiB)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard let data = try? encoder.encode(wire) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }

    func text(in language: Language) -> String {
        var lines = [
            row(Phrase(fr: "lues", en: "read"), report.read, language),
            row(Phrase(fr: "admises", en: "admitted"), report.admitted, language),
        ]
        for (reason, count) in report.refused.sorted(by: { $0.value > $1.value }) {
            let title = Phrase(fr: "refusées : \(reason.title[.french])", en: "refused: \(reason.title[.english])")
            lines.append(row(title, count, language))
            guard reason == .unmappedCategory else { continue }
            for (code, count) in report.unmappedCodes.sorted(by: { $0.value > $1.value }) {
                lines.append("              « \(code) » \(count)")
            }
        }
        let dropped = report.dropped.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }
        if !dropped.isEmpty {
            lines.append(
                Phrase(fr: "Colonnes laissées à la porte : ", en: "Columns dropped at the gate: ")[language]
                    + dropped.joined(separator: ", "))
        }
        let changes = [
            (
                newColumns,
                Phrase(fr: "Colonnes nouvelles depuis le fichier d'avant : ", en: "Columns new since the last file: ")
            ),
            (
                goneColumns,
                Phrase(fr: "Colonnes disparues depuis le fichier d'avant : ", en: "Columns gone since the last file: ")
            ),
        ]
        for (names, title) in changes where !names.isEmpty {
            lines.append(title[language] + names.joined(separator: ", "))
        }
        for note in notes where note.count > 0 { lines.append(note.text[language]) }
        if !delivery.hasChanged {
            lines.append(
                Phrase(
                    fr: "Le coffre avait déjà tout cela : rien n'a changé.",
                    en: "The vault had all of it already: nothing changed.")[language])
        }
        let rounded = (seconds * 100).rounded() / 100
        lines.append("\(rounded) s, \(peakMiB) MiB")
        return lines.joined(separator: "\n")
    }

    /// What the gate decided by rule, so that the operator may judge the rule.
    private var notes: [(count: Int, text: Phrase)] {
        let (ambiguous, skipped, swapped) = (report.ambiguousHours, report.skippedHours, report.swappedCoordinates)
        return [
            (
                ambiguous,
                Phrase(
                    fr: "Heures que l'horloge donne deux fois, comptées à la première : \(ambiguous)",
                    en: "Hours that the clock shows twice, counted as the first: \(ambiguous)")
            ),
            (
                skipped,
                Phrase(
                    fr: "Heures que l'horloge saute, comptées une heure plus tard : \(skipped)",
                    en: "Hours that the clock skips, counted an hour later: \(skipped)")
            ),
            (
                swapped,
                Phrase(
                    fr: "Lieux refusés qui seraient dans le territoire, x et y échangés : \(swapped)",
                    en: "Refused places that would be in the territory with x and y exchanged: \(swapped)")
            ),
        ]
    }

    private func row(_ title: Phrase, _ count: Int, _ language: Language) -> String {
        let digits = String(count)
        return String(repeating: " ", count: max(0, 12 - digits.count)) + digits + "  " + title[language]
    }
}
