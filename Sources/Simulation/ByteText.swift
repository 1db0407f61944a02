/// Text under construction, as UTF-8 bytes, handed over in pieces of about 64 KiB.
struct ByteText {
    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(72 * 1024) }

    /// Gives the text to a writer if it has grown large enough.
    mutating func flush(to write: ([UInt8]) throws -> Void, always: Bool = false) rethrows {
        guard bytes.count >= 65_536 || always && !bytes.isEmpty else { return }
        try write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    static func += (text: inout ByteText, string: String) { text.bytes.append(contentsOf: string.utf8) }

    static func += (text: inout ByteText, more: [UInt8]) { text.bytes.append(contentsOf: more) }

    /// Appends one ASCII character.
    mutating func append(_ character: Unicode.Scalar) { bytes.append(UInt8(truncatingIfNeeded: character.value)) }

    /// Appends a whole number, padded with zeros to at least the given digits.
    mutating func append(_ number: Int, digits: Int = 1) {
        var rest = number.magnitude
        if number < 0 { append("-") }
        let start = bytes.count
        while rest > 0 || bytes.count - start < digits {
            bytes.append(48 + UInt8(rest % 10))
            rest /= 10
        }
        var low = start
        var high = bytes.count - 1
        while low < high {
            bytes.swapAt(low, high)
            low += 1
            high -= 1
        }
    }

    /// Appends a number given in units of 10^−decimals.
    mutating func append(scaled number: Int, decimals: Int, point: Unicode.Scalar = ".") {
        var unit = 1
        for _ in 0..<decimals { unit *= 10 }
        if number < 0 { append("-") }
        append(Int(number.magnitude) / unit)
        append(point)
        append(Int(number.magnitude) % unit, digits: decimals)
    }

    /// Appends a local date and time as ISO 8601, with the offset from UTC.
    mutating func append(isoInstant instant: Int) {
        let offset = ParisClock.offset(at: instant)
        let local = instant + offset
        let date = CalendarDay(number: local / 86_400).civil
        append(date.year, digits: 4)
        append("-")
        append(date.month, digits: 2)
        append("-")
        append(date.day, digits: 2)
        append("T")
        append(local % 86_400 / 3600, digits: 2)
        append(":")
        append(local % 3600 / 60, digits: 2)
        self += offset == 7200 ? ":00+02:00" : ":00+01:00"
    }

    /// Appends a field of a comma- or semicolon-separated file, in quotes if it needs them (RFC 4180).
    mutating func append(field: String, separator: Unicode.Scalar) {
        let special = field.unicodeScalars.contains { $0 == separator || $0 == "\"" || $0 == "\n" || $0 == "\r" }
        guard special else {
            self += field
            return
        }
        append("\"")
        for byte in field.utf8 {
            if byte == 34 { bytes.append(34) }
            bytes.append(byte)
        }
        append("\"")
    }

    /// Appends a JSON string with its quotes.
    mutating func append(json string: String) {
        append("\"")
        for byte in string.utf8 {
            if byte == 34 || byte == 92 { bytes.append(92) }
            bytes.append(byte < 32 ? 32 : byte)
        }
        append("\"")
    }
}
