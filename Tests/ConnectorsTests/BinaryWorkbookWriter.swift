/// XLSB workbooks of one sheet for tests, with the cells of a ``WorkbookWriter``.
struct BinaryWorkbookWriter {
    var rows: [[WorkbookWriter.Cell]]
    var countsFrom1904 = false
    /// Codes of formats of numbers.
    var formats: [String] = []
    /// Records put among the cells of the first row.
    var extra: [UInt8] = []

    func bytes() -> [UInt8] { ZipWriter.archive(entries()) }

    func entries() -> [ZipWriter.Entry] {
        let package = "http://schemas.openxmlformats.org/package/2006/relationships"
        let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let targets = [("r1", "worksheet", "worksheets/sheet1.bin"), ("r2", "styles", "styles.bin")]
        let links =
            "<Relationships xmlns=\"\(package)\">"
            + targets.map { "<Relationship Id=\"\($0.0)\" Type=\"\(relations)/\($0.1)\" Target=\"\($0.2)\"/>" }.joined()
            + "</Relationships>"
        let name = Self.text("r1") + Self.text("Appels")
        let workbook =
            Self.record(153, Self.long(countsFrom1904 ? 1 : 0) + Self.long(0))
            + Self.record(156, Self.long(0) + Self.long(1) + name)
        return [
            .init(name: "[Content_Types].xml", bytes: Array("<Types/>".utf8)),
            .init(name: "xl/workbook.bin", bytes: workbook, isDeflated: true),
            .init(name: "xl/_rels/workbook.bin.rels", bytes: Array(links.utf8)),
            .init(name: "xl/styles.bin", bytes: styles(), isDeflated: true),
            .init(name: "xl/worksheets/sheet1.bin", bytes: sheet(), isDeflated: true),
        ]
    }

    private func styles() -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, code) in formats.enumerated() {
            bytes += Self.record(44, Self.short(164 + index) + Self.text(code))
        }
        bytes += Self.record(617, Self.long(2))
        for format in [0, 22] + formats.indices.map({ 164 + $0 }) {
            bytes += Self.record(47, Self.short(0xFFFF) + Self.short(format) + [UInt8](repeating: 0, count: 12))
        }
        return bytes + Self.record(618, [])
    }

    private func sheet() -> [UInt8] {
        var bytes = Self.record(145, [])
        for (row, cells) in rows.enumerated() {
            bytes += Self.record(0, Self.long(row) + [UInt8](repeating: 0, count: 13))
            for (column, cell) in cells.enumerated() {
                func head(_ style: Int) -> [UInt8] { Self.long(column) + Self.long(style) }
                switch cell {
                case .text(let text): bytes += Self.record(6, head(0) + Self.text(text))
                case .number(let text): bytes += Self.record(5, head(0) + Self.number(text))
                case .day(let text): bytes += Self.record(5, head(1) + Self.number(text))
                case .shown(let text, let format):
                    bytes += Self.record(9, head(format + 2) + Self.number(text) + [0, 0])
                case .none: bytes += Self.record(1, head(0))
                case .xml: continue
                }
            }
            if row == 0 { bytes += extra }
        }
        return bytes + Self.record(146, [])
    }

    static func record(_ kind: Int, _ payload: [UInt8]) -> [UInt8] {
        variable(kind) + variable(payload.count) + payload
    }

    static func variable(_ value: Int) -> [UInt8] {
        value < 128 ? [UInt8(value)] : [UInt8(value & 127) | 128] + variable(value >> 7)
    }

    static func short(_ value: Int) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8)] }
    static func long(_ value: Int) -> [UInt8] { short(value & 0xFFFF) + short(value >> 16) }
    static func text(_ text: String) -> [UInt8] { long(text.utf16.count) + text.utf16.flatMap { short(Int($0)) } }

    static func number(_ text: String) -> [UInt8] {
        let bits = (Double(text) ?? 0).bitPattern
        return (0..<8).map { UInt8(bits >> (8 * $0) & 255) }
    }
}
