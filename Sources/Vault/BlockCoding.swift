/// How many records one place has in one bin.
struct BlockEntry: Hashable, Sendable {
    /// Minutes since 1970 of the bin's start, above the place's 32 bits.
    let key: UInt64
    let count: UInt32

    init(key: UInt64, count: UInt32) {
        self.key = key
        self.count = count
    }

    /// - Precondition: the minute is one of 1970 to 2099, as ``CivilCalendar/tabulated`` has them.
    static func key(minute: Int64, place: UInt32) -> UInt64 {
        UInt64(UInt32(minute)) << 32 | UInt64(place)
    }

    var minute: Int64 { Int64(key >> 32) }
    var place: UInt32 { UInt32(truncatingIfNeeded: key) }
}

/// The packed form of sorted entries: bin by bin, with differences as variable-length integers.
///
/// About five bytes a record, against forty for a row of SQLite.
enum BlockCoding {
    static func encode(_ entries: some Sequence<BlockEntry>) -> [UInt8] {
        var bytes: [UInt8] = []
        var minute: Int64 = 0
        var place: UInt32 = 0
        for entry in entries {
            let step = entry.minute - minute
            append(UInt64(step), to: &bytes)
            if step > 0 { place = 0 }
            append(UInt64(entry.place - place), to: &bytes)
            append(UInt64(entry.count), to: &bytes)
            minute = entry.minute
            place = entry.place
        }
        return bytes
    }

    /// - Returns: nil for bytes that no encoding gives.
    static func decode(_ bytes: [UInt8]) -> [BlockEntry]? {
        var entries: [BlockEntry] = []
        var index = 0
        var minute: UInt64 = 0
        var place: UInt64 = 0
        while index < bytes.count {
            guard let step = integer(bytes, &index), let difference = integer(bytes, &index),
                let count = integer(bytes, &index), let count = UInt32(exactly: count)
            else { return nil }
            if step > 0 { place = 0 }
            minute &+= step
            place &+= difference
            guard minute <= UInt32.max, place <= UInt32.max else { return nil }
            entries.append(BlockEntry(key: minute << 32 | place, count: count))
        }
        return entries
    }

    private static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: value))
    }

    private static func integer(_ bytes: [UInt8], _ index: inout Int) -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while index < bytes.count, shift < 64 {
            let byte = bytes[index]
            index += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
            shift += 7
        }
        return nil
    }
}
