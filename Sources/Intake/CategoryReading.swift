import Vocabulary

/// What a record is about, read as its convention says.
struct CategoryReading: Sendable {
    /// The place of the column that is read.
    let slot: Int
    private let codes: CodeTable

    /// Makes the reading that a convention asks for.
    ///
    /// - Throws: ``GateError/missingColumn(name:file:columns:)``.
    init(_ convention: Convention, taxonomy: Taxonomy, selection: inout ColumnSelection) throws(GateError) {
        slot = try selection.slot(convention.category.columns[0])
        codes = CodeTable(taxonomy.categoryOfCode)
    }

    /// The number of the record's category; an unmapped code goes to `unmapped`, and its number there is the failure.
    func read(
        _ batch: RawBatch, _ base: Int, _ text: borrowing Span<UInt8>, _ unmapped: inout UnmappedCodes
    ) -> Result<Int, UnmappedCode> {
        let (from, to) = batch.trimmedBounds(base + slot, text)
        if let category = codes.category(text, from: from, to: to) { return .success(category) }
        return .failure(UnmappedCode(number: unmapped.number(of: text, from: from, to: to)))
    }
}

/// A code that the taxonomy doesn't map.
struct UnmappedCode: Error {
    /// Its number among the batch's unmapped codes, if it was kept.
    let number: Int?
}
