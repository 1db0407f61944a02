import Foundation
public import Vocabulary

/// What cross-validation says of a model, for the person who teaches it and nobody else.
public struct TeachReport: Sendable {
    /// What became of the rows.
    public let account: TeachAccount
    /// Rows of categories that have too few of them to be learned.
    public let rare: Int
    /// Rows taught on.
    public let rows: Int
    /// The days of those rows: the first, and the first after the last.
    public let taught: Range<CivilDate>
    /// The keys of the categories.
    public let categories: [String]
    /// For each category, the held-out rows that were told to be of each, and at the end those refused.
    public let confusion: [[Int]]
    /// The mean of −ln of the probability that held-out rows' categories were given.
    public let logLoss: Double
    /// The same of a model that knows only how frequent the categories are.
    public let baseline: Double
    /// The gap between the confidence of what was told and how often it was right, in ten bins of equal width (ECE).
    public let calibrationError: Double
    /// What the sums of weights are divided by.
    public let temperature: Double
    /// The least probability of a category that is told.
    public let confidence: Double
    /// The words and pairs that aren't in the closed lexicon, for a person to read.
    public let learned: [String]
    /// The words and pairs that a person struck out, in order.
    public let struck: [String]

    init(lesson: TextLesson, trial: TextTrial, model: TextClassifier, account: TeachAccount) {
        let width = lesson.categories.count
        let outcomes = trial.outcomes
        var confusion = [[Int]](repeating: [Int](repeating: 0, count: width + 1), count: width)
        var bins = [(count: Int, sum: Double, right: Int)](repeating: (0, 0, 0), count: 10)
        var loss = 0.0
        for outcome in outcomes {
            let isTold = outcome.isKnown && outcome.probability >= model.confidence
            confusion[outcome.truth][isTold ? outcome.told : width] += 1
            loss -= log(max(outcome.probabilityOfTruth, 1e-12))
            let bin = min(9, Int(outcome.probability * 10))
            bins[bin].count += 1
            bins[bin].sum += outcome.probability
            bins[bin].right += outcome.told == outcome.truth ? 1 : 0
        }
        let total = Double(max(outcomes.count, 1))
        self.account = account
        self.confusion = confusion
        rare = lesson.corpus.count - lesson.rows.count
        rows = lesson.rows.count
        taught = model.taught
        categories = lesson.categories
        logLoss = loss / total
        baseline = confusion.reduce(0) { sum, row in
            let count = Double(row.reduce(0, +))
            return count > 0 ? sum - count / total * log(count / total) : sum
        }
        calibrationError = bins.reduce(0) { $0 + abs($1.sum - Double($1.right)) } / total
        temperature = model.temperature
        confidence = model.confidence
        let lexicon = Set(TextLexicon.words)
        learned = model.features.filter { !lexicon.contains($0) }
        struck = lesson.struck.sorted()
    }

    /// The share of a category's held-out rows that were told to be of it.
    public func recall(of category: Int) -> Double {
        Double(confusion[category][category]) / Double(max(confusion[category].reduce(0, +), 1))
    }

    /// The share of held-out rows that were refused.
    public var refusalRate: Double {
        Double(confusion.reduce(0) { $0 + $1[categories.count] }) / Double(max(rows, 1))
    }

    /// The share of held-out rows that were right, of those that weren't refused.
    public var accuracy: Double {
        let told = confusion.reduce(0) { $0 + $1.dropLast().reduce(0, +) }
        let right = categories.indices.reduce(0) { $0 + confusion[$1][$1] }
        return Double(right) / Double(max(told, 1))
    }
}
