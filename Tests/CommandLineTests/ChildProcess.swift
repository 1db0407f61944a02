import Foundation

/// A process that a test started, with its output in files; it doesn't outlive the object.
final class ChildProcess {
    /// How a process ended.
    struct End: Equatable {
        /// The exit code; nil when a signal ended it.
        let code: Int32?
        /// The signal that ended it.
        let signal: Int32?
        /// The most memory that it was seen to hold, in MiB.
        let peakMiB: Int
    }

    /// It ran for longer than it may.
    struct TookTooLong: Error {
        let command: [String]
        let limit: Duration
    }

    let id: pid_t
    private let command: [String]
    private var end: End?
    private var peakKiB = 0

    /// Starts a program, as the leader of a process group of its own.
    ///
    /// - Parameters:
    ///   - folder: its working directory.
    ///   - output: the file that takes its standard output.
    ///   - errors: the file that takes its standard error.
    init(
        _ command: [String], environment: [String: String], folder: String, output: String, errors: String
    ) throws {
        // env changes the directory and then becomes the program, number and all.
        let command = ["/usr/bin/env", "--chdir=" + folder] + command
        self.command = command
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        // The signals of the test runner, whatever it made of them, aren't the program's.
        var defaults = sigset_t()
        unsafe sigfillset(&defaults)
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        unsafe posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
        var arguments = unsafe command.map { unsafe strdup($0) } + [nil]
        var variables = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        defer {
            unsafe arguments.forEach { unsafe free($0) }
            unsafe variables.forEach { unsafe free($0) }
        }
        var id: pid_t = 0
        let status = unsafe posix_spawn(&id, command[0], &actions, &attributes, &arguments, &variables)
        guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: status) ?? .ENOENT) }
        self.id = id
    }

    deinit {
        kill(-id, SIGKILL)
        guard end == nil else { return }
        waitpid(id, nil, 0)
    }

    /// Sends a signal.
    func send(_ signal: Int32) {
        // A process that has ended and wasn't waited for still owns its number.
        if end == nil { kill(id, signal) }
    }

    /// How it ended, if it has.
    func endIfAny() -> End? {
        if let end { return end }
        look()
        var status: Int32 = 0
        guard unsafe waitpid(id, &status, WNOHANG) == id else { return nil }
        let signal = status & 0x7F
        end = End(
            code: signal == 0 ? status >> 8 & 0xFF : nil, signal: signal == 0 ? nil : signal,
            peakMiB: peakKiB / 1024)
        return end
    }

    /// Notes its memory.
    ///
    /// The kernel's account at the end of a process counts the memory of whoever started it too.
    /// And for a moment after it started, while it becomes another program, it has the test runner's own memory.
    private func look() {
        let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(id)/exe")
        guard program != (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")),
            let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let number = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
        else { return }
        peakKiB = max(peakKiB, Int(number) ?? 0)
    }

    /// Waits for its end.
    ///
    /// - Throws: ``TookTooLong``; the process is killed then.
    func wait(atMost limit: Duration) async throws -> End {
        let start = ContinuousClock.now
        while true {
            if let end = endIfAny() { return end }
            guard ContinuousClock.now - start < limit else {
                kill(-id, SIGKILL)
                throw TookTooLong(command: command, limit: limit)
            }
            try await Task.sleep(for: .milliseconds(1))
        }
    }
}
