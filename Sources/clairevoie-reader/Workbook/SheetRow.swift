import RowFormat

/// The filled cells of one row of a sheet; made once and used for all rows.
struct SheetRow {
    /// A cell's column from 0, and where its text lies.
    struct Cell {
        let column: Int
        let text: Range<Int>
    }

    /// How many rows a sheet can have.
    static let most = 1_048_576
    /// A row as long as no real one is.
    static let longest = 16 << 20

    /// Its number, from 1.
    private(set) var number = 0
    /// Its cells, in order once the row is finished.
    private(set) var cells: [Cell] = []
    /// The texts of its cells; what is added here belongs to the next cell.
    var text: [UInt8] = []
    private var isInOrder = true

    /// How many columns it takes.
    var width: Int { (cells.last?.column ?? -1) + 1 }

    /// Begins a row.
    ///
    /// - Throws: ``ReaderFailure`` of code `damaged` unless it lies below the one before, where sheets have rows.
    mutating func begin(_ next: Int) throws {
        guard next > number, next <= Self.most else { throw ReaderFailure(.damaged, ["row \(next)"], row: number) }
        number = next
        cells.removeAll(keepingCapacity: true)
        text.removeAll(keepingCapacity: true)
        isInOrder = true
    }

    /// Adds a cell whose text was added from `start` on; an empty one leaves nothing.
    mutating func add(column: Int, from start: Int) throws {
        guard text.count > start else { return }
        guard column >= 0, column < SheetColumn.most, cells.count < SheetColumn.most, text.count <= Self.longest else {
            throw ReaderFailure(.damaged, ["row \(number)"], row: number)
        }
        if column <= cells.last?.column ?? -1 { isInOrder = false }
        cells.append(Cell(column: column, text: start..<text.count))
    }

    /// Puts the cells in order; of two in one place the later counts.
    mutating func finish() {
        guard !isInOrder else { return }
        var latest: [Int: Cell] = [:]
        for cell in cells { latest[cell.column] = cell }
        cells = latest.values.sorted { $0.column < $1.column }
    }
}

extension [UInt8] {
    /// Adds a range of other bytes; a slice of them would be counted, which takes longer than copying a few.
    mutating func append(_ bytes: [UInt8], _ range: Range<Int>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: UnsafeBufferPointer(rebasing: $0[range])) }
    }
}
