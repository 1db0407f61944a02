import CGDAL
import Foundation
import RowFormat
import Synchronization

/// Turns an allocation that fails inside a library into a failure that says so; the library itself would abort.
enum MemoryWatch {
    private static let last = Mutex<(output: FrameOutput, message: [UInt8])?>(nil)

    static func begin(output: FrameOutput, limit: Int) {
        guard let frame = try? Frame.failure(ReaderFailure(.tooMuchMemory, ["\(limit >> 20)"])).encoded() else {
            return
        }
        last.withLock { $0 = (output, frame) }
        _ = clairevoie_set_new_handler { MemoryWatch.end() }
    }

    /// Writes the frame, which was made while there was memory, and ends the process.
    static func end() -> Never {
        last.withLock { last in
            if let last { last.output.endWithout(memory: last.message) }
        }
        _exit(2)
    }
}
