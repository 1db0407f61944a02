import Connectors
import Foundation
import RowFormat
import TestCity
import Testing
import Vocabulary

/// XLSB workbooks: the same sheets as XLSX, in records.
struct BinaryWorkbookTests {
    private func write(_ bytes: [UInt8]) throws -> String {
        let path = try TestCity.temporaryFolder() + "/a.xlsb"
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    private func refusal(_ bytes: [UInt8]) throws -> ReaderFailure.Code? {
        guard case .notRead(_, let failure) = try TheReader.refusal(write(bytes)) else { return nil }
        return failure.code
    }

    private static let rows: [[WorkbookWriter.Cell]] = [
        [.text("id"), .text("date"), .text("rue"), .text("durée")],
        [.number("1"), .day("45000.25"), .text("rue Haute 😀"), .shown("1.5", format: 0)], [],
        [.number("0.30000000000000004"), .none, .text("007"), .shown("45000.25", format: 1)],
        [.number("1e21"), .day("60"), .text(""), .shown("0.25", format: 2)],
    ]

    @Test(arguments: [false, true]) func aWorkbookIsTheSameInRecordsAsInXML(countsFrom1904: Bool) throws {
        let formats = ["[h]:mm", "dd/mm/yyyy", "hh:mm"]
        let binary = BinaryWorkbookWriter(rows: Self.rows, countsFrom1904: countsFrom1904, formats: formats)
        var twin = WorkbookWriter(sheets: [("Appels", Self.rows)], countsFrom1904: countsFrom1904)
        twin.formats = formats
        let path = try TestCity.temporaryFolder() + "/a.xlsx"
        try Data(twin.bytes()).write(to: URL(filePath: path))
        let content = try TheReader.read(write(binary.bytes()))
        #expect(content.rows.count == 3 && content.rows[0][3] == "36:00:00")
        #expect(try content == TheReader.read(path))
    }

    @Test func everyKindOfRecordIsACell() throws {
        typealias Writer = BinaryWorkbookWriter
        func cell(_ kind: Int, _ column: Int, _ value: [UInt8]) -> [UInt8] {
            Writer.record(kind, Writer.long(column) + Writer.long(0) + value)
        }
        let packed = [(3 << 2) | 2, (-5 << 2) & 0xFFFF_FFFF | 3, 0x3FF8_0000, 0x405E_DC01]
        var cells: [UInt8] = []
        for (column, bits) in packed.enumerated() { cells += cell(2, column + 4, Writer.long(bits)) }
        cells += cell(3, 8, [0x2A]) + cell(4, 9, [1]) + cell(11, 10, [0x07]) + cell(10, 11, [0])
        cells += cell(8, 12, Writer.text("é") + [0, 0, 1]) + cell(62, 13, [1] + Writer.text("gras") + Writer.long(0))
        // One right behind the one before, and a record of a kind that nobody knows.
        cells += Writer.record(13, Writer.long(0) + Writer.long(7 << 2 | 2))
        cells += Writer.record(3000, [UInt8](repeating: 7, count: 300_000)) + cell(7, 15, Writer.long(0))
        var writer = Writer(rows: [[.text("a"), .none, .none, .none], [.text("b")]])
        writer.extra = cells
        // There are no shared texts, so that the last cell is refused.
        #expect(try refusal(writer.bytes()) == .damaged)
        writer.extra = Array(cells.dropLast(14))
        let columns = try TheReader.read(write(writer.bytes())).columns
        #expect(
            columns == [
                "a", "", "", "", "3", "-0.05", "1.5", "1.234375", "#N/A", "1", "#DIV/0!", "0", "é", "gras", "7",
            ])
    }

    @Test func aSheetCutAnywhereIsRefused() throws {
        var entries = BinaryWorkbookWriter(rows: Self.rows).entries()
        let whole = entries[4].bytes
        for length in stride(from: 1, to: whole.count, by: 29) {
            entries[4].bytes = Array(whole.prefix(length))
            let code = try refusal(ZipWriter.archive(entries))
            #expect(code == .damaged, "\(length)")
        }
    }

    @Test func lengthsAndNumbersThatNoneHasAreRefused() throws {
        typealias Writer = BinaryWorkbookWriter
        let head = Writer.long(0) + Writer.long(0)
        let wrong: [[UInt8]] = [
            // A column beyond the last, a text longer than its record, a record longer than the file.
            Writer.record(6, Writer.long(16_384) + Writer.long(0) + Writer.text("a")),
            Writer.record(6, Writer.long(0x7FFF_FFFF) + Writer.long(0) + Writer.text("a")),
            Writer.record(6, head + Writer.long(0x7FFF_FFFF) + [65, 0]),
            Writer.record(6, head + Writer.long(5) + [65, 0]),
            [6, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0], [0xB9, 0x17, 0xFF, 0xFF, 0xFF, 0x7F], Writer.record(5, [1, 2, 3]),
            // A row above the one before, and one below the last of all.
            Writer.record(0, Writer.long(0)), Writer.record(0, Writer.long(1_048_576)),
        ]
        for extra in wrong {
            var writer = Writer(rows: Self.rows)
            writer.extra = extra
            #expect(try refusal(writer.bytes()) == .damaged, "\(extra.prefix(16))")
        }
    }

    /// 100 workbooks with some bytes of the sheet changed: each is read or refused, and the reader never dies.
    @Test func changedRecordsNeverCrashTheReader() throws {
        var generator = SeededGenerator(seed: 12)
        var entries = BinaryWorkbookWriter(rows: Self.rows, formats: ["[h]:mm", "dd/mm/yyyy", "hh:mm"]).entries()
        let original = entries.map(\.bytes)
        for _ in 0..<100 {
            let part = [1, 3, 4][Int.random(in: 0..<3, using: &generator)]
            entries[part].bytes = original[part]
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let place = entries[part].bytes.indices.randomElement(using: &generator) ?? 0
                entries[part].bytes[place] = UInt8.random(in: 0...255, using: &generator)
            }
            let path = try write(ZipWriter.archive(entries))
            switch TheReader.refusal(path) {
            case .none, .notRead, .noHeader, .repeatedColumn: break
            case .some(let error): Issue.record("\(error)")
            }
            entries[part].bytes = original[part]
        }
    }
}
