import Vocabulary

/// Two coordinates, as a record gives them.
enum CoordinateFields {
    case pair(Double, Double)
    case refused(Refusal)

    /// Reads the two fields of a record.
    static func read(
        _ batch: RawBatch, _ base: Int, _ text: borrowing Span<UInt8>, _ slots: (Int, Int)
    ) -> CoordinateFields {
        let first = batch.bounds(base + slots.0)
        let second = batch.bounds(base + slots.1)
        guard first.1 > first.0, second.1 > second.0 else { return .refused(.noCoordinates) }
        guard let x = NumberReading.decimal(text, from: first.0, to: first.1),
            let y = NumberReading.decimal(text, from: second.0, to: second.1)
        else { return .refused(.unreadableCoordinates) }
        // Zero and zero is how software writes "unknown", and a place in the ocean.
        return x == 0 && y == 0 ? .refused(.noCoordinates) : .pair(x, y)
    }
}

/// The points of a batch in a reference system, converted all at once.
struct ConvertedPoints {
    /// What became of each record's place.
    private(set) var findings: [PlaceReading.Finding] = []

    init(
        _ batch: RawBatch, _ text: borrowing Span<UInt8>, slots: (Int, Int), conversion: ReferenceConversion,
        geography: Geography
    ) {
        var records: [Int] = []
        var x: [Double] = []
        var y: [Double] = []
        findings.reserveCapacity(batch.count)
        for record in 0..<batch.count {
            switch CoordinateFields.read(batch, record * batch.columns, text, slots) {
            case .refused(let refusal): findings.append(.refused(refusal, isSwapped: false))
            case .pair(let east, let north):
                findings.append(.refused(.outsideTerritory, isSwapped: false))
                records.append(record)
                x.append(east)
                y.append(north)
            }
        }
        var outside: [Int] = []
        var swappedX: [Double] = []
        var swappedY: [Double] = []
        let given = (x, y)
        conversion.convert(&x, &y)
        for (index, record) in records.enumerated() {
            if let cell = geography.countedCell(longitude: x[index], latitude: y[index]) {
                findings[record] = .place(.cell(cell))
            } else {
                outside.append(record)
                swappedX.append(given.1[index])
                swappedY.append(given.0[index])
            }
        }
        conversion.convert(&swappedX, &swappedY)
        for (index, record) in outside.enumerated()
        where geography.countedCell(longitude: swappedX[index], latitude: swappedY[index]) != nil {
            findings[record] = .refused(.outsideTerritory, isSwapped: true)
        }
    }
}
