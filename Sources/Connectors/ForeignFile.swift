public import RowFormat
public import Vocabulary

/// A spreadsheet, database or geographic file, read by a process of its own and streamed as raw records.
///
/// A crash, a hang or a hostile file costs that process and becomes an error. Two blocks of about 1 MiB are held.
public struct ForeignFile: RawBatchSource {
    /// The names of the columns: those of the table, or the cells of the sheet's header row.
    public let columns: [String]
    /// What the file's own points are measured in, as `EPSG:` and a number or as WKT.
    ///
    /// Coordinates are easting and northing, or longitude and latitude, in that order. Nil where it has no points or doesn't say.
    public let coordinateReference: String?

    private let process: ReaderProcess
    private let footer: [UInt8]?
    private var pending: ForeignChunk?
    private var rowsToSkip: Int
    private var isAtEnd = false
    private var position: (read: Int64, total: Int64?) = (0, nil)

    /// Starts the reader and reads up to the column names.
    ///
    /// - Throws: ``ConnectorError``.
    public init(path: String, format: FileFormat, reader: ReaderProgram) throws {
        process = try ReaderProcess(program: reader, verb: "rows", file: path, layer: format.layer)
        footer = format.footer.flatMap { $0.isEmpty ? nil : Array($0.utf8) }
        var first = try process.next()
        // A sheet is read once before its width is known.
        while case .progress = first { first = try process.next() }
        guard case .header(let layer) = first else { throw ConnectorError.readerCut(file: path, row: 0) }
        coordinateReference = layer.reference
        guard layer.isSheet else {
            columns = layer.columns.map(\.name)
            rowsToSkip = 0
            try Self.refuseRepeated(columns, file: path)
            return
        }
        rowsToSkip = format.rowsBelowHeader
        var row = 1
        var names: [String]?
        while names == nil, let frame = try process.next() {
            guard case .rows(let block) = frame else { continue }
            if row + block.rows > format.headerRow {
                let header = format.headerRow - row
                names = ForeignChunk(block: block, rows: header..<header + 1).texts()
                pending = ForeignChunk(block: block, rows: (header + 1)..<block.rows)
            }
            row += block.rows
        }
        guard let names, names.contains(where: { !$0.isEmpty }) else {
            throw ConnectorError.noHeader(file: path, row: format.headerRow)
        }
        columns = names
        try Self.refuseRepeated(columns, file: path)
    }

    /// What the file holds: its tables, layers or sheets.
    ///
    /// - Throws: ``ConnectorError``.
    public static func layers(of path: String, reader: ReaderProgram) throws -> [LayerDescription] {
        let process = try ReaderProcess(program: reader, verb: "list", file: path, layer: nil)
        guard case .listing(let layers) = try process.next() else {
            throw ConnectorError.readerCut(file: path, row: 0)
        }
        return layers
    }

    /// Bytes of the file read so far, as far as its reader can tell, and the file's size.
    public var progress: (read: Int64, total: Int64?) { position }

    /// The next rows.
    ///
    /// - Throws: ``ConnectorError``.
    public mutating func next() throws -> (any RawChunk)? {
        while !isAtEnd {
            guard var chunk = try following() else { break }
            let skipped = min(rowsToSkip, chunk.rows.count)
            rowsToSkip -= skipped
            chunk.rows = chunk.rows.dropFirst(skipped)
            if let footer, let end = chunk.firstRow(beginningWith: footer) {
                chunk.rows = chunk.rows.lowerBound..<end
                isAtEnd = true
            }
            if !chunk.rows.isEmpty { return chunk }
        }
        return nil
    }

    private mutating func following() throws -> ForeignChunk? {
        if let chunk = pending {
            pending = nil
            return chunk
        }
        while let frame = try process.next() {
            switch frame {
            case .rows(let block): return ForeignChunk(block: block, rows: 0..<block.rows)
            case .progress(let read, let total): position = (Int64(clamping: read), Int64(clamping: total))
            default: continue
            }
        }
        isAtEnd = true
        return nil
    }

    private static func refuseRepeated(_ names: [String], file: String) throws {
        var seen: Set<String> = []
        if let name = names.first(where: { !$0.isEmpty && !seen.insert($0).inserted }) {
            throw ConnectorError.repeatedColumn(file: file, name: name)
        }
    }
}
