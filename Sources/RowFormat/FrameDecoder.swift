/// Takes frames out of a stream of bytes that arrives in pieces, and refuses what no reader writes.
public struct FrameDecoder: CustomStringConvertible, CustomReflectable {
    private enum State {
        case signature
        case opening
        case rows(columns: Int)
        case listed
        case ended
    }

    private var pending: [UInt8] = []
    private var start = 0
    private var state = State.signature
    /// How many rows came.
    public private(set) var rows: UInt64 = 0

    /// Begins before the first byte.
    public init() {}

    /// Takes the next bytes of the stream.
    public mutating func append(_ bytes: some Collection<UInt8>) {
        if start > 0 {
            pending.removeFirst(start)
            start = 0
        }
        pending.append(contentsOf: bytes)
    }

    /// The next whole frame; nil when more bytes are needed.
    ///
    /// - Throws: ``FrameError``; the decoder is of no use after that.
    public mutating func next() throws -> Frame? {
        if case .signature = state {
            let length = Frame.signature.count
            guard pending.prefix(length).elementsEqual(Frame.signature.prefix(min(length, pending.count))) else {
                throw FrameError.notAStream
            }
            guard pending.count >= length else { return nil }
            start = length
            state = .opening
        }
        let available = pending.count - start
        guard available > 0 else { return nil }
        if case .ended = state { throw FrameError.outOfPlace }
        guard let kind = Frame.Kind(rawValue: pending[start]) else { throw FrameError.malformed }
        guard available >= Frame.prefixLength else { return nil }
        let length = Int(pending.integer(at: start + 1) as UInt32)
        guard length <= Frame.longestPayload else { throw FrameError.tooLong }
        guard available >= Frame.prefixLength + length else { return nil }
        let payload = Array(pending[(start + Frame.prefixLength)..<(start + Frame.prefixLength + length)])
        start += Frame.prefixLength + length
        let frame = try Frame(kind: kind, payload: payload)
        try accept(frame)
        return frame
    }

    /// Says that no more bytes will come.
    ///
    /// - Throws: ``FrameError/cut`` unless the stream is at its end.
    public func finish() throws {
        guard case .ended = state, start == pending.count else { throw FrameError.cut }
    }

    private mutating func accept(_ frame: Frame) throws {
        switch (state, frame) {
        case (.opening, .listing): state = .listed
        case (.opening, .header(let layer)): state = .rows(columns: layer.columns.count)
        case (.rows(let columns), .rows(let block)) where block.columns == columns: rows += UInt64(block.rows)
        case (.rows, .progress), (.opening, .progress): break
        case (.rows, .end(let count)) where count == rows: state = .ended
        case (.listed, .end(0)): state = .ended
        case (_, .failure): state = .ended
        default: throw FrameError.outOfPlace
        }
    }

    /// Says nothing of the rows.
    public var description: String { "FrameDecoder(redacted)" }
    /// Shows nothing of the rows.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
