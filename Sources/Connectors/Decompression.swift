import CZlib
import CZstd

/// A `.gz` file, one member after another.
@safe final class GzipStream: ByteStream {
    private let file: String
    private let source: any ByteStream
    private var stream = unsafe z_stream()
    private var input = [UInt8](repeating: 0, count: 1 << 18)
    private var available = 0
    private var consumed = 0
    private var isInsideMember = false

    init(file: String, source: any ByteStream) throws {
        self.file = file
        self.source = source
        // 15 bits of window, plus 16 for the gzip wrapper.
        let status = unsafe inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw ConnectorError.damagedArchive(file: file, reason: "zlib \(status)") }
    }

    deinit { unsafe inflateEnd(&stream) }

    var position: Int64 { source.position }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            if consumed == available {
                available = unsafe try input.withUnsafeMutableBytes { unsafe try source.read(into: $0) }
                consumed = 0
                guard available > 0 else {
                    if isInsideMember { throw ConnectorError.damagedArchive(file: file, reason: "unexpected end") }
                    return 0
                }
            }
            let (status, taken, made) = unsafe input.withUnsafeMutableBufferPointer { input in
                unsafe stream.next_in = input.baseAddress.map { unsafe $0 + consumed }
                unsafe stream.avail_in = UInt32(available - consumed)
                unsafe stream.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
                unsafe stream.avail_out = UInt32(clamping: buffer.count)
                let room = unsafe Int(stream.avail_out)
                let status = unsafe inflate(&stream, Z_NO_FLUSH)
                return unsafe (status, available - consumed - Int(stream.avail_in), room - Int(stream.avail_out))
            }
            consumed += taken
            isInsideMember = status != Z_STREAM_END
            if status == Z_STREAM_END {
                unsafe inflateReset(&stream)
            } else if status != Z_OK && !(status == Z_BUF_ERROR && taken + made > 0) && status != Z_BUF_ERROR {
                throw ConnectorError.damagedArchive(file: file, reason: "zlib \(status)")
            }
            if made > 0 { return made }
        }
    }
}

/// A `.zst` file; windows beyond 128 MiB are refused, so that a small file can't take all memory.
@safe final class ZstdStream: ByteStream {
    private let file: String
    private let source: any ByteStream
    private let context: OpaquePointer
    private var input = [UInt8](repeating: 0, count: 1 << 18)
    private var available = 0
    private var consumed = 0
    private var isInsideFrame = false

    init(file: String, source: any ByteStream) throws {
        self.file = file
        self.source = source
        guard let context = unsafe ZSTD_createDCtx() else {
            throw ConnectorError.damagedArchive(file: file, reason: "zstd: no memory")
        }
        unsafe self.context = unsafe context
        unsafe ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, 27)
    }

    deinit { unsafe ZSTD_freeDCtx(context) }

    var position: Int64 { source.position }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            if consumed == available {
                available = unsafe try input.withUnsafeMutableBytes { unsafe try source.read(into: $0) }
                consumed = 0
                guard available > 0 else {
                    if isInsideFrame { throw ConnectorError.damagedArchive(file: file, reason: "unexpected end") }
                    return 0
                }
            }
            let (result, taken, made) = unsafe input.withUnsafeBytes { input in
                var from = unsafe ZSTD_inBuffer(src: input.baseAddress, size: available, pos: consumed)
                var to = unsafe ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
                let result = unsafe ZSTD_decompressStream(context, &to, &from)
                return unsafe (result, from.pos, to.pos)
            }
            if ZSTD_isError(result) != 0 {
                throw ConnectorError.damagedArchive(
                    file: file, reason: unsafe String(cString: ZSTD_getErrorName(result)))
            }
            consumed = taken
            isInsideFrame = result != 0
            if made > 0 { return made }
        }
    }
}
