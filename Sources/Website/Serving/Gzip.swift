import CZlib

/// Compression as browsers ask for it (RFC 1952).
enum Gzip {
    /// The bytes compressed, or nil when zlib refuses.
    ///
    /// - Parameter level: from 1 for speed to 9 for size.
    static func compress(_ bytes: [UInt8], level: Int32) -> [UInt8]? {
        var stream = unsafe z_stream()
        // 15 bits of window, and 16 more for a gzip header.
        guard
            unsafe deflateInit2_(
                &stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return nil }
        defer { unsafe deflateEnd(&stream) }
        let capacity = Int(unsafe deflateBound(&stream, UInt(bytes.count)))
        let finished = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
            unsafe bytes.withUnsafeBufferPointer { input in
                // zlib takes its input through a pointer to mutable bytes and doesn't write there.
                unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.avail_in = UInt32(input.count)
                unsafe stream.next_out = output.baseAddress
                unsafe stream.avail_out = UInt32(output.count)
                let status = unsafe deflate(&stream, Z_FINISH)
                unsafe count = status == Z_STREAM_END ? capacity - Int(stream.avail_out) : 0
            }
        }
        return finished.isEmpty ? nil : finished
    }
}
