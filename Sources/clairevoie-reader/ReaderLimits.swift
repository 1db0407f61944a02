import Foundation
import RowFormat

/// What the process may take of the machine.
struct ReaderLimits {
    /// Bytes of private memory.
    var memory = 1 << 30
    /// Bytes of output.
    var output = 16 << 30
    /// Seconds of processor time.
    var seconds = 600

    /// Binds the process; no limit can be raised again.
    func apply(to output: FrameOutput) throws {
        output.bound(to: self.output)
        MemoryWatch.begin(output: output, limit: memory)
        try Self.bind(__rlimit_resource_t(RLIMIT_DATA.rawValue), memory)
        try Self.bind(__rlimit_resource_t(RLIMIT_CPU.rawValue), seconds)
        try Self.bind(__rlimit_resource_t(RLIMIT_CORE.rawValue), 0)
    }

    private static func bind(_ resource: __rlimit_resource_t, _ value: Int) throws {
        var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
        guard unsafe setrlimit(resource, &limit) == 0 else {
            throw ReaderFailure(.noSandbox, [unsafe String(cString: strerror(errno))])
        }
    }
}
