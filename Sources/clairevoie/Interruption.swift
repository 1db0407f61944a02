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
}
