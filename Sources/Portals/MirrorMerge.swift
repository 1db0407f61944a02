import Foundation

/// Brings changed rows into a copy: a row whose key is among them gives way, new ones follow.
///
/// The changes are held in memory, the copy is read through; what a portal deleted isn't told and stays until a full
/// fetch.
struct MirrorMerge {
    let rows: QuotedRows
    /// The number of the key's column.
    let key: Int

    /// Writes the merged copy into `target`, all at once.
    ///
    /// - Parameters:
    ///   - changes: a CSV file with the copy's own header.
    /// - Returns: how many rows the copy has now.
    func merge(changes: String, into target: String) throws -> Int {
        guard let changed = FileManager.default.contents(atPath: changes).map({ [UInt8]($0) }) else {
            throw PortalError.unwritable(path: changes, reason: "?")
        }
        // A key that comes twice was changed while it was fetched: the last one counts.
        var latest: [String: Range<Int>] = [:]
        var order: [String] = []
        for row in rows.ranges(in: changed, isEnd: true).dropFirst() {
            let id = identifier(changed[row])
            if latest.updateValue(row, forKey: id) == nil { order.append(id) }
        }
        let result = try PartFile(path: target + ".merged", length: 0)
        var count = 0
        var isHeader = true
        try forEachRow(of: target) { row in
            if !isHeader, latest[identifier(row)] != nil { return }
            if !isHeader { count += 1 }
            isHeader = false
            try result.append(row.last == 10 ? row : row + [10])
        }
        for id in order {
            guard let row = latest[id] else { continue }
            try result.append(changed[row].last == 10 ? Array(changed[row]) : changed[row] + [10])
            count += 1
        }
        try result.replace(target)
        return count
    }

    private func identifier(_ row: some Collection<UInt8>) -> String {
        let fields = rows.fields(of: row, upTo: key + 1)
        return key < fields.count ? fields[key] : ""
    }

    private func forEachRow(of path: String, _ body: ([UInt8]) throws -> Void) throws {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw PortalError.unwritable(path: path, reason: "?")
        }
        defer { try? handle.close() }
        var pending: [UInt8] = []
        while true {
            let data = try handle.read(upToCount: 1 << 20) ?? Data()
            pending += data
            let ranges = rows.ranges(in: pending, isEnd: data.isEmpty)
            for range in ranges { try body(Array(pending[range])) }
            pending.removeFirst(ranges.last?.upperBound ?? 0)
            if data.isEmpty { return }
        }
    }
}
