import RowFormat
import TestCity
import Testing

struct FrameTests {
    private static let layer = LayerDescription(
        name: "Main courante", isSheet: false,
        columns: [.init(name: "rue", type: .text), .init(name: "geometry.x", type: .real)], geometry: "Point",
        reference: "EPSG:2154", rows: 3)

    private static func block(_ rows: [[String?]]) throws -> RowBlock {
        var builder = RowBlockBuilder(columns: rows.first?.count ?? 1)
        for field in rows.joined() { builder.append(field?.utf8) }
        return try #require(try builder.take())
    }

    private static func stream(_ frames: [Frame]) throws -> [UInt8] {
        try Frame.signature + frames.flatMap { try $0.encoded() }
    }

    private static func whole() throws -> [Frame] {
        [
            .header(layer), .rows(try block([["rue Haute", "1.5"], ["", nil]])), .progress(read: 10, total: 20),
            .rows(try block([["é€😀", "2"]])), .end(rows: 3),
        ]
    }

    private static func decode(_ bytes: [UInt8], piece: Int) throws -> [Frame] {
        var decoder = FrameDecoder()
        var frames: [Frame] = []
        for start in stride(from: 0, to: bytes.count, by: piece) {
            decoder.append(bytes[start..<min(start + piece, bytes.count)])
            while let frame = try decoder.next() { frames.append(frame) }
        }
        try decoder.finish()
        return frames
    }

    @Test(arguments: [1, 2, 7, 64, 100_000])
    func framesComeBackHoweverTheStreamIsCutIntoPieces(piece: Int) throws {
        let frames = try Self.whole()
        #expect(try Self.decode(Self.stream(frames), piece: piece) == frames)
        let listing: [Frame] = [.listing([Self.layer]), .end(rows: 0)]
        #expect(try Self.decode(Self.stream(listing), piece: piece) == listing)
    }

    @Test func nullIsNotAnEmptyText() throws {
        var fields: [String?] = []
        let block = try Self.block([["", nil], ["a", ""]])
        block.forEachField { place in fields.append(place.map { String(decoding: block.payload[$0], as: UTF8.self) }) }
        #expect(fields == ["", nil, "a", ""])
        #expect(block.rows == 2 && block.columns == 2)
    }

    @Test func aStreamCutAnywhereIsRecognised() throws {
        let bytes = try Self.stream(Self.whole())
        for length in 0..<bytes.count {
            #expect(throws: FrameError.cut) { try Self.decode(Array(bytes.prefix(length)), piece: 64) }
        }
    }

    @Test func framesOutOfPlaceAreRefused() throws {
        let rows = try Frame.rows(Self.block([["a", "b"]]))
        let narrow = try Frame.rows(Self.block([["a"]]))
        let header = Frame.header(Self.layer)
        let wrong: [[Frame]] = [
            [rows], [header, header], [header, narrow], [header, rows, .end(rows: 2)], [header, .listing([])],
            [header, .end(rows: 0), rows], [.listing([]), rows], [.listing([]), .end(rows: 1)], [.end(rows: 0)],
        ]
        for frames in wrong {
            #expect(throws: FrameError.outOfPlace) { try Self.decode(Self.stream(frames), piece: 1000) }
        }
        #expect(throws: FrameError.notAStream) { try Self.decode(Array("PK".utf8), piece: 1) }
    }

    @Test func aFailureEndsTheStreamAndKeepsItsReason() throws {
        for code in ReaderFailure.Code.allCases {
            let frames: [Frame] = [.header(Self.layer), .failure(ReaderFailure(code, ["a", "b"], row: 7))]
            #expect(try Self.decode(Self.stream(frames), piece: 5) == frames)
        }
    }

    @Test func aBlockCanBeWidenedAndKeepsItsFields() throws {
        var builder = RowBlockBuilder(columns: 2)
        builder.append("a".utf8)
        builder.appendNull()
        builder.append(Array("xéy".utf8), 1..<3)
        builder.append("".utf8)
        let block = try #require(try builder.take())
        #expect(block.widened(to: 2) == block)
        let wide = block.widened(to: 4)
        #expect(try RowBlock(payload: wide.payload) == wide && wide.rows == 2 && wide.columns == 4)
        var texts: [String?] = []
        wide.forEachField { place in texts.append(place.map { String(decoding: wide.payload[$0], as: UTF8.self) }) }
        #expect(texts == ["a", nil, nil, nil, "é", "", nil, nil])
        var other = RowBlockBuilder(columns: 3)
        other.appendNulls(6)
        #expect(other.rows == 2 && other.size == 32)
    }

    @Test func textThatIsNotUTF8IsRefused() throws {
        var builder = RowBlockBuilder(columns: 1)
        builder.append([0xE9] as [UInt8])
        #expect(throws: FrameError.malformed) { try builder.take() }
        // Two fields that are UTF-8 only together.
        var halves = RowBlockBuilder(columns: 2)
        halves.append([0xC3] as [UInt8])
        halves.append([0xA9] as [UInt8])
        #expect(throws: FrameError.malformed) { try halves.take() }
        var unfinished = RowBlockBuilder(columns: 2)
        unfinished.append("a".utf8)
        #expect(throws: FrameError.malformed) { try unfinished.take() }
    }

    @Test func aLengthBeyondTheLimitIsRefusedBeforeItsBytesCome() throws {
        var decoder = FrameDecoder()
        decoder.append(Frame.signature + [0x52, 0xFF, 0xFF, 0xFF, 0x7F])
        #expect(throws: FrameError.tooLong) { try decoder.next() }
    }

    /// 20,000 streams with one to eight bytes changed, put in or taken out: each is refused or means what its bytes say.
    @Test func changedStreamsNeverCrashTheDecoder() throws {
        let original = try Self.stream(Self.whole())
        var generator = SeededGenerator(seed: 20_261_125)
        var refused = 0
        for _ in 0..<20_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                case 2: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
                default: bytes.remove(at: place)
                }
            }
            do {
                let frames = try Self.decode(bytes, piece: 50)
                #expect(try Self.decode(Self.stream(frames), piece: 999) == frames)
            } catch is FrameError {
                refused += 1
            }
        }
        // Some changes touch only the text of a field or of a name.
        #expect((10_000..<20_000).contains(refused))
    }

    @Test func descriptionsShowNoRecord() throws {
        let block = try Self.block([["XYZZY"]])
        var text = "\(block)\(block.debugDescription)\(Frame.rows(block))"
        dump(block, to: &text)
        dump(Frame.rows(block), to: &text)
        #expect(!text.contains("XYZZY") && !text.contains("88"))
    }
}
