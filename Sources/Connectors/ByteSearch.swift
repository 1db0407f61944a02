import Foundation

/// Finds and counts one byte in large buffers, many bytes at a time.
enum ByteSearch {
    /// The place of the first `byte` at or after `start`.
    static func first(_ byte: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
        unsafe bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress, start < buffer.count,
                let found = unsafe memchr(base + start, Int32(byte), buffer.count - start)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - base
        }
    }

    /// How many times `byte` occurs before `end`.
    static func count(_ byte: UInt8, in bytes: [UInt8], to end: Int) -> Int {
        unsafe bytes.withUnsafeBytes { buffer in
            let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
            let pattern = UInt64(byte) &* 0x0101_0101_0101_0101
            var count = 0
            var index = 0
            while index + 8 <= end {
                let difference = unsafe buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ pattern
                // The high bit of each byte that differs; sums of seven bits can't carry into a neighbour.
                let differing = ((difference & low) &+ low) | difference | low
                count &+= (~differing).nonzeroBitCount
                index += 8
            }
            while index < end {
                if unsafe buffer[index] == byte { count += 1 }
                index += 1
            }
            return count
        }
    }
}
