import Foundation
import Testing

/// Ports of this machine's loopback address.
enum LoopbackPort {
    /// A socket that holds a port for as long as it lives.
    final class Held {
        private let descriptor: Int32
        let port: Int

        init() throws {
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            port = try LoopbackPort.bound(descriptor)
            try #require(listen(descriptor, 1) == 0)
        }

        deinit { close(descriptor) }
    }

    /// A port that nobody holds.
    static func free() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        return try bound(descriptor)
    }

    private static func bound(_ descriptor: Int32) throws -> Int {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
                unsafe bind(descriptor, general, length) == 0 && getsockname(descriptor, general, &length) == 0
            }
        }
        try #require(isBound)
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// Whether somebody answers on a port.
    static func isListening(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = UInt16(port).bigEndian
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
                unsafe connect(descriptor, general, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    /// The addresses on which a port is listened on, as the kernel writes them: `0100007F` is 127.0.0.1.
    static func listeners(of port: Int) -> [String] {
        let digits = String(port, radix: 16, uppercase: true)
        let suffix = ":" + String(repeating: "0", count: 4 - digits.count) + digits
        return ["/proc/net/tcp", "/proc/net/tcp6"].flatMap { path -> [String] in
            let table = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            return table.split(separator: "\n").dropFirst().compactMap { line in
                let fields = line.split(separator: " ")
                // The state 0A is that of a socket that listens.
                guard fields.count > 3, fields[1].hasSuffix(suffix), fields[3] == "0A" else { return nil }
                return String(fields[1].dropLast(suffix.count))
            }
        }
    }
}
