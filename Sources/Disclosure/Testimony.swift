import Editions
import Vocabulary

/// What a witness's file says: which publications were about to land, and which did.
///
/// A publication is a run of lines. Each run of bins that it drew comes first, then the head that the log was to have:
///
///     bins SOURCE TABLE START END PUBLIC STAFF     times in seconds of UTC, ε in billionths
///     begun SIZE ROOT                              before COMMIT
///     done SIZE ROOT                               after it
///
/// Only the last line can be cut short, since the file is appended to.
struct Testimony {
    /// A publication that was about to land.
    struct Begun {
        let head: LogHead
        let drawn: [DrawnBins]
    }

    private(set) var begun: [Begun] = []
    private(set) var done: Set<LogHead> = []

    /// How far the log is known to have come: the longest head, whatever the order of the lines.
    var furthest: LogHead? { done.max { $0.size < $1.size } }

    /// Publications of which it isn't known that they landed.
    var open: [Begun] { begun.filter { !done.contains($0.head) } }

    /// Reads the lines; nil for a line that is none of the three, unless it is the last and was cut short.
    init?(_ text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        // After the last line end there is nothing, or what a crash left of an append that nothing relied on.
        lines.removeLast()
        var drawn: [DrawnBins] = []
        for line in lines {
            let words = line.split(separator: " ")
            switch words.first {
            case "bins" where words.count == 7:
                let numbers = words[3...].compactMap { Int64($0) }
                guard numbers.count == 4, numbers[0] < numbers[1] else { return nil }
                drawn.append(
                    DrawnBins(
                        source: String(words[1]), table: String(words[2]), period: numbers[0]..<numbers[1],
                        publicEpsilon: Epsilon(billionths: numbers[2]), staffEpsilon: Epsilon(billionths: numbers[3])))
            case "begun" where words.count == 3:
                guard let size = Int64(words[1]) else { return nil }
                begun.append(Begun(head: LogHead(size: size, root: String(words[2])), drawn: drawn))
                drawn = []
            case "done" where words.count == 3:
                // Another process may have landed between; an append is whole, so no run of bins is cut by this.
                guard let size = Int64(words[1]) else { return nil }
                done.insert(LogHead(size: size, root: String(words[2])))
            default: return nil
            }
        }
    }

    /// The lines of a publication that is about to land.
    static func begun(_ head: LogHead, _ drawn: [DrawnBins]) -> String {
        let bins = drawn.map {
            "bins \($0.source) \($0.table) \($0.period.lowerBound) \($0.period.upperBound) "
                + "\($0.publicEpsilon.billionths) \($0.staffEpsilon.billionths)\n"
        }
        return bins.joined() + "begun \(head.size) \(head.root)\n"
    }

    /// The line of one that landed.
    static func done(_ head: LogHead) -> String { "done \(head.size) \(head.root)\n" }
}
