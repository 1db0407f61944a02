import Foundation
import Inspection
import TestCity
import Testing
import Vocabulary

/// No value of any column gets into what an inspection returns.
struct InspectionCanaryTests {
    private static let columns = ["numero", "nom", "tel", "date", "code", "x", "commentaire", "mail", "statut", "zone"]

    /// Sixteen random bytes as letters, and short values; every digit and letter is one that no masked shape has.
    private static func canary(_ row: Int, _ column: Int, _ random: inout SeededGenerator) -> String {
        let letters = Array("bcdghjkmpqvwzBCDGHJKMPQVWZ1234567")
        func some(_ count: Int) -> String {
            String((0..<count).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] })
        }
        switch column {
        case 0: return String(40_001 + row)
        case 1: return row % 3 == 0 ? "Jean Kqzw\(some(4))" : some(16)
        case 2: return "06 12 34 56 \(11 + row % 67)"
        case 3: return "1\(1 + row % 8)/0\(1 + row % 7)/2024 1\(row % 9):3\(row % 9)"
        case 4: return ["BRUZ7", "RIXQ3", "FEUW5"][row % 3]
        case 5: return "5.3\(11_111 + row)"
        case 6: return (0..<7).map { _ in some(6) }.joined(separator: " ")
        case 7: return "\(some(16))@\(some(5)).fr"
        case 8: return row == 17 ? some(16) : "kz7"
        default: return ["Zq1", "Zw2"][row % 2]
        }
    }

    private static func rows(_ count: Int) -> [[String]] {
        var random = SeededGenerator(seed: 16)
        return (0..<count).map { row in columns.indices.map { canary(row, $0, &random) } }
    }

    /// Everything that an inspection says, in every form.
    private static func said(_ profile: FileProfile, table: TableRows, source: RowsSource) -> String {
        var proposal = ConventionProposal(source: "calls", profile: profile, format: TableShape(of: table).format())
        let unanswered = proposal.yaml()
        proposal.decisions = ConventionProposal.Decisions(
            title: Phrase(verbatim: "t"), purpose: Phrase(verbatim: "p"), legalBasis: Phrase(verbatim: "l"),
            origin: .reported, recordsPerIncident: 1)
        var dumped = ""
        dump(profile, to: &dumped)
        dump(TableShape(of: table), to: &dumped)
        dump(proposal, to: &dumped)
        dump(table, to: &dumped)
        return [
            profile.json(proposal: unanswered), profile.text(in: .french), profile.text(in: .english), "\(profile)",
            String(reflecting: profile), unanswered, proposal.yaml(), dumped, "\(table)", String(reflecting: table),
            "\(TableShape(of: table))",
        ].joined(separator: "\n")
    }

    private static func leaks(_ rows: [[String]], in text: String) -> Set<String> {
        Set(rows.joined().filter { text.contains($0) })
    }

    @Test func noValueOfAnyColumnIsSaid() throws {
        let rows = Self.rows(400)
        let source = RowsSource(columns: Self.columns, rows: rows)
        var (first, second) = (source, source)
        let profile = try Inspector(hints: TerritoryHints(of: try TestCity.territory())).profile(&first)
        let text = Self.said(profile, table: try TableRows(reading: &second), source: source)
        #expect(text.contains("numero") && text.contains("99 99 99 99 99"))
        #expect(Self.leaks(rows, in: text).isEmpty)
    }

    @Test func aFileWithoutAHeaderDoesNotShowItsFirstRecordAsNames() throws {
        let rows = Self.rows(200)
        let source = RowsSource(columns: rows[0], rows: Array(rows.dropFirst()))
        var (first, second) = (source, source)
        let profile = try Inspector().profile(&first)
        let text = Self.said(profile, table: try TableRows(reading: &second), source: source)
        #expect(profile.isHeaderDoubtful)
        #expect(Self.leaks(rows, in: text).isEmpty)
    }

    @Test func aTotalIsToldByItsWordAlone() throws {
        var cells = [["Main courante", "", ""], ["date", "code", "nombre"]]
        cells += (0..<40).map { ["0\(1 + $0 % 9)/01/2024", "B\($0 % 3)", "\($0)"] }
        cells.append(["Total de Mme Kqzwvg", "", "31415"])
        let shape = TableShape(of: TableRows(cells: cells))
        #expect(shape.footer == "Total" && shape.headerRow == 2)
        #expect(!"\(shape)".contains("Kqzwvg") && !"\(shape)".contains("31415") && !"\(shape)".contains("courante"))
    }
}
