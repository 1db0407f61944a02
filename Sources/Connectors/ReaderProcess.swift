import Foundation
import RowFormat

/// A running reader; it doesn't outlive the object.
final class ReaderProcess {
    /// How many rows came.
    var rows: Int { Int(clamping: decoder.rows) }

    private let file: String
    private let program: ReaderProgram
    private let id: pid_t
    private let output: Int32
    private var decoder = FrameDecoder()
    private var buffer = [UInt8](repeating: 0, count: 1 << 18)
    private var hasEnded = false

    /// Starts the reader, as the leader of a process group of its own, with nothing of our environment.
    ///
    /// - Throws: ``ConnectorError``.
    init(program: ReaderProgram, verb: String, file: String, layer: String?) throws {
        self.file = file
        self.program = program
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw ConnectorError.readerMissing(path: program.path) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        // Libraries may print what they read.
        unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        unsafe posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
        var words = [
            program.path, verb, file, "--memory", "\(program.memory)", "--seconds", "\(program.seconds)", "--output",
            "\(program.output)",
        ]
        if let layer { words += ["--layer", layer] }
        var environment = ["LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin"]
        if let folder = ProcessInfo.processInfo.environment["TMPDIR"] { environment.append("TMPDIR=\(folder)") }
        var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        var variables = unsafe environment.map { unsafe strdup($0) } + [nil]
        defer {
            unsafe arguments.forEach { unsafe free($0) }
            unsafe variables.forEach { unsafe free($0) }
        }
        var id: pid_t = 0
        let status = unsafe posix_spawn(&id, program.path, &actions, &attributes, &arguments, &variables)
        close(ends[1])
        guard status == 0 else {
            close(ends[0])
            throw ConnectorError.readerMissing(path: program.path)
        }
        self.id = id
        output = ends[0]
    }

    deinit {
        close(output)
        // A process that wasn't waited for still owns its number.
        guard !hasEnded else { return }
        kill(-id, SIGKILL)
        waitpid(id, nil, 0)
    }

    /// The next frame; nil after the end.
    ///
    /// - Throws: ``ConnectorError`` when the reader gives up, dies, says nothing for too long or is cut.
    func next() throws -> Frame? {
        while true {
            if let frame = try decoded() {
                if case .failure(let failure) = frame { throw ConnectorError.notRead(file: file, failure: failure) }
                return frame
            }
            guard try wait() else {
                do { try decoder.finish() } catch { throw death() }
                _ = end()
                return nil
            }
        }
    }

    private func decoded() throws -> Frame? {
        do { return try decoder.next() } catch { throw ConnectorError.readerCut(file: file, row: rows) }
    }

    /// Takes what the reader has written.
    ///
    /// - Returns: false at the end of its output.
    private func wait() throws -> Bool {
        var wanted = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
        let deadline = ContinuousClock.now + .seconds(program.patience)
        while true {
            let left = (deadline - ContinuousClock.now) / .milliseconds(1)
            guard left > 0 else { throw ConnectorError.readerStalled(file: file, row: rows, seconds: program.patience) }
            let ready = unsafe poll(&wanted, 1, Int32(min(left, 1e6) + 1))
            if ready < 0 && errno == EINTR { continue }
            guard ready != 0 else { continue }
            let count = unsafe read(output, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            decoder.append(buffer[..<count])
            return true
        }
    }

    /// Waits for a process that has closed its output, and ends what it left behind.
    private func end() -> Int32 {
        guard !hasEnded else { return 0 }
        var status: Int32 = 0
        // One that closes its output and stays is ended.
        for _ in 0..<500 {
            if unsafe waitpid(id, &status, WNOHANG) == id {
                hasEnded = true
                return status
            }
            usleep(10_000)
        }
        kill(-id, SIGKILL)
        unsafe waitpid(id, &status, 0)
        hasEnded = true
        return status
    }

    private func death() -> ConnectorError {
        let signal = end() & 0x7F
        return signal == 0
            ? .readerCut(file: file, row: rows) : .readerDied(file: file, row: rows, signal: Int(signal))
    }
}
