public import Vocabulary

/// Everything that is wrong with a territory's folder, so that it can be mended in one go.
public struct FolderErrors: ExplainedError, Hashable {
    /// What is wrong, in the order in which it was met; never empty.
    public let all: [Explanation]

    /// Makes the error.
    ///
    /// - Precondition: there is something wrong.
    init(_ all: [Explanation]) {
        precondition(!all.isEmpty)
        self.all = all
    }

    /// The first thing that is wrong.
    public var explanation: Explanation { all[0] }

    /// All that is wrong, as lines for a terminal.
    public func text(in language: Language) -> String {
        all.map { $0.text(in: language) }.joined(separator: "\n")
    }
}

/// What was found wrong so far while a folder is read.
///
/// A class, because every reader of a part adds to the one list; it is not `Sendable`, so it stays with one load.
final class ErrorLog {
    private(set) var explanations: [Explanation] = []

    func add(
        _ what: Phrase, at position: TextPosition, why: Phrase? = nil, remedy: Phrase
    ) {
        explanations.append(Explanation(what: what, at: position, why: why, remedy: remedy))
    }

    func add(_ error: some ExplainedError) {
        if let errors = error as? FolderErrors {
            explanations += errors.all
        } else {
            explanations.append(error.explanation)
        }
    }

    /// Runs `body`, and notes what it throws.
    func attempt<T>(_ body: () throws -> T) throws -> T? {
        do {
            return try body()
        } catch let error as any ExplainedError {
            add(error)
            return nil
        }
    }

    /// Throws what was found, if anything was.
    func throwIfAny() throws {
        guard explanations.isEmpty else { throw FolderErrors(explanations) }
    }
}
