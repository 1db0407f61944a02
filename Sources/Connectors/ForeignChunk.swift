import RowFormat
import Vocabulary

/// Some rows of a foreign file.
struct ForeignChunk: RawChunk {
    let block: RowBlock
    /// The rows of the block that are records.
    var rows: Range<Int>

    func split(selecting selection: [Int]) throws -> RawBatch {
        var slots = [Int](repeating: -1, count: block.columns)
        for (slot, column) in selection.enumerated() { slots[column] = slot }
        let empty = RawBatch.Field(start: 0, length: 0)
        var fields: [RawBatch.Field] = []
        fields.reserveCapacity(rows.count * selection.count)
        var dropped = [Int](repeating: 0, count: block.columns)
        var record = [RawBatch.Field](repeating: empty, count: selection.count)
        var isFilled = false
        var (row, column) = (0, 0)
        block.forEachField { place in
            if rows.contains(row) {
                let length = place?.count ?? 0
                if length > 0 { isFilled = true }
                if slots[column] >= 0 {
                    record[slots[column]] = RawBatch.Field(start: place?.lowerBound ?? 0, length: length)
                } else if length > 0 {
                    dropped[column] += 1
                }
                // Sheets have empty rows between their records and below them.
                if column == block.columns - 1, isFilled { fields += record }
            }
            column += 1
            guard column == block.columns else { return }
            (row, column, isFilled) = (row + 1, 0, false)
        }
        return RawBatch(
            bytes: block.payload, fields: fields, columns: selection.count, unreadableRows: 0, droppedValues: dropped)
    }

    /// The first row whose first filled cell begins with the text.
    func firstRow(beginningWith text: [UInt8]) -> Int? {
        var found: Int?
        var filled = -1
        var (row, column) = (0, 0)
        block.forEachField { place in
            if found == nil, filled != row, rows.contains(row), let place {
                let cell = block.payload[place].drop { $0 == 32 || $0 == 9 }
                if !cell.isEmpty {
                    filled = row
                    if cell.starts(with: text) { found = row }
                }
            }
            column += 1
            if column == block.columns { (row, column) = (row + 1, 0) }
        }
        return found
    }

    /// The cells of the rows, for a header: trimmed, and on one line.
    func texts() -> [String] {
        var texts: [String] = []
        var (row, column) = (0, 0)
        block.forEachField { place in
            if rows.contains(row) {
                let text = place.map { String(decoding: block.payload[$0], as: UTF8.self) } ?? ""
                texts.append(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
            }
            column += 1
            if column == block.columns { (row, column) = (row + 1, 0) }
        }
        return texts
    }
}
