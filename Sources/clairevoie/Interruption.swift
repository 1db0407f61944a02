import Dispatch
import Foundation
import Synchronization

/// Notices Ctrl-C, so that work can stop at a safe place.
final class Interruption: Sendable {
    private let wasPressed = Atomic<Bool>(false)
    private let source: any DispatchSourceSignal & Sendable

    init() {
        signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        self.source = source
        source.setEventHandler { [weak self] in self?.wasPressed.store(true, ordering: .relaxed) }
        source.resume()
    }

    deinit { source.cancel() }

    /// Throws ``Interrupted`` once Ctrl-C was pressed.
    func check() throws {
        if wasPressed.load(ordering: .relaxed) { throw Interrupted() }
    }
}
