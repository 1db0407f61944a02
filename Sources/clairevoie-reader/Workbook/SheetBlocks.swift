import RowFormat

/// Gathers the filled rows of a sheet, and the empty ones between them, into blocks.
struct SheetBlocks {
    private static let blockSize = 1 << 20

    private let columns: Int
    private var builder: RowBlockBuilder
    private var last: Int

    /// Begins below a row.
    init(columns: Int, below row: Int = 0) {
        self.columns = columns
        builder = RowBlockBuilder(columns: columns)
        last = row
    }

    /// Adds a row that isn't wider than the blocks, and gives away what is full.
    mutating func add(_ row: SheetRow, _ give: (RowBlock) throws -> Bool) throws {
        while last + 1 < row.number {
            builder.appendNulls(columns)
            last += 1
            if builder.size >= Self.blockSize, try !flush(give) { return }
        }
        var next = 0
        for cell in row.cells {
            builder.appendNulls(cell.column - next)
            builder.append(row.text, cell.text)
            next = cell.column + 1
        }
        builder.appendNulls(columns - next)
        last = row.number
        if builder.size >= Self.blockSize { _ = try flush(give) }
    }

    /// Gives away what there is.
    ///
    /// - Returns: what `give` does: whether more is wanted.
    mutating func flush(_ give: (RowBlock) throws -> Bool) throws -> Bool {
        let block: RowBlock?
        do { block = try builder.take() } catch {
            throw ReaderFailure(.damaged, ["UTF-8"], row: last)
        }
        return try block.map(give) ?? true
    }
}

/// A sheet read once, and its rows as far as there is room for them.
///
/// How many columns a sheet has is only known at its end, and the rows that come before need to know.
struct SheetSpool {
    /// The last filled row, from 1.
    private(set) var rows = 0
    /// The last filled column, from 1.
    private(set) var width = 0
    /// All rows; nil when there are too many.
    private(set) var blocks: [RowBlock]?

    private var gathering = SheetBlocks(columns: 0)
    private var held = 0
    private let room: Int

    /// - Parameter room: in bytes; 0 where the rows themselves aren't wanted.
    init(room: Int) {
        self.room = room
        blocks = room > 0 ? [] : nil
    }

    mutating func add(_ row: SheetRow) throws {
        guard row.width > 0 else { return }
        if row.width > width {
            if blocks != nil, width > 0 { try keep() }
            width = row.width
            gathering = SheetBlocks(columns: width, below: rows)
        }
        if blocks != nil {
            var full: [RowBlock] = []
            var size = held
            try gathering.add(row) { block in
                full.append(block)
                size += block.payload.count
                return size <= room
            }
            hold(full)
        }
        rows = row.number
    }

    mutating func finish() throws {
        if blocks != nil, width > 0 { try keep() }
    }

    private mutating func keep() throws {
        var full: [RowBlock] = []
        _ = try gathering.flush { block in
            full.append(block)
            return true
        }
        hold(full)
    }

    private mutating func hold(_ full: [RowBlock]) {
        held += full.reduce(0) { $0 + $1.payload.count }
        if held > room { blocks = nil } else { blocks?.append(contentsOf: full) }
    }
}
