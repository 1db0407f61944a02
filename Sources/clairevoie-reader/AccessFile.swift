import Foundation
import RowFormat

/// An Access database, read by mdbtools as child processes inside the reader's sandbox.
struct AccessFile: LayerSource {
    let path: String

    private static let package = "mdbtools"
    // Control characters that no form lets anybody type.
    private static let fieldEnd: UInt8 = 0x1F
    private static let rowEnd: UInt8 = 0x1E
    private static let null: UInt8 = 0x1D
    private static let longestRow = 8 << 20

    func layers() throws -> [LayerDescription] {
        var text: [UInt8] = []
        let code = try ChildOutput.run(["mdb-tables", "-1", "--", path], package: Self.package) { bytes in
            text += bytes
            guard text.count <= 1 << 20 else { throw ReaderFailure(.damaged, ["mdb-tables"]) }
        }
        guard code == 0 else { throw ReaderFailure(.damaged, ["mdb-tables: \(code)"]) }
        let names = String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
        guard !names.isEmpty else { throw ReaderFailure(.noLayers) }
        return try names.map(describe)
    }

    func writeRows(of layer: String, on output: FrameOutput) throws {
        let description = try describe(layer)
        try output.write(.header(description))
        guard !description.columns.isEmpty else { return try output.write(.end(rows: 0)) }
        var builder = RowBlockBuilder(columns: description.columns.count)
        var rows = 0
        try export(layer, isHeaderOnly: false) { fields in
            guard fields.count == description.columns.count else {
                throw ReaderFailure(.damaged, ["mdb-export"], row: rows)
            }
            for field in fields {
                if field.elementsEqual([Self.null]) {
                    builder.appendNull()
                } else {
                    builder.append(FieldText.utf8(Array(field)))
                }
            }
            rows += 1
            guard builder.size >= 1 << 20 else { return }
            if let block = try builder.take() { try output.write(.rows(block)) }
        }
        if let block = try builder.take() { try output.write(.rows(block)) }
        try output.write(.end(rows: UInt64(rows)))
    }

    private func describe(_ name: String) throws -> LayerDescription {
        var columns: [LayerDescription.Column] = []
        try export(name, isHeaderOnly: true) { fields in
            columns = fields.map {
                LayerDescription.Column(name: String(decoding: FieldText.utf8(Array($0)), as: UTF8.self), type: .text)
            }
        }
        return LayerDescription(
            name: name, isSheet: false, columns: columns, geometry: nil, reference: nil, rows: nil)
    }

    private struct HeaderRead: Error {}

    /// Gives the fields of each row, the header's alone or all but it.
    private func export(_ table: String, isHeaderOnly: Bool, _ body: ([ArraySlice<UInt8>]) throws -> Void) throws {
        let command = [
            "mdb-export", "-Q", "-b", "strip", "-D", "%Y-%m-%d", "-T", "%Y-%m-%dT%H:%M:%S", "-d", "\u{1F}", "-R",
            "\u{1E}", "-0", "\u{1D}", "--", path, table,
        ]
        var pending: [UInt8] = []
        var isFirst = true
        do {
            let code = try ChildOutput.run(command, package: Self.package) { bytes in
                pending += bytes
                var start = 0
                while let end = pending[start...].firstIndex(of: Self.rowEnd) {
                    let fields = pending[start..<end].split(separator: Self.fieldEnd, omittingEmptySubsequences: false)
                    start = end + 1
                    if isFirst == isHeaderOnly { try body(fields) }
                    isFirst = false
                    if isHeaderOnly { throw HeaderRead() }
                }
                pending.removeFirst(start)
                guard pending.count <= Self.longestRow else { throw ReaderFailure(.damaged, ["mdb-export"]) }
            }
            guard code == 0 else { throw ReaderFailure(.damaged, ["mdb-export: \(code)"]) }
        } catch is HeaderRead {}
    }
}
