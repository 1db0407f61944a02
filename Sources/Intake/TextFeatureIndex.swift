/// Finds the words and pairs of words of a list in a text, without making strings of them.
struct TextFeatureIndex: Sendable {
    /// The words and, with a space between, the pairs of words.
    let features: [String]

    private let letters: [UInt8]
    /// Words that are features or parts of pairs, each with its place in `letters` and its feature, or −1.
    private let words: [(start: Int32, count: Int32, feature: Int32)]
    private let wordSlots: [Int32]
    private let pairs: [UInt64: Int32]

    init(_ features: [String]) {
        self.features = features
        var numbers: [String: Int] = [:]
        var letters: [UInt8] = []
        var words: [(start: Int32, count: Int32, feature: Int32)] = []
        func number(_ word: String) -> Int {
            if let known = numbers[word] { return known }
            words.append((Int32(letters.count), Int32(word.utf8.count), -1))
            letters += word.utf8
            numbers[word] = words.count - 1
            return words.count - 1
        }
        var pairs: [UInt64: Int32] = [:]
        for (feature, text) in features.enumerated() {
            let parts = text.split(separator: " ").map(String.init)
            if parts.count == 2 {
                pairs[Self.pair(number(parts[0]), number(parts[1]))] = Int32(feature)
            } else if let word = parts.first {
                words[number(word)].feature = Int32(feature)
            }
        }
        var size = 64
        while size < words.count * 4 { size *= 2 }
        var slots = [Int32](repeating: -1, count: size)
        for (number, word) in words.enumerated() {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in letters[Int(word.start)..<Int(word.start + word.count)] {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
            }
            var slot = Self.slot(hash, size)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int32(number)
        }
        self.letters = letters
        self.words = words
        self.pairs = pairs
        wordSlots = slots
    }

    /// Adds the features of a stretch of text; a word that isn't in the list parts the pair around it.
    func find(in text: borrowing Span<UInt8>, from: Int, to: Int, _ found: inout TextFeatures) {
        var last = -1
        TextWords.forEach(in: text, from: from, to: to) { word in
            let number = number(of: word)
            defer { last = number }
            guard number >= 0 else { return }
            let feature = words[number].feature
            if feature >= 0 { found.insert(feature) }
            if last >= 0, let pair = pairs[Self.pair(last, number)] { found.insert(pair) }
        }
    }

    private func number(of word: TextWords.Word) -> Int {
        var slot = Self.slot(word.hash, wordSlots.count)
        while wordSlots[slot] >= 0 {
            let number = Int(wordSlots[slot])
            if equal(words[number], word) { return number }
            slot = (slot + 1) & (wordSlots.count - 1)
        }
        return -1
    }

    private func equal(_ known: (start: Int32, count: Int32, feature: Int32), _ word: TextWords.Word) -> Bool {
        guard Int(known.count) == word.count else { return false }
        for index in 0..<word.count where letters[Int(known.start) + index] != word.letters[index] { return false }
        return true
    }

    private static func slot(_ hash: UInt64, _ size: Int) -> Int { Int(truncatingIfNeeded: hash >> 20) & (size - 1) }

    private static func pair(_ first: Int, _ second: Int) -> UInt64 { UInt64(first) << 32 | UInt64(second) }
}
