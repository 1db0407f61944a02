import Foundation
import RowFormat
import Synchronization

/// The reader's standard output, as frames.
final class FrameOutput: Sendable {
    private struct State {
        var hasBegun = false
        var written = 0
        var limit = Int.max
        var rows = 0
    }

    private let state = Mutex(State())

    /// Sets the most bytes that may be written.
    func bound(to limit: Int) { state.withLock { $0.limit = limit } }

    /// How many rows went out.
    var rows: Int { state.withLock { $0.rows } }

    /// Writes a frame, all of it.
    ///
    /// - Throws: ``ReaderFailure`` of code `tooMuchOutput`; ends the process when nobody reads.
    func write(_ frame: Frame) throws {
        let bytes = try frame.encoded()
        try state.withLock { state in
            guard state.written + bytes.count <= state.limit else {
                throw ReaderFailure(.tooMuchOutput, ["\(state.limit >> 20)"], row: state.rows)
            }
            Self.send(state.hasBegun ? bytes : Frame.signature + bytes)
            state.hasBegun = true
            state.written += bytes.count
            if case .rows(let block) = frame { state.rows += block.rows }
        }
    }

    /// Writes the last frame of a stream that is given up.
    func giveUp(_ failure: ReaderFailure) {
        state.withLock { state in
            let failure = ReaderFailure(failure.code, failure.texts, row: max(failure.row, state.rows))
            guard let bytes = try? Frame.failure(failure).encoded() else { return }
            Self.send(state.hasBegun ? bytes : Frame.signature + bytes)
            state.hasBegun = true
        }
    }

    /// Writes an encoded last frame without taking memory.
    func endWithout(memory frame: [UInt8]) {
        state.withLock { state in
            if !state.hasBegun { Self.send(Frame.signature) }
            state.hasBegun = true
            Self.send(frame)
        }
    }

    private static func send(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { buffer in
            var sent = 0
            while sent < buffer.count {
                let count = unsafe Glibc.write(
                    STDOUT_FILENO, buffer.baseAddress.map { unsafe $0 + sent }, buffer.count - sent)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { exit(3) }
                sent += count
            }
        }
    }
}
