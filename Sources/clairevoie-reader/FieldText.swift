import Foundation

/// Values as text that reads the same everywhere.
enum FieldText {
    /// The shortest number that reads back as the same, without an exponent where it has at most 15 digits.
    static func shortest(_ number: Double) -> String {
        guard number.isFinite else { return "" }
        if number == number.rounded(), abs(number) < 1e15 { return "\(Int64(number))" }
        return "\(number)"
    }

    /// Bytes that a file calls text: UTF-8 as they are, anything else as Windows-1252.
    static func utf8(_ bytes: [UInt8]) -> [UInt8] {
        if String(validating: bytes, as: UTF8.self) != nil { return bytes }
        return Array((String(bytes: bytes, encoding: .windowsCP1252) ?? String(decoding: bytes, as: UTF8.self)).utf8)
    }

    /// A moment in ISO 8601.
    ///
    /// - Parameter zone: as GDAL has it: 0 unknown, 1 local, 100 UTC, and a quarter of an hour for each unit from it.
    static func moment(date: (Int, Int, Int)?, time: (hour: Int, minute: Int, second: Double)?, zone: Int) -> String {
        var text = ""
        if let date { text = padded(date.0, 4) + "-" + padded(date.1, 2) + "-" + padded(date.2, 2) }
        guard let time else { return text }
        if date != nil { text += "T" }
        let milliseconds = Int((time.second * 1000).rounded())
        text += padded(time.hour, 2) + ":" + padded(time.minute, 2) + ":" + padded(milliseconds / 1000, 2)
        if milliseconds % 1000 != 0 { text += "." + padded(milliseconds % 1000, 3) }
        guard zone > 1 else { return text }
        let minutes = (zone - 100) * 15
        if minutes == 0 { return text + "Z" }
        return text + (minutes < 0 ? "-" : "+") + padded(abs(minutes) / 60, 2) + ":" + padded(abs(minutes) % 60, 2)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = "\(number)"
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// A spreadsheet's cell: dates in ISO 8601, numbers in their shortest form, text as it is.
enum CellText {
    /// The cell, given as GDAL gives it: dates as `2020/01/31 08:00:00` (with hyphens in XLS), numbers as the file has them.
    static func normal(_ bytes: [UInt8]) -> [UInt8] {
        // Of a text that reads like a date nothing is lost: the same day and hour, written the same way everywhere.
        if let date = date(bytes) { return date }
        // Programs write .1 + .2 with 17 digits.
        if bytes.count >= 16, bytes.count <= 32, bytes.allSatisfy({ digits.contains($0) }),
            bytes.contains(where: { $0 == 46 || $0 == 69 || $0 == 101 }),
            let number = Double(String(decoding: bytes, as: UTF8.self))
        {
            return Array(FieldText.shortest(number).utf8)
        }
        return FieldText.utf8(bytes)
    }

    private static let digits = Set("0123456789.eE+-".utf8)

    private static func date(_ bytes: [UInt8]) -> [UInt8]? {
        let (slash, dash) = (UInt8(ascii: "/"), UInt8(ascii: "-"))
        guard bytes.count == 10 || (bytes.count >= 19 && bytes.count <= 23), bytes[4] == slash || bytes[4] == dash,
            bytes[7] == bytes[4]
        else {
            return nil
        }
        var result = bytes
        for (index, byte) in bytes.enumerated() {
            switch index {
            case 4, 7: result[index] = UInt8(ascii: "-")
            case 10:
                guard byte == 32 else { return nil }
                result[index] = UInt8(ascii: "T")
            case 13, 16: guard byte == UInt8(ascii: ":") else { return nil }
            case 19: guard byte == UInt8(ascii: ".") else { return nil }
            default: guard (48...57).contains(byte) else { return nil }
            }
        }
        return result
    }
}
