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
    private let placeSlots: (Int, Int)
    private let timeSlot: Int
    private let categorySlot: Int
    private let keySlot: Int?
    private let codes: CodeTable
    private let digester = KeyDigester()

    private enum PlaceReading {
        case coordinates(Geography)
        case zones(layer: Int, CodeTable)
    }

    /// Makes the gate of a source for a file with some columns.
    ///
    /// - Throws: ``GateError`` when the file lacks a column that the convention names.
    public init(territory: Territory, convention: Convention, file: String, columns: [String]) throws {
        var selection: [Int] = []
        func slot(_ name: String) throws -> Int {
            guard let column = columns.firstIndex(of: name) else {
                throw GateError.missingColumn(name: name, file: file, columns: columns)
            }
            if let known = selection.firstIndex(of: column) { return known }
            selection.append(column)
            return selection.count - 1
        }
        switch convention.place {
        case .coordinates(let longitude, let latitude):
            place = .coordinates(territory.geography)
            placeSlots = (try slot(longitude), try slot(latitude))
        case .zone(let level, let column):
            let layers = territory.geography.layers
            let layer = layers.firstIndex { $0.level == level } ?? 0
            let ids = layers.indices.contains(layer) ? layers[layer].zones.map(\.id) : []
            place = .zones(
                layer: layer, CodeTable(Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })))
            let only = try slot(column)
            placeSlots = (only, only)
        }
        timeSlot = try slot(convention.time.column)
        categorySlot = try slot(convention.categoryColumn)
        keySlot = try convention.keyColumn.map(slot)
        time = TimeReading(column: convention.time, calendar: territory.calendar)
        codes = CodeTable(territory.taxonomy.categoryOfCode)
        self.selection = selection
    }

    /// Judges every record of a batch; about half a microsecond a record.
    public func judge(_ batch: RawBatch) -> Judgement {
        var verdicts: [Verdict] = []
        verdicts.reserveCapacity(batch.count)
        var unmapped = UnmappedCodes()
        let text = batch.bytes.span
        var calendar = HourCache(calendar: time.calendar)
        for record in 0..<batch.count {
            let base = record * batch.columns
            verdicts.append(verdict(batch, base, text, &calendar, &unmapped))
        }
        return Judgement(
            verdicts: verdicts, unreadableRows: batch.unreadableRows, unmapped: unmapped,
            droppedValues: batch.droppedValues)
    }

    private func verdict(
        _ batch: RawBatch, _ base: Int, _ text: borrowing Span<UInt8>, _ hours: inout HourCache,
        _ unmapped: inout UnmappedCodes
    ) -> Verdict {
        var key = KeyDigest(high: 0, low: 0)
        if let keySlot {
            // Spaces around a key don't make it another one.
            let (from, to) = Self.trimmed(text, Self.bounds(batch.fields[base + keySlot]))
            guard to > from else { return Verdict(refusal: .missingKey, key: key) }
            key = digester.digest(text, from: from, to: to)
        }
        let bin: TimeBin
        let (timeFrom, timeTo) = Self.bounds(batch.fields[base + timeSlot])
        switch time.moment(text, from: timeFrom, to: timeTo) {
        case .none: return Verdict(refusal: .unreadableTime, key: key)
        case .some(.instant(let instant)): bin = hours.hour(containing: instant)
        case .some(.day(let date)): bin = time.calendar.bin(.day, containing: time.calendar.start(of: date))
        }
        let found: Place
        switch readPlace(batch, base, text) {
        case .failure(let refusal): return Verdict(refusal: refusal.reason, key: key, bin: bin)
        case .success(let place): found = place
        }
        let (codeFrom, codeTo) = Self.trimmed(text, Self.bounds(batch.fields[base + categorySlot]))
        guard let category = codes.category(text, from: codeFrom, to: codeTo) else {
            let code = unmapped.number(of: text, from: codeFrom, to: codeTo)
            return Verdict(refusal: .unmappedCategory, key: key, bin: bin, code: code)
        }
        return Verdict(tally: Tally(place: found, bin: bin, category: category), key: key)
    }

    private func readPlace(
        _ batch: RawBatch, _ base: Int, _ text: borrowing Span<UInt8>
    ) -> Result<Place, PlaceRefusal> {
        let first = Self.bounds(batch.fields[base + placeSlots.0])
        switch place {
        case .zones(let layer, let table):
            let (from, to) = Self.trimmed(text, first)
            guard let index = table.category(text, from: from, to: to) else {
                return .failure(PlaceRefusal(reason: .unknownZone))
            }
            return .success(.zone(layer: layer, index: index))
        case .coordinates(let geography):
            let second = Self.bounds(batch.fields[base + placeSlots.1])
            guard first.1 > first.0, second.1 > second.0 else {
                return .failure(PlaceRefusal(reason: .noCoordinates))
            }
            guard let longitude = NumberReading.decimal(text, from: first.0, to: first.1),
                let latitude = NumberReading.decimal(text, from: second.0, to: second.1)
            else { return .failure(PlaceRefusal(reason: .unreadableCoordinates)) }
            // Zero and zero is how software writes "unknown", and a place in the ocean.
            if longitude == 0 && latitude == 0 { return .failure(PlaceRefusal(reason: .noCoordinates)) }
            let point = GeographicPoint(longitude: longitude, latitude: latitude)
            guard let cell = geography.grid.cell(containing: point).flatMap(geography.counted) else {
                return .failure(PlaceRefusal(reason: .outsideTerritory))
            }
            return .success(.cell(cell))
        }
    }

    private static func bounds(_ field: RawBatch.Field) -> (Int, Int) {
        (Int(field.start), Int(field.start) + Int(field.length))
    }

    private static func trimmed(_ text: borrowing Span<UInt8>, _ bounds: (Int, Int)) -> (Int, Int) {
        var (from, to) = bounds
        while from < to, text[from] == 32 { from += 1 }
        while to > from, text[to - 1] == 32 { to -= 1 }
        return (from, to)
    }
}

private struct PlaceRefusal: Error {
    let reason: Refusal
}

/// The last hour found, since neighbouring rows mostly share it.
private struct HourCache {
    let calendar: CivilCalendar
    private var last = TimeBin(level: .hour, start: 0, end: 0)

    init(calendar: CivilCalendar) {
        self.calendar = calendar
    }

    mutating func hour(containing time: UTCSeconds) -> TimeBin {
        if time < last.start || time >= last.end { last = calendar.bin(.hour, containing: time) }
        return last
    }
}
