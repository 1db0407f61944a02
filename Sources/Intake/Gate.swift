public import Vocabulary

/// The gate: a raw record and its source's convention become a tally or a refusal, and the record dies here.
///
/// The gate reads the place, the time, the category and the key, and keeps the first three as numbers. It has no
/// state, so that chunks of a file can be judged at a time; what depends on order is left to ``Admission``.
public struct Gate: Sendable {
    /// The numbers of the file's columns that the gate reads.
    public let selection: [Int]

    private let place: PlaceReading
    private let time: TimeReading
    private let category: CategoryReading
    private let keySlot: Int?
    /// The fields that tell records apart when an hour is drawn.
    private let identity: [Int]
    private let validity: Range<UTCSeconds>
    private let digester = KeyDigester()

    /// Makes the gate of a source for a file with some columns.
    ///
    /// - Parameters:
    ///   - fileReference: what the file says that its coordinates are measured in, see
    ///     ``RawBatchSource/coordinateReference``.
    ///   - gazetteer: where addresses are looked up; needed where the convention reads one.
    ///   - secret: the vault's secret; needed where the convention reads intervals.
    ///   - texts: the classifier of the convention's model; needed where the category is read from text.
    /// - Throws: ``GateError`` when the file lacks a column that the convention names, when a reference system can't be
    ///   used, and when something needed is missing.
    public init(
        territory: Territory, convention: Convention, file: String, columns: [String], fileReference: String? = nil,
        gazetteer: Gazetteer? = nil, secret: DrawSecret? = nil, texts: FrozenClassifier? = nil
    ) throws {
        var selection = ColumnSelection(file: file, columns: columns)
        place = try PlaceReading(
            convention, territory: territory, fileReference: fileReference, gazetteer: gazetteer, selection: &selection)
        let placeSlots = selection.numbers.count
        time = try TimeReading(convention, calendar: territory.calendar, secret: secret, selection: &selection)
        category = try CategoryReading(convention, taxonomy: territory.taxonomy, texts: texts, selection: &selection)
        keySlot = try convention.keyColumn.map { try selection.slot($0) }
        identity = keySlot.map { [$0] } ?? Array(0..<placeSlots) + category.slots
        if let validity = convention.validity {
            self.validity = territory.calendar.start(of: validity.from)..<territory.calendar.start(of: validity.until)
        } else {
            validity = .min..<(.max)
        }
        self.selection = selection.numbers
    }

    /// Judges every record of a batch; a third of a microsecond a record where coordinates are degrees.
    public func judge(_ batch: RawBatch) -> Judgement {
        var verdicts: [Verdict] = []
        verdicts.reserveCapacity(batch.count)
        var unmapped = UnmappedCodes()
        let text = batch.bytes.span
        var cache = CalendarCache(calendar: time.calendar)
        let converted = place.converted(batch, text)
        for record in 0..<batch.count {
            verdicts.append(verdict(batch, record * batch.columns, text, converted, &cache, &unmapped))
        }
        return Judgement(
            verdicts: verdicts, unreadableRows: batch.unreadableRows, unmapped: unmapped,
            droppedValues: batch.droppedValues)
    }

    private func verdict(
        _ batch: RawBatch, _ base: Int, _ text: borrowing Span<UInt8>, _ converted: ConvertedPoints?,
        _ cache: inout CalendarCache, _ unmapped: inout UnmappedCodes
    ) -> Verdict {
        var key = KeyDigest(high: 0, low: 0)
        if let keySlot {
            // Spaces around a key don't make it another one.
            let (from, to) = batch.trimmedBounds(base + keySlot, text)
            guard to > from else { return Verdict(refusal: .missingKey, key: key) }
            key = digester.digest(text, from: from, to: to)
        }
        let bin: TimeBin
        let clockChange: ClockChange
        switch time.read(batch, base, text, &cache, identity: identity) {
        case .refused(let refusal): return Verdict(refusal: refusal, key: key)
        case .bin(let read, let change): (bin, clockChange) = (read, change)
        }
        guard bin.start >= validity.lowerBound, bin.end <= validity.upperBound else {
            return Verdict(refusal: .outsideAgreement, key: key, bin: bin)
        }
        let found: Place
        switch place.read(batch, base, text, converted) {
        case .refused(let refusal, let isSwapped):
            return Verdict(refusal: refusal, key: key, bin: bin, isSwapped: isSwapped)
        case .place(let place): found = place
        }
        switch category.read(batch, base, text, &unmapped) {
        case .failure(let untold): return Verdict(refusal: untold.refusal, key: key, bin: bin, code: untold.code)
        case .success(let category):
            return Verdict(tally: Tally(place: found, bin: bin, category: category), key: key, clockChange: clockChange)
        }
    }
}
