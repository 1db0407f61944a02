/// Finds names like a given one among many: by the trigrams that they share, then by their edits.
struct NameIndex: Sendable {
    private let names: [[UInt8]]
    private let sorted: [[UInt8]]
    private let fixed: [[String]]
    private let namesWith: [UInt32: [Int32]]

    /// A name and how like the wanted one it is, in percent.
    struct Match: Equatable {
        let name: Int
        let score: Double
    }

    /// What swapped words cost, in percent.
    static let swap = 3.0

    /// Indexes some names, each a list of words.
    init(_ names: [[String]]) {
        self.names = names.map(Self.text)
        sorted = names.map { Self.text($0.sorted()) }
        fixed = names.map(Self.fixedWords)
        var namesWith: [UInt32: [Int32]] = [:]
        for (number, name) in names.enumerated() {
            for trigram in Self.trigrams(name) { namesWith[trigram, default: []].append(Int32(number)) }
        }
        self.namesWith = namesWith
    }

    /// Names at least `score` percent like the wanted one, in no order.
    ///
    /// The likeness is 100 · (1 − d/n) for d edits (a letter put in, left out, changed, or swapped with the next:
    /// optimal string alignment, after Damerau 1964 and Levenshtein 1966) and the n letters of the longer name. Words may
    /// stand in another order, which costs 3. Numbers and letters on their own must be the same.
    func matches(_ words: [String], score: Double) -> [Match] {
        let wanted = Self.text(words)
        let wantedSorted = Self.text(words.sorted())
        let wantedFixed = Self.fixedWords(words)
        let trigrams = Self.trigrams(words)
        let edits = Int((1 - score / 100) * Double(wanted.count) / max(score / 100, 0.01))
        // An edit takes away four trigrams at most.
        let least = max(1, trigrams.count - 4 * edits)
        var shared: [Int32: Int] = [:]
        for trigram in trigrams { for name in namesWith[trigram] ?? [] { shared[name, default: 0] += 1 } }
        var result: [Match] = []
        for (number, count) in shared where count >= least {
            let name = Int(number)
            let length = max(names[name].count, wanted.count)
            let limit = Int((1 - score / 100) * Double(length))
            guard abs(names[name].count - wanted.count) <= limit, fixed[name] == wantedFixed else { continue }
            let inOrder = EditDistance.between(wanted, names[name])
            var best = 100 * (1 - Double(inOrder) / Double(length))
            if inOrder > 0 {
                let swapped = EditDistance.between(wantedSorted, sorted[name])
                best = max(best, 100 * (1 - Double(swapped) / Double(length)) - Self.swap)
            }
            if best >= score { result.append(Match(name: name, score: best)) }
        }
        return result
    }

    private static func text(_ words: [String]) -> [UInt8] { Array(words.joined(separator: " ").utf8) }

    /// Words that an edit would make another place of: those with digits, and letters alone.
    private static func fixedWords(_ words: [String]) -> [String] {
        words.filter { $0.utf8.count == 1 || $0.utf8.contains { (48...57).contains($0) } }.sorted()
    }

    /// The distinct trigrams of each word with a space before and after it.
    private static func trigrams(_ words: [String]) -> Set<UInt32> {
        var result: Set<UInt32> = []
        for word in words {
            var window: UInt32 = 32
            for (index, byte) in (Array(word.utf8) + [32]).enumerated() {
                window = (window << 8 | UInt32(byte)) & 0xFF_FFFF
                if index > 0 { result.insert(window) }
            }
        }
        return result
    }
}

/// How many edits make one text of another.
enum EditDistance {
    /// Letters put in, left out, changed, or swapped with their neighbour; none is edited twice.
    ///
    /// O(n·m).
    static func between(_ a: [UInt8], _ b: [UInt8]) -> Int {
        if a == b { return 0 }
        var twoAgo = [Int](repeating: 0, count: b.count + 1)
        var previous = Array(0...b.count)
        var current = previous
        for i in a.indices {
            current[0] = i + 1
            for j in b.indices {
                var edits = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { edits = min(edits, twoAgo[j - 1] + 1) }
                current[j + 1] = edits
            }
            (twoAgo, previous, current) = (previous, current, twoAgo)
        }
        return previous[b.count]
    }
}
