import Foundation
import RowFormat

/// A program that the reader runs inside its sandbox, and what it prints.
enum ChildOutput {
    /// Runs a program to its end and gives its output to `body` as it comes.
    ///
    /// - Returns: its exit code, or 128 and the number of the signal that ended it.
    /// - Throws: ``ReaderFailure`` of code `missingProgram`, and what `body` throws, which ends the program.
    static func run(
        _ command: [String], package: String, _ body: ([UInt8]) throws -> Void
    ) throws -> Int32 {
        guard let program = path(of: command[0]) else { throw ReaderFailure(.missingProgram, [command[0], package]) }
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else { throw ReaderFailure(.noSandbox, ["pipe"]) }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        unsafe posix_spawn_file_actions_addclose(&actions, 2)
        unsafe posix_spawn_file_actions_addclose(&actions, ends[0])
        var arguments = unsafe command.map { unsafe strdup($0) } + [nil]
        let variables = ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"]
        var values = unsafe variables.map { unsafe strdup($0) } + [nil]
        defer {
            unsafe arguments.forEach { unsafe free($0) }
            unsafe values.forEach { unsafe free($0) }
        }
        var id: pid_t = 0
        let status = unsafe posix_spawn(&id, program, &actions, nil, &arguments, &values)
        close(ends[1])
        guard status == 0 else {
            close(ends[0])
            throw ReaderFailure(.missingProgram, [command[0], package])
        }
        var ended: Int32 = 0
        do {
            defer { close(ends[0]) }
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = unsafe read(ends[0], &buffer, buffer.count)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { break }
                try body(Array(buffer[..<count]))
            }
        } catch {
            kill(id, SIGKILL)
            unsafe waitpid(id, &ended, 0)
            throw error
        }
        unsafe waitpid(id, &ended, 0)
        let signal = ended & 0x7F
        return signal == 0 ? ended >> 8 & 0xFF : 128 + signal
    }

    private static func path(of program: String) -> String? {
        ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { $0 + program }.first { unsafe access($0, X_OK) == 0 }
    }
}
