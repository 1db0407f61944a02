import Vocabulary

/// What a record is about, read as its convention says.
struct CategoryReading: Sendable {
    /// The places of the columns that are read.
    let slots: [Int]
    private let layout: Layout

    private enum Layout {
        case code(CodeTable)
        case text(FrozenClassifier)
    }

    /// Makes the reading that a convention asks for.
    ///
    /// - Throws: ``GateError/missingColumn(name:file:columns:)``, and ``TextModelError/noModel(source:)`` for a
    ///   convention of texts without a classifier.
    init(
        _ convention: Convention, taxonomy: Taxonomy, texts: FrozenClassifier?, selection: inout ColumnSelection
    ) throws {
        var slots: [Int] = []
        for column in convention.category.columns { slots.append(try selection.slot(column)) }
        self.slots = slots
        switch convention.category {
        case .code: layout = .code(CodeTable(taxonomy.categoryOfCode))
        case .text:
            guard let texts else { throw TextModelError.noModel(source: convention.source) }
            layout = .text(texts)
        }
    }

    /// The number of the record's category; an unmapped code goes to `unmapped`, and its number there is in the failure.
    func read(
        _ batch: RawBatch, _ base: Int, _ text: borrowing Span<UInt8>, _ unmapped: inout UnmappedCodes
    ) -> Result<Int, UntoldCategory> {
        switch layout {
        case .code(let codes):
            let (from, to) = batch.trimmedBounds(base + slots[0], text)
            if let category = codes.category(text, from: from, to: to) { return .success(category) }
            return .failure(
                UntoldCategory(refusal: .unmappedCategory, code: unmapped.number(of: text, from: from, to: to)))
        case .text(let classifier):
            // Of a text nothing is kept, not even why it was refused.
            return classifier.category(batch, base, slots: slots, text).map { .success($0) }
                ?? .failure(UntoldCategory(refusal: .unsureCategory, code: nil))
        }
    }
}

/// Why a record has no category.
struct UntoldCategory: Error {
    let refusal: Refusal
    /// The number of a code that the taxonomy doesn't map among the batch's, if it was kept.
    let code: Int?
}
