import Foundation

/// One message of the stream that the reader writes.
///
/// The stream is the eight bytes of ``signature`` and then frames: one byte for the kind, four for the payload's length
/// (little-endian), the payload. Rows: `header`, any number of `rows` and `progress`, `end`. A list of layers:
/// `listing`, `end`. Either may end with `failure` in place of `end`; a stream with neither was cut.
public enum Frame: Sendable, Hashable {
    /// The layers of the file.
    case listing([LayerDescription])
    /// The layer whose rows follow.
    case header(LayerDescription)
    /// Some rows.
    case rows(RowBlock)
    /// How many bytes of the file were read, as far as that can be told, and how many there are.
    case progress(read: UInt64, total: UInt64)
    /// The end of a stream that wasn't cut, and how many rows it had.
    case end(rows: UInt64)
    /// The end of a stream that was given up.
    case failure(ReaderFailure)

    /// The stream's first bytes.
    public static let signature: [UInt8] = Array("CLVROWS1".utf8)
    /// The longest payload, in bytes.
    public static let longestPayload = 32 << 20
    /// The bytes before a payload.
    static let prefixLength = 5

    enum Kind: UInt8 {
        case listing = 0x4C
        case header = 0x48
        case rows = 0x52
        case progress = 0x50
        case end = 0x45
        case failure = 0x58
    }

    /// The frame as bytes.
    ///
    /// - Throws: ``FrameError/tooLong`` when the payload would pass ``longestPayload``.
    public func encoded() throws -> [UInt8] {
        let kind: Kind
        var payload: [UInt8] = []
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        switch self {
        case .listing(let layers): (kind, payload) = (.listing, try Array(encoder.encode(layers)))
        case .header(let layer): (kind, payload) = (.header, try Array(encoder.encode(layer)))
        case .rows(let block): (kind, payload) = (.rows, block.payload)
        case .progress(let read, let total):
            kind = .progress
            payload.append(littleEndian: read)
            payload.append(littleEndian: total)
        case .end(let rows):
            kind = .end
            payload.append(littleEndian: rows)
        case .failure(let failure): (kind, payload) = (.failure, try Array(encoder.encode(failure)))
        }
        guard payload.count <= Self.longestPayload else { throw FrameError.tooLong }
        var bytes = [kind.rawValue]
        bytes.reserveCapacity(Self.prefixLength + payload.count)
        bytes.append(littleEndian: UInt32(payload.count))
        bytes += payload
        return bytes
    }

    init(kind: Kind, payload: [UInt8]) throws {
        switch kind {
        case .listing: self = .listing(try Self.json(payload))
        case .header: self = .header(try Self.json(payload))
        case .failure: self = .failure(try Self.json(payload))
        case .rows: self = .rows(try RowBlock(payload: payload))
        case .progress:
            guard payload.count == 16 else { throw FrameError.malformed }
            self = .progress(read: payload.integer(at: 0), total: payload.integer(at: 8))
        case .end:
            guard payload.count == 8 else { throw FrameError.malformed }
            self = .end(rows: payload.integer(at: 0))
        }
    }

    private static func json<Value: Decodable>(_ payload: [UInt8]) throws -> Value {
        guard let value = try? JSONDecoder().decode(Value.self, from: Data(payload)) else {
            throw FrameError.malformed
        }
        return value
    }
}

/// What is wrong with a stream of frames.
public enum FrameError: Error, Sendable, Hashable {
    /// The stream doesn't begin with the signature.
    case notAStream
    /// A frame has a kind, a length or a payload that none can have.
    case malformed
    /// A frame is longer than any may be.
    case tooLong
    /// A frame where its kind may not stand, or an end that counts other rows than came.
    case outOfPlace
    /// The stream ends before its end frame.
    case cut
}

extension [UInt8] {
    mutating func append<Value: FixedWidthInteger>(littleEndian value: Value) {
        for shift in stride(from: 0, to: Value.bitWidth, by: 8) {
            append(UInt8(truncatingIfNeeded: value >> Value(shift)))
        }
    }

    /// A little-endian integer; the caller has checked that it lies inside.
    func integer<Value: FixedWidthInteger>(at start: Int) -> Value {
        var value: Value = 0
        for offset in stride(from: Value.bitWidth / 8 - 1, through: 0, by: -1) {
            value = value << 8 | Value(truncatingIfNeeded: self[start + offset])
        }
        return value
    }
}
