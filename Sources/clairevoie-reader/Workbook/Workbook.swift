import RowFormat

/// A workbook of Excel, XLSX or XLSB, read as a stream.
final class Workbook: LayerSource {
    /// A sheet and the part that it is in; nil where it has no cells.
    private struct Sheet {
        let name: String
        let part: String?
    }

    /// How many bytes are read from one word of progress to the next.
    private static let step = 1 << 20

    private let package: OfficePackage
    private let limits: ReaderLimits
    private let sheets: [Sheet]
    private let isBinary: Bool
    private let values: CellValues

    /// Reads all but the sheets.
    ///
    /// - Throws: ``ReaderFailure``.
    init(_ package: OfficePackage, limits: ReaderLimits) throws {
        self.package = package
        self.limits = limits
        let part = try package.workbook()
        isBinary = part.hasSuffix(".bin")
        let relationships = try package.relationships(of: part)
        let own = try package.open(part, isKept: true)
        let list = try isBinary ? SheetList(binary: own) : SheetList(own)
        sheets = try list.sheets.map { sheet in
            guard let relationship = relationships[sheet.identifier] else {
                throw ReaderFailure(.damaged, ["sheet " + sheet.name])
            }
            // Charts, dialogs and macros are sheets without cells.
            return Sheet(name: sheet.name, part: relationship.kind == "worksheet" ? relationship.part : nil)
        }
        guard !sheets.isEmpty else { throw ReaderFailure(.noLayers) }
        var styles = WorkbookStyles()
        var strings = SharedStrings(memory: limits.memory)
        for relationship in relationships.values where package.holds(relationship.part) {
            switch relationship.kind {
            case "styles" where isBinary: try styles.readBinary(package.open(relationship.part))
            case "styles": try styles.read(package.open(relationship.part))
            case "sharedStrings" where isBinary: try strings.readBinary(package.open(relationship.part))
            case "sharedStrings": try strings.read(package.open(relationship.part))
            default: continue
            }
        }
        values = CellValues(styles: styles, strings: strings, dates: list.dates)
    }

    func names() -> [String] { sheets.map(\.name) }

    /// A sheet of styles alone is an empty one; each is read up to its first filled cell.
    func filledNames() throws -> [String] {
        try sheets.filter { sheet in
            var isFilled = false
            try read(sheet) { row, _ in
                isFilled = row.width > 0
                return !isFilled
            }
            return isFilled
        }.map(\.name)
    }

    /// The filled sheets; the empty ones where there are no others, so that it shows what the file has.
    func layers() throws -> [LayerDescription] {
        let all = try sheets.map { sheet in
            var spool = SheetSpool(room: 0)
            try read(sheet) { row, _ in
                try spool.add(row)
                return true
            }
            return Self.describe(sheet, spool)
        }
        let filled = all.filter { !$0.columns.isEmpty }
        return filled.isEmpty ? all : filled
    }

    func writeRows(of name: String, on output: FrameOutput) throws {
        guard let sheet = sheets.first(where: { $0.name == name }) else { throw ReaderFailure(.noSuchLayer) }
        let size = UInt64(package.size)
        var spool = SheetSpool(room: limits.memory / 8)
        var told = 0
        try read(sheet) { row, consumed in
            try spool.add(row)
            if consumed - told >= Self.step {
                told = consumed
                // The other half is for what is written below.
                try output.write(.progress(read: UInt64(consumed / 2), total: size))
            }
            return true
        }
        try spool.finish()
        let (columns, rows) = (spool.width, spool.rows)
        // One cell in the last row and the last column makes more empty ones than anybody wants.
        guard columns * rows <= limits.output / 4 else {
            throw ReaderFailure(.tooMuchOutput, ["\(limits.output >> 20)"])
        }
        try output.write(.header(Self.describe(sheet, spool)))
        if let blocks = spool.blocks {
            for block in blocks { try output.write(.rows(block.widened(to: columns))) }
        } else {
            try writeAgain(sheet, columns, on: output)
        }
        try output.write(.end(rows: UInt64(rows)))
    }

    /// Reads the rows a second time, now that it is known how wide they are.
    private func writeAgain(_ sheet: Sheet, _ columns: Int, on output: FrameOutput) throws {
        var blocks = SheetBlocks(columns: columns)
        let size = UInt64(package.size)
        var read = 0
        func write(_ block: RowBlock) throws -> Bool {
            try output.write(.rows(block))
            try output.write(.progress(read: min(size, size / 2 + UInt64(read / 2)), total: size))
            return true
        }
        try self.read(sheet) { row, consumed in
            read = consumed
            if row.width > 0 { try blocks.add(row, write) }
            return true
        }
        _ = try blocks.flush(write)
    }

    /// Gives the rows of a sheet, and how much of the archive was taken for them, as long as more are wanted.
    private func read(_ sheet: Sheet, _ body: (SheetRow, Int) throws -> Bool) throws {
        guard let part = sheet.part else { return }
        let stream = try package.open(part)
        var rows: any SheetRows = isBinary ? SheetRecords(stream, values) : try SheetXML(stream, values)
        var row = SheetRow()
        while try rows.next(&row), try body(row, rows.consumed) {}
    }

    private static func describe(_ sheet: Sheet, _ spool: SheetSpool) -> LayerDescription {
        LayerDescription(
            name: sheet.name, isSheet: true,
            columns: (0..<spool.width).map {
                LayerDescription.Column(name: SheetColumn.letters($0), type: .text)
            }, geometry: nil, reference: nil, rows: spool.rows)
    }
}

/// The rows of a sheet, one after another.
protocol SheetRows {
    /// How many bytes of the archive were taken for them.
    var consumed: Int { get }
    /// Reads the next row.
    ///
    /// - Returns: false at the end of the sheet.
    mutating func next(_ row: inout SheetRow) throws -> Bool
}
