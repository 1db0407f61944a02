import Foundation

/// Cross-validation of a lesson: every row judged by a model that wasn't taught on its day.
struct TextTrial {
    static let folds = 5

    /// For each row of the lesson, its sums of weights from the model of the other folds.
    private let sums: [Float]
    private let truths: [Int]
    private let foldOfRow: [Int]
    private let known: [Bool]
    private let width: Int
    /// The temperature that makes all held-out rows likeliest.
    let temperature: Double

    /// Runs the trial of a lesson.
    ///
    /// - Parameter fit: how some rows make a vocabulary and weights; the lesson's own way unless two are compared.
    init(of lesson: TextLesson, by fit: (([Int]) -> (vocabulary: TextVocabulary, softmax: TextSoftmax))? = nil) {
        let fit = fit ?? lesson.fit
        let width = lesson.categories.count
        let rows = lesson.rows
        let folds = rows.map { lesson.fold(of: $0, of: Self.folds) }
        var sums = [Float](repeating: 0, count: rows.count * width)
        var known = [Bool](repeating: false, count: rows.count)
        var buffer = [Float](repeating: 0, count: width)
        for fold in 0..<Self.folds {
            let taught = rows.indices.filter { folds[$0] != fold }.map { rows[$0] }
            let (vocabulary, softmax) = fit(taught)
            for index in rows.indices where folds[index] == fold {
                let found = vocabulary.features(of: rows[index], in: lesson.corpus)
                var numbers: [Int32] = []
                for slot in 0..<found.count { numbers.append(found.numbers[slot]) }
                softmax.logits(numbers[...], into: &buffer)
                for category in 0..<width { sums[index * width + category] = buffer[category] }
                known[index] = found.count > 0
            }
        }
        self.sums = sums
        self.known = known
        self.width = width
        truths = rows.map { lesson.categoryOfRow[$0] }
        foldOfRow = folds
        temperature = Self.fit(sums, truths, width, Array(rows.indices))
    }

    /// How a held-out row fared.
    struct Outcome {
        let truth: Int
        let told: Int
        let probability: Double
        let probabilityOfTruth: Double
        /// Whether the text has any known word.
        let isKnown: Bool
    }

    /// The rows' outcomes, those of a fold at the temperature of the others.
    var outcomes: [Outcome] {
        let temperatures = (0..<Self.folds).map { fold in
            Self.fit(sums, truths, width, truths.indices.filter { foldOfRow[$0] != fold })
        }
        return truths.indices.map { row in
            let scaled = sums[row * width..<(row + 1) * width].map { $0 / Float(temperatures[foldOfRow[row]]) }
            var probabilities = scaled
            TextSoftmax.normalise(&probabilities)
            let told = probabilities.indices.max { probabilities[$0] < probabilities[$1] } ?? 0
            return Outcome(
                truth: truths[row], told: told, probability: Double(probabilities[told]),
                probabilityOfTruth: Double(probabilities[truths[row]]), isKnown: known[row])
        }
    }

    /// The temperature at which some rows are likeliest, by golden section on its logarithm: the loss is convex in its
    /// inverse, so that there is one such temperature.
    private static func fit(_ sums: [Float], _ truths: [Int], _ width: Int, _ rows: [Int]) -> Double {
        func loss(_ logarithm: Double) -> Double {
            let inverse = Float(exp(-logarithm))
            var total = 0.0
            for row in rows {
                var highest = -Float.infinity
                for index in row * width..<(row + 1) * width { highest = max(highest, sums[index] * inverse) }
                var sum: Float = 0
                for index in row * width..<(row + 1) * width {
                    sum += TextSoftmax.exponential(sums[index] * inverse - highest)
                }
                total -= Double(sums[row * width + truths[row]] * inverse - highest) - Double(log(sum))
            }
            return total
        }
        let section = 0.618_033_988_75
        var (low, high) = (log(0.25), log(8.0))
        var (a, b) = (high - section * (high - low), low + section * (high - low))
        var (lossA, lossB) = (loss(a), loss(b))
        for _ in 0..<20 {
            if lossA < lossB {
                (high, b, lossB) = (b, a, lossA)
                a = high - section * (high - low)
                lossA = loss(a)
            } else {
                (low, a, lossA) = (a, b, lossB)
                b = low + section * (high - low)
                lossB = loss(b)
            }
        }
        // To the thousandth, as the model's file writes it.
        return max(0.001, (exp((low + high) / 2) * 1000).rounded() / 1000)
    }
}
