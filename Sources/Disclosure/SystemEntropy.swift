import Foundation

/// The operating system's secure generator, read 64 KiB at a time.
///
/// Used bytes are erased, so that noise already published can't be found in memory.
package struct SystemEntropy: RandomNumberGenerator {
    private var buffer = [UInt64](repeating: 0, count: 8192)
    private var position = 8192

    /// A generator whose first draw asks the system.
    package init() {}

    /// The next 64 bits.
    package mutating func next() -> UInt64 {
        if position == buffer.count { refill() }
        let value = buffer[position]
        buffer[position] = 0
        position += 1
        return value
    }

    private mutating func refill() {
        unsafe buffer.withUnsafeMutableBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            // The C library's way to getrandom(2): it waits for entropy, and ends the process if there is none.
            unsafe arc4random_buf(base, bytes.count)
        }
        position = 0
    }
}
