/// The known word that someone who wrote `word` most likely meant.
///
/// - Returns: nil when none is closer than half of the word's length.
func nearestWord(to word: String, among known: [String]) -> String? {
    let best = known.map { (word: $0, distance: editDistance(word, $0)) }.min { $0.distance < $1.distance }
    guard let best, best.distance * 2 <= max(2, word.count) else { return nil }
    return best.word
}

/// The fewest insertions, deletions and replacements of a letter that turn `a` into `b` (Levenshtein 1966).
///
/// Words beyond 64 letters are compared by their beginnings, so that a hostile key costs nothing.
func editDistance(_ a: String, _ b: String) -> Int {
    let a = Array(a.lowercased().prefix(64))
    let b = Array(b.lowercased().prefix(64))
    var previous = Array(0...b.count)
    for (i, letter) in a.enumerated() {
        var current = [i + 1]
        for (j, other) in b.enumerated() {
            current.append(min(previous[j] + (letter == other ? 0 : 1), previous[j + 1] + 1, current[j] + 1))
        }
        previous = current
    }
    return previous[b.count]
}

/// A list of words for a sentence: `a, b, c`, cut after `limit`.
func listed(_ words: [String], limit: Int = 40) -> String {
    words.prefix(limit).joined(separator: ", ") + (words.count > limit ? ", …" : "")
}
