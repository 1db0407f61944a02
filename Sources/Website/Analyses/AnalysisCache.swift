import Synchronization

/// Answers that take some time to work out, kept until something is published; the least recently used go first.
final class AnalysisCache<Value: Sendable>: Sendable {
    private struct Kept {
        let value: Value
        var usedAt: Int
    }

    private struct Contents {
        var state: Int64?
        var answers: [String: Kept] = [:]
        var clock = 0
    }

    private let capacity: Int
    private let contents = Mutex(Contents())

    /// Makes a cache.
    ///
    /// - Parameter capacity: the most answers kept.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// The answer to a question at a state of what is published, worked out unless it is kept.
    ///
    /// Two readers who ask at once may both have it worked out: neither waits for the other.
    func answer(_ question: String, state: Int64, _ make: () throws -> Value) rethrows -> Value {
        let kept = contents.withLock { contents -> Value? in
            if contents.state != state { contents = Contents(state: state) }
            contents.clock += 1
            contents.answers[question]?.usedAt = contents.clock
            return contents.answers[question]?.value
        }
        if let kept { return kept }
        let value = try make()
        contents.withLock { contents in
            // An answer that took until after a publication is of the past.
            guard contents.state == state else { return }
            if contents.answers.count >= capacity,
                let oldest = contents.answers.min(by: { $0.value.usedAt < $1.value.usedAt })?.key
            {
                contents.answers[oldest] = nil
            }
            contents.answers[question] = Kept(value: value, usedAt: contents.clock)
        }
        return value
    }

    /// How many answers are kept.
    var count: Int { contents.withLock { $0.answers.count } }
}
