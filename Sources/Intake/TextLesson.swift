import Vocabulary

/// The rows that a model is taught on, and the categories that have enough of them.
struct TextLesson {
    let corpus: TextCorpus
    /// The keys of the categories.
    let categories: [String]
    /// The rows of those categories.
    let rows: [Int]
    /// For each row of the corpus the number of its category among ``categories``, or −1.
    let categoryOfRow: [Int]
    /// The words and pairs that a person struck out.
    let struck: Set<String>

    init(corpus: TextCorpus, taxonomy: Taxonomy, without struck: Set<String> = []) {
        self.struck = struck
        var counts = [Int](repeating: 0, count: taxonomy.categories.count)
        var days = [Set<Int32>](repeating: [], count: taxonomy.categories.count)
        for row in 0..<corpus.count {
            let category = Int(corpus.categories[row])
            counts[category] += 1
            if days[category].count < TextVocabulary.days { days[category].insert(corpus.days[row]) }
        }
        let kept = taxonomy.categories.indices.filter {
            counts[$0] >= TextVocabulary.records && days[$0].count >= TextVocabulary.days
        }
        let numbers = Dictionary(uniqueKeysWithValues: zip(kept, kept.indices))
        categoryOfRow = corpus.categories.map { numbers[Int($0)] ?? -1 }
        rows = categoryOfRow.indices.filter { [categoryOfRow] in categoryOfRow[$0] >= 0 }
        categories = kept.map { taxonomy.categories[$0].id }
        self.corpus = corpus
    }

    /// A row's fold, by its day.
    func fold(of row: Int, of folds: Int) -> Int { Int(corpus.days[row]) % folds }

    /// The features that some rows choose, and the weights that they give.
    func fit(_ rows: [Int]) -> (vocabulary: TextVocabulary, softmax: TextSoftmax) {
        let vocabulary = TextVocabulary(of: corpus, rows: rows, without: struck)
        var flat: [Int32] = []
        var ends: [Int] = []
        for row in rows {
            let found = vocabulary.features(of: row, in: corpus)
            for slot in 0..<found.count { flat.append(found.numbers[slot]) }
            ends.append(flat.count)
        }
        let prepared = rows.indices.map { index in
            TextSoftmax.Row(
                features: flat[(index == 0 ? 0 : ends[index - 1])..<ends[index]], category: categoryOfRow[rows[index]])
        }
        return (
            vocabulary,
            TextSoftmax(fitting: prepared, features: vocabulary.features.count, categories: categories.count)
        )
    }

    /// The words and pairs among those struck out that the model wouldn't know anyway.
    var needlesslyStruck: [String] {
        guard !struck.isEmpty else { return [] }
        return struck.subtracting(TextVocabulary(of: corpus, rows: rows).features).sorted()
    }

    /// The model of all rows.
    func model(temperature: Double, confidence: Double) -> TextClassifier {
        let (vocabulary, softmax) = fit(rows)
        let days = rows.map { corpus.days[$0] }
        let first = CivilDate(dayNumber: Int(days.min() ?? 0))
        let last = CivilDate(dayNumber: Int(days.max() ?? 0))
        return TextClassifier(
            taught: first..<last.adding(days: 1), rows: rows.count, categories: categories, temperature: temperature,
            confidence: confidence, features: vocabulary.features,
            weights: softmax.weights.map { Int32(($0 * 1000).rounded()) })
    }
}
