/// Which words and pairs of words a model may know: the lexicon, and what many records of many days share.
struct TextVocabulary {
    /// Fewer records don't make a word known.
    static let records = 20
    /// Fewer distinct days don't either: one affair may fill many records.
    static let days = 5

    /// The features, in order: words, then pairs.
    let features: [String]
    /// For each word of the corpus its feature, or −1.
    private let featureOfWord: [Int32]
    private let featureOfPair: [UInt64: Int32]

    /// How many records of how many days have something.
    private struct Share {
        var records = 0
        var days: [Int32] = []
        var lastRow: Int32 = -1

        mutating func count(row: Int32, day: Int32) {
            guard lastRow != row else { return }
            lastRow = row
            records += 1
            if days.count < TextVocabulary.days, !days.contains(day) { days.append(day) }
        }

        var isWide: Bool { records >= TextVocabulary.records && days.count >= TextVocabulary.days }
    }

    /// Chooses the features of some rows.
    ///
    /// A word counts where it is written in small letters, and never when it stands anywhere with a capital in
    /// mid-sentence, or is a frequent name: those are how texts write persons and streets.
    ///
    /// - Parameter struck: words and pairs that a person doesn't want; a word takes its pairs with it.
    init(of corpus: TextCorpus, rows: [Int], without struck: Set<String> = []) {
        var shares = [Share](repeating: Share(), count: corpus.words.count)
        for row in rows {
            for token in corpus.tokens(of: row) where token.word >= 0 && token.isSmall {
                shares[token.word].count(row: Int32(row), day: corpus.days[row])
            }
        }
        let lexicon = Set(TextLexicon.words)
        var chosen = lexicon
        for (number, word) in corpus.words.enumerated()
        where shares[number].isWide && !corpus.isName[number] && !TextLexicon.names.contains(word) {
            chosen.insert(word)
        }
        chosen.subtract(struck)
        var features = chosen.sorted()
        var featureOfWord = [Int32](repeating: -1, count: corpus.words.count)
        for (feature, word) in features.enumerated() {
            if let number = corpus.numbers[word] { featureOfWord[Int(number)] = Int32(feature) }
        }
        var pairs: [UInt64: Share] = [:]
        for row in rows {
            var last = -1
            for token in corpus.tokens(of: row) {
                let word = token.word >= 0 && featureOfWord[token.word] >= 0 ? token.word : -1
                if last >= 0, word >= 0 {
                    pairs[Self.pair(last, word), default: Share()].count(row: Int32(row), day: corpus.days[row])
                }
                last = word
            }
        }
        let wide = pairs.filter { $0.value.isWide }.map { pair in
            (
                text: corpus.words[Int(pair.key >> 32)] + " " + corpus.words[Int(pair.key & 0xFFFF_FFFF)],
                key: pair.key
            )
        }.filter { !struck.contains($0.text) }.sorted { $0.text < $1.text }
        var featureOfPair: [UInt64: Int32] = [:]
        for pair in wide {
            featureOfPair[pair.key] = Int32(features.count)
            features.append(pair.text)
        }
        self.features = features
        self.featureOfWord = featureOfWord
        self.featureOfPair = featureOfPair
    }

    /// The features of a row of the corpus, as ``TextFeatureIndex`` would find them in its text.
    func features(of row: Int, in corpus: TextCorpus) -> TextFeatures {
        var found = TextFeatures()
        var last = -1
        for token in corpus.tokens(of: row) {
            guard token.word >= 0, featureOfWord[token.word] >= 0 else {
                last = -1
                continue
            }
            found.insert(featureOfWord[token.word])
            if last >= 0, let pair = featureOfPair[Self.pair(last, token.word)] { found.insert(pair) }
            last = token.word
        }
        return found
    }

    private static func pair(_ first: Int, _ second: Int) -> UInt64 { UInt64(first) << 32 | UInt64(second) }
}

/// Labelled texts as numbers of words, in memory for as long as a model is taught; it prints nothing.
struct TextCorpus: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A word of a text: its number, or −1 between two fields.
    struct Token {
        let word: Int
        let isSmall: Bool
    }

    /// The distinct words.
    private(set) var words: [String] = []
    private(set) var numbers: [String: Int32] = [:]
    /// For each word, whether it stands anywhere with a capital in mid-sentence.
    private(set) var isName: [Bool] = []
    /// For each row its local day, as days since 1970.
    private(set) var days: [Int32] = []
    /// For each row the number of its category.
    private(set) var categories: [Int32] = []

    private var flat: [Int32] = []
    private var ends: [Int] = []

    /// How many rows there are.
    var count: Int { days.count }

    /// Adds words to the row that ``close(day:category:)`` ends.
    mutating func add(_ text: borrowing Span<UInt8>, from: Int, to: Int) {
        TextWords.forEach(in: text, from: from, to: to) { word in
            let number = number(of: word.text)
            if word.isCapitalised, !word.opensSentence { isName[Int(number)] = true }
            flat.append(number << 1 | (word.isCapitalised ? 0 : 1))
        }
        flat.append(-1)
    }

    /// Ends a row.
    mutating func close(day: CivilDayNumber, category: Int) {
        ends.append(flat.count)
        days.append(day)
        categories.append(Int32(category))
    }

    /// The words of a row.
    func tokens(of row: Int) -> some Sequence<Token> {
        flat[(row == 0 ? 0 : ends[row - 1])..<ends[row]].lazy.map { value in
            value < 0 ? Token(word: -1, isSmall: false) : Token(word: Int(value >> 1), isSmall: value & 1 == 1)
        }
    }

    private mutating func number(of word: String) -> Int32 {
        if let known = numbers[word] { return known }
        let number = Int32(words.count)
        numbers[word] = number
        words.append(word)
        isName.append(false)
        return number
    }

    var description: String { "TextCorpus(redacted)" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Days since 1970-01-01, as ``CivilDate/dayNumber`` counts them.
typealias CivilDayNumber = Int32
