import Foundation

/// Figures as they lie in the store: 32-bit little-endian integers, category by category, place by place.
enum FigureBlob {
    static func data(_ values: [Int32]) -> Data {
        var data = Data(capacity: values.count * 4)
        for value in values {
            let bits = UInt32(bitPattern: value)
            data.append(contentsOf: [
                UInt8(truncatingIfNeeded: bits), UInt8(truncatingIfNeeded: bits >> 8),
                UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 24),
            ])
        }
        return data
    }

    static func append(_ data: Data, to values: inout [Int32]) {
        let bytes = [UInt8](data)
        for index in stride(from: 0, to: bytes.count - 3, by: 4) {
            let bits =
                UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
                | UInt32(bytes[index + 3]) << 24
            values.append(Int32(bitPattern: bits))
        }
    }
}
