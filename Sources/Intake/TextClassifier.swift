public import Vocabulary

/// Tells a category from a handrail entry's text: a multinomial logistic regression on words and pairs of words.
///
/// It was taught on the city's own labelled rows and is frozen: it holds words that many records share, their weights
/// and nothing of any one text. It is personal data all the same, and stays on the intake side.
public struct TextClassifier: Sendable {
    /// The days of the rows that it was taught on: the first, and the first after the last.
    public let taught: Range<CivilDate>
    /// How many rows it was taught on.
    public let rows: Int
    /// The keys of the categories that it tells apart, in the order of the weights.
    public let categories: [String]
    /// What the sums of weights are divided by before they become probabilities.
    ///
    /// Guo et al. 2017, *On calibration of modern neural networks*.
    public let temperature: Double
    /// The least probability of a category that is told; below it the record is refused.
    public let confidence: Double
    /// The words and pairs of words that it knows, in order.
    public var features: [String] { index.features }

    let index: TextFeatureIndex
    /// The weights: those of no word, then those of each feature, a category after the other, in thousandths.
    let weights: [Int32]
    private let scores: [Float]

    init(
        taught: Range<CivilDate>, rows: Int, categories: [String], temperature: Double, confidence: Double,
        features: [String], weights: [Int32]
    ) {
        precondition(weights.count == (features.count + 1) * categories.count)
        self.taught = taught
        self.rows = rows
        self.categories = categories
        self.temperature = temperature
        self.confidence = confidence
        self.weights = weights
        index = TextFeatureIndex(features)
        scores = weights.map { Float($0) / Float(1000 * temperature) }
    }

    /// The number in ``categories`` of the category of a text.
    ///
    /// - Returns: nil below the confidence, and for a text without a known word.
    /// - Complexity: linear in the text, and in its features times the categories.
    public func classify(_ text: borrowing Span<UInt8>, from: Int, to: Int) -> Int? {
        var found = TextFeatures()
        index.find(in: text, from: from, to: to, &found)
        return classify(found)
    }

    /// The number of the category of some features; see ``classify(_:from:to:)``.
    func classify(_ found: TextFeatures) -> Int? {
        guard let (category, probability) = best(found), probability >= Float(confidence) else { return nil }
        return category
    }

    /// The likeliest category and its probability; nil for a text without a known word.
    func best(_ found: TextFeatures) -> (category: Int, probability: Float)? {
        guard found.count > 0 else { return nil }
        let width = categories.count
        var sums = Array(scores[0..<width])
        for slot in 0..<found.count {
            let row = (Int(found.numbers[slot]) + 1) * width
            for category in 0..<width { sums[category] += scores[row + category] }
        }
        var best = 0
        for category in 1..<max(width, 1) where sums[category] > sums[best] { best = category }
        let total = sums.reduce(0) { $0 + TextSoftmax.exponential($1 - sums[best]) }
        return (best, 1 / total)
    }
}

/// Which features of a model a text has, each once, in the order in which they are met.
struct TextFeatures {
    /// The most that are looked at: a paragraph's.
    static let limit = 96

    var numbers = [96 of Int32](repeating: 0)
    var count = 0

    mutating func insert(_ number: Int32) {
        for slot in 0..<count where numbers[slot] == number { return }
        guard count < Self.limit else { return }
        numbers[count] = number
        count += 1
    }
}
