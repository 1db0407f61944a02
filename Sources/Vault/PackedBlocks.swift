import Vocabulary

/// Blocks that differ in how precisely place and time are known.
struct BlockKind: Hashable, Sendable {
    enum Precision: String, Sendable {
        case hour
        case day
        case month

        /// The precision of a bin: weeks and years are none that a record is known to.
        init(_ level: TimeLevel) {
            switch level {
            case .hour, .sixHours: self = .hour
            case .day, .week: self = .day
            case .month, .year: self = .month
            }
        }

        /// The finest level at which such records can be counted.
        var level: TimeLevel {
            switch self {
            case .hour: .hour
            case .day: .day
            case .month: .month
            }
        }
    }

    let precision: Precision
    let isZone: Bool
}

/// Where a block lies: its kind, its category's number and its month.
struct BlockAddress: Hashable, Sendable {
    let kind: BlockKind
    let category: Int
    let month: Int64
}

/// Sorted and counted entries, cut into blocks of a month.
struct PackedBlocks: Sendable {
    var entries: [BlockAddress: [BlockEntry]] = [:]

    /// Blocks are cut at multiples of 30 days: any fixed cut will do, and this needs no calendar.
    static func month(ofMinute minute: Int64) -> Int64 { minute / (30 * 1440) }

    /// Sorts and counts keys, a category at a time on every core.
    init(_ keys: [BlockKind: [[UInt64]]]) async {
        await withTaskGroup(of: [BlockAddress: [BlockEntry]].self) { group in
            for (kind, byCategory) in keys {
                for (category, list) in byCategory.enumerated() where !list.isEmpty {
                    group.addTask { Self.pack(list, kind: kind, category: category) }
                }
            }
            for await part in group { entries.merge(part) { $0 + $1 } }
        }
    }

    private static func pack(_ list: [UInt64], kind: BlockKind, category: Int) -> [BlockAddress: [BlockEntry]] {
        var sorted = list
        sorted.sort()
        var result: [BlockAddress: [BlockEntry]] = [:]
        var block: [BlockEntry] = []
        var index = 0
        var month: Int64 = -1
        while index < sorted.count {
            let key = sorted[index]
            var end = index + 1
            while end < sorted.count, sorted[end] == key { end += 1 }
            let here = Self.month(ofMinute: Int64(key >> 32))
            if here != month {
                if !block.isEmpty { result[BlockAddress(kind: kind, category: category, month: month)] = block }
                block = []
                month = here
            }
            block.append(BlockEntry(key: key, count: UInt32(end - index)))
            index = end
        }
        if !block.isEmpty { result[BlockAddress(kind: kind, category: category, month: month)] = block }
        return result
    }
}
