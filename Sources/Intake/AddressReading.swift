import Vocabulary

/// Reads a record's address, and looks it up; its text dies here.
struct AddressReading: Sendable {
    let gazetteer: Gazetteer
    /// The least likeness in percent.
    let score: Int
    /// Where number, street and locality stand among the gate's columns.
    let number: Int?
    let street: Int
    let locality: Int?

    /// Where the address of the record is whose first field is `base`; tens of microseconds.
    func read(
        _ batch: RawBatch, _ base: Int, _ text: borrowing Span<UInt8>
    ) -> Result<GeographicPoint, Gazetteer.Failure> {
        guard let street = Self.string(batch, base + street, text) else { return .failure(.unknown) }
        var address = AddressText(street)
        if let number, let written = Self.string(batch, base + number, text), !written.isEmpty {
            guard let read = AddressText.number(written) else { return .failure(.unknown) }
            address = address.numbered(read)
        }
        var place: String?
        if let locality {
            guard let written = Self.string(batch, base + locality, text) else { return .failure(.unknown) }
            place = written.isEmpty ? nil : written
        }
        return gazetteer.point(of: address, locality: place, score: Double(score))
    }

    /// The text of a field; nil for one too long to be part of an address.
    private static func string(_ batch: RawBatch, _ field: Int, _ text: borrowing Span<UInt8>) -> String? {
        let (from, to) = batch.trimmedBounds(field, text)
        guard to - from <= AddressWords.limit else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(to - from)
        for index in from..<to { bytes.append(text[index]) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
