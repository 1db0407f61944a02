import RowFormat

/// The texts of a workbook that its cells give by number.
struct SharedStrings {
    private var text: [UInt8] = []
    private var ends: [Int] = []
    private let mostBytes: Int
    private let mostTexts: Int
    private let limit: Int

    /// No texts yet; they may take half of the memory.
    init(memory: Int) {
        limit = memory
        mostBytes = memory / 4
        mostTexts = memory / 64
    }

    /// Takes room for a part at once, since growing takes it twice.
    private mutating func reserve(_ size: Int) { text.reserveCapacity(min(size, mostBytes)) }

    private mutating func close() throws {
        guard text.count <= mostBytes, ends.count < mostTexts else {
            throw ReaderFailure(.tooMuchMemory, ["\(limit >> 20)"])
        }
        ends.append(text.count)
    }

    /// Adds a text to a row.
    ///
    /// - Throws: ``ReaderFailure`` of code `damaged` for a number that none has.
    func append(_ index: Int, to row: inout SheetRow) throws {
        guard index >= 0, index < ends.count else {
            throw ReaderFailure(.damaged, ["shared string \(index)"], row: row.number)
        }
        row.text.append(text, (index == 0 ? 0 : ends[index - 1])..<ends[index])
    }

    /// Reads `sharedStrings.xml`.
    ///
    /// Source: ECMA-376-1, 18.4.9.
    mutating func read(_ source: UnpackedStream) throws {
        reserve(source.size)
        var scanner = try XMLScanner(source)
        let item = XMLName("si")
        let rich = RichText(most: mostBytes, beyond: ReaderFailure(.tooMuchMemory, ["\(limit >> 20)"]))
        while let token = try scanner.next() {
            guard token == .start, scanner.name == item else { continue }
            try rich.read(&scanner, until: item, into: &text)
            try close()
        }
    }

    /// Reads `sharedStrings.bin`.
    mutating func readBinary(_ source: UnpackedStream) throws {
        reserve(source.size)
        var records = BinaryRecords(source)
        while let kind = try records.next() {
            guard kind == .sharedString else { continue }
            // A byte of flags is before the text.
            try records.appendText(at: 1, to: &text)
            try close()
        }
    }
}

/// A text of several runs, without their formats and without the readings of its characters.
struct RichText {
    /// How many bytes there may be in all, with those that were there before.
    let most: Int
    /// What to say when there are more.
    let beyond: ReaderFailure

    private let run = XMLName("t")
    private let phonetic = XMLName("rPh")
    private let space = XMLName("xml:space")

    init(most: Int, beyond: ReaderFailure) {
        self.most = most
        self.beyond = beyond
    }

    /// Reads the element that has just started, up to its end.
    func read(_ scanner: inout XMLScanner, until end: XMLName, into text: inout [UInt8]) throws {
        while let token = try scanner.next() {
            if token == .end, scanner.name == end { return }
            guard token == .start else { continue }
            if scanner.name == run {
                try readRun(&scanner, into: &text)
            } else if scanner.name == phonetic {
                try scanner.skip()
            }
        }
    }

    /// Reads the text of the element that has just started.
    ///
    /// Blanks at its ends are only meant where the file says so, and Excel drops them elsewhere.
    func readRun(_ scanner: inout XMLScanner, into text: inout [UInt8]) throws {
        let keepsBlanks = scanner.attributes.contains { attribute in
            attribute.name == space && scanner.read(attribute) { $0[$1].elementsEqual("preserve".utf8) }
        }
        let start = text.count
        while let token = try scanner.next(), token != .end {
            guard token == .text else {
                try scanner.skip()
                continue
            }
            try scanner.appendText(to: &text)
            guard text.count <= most else { throw beyond }
        }
        guard text.count > start else { return }
        if !keepsBlanks { XMLText.trim(&text, from: start) }
        EscapedCharacters.resolve(&text, from: start)
    }
}
