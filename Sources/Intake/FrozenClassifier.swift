public import Vocabulary

/// A classifier of texts that was frozen before the periods of an import, as the gate takes it.
///
/// The only way to one is past the check, so that no record is classified by a model that may have learned from it.
public struct FrozenClassifier: Sendable {
    private let classifier: TextClassifier
    /// For each of the classifier's categories, its number in the taxonomy.
    private let numbers: [Int]

    /// Takes a classifier for some periods of a territory.
    ///
    /// The check is of the batch, not of each record: rows outside the periods are refused anyway, so every record that
    /// is counted comes after the model's last day, and no batch is half classified.
    /// - Throws: ``TextModelError/tooLate(taught:period:)``, or ``TextModelError/unknownCategory(_:)`` for a model of
    ///   another taxonomy.
    public init(_ classifier: TextClassifier, before periods: [Range<UTCSeconds>], territory: Territory) throws {
        for period in periods {
            let day = territory.calendar.date(at: period.lowerBound)
            guard day >= classifier.taught.upperBound else {
                throw TextModelError.tooLate(taught: classifier.taught.upperBound.adding(days: -1), period: day)
            }
        }
        numbers = try classifier.categories.map { key in
            guard let number = territory.taxonomy.categories.firstIndex(where: { $0.id == key }) else {
                throw TextModelError.unknownCategory(key)
            }
            return number
        }
        self.classifier = classifier
    }

    /// The number in the taxonomy of the category that a record's texts tell; nil when the classifier isn't sure.
    ///
    /// - Parameter slots: the fields of text among the record's.
    func category(_ batch: RawBatch, _ base: Int, slots: [Int], _ text: borrowing Span<UInt8>) -> Int? {
        var found = TextFeatures()
        for slot in slots {
            let (from, to) = batch.bounds(base + slot)
            classifier.index.find(in: text, from: from, to: to, &found)
        }
        return classifier.classify(found).map { numbers[$0] }
    }
}
