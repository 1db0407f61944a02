import Foundation
import Synchronization

/// Notices Ctrl-C, so that work can stop at a safe place.
struct Interruption: Sendable {
    private static let wasPressed = Atomic<Bool>(false)

    /// From now on Ctrl-C is noticed and does nothing else.
    init() {
        // A store to an atomic is one of the few things that a signal handler may do.
        // Pressed again it ends the process at once, which the stores survive as they do any crash.
        signal(SIGINT) { _ in
            Self.wasPressed.store(true, ordering: .relaxed)
            signal(SIGINT, SIG_DFL)
        }
    }

    /// Throws ``Interrupted`` once Ctrl-C was pressed.
    func check() throws {
        if Self.wasPressed.load(ordering: .relaxed) { throw Interrupted() }
    }

    /// Does some work, and cancels it once Ctrl-C was pressed, even while it waits for somebody else.
    ///
    /// - Throws: ``Interrupted``, or what the work throws.
    func stopping<T: Sendable>(_ work: @escaping @Sendable () async throws -> T) async throws -> T {
        try await withThrowingTaskGroup(of: T.self) { group in
            group.addTask { try await work() }
            group.addTask {
                while true {
                    try check()
                    try await Task.sleep(for: .milliseconds(100))
                }
            }
            defer { group.cancelAll() }
            guard let done = try await group.next() else { throw Interrupted() }
            return done
        }
    }
}
