import RowFormat

/// The records of a part of an XLSB workbook.
///
/// Source: MS-XLSB, 2.1.4 for their form and 2.5.97.3 and 2.5.168 for numbers and texts in them.
struct BinaryRecords {
    /// The records that matter here, by their numbers (MS-XLSB, 2.3.2).
    enum Kind: Int {
        case row = 0
        case blank, packedNumber, error, boolean, number, text, sharedText
        case formulaText, formulaNumber, formulaBoolean, formulaError
        case nextBlank, nextPackedNumber, nextError, nextBoolean, nextNumber, nextText, nextSharedText
        case sharedString = 19
        case format = 44
        case cellFormat = 47
        case nextRichText = 61
        case richText = 62
        case sheetDataStart = 145
        case sheetDataEnd = 146
        case workbookProperties = 153
        case sheet = 156
        case cellFormatsStart = 617
        case cellFormatsEnd = 618
    }

    /// A text has at most 32,767 characters, and what is after it in a record isn't read.
    private static let longest = 1 << 20

    private let source: UnpackedStream
    private var window = [UInt8](repeating: 0, count: 1 << 18)
    private var place = 0
    private var filled = 0
    private var payload = 0..<0

    init(_ source: UnpackedStream) { self.source = source }

    /// How many bytes of the archive were taken.
    var consumed: Int { source.consumed }
    /// The length of the record that was read last.
    var length: Int { payload.count }

    /// The next record that matters; nil at the end.
    ///
    /// - Throws: ``ReaderFailure`` of code `damaged`.
    mutating func next() throws -> Kind? {
        while true {
            guard try fill(1) else { return nil }
            let number = try variable(most: 2)
            let size = try variable(most: 4)
            guard let kind = Kind(rawValue: number) else {
                try skip(size)
                continue
            }
            guard size <= Self.longest else { throw ReaderFailure(.damaged, ["record of \(size) bytes"]) }
            guard try fill(size) else { throw Self.cut }
            payload = place..<place + size
            place += size
            return kind
        }
    }

    /// A little-endian integer in the record.
    func integer(at offset: Int, width: Int) throws -> Int {
        guard offset >= 0, offset + width <= payload.count else { throw Self.cut }
        let start = payload.lowerBound + offset
        var value = 0
        for index in (0..<width).reversed() { value = value << 8 | Int(window[start + index]) }
        return value
    }

    /// A number of eight bytes.
    func double(at offset: Int) throws -> Double {
        let low = try integer(at: offset, width: 4)
        let high = try integer(at: offset + 4, width: 4)
        return Double(bitPattern: UInt64(high) << 32 | UInt64(low))
    }

    /// A number of four bytes: an integer or the upper half of a Double, in units or in hundredths.
    func packedNumber(at offset: Int) throws -> Double {
        let bits = UInt32(try integer(at: offset, width: 4))
        let number =
            bits & 2 != 0
            ? Double(Int32(bitPattern: bits) >> 2) : Double(bitPattern: UInt64(bits & ~3) << 32)
        return bits & 1 != 0 ? number / 100 : number
    }

    /// Adds a text: its length, then UTF-16.
    func appendText(at offset: Int, to text: inout [UInt8]) throws {
        let count = try integer(at: offset, width: 4)
        // A text that is left out.
        if count == 0xFFFF_FFFF { return }
        guard offset + 4 + 2 * count <= payload.count else { throw Self.cut }
        let start = payload.lowerBound + offset + 4
        var isPlain = true
        for index in 0..<count where window[start + 2 * index] >= 128 || window[start + 2 * index + 1] != 0 {
            isPlain = false
            break
        }
        if isPlain {
            for index in 0..<count { text.append(window[start + 2 * index]) }
        } else {
            let units = (0..<count).map {
                UInt16(window[start + 2 * $0]) | UInt16(window[start + 2 * $0 + 1]) << 8
            }
            text += Array(String(decoding: units, as: UTF16.self).utf8)
        }
    }

    /// A text, and where it ends.
    func text(at offset: Int) throws -> (String, end: Int) {
        var bytes: [UInt8] = []
        try appendText(at: offset, to: &bytes)
        let count = try integer(at: offset, width: 4)
        return (String(decoding: bytes, as: UTF8.self), offset + 4 + (count == 0xFFFF_FFFF ? 0 : 2 * count))
    }

    /// Seven bits a byte, the lowest first; the eighth says that more follow.
    private mutating func variable(most: Int) throws -> Int {
        var value = 0
        for index in 0..<most {
            guard try fill(1) else { throw Self.cut }
            let byte = window[place]
            place += 1
            value |= Int(byte & 0x7F) << (7 * index)
            if byte & 0x80 == 0 { break }
        }
        return value
    }

    private mutating func skip(_ size: Int) throws {
        var rest = size
        while rest > filled - place {
            rest -= filled - place
            place = filled
            guard try fill(1) else { throw Self.cut }
        }
        place += rest
    }

    /// Brings so many bytes behind the place into the window.
    ///
    /// - Returns: false when there aren't so many.
    private mutating func fill(_ count: Int) throws -> Bool {
        guard filled - place < count else { return true }
        let rest = filled - place
        for index in 0..<rest { window[index] = window[place + index] }
        (place, filled) = (0, rest)
        if window.count < count { window += [UInt8](repeating: 0, count: count - window.count) }
        while filled < count {
            let read = try source.read(into: &window, from: filled)
            guard read > 0 else { return false }
            filled += read
        }
        return true
    }

    private static var cut: ReaderFailure { ReaderFailure(.damaged, ["record: cut"]) }
}
