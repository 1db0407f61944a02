import RowFormat

/// The rows of a sheet in XML.
///
/// Source: ECMA-376-1, 18.3.1.4 (c) and 18.3.1.73 (row).
struct SheetXML: SheetRows {
    private enum Kind { case number, shared, inline, text }

    private var scanner: XMLScanner
    private let values: CellValues
    private let rich = RichText(most: SheetRow.longest, beyond: ReaderFailure(.damaged, ["cell: too long"]))
    private var isInData = false
    private var column = -1
    private var digits: [UInt8] = []

    private let data = XMLName("sheetData")
    private let row = XMLName("row")
    private let cell = XMLName("c")
    private let value = XMLName("v")
    private let inline = XMLName("is")
    private let place = XMLName("r")
    private let style = XMLName("s")
    private let kind = XMLName("t")

    init(_ source: UnpackedStream, _ values: CellValues) throws {
        scanner = try XMLScanner(source)
        self.values = values
    }

    var consumed: Int { scanner.consumed }

    mutating func next(_ result: inout SheetRow) throws -> Bool {
        while let token = try scanner.next() {
            if token == .text { continue }
            if scanner.name == data { isInData = token == .start }
            guard isInData, token == .start else { continue }
            if scanner.name == row {
                try readRow(&result)
                return true
            }
            if scanner.name != data { try scanner.skip() }
        }
        return false
    }

    private mutating func readRow(_ result: inout SheetRow) throws {
        var hasNumber = false
        for attribute in scanner.attributes where attribute.name == place {
            guard let number = scanner.read(attribute, Self.integer) else {
                throw ReaderFailure(.damaged, ["row"], row: result.number)
            }
            try result.begin(number)
            hasNumber = true
        }
        column = -1
        while let token = try scanner.next() {
            if token == .text { continue }
            if token == .end { break }
            guard scanner.name == cell else {
                try scanner.skip()
                continue
            }
            try readCell(&result, hasNumber: &hasNumber)
        }
        if !hasNumber { try result.begin(result.number + 1) }
        result.finish()
    }

    private mutating func readCell(_ result: inout SheetRow, hasNumber: inout Bool) throws {
        var (kind, style) = (Kind.number, 0)
        column += 1
        var rowOfCell: Int?
        for index in 0..<scanner.attributeCount {
            let attribute = scanner.attribute(index)
            if attribute.name == place {
                (column, rowOfCell) = try scanner.read(attribute, SheetColumn.place)
            } else if attribute.name == self.style {
                style = scanner.read(attribute, Self.integer) ?? 0
            } else if attribute.name == self.kind {
                kind = scanner.read(attribute, Self.kind)
            }
        }
        if !hasNumber {
            // A row without a number lies where its cells say, or under the one before.
            try result.begin(rowOfCell ?? result.number + 1)
            hasNumber = true
        }
        let start = result.text.count
        digits.removeAll(keepingCapacity: true)
        while let token = try scanner.next(), token != .end {
            guard token == .start else { continue }
            if scanner.name == value {
                // Old LibreOffice puts the text of a formula there, and calls it inline.
                if kind == .text || kind == .inline {
                    try rich.readRun(&scanner, into: &result.text)
                } else {
                    try readDigits()
                }
            } else if scanner.name == inline, kind == .inline {
                try rich.read(&scanner, until: inline, into: &result.text)
            } else {
                try scanner.skip()
            }
        }
        if !digits.isEmpty {
            if kind == .shared {
                guard let index = Self.integer(digits, digits.indices) else {
                    throw ReaderFailure(.damaged, ["shared string"], row: result.number)
                }
                try values.strings.append(index, to: &result)
            } else {
                values.append(digits: digits, style: style, to: &result.text)
            }
        }
        try result.add(column: column, from: start)
    }

    private mutating func readDigits() throws {
        while let token = try scanner.next(), token != .end {
            guard token == .text else {
                try scanner.skip()
                continue
            }
            try scanner.appendText(to: &digits)
            guard digits.count <= SheetRow.longest else { throw rich.beyond }
        }
        XMLText.trim(&digits, from: 0)
    }

    /// Booleans, errors and ISO dates are text that stands for itself.
    private static func kind(_ text: [UInt8], _ range: Range<Int>) -> Kind {
        if range.count == 1 {
            switch text[range.lowerBound] {
            case UInt8(ascii: "s"): return .shared
            case UInt8(ascii: "n"): return .number
            default: return .text
            }
        }
        return text[range].elementsEqual("inlineStr".utf8) ? .inline : .text
    }

    private static func integer(_ text: [UInt8], _ range: Range<Int>) -> Int? {
        guard !range.isEmpty, range.count <= 10 else { return nil }
        var number = 0
        for index in range {
            let byte = text[index]
            guard (48...57).contains(byte) else { return nil }
            number = number * 10 + Int(byte - 48)
        }
        return number
    }
}
