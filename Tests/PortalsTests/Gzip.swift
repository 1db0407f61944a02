import CZlib

/// Compression as portals do it.
enum Gzip {
    /// The bytes as a gzip member.
    static func pack(_ bytes: [UInt8]) -> [UInt8] {
        var stream = unsafe z_stream()
        // 15 bits of window, and 16 more for a gzip header.
        unsafe deflateInit2_(
            &stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { unsafe deflateEnd(&stream) }
        var (input, output) = (bytes, [UInt8](repeating: 0, count: bytes.count / 2 + 1000))
        let length = unsafe input.withUnsafeMutableBufferPointer { input in
            unsafe output.withUnsafeMutableBufferPointer { output in
                unsafe stream.next_in = input.baseAddress
                unsafe stream.avail_in = UInt32(input.count)
                unsafe stream.next_out = output.baseAddress
                unsafe stream.avail_out = UInt32(output.count)
                unsafe deflate(&stream, Z_FINISH)
                return unsafe output.count - Int(stream.avail_out)
            }
        }
        return Array(output.prefix(length))
    }
}
