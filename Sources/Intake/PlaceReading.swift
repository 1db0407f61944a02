import Vocabulary

/// Where a record lies, read as its convention says.
enum PlaceReading: Sendable {
    /// Longitude and latitude, read without any library.
    case degrees(Geography, slots: (Int, Int))
    /// Coordinates of a reference system.
    case projected(Geography, ReferenceConversion, slots: (Int, Int))
    /// The id of a zone.
    case zone(layer: Int, CodeTable, slot: Int)
    /// An address.
    case address(Geography, AddressReading)

    /// What became of a record's place.
    enum Finding {
        case place(Place)
        /// `isSwapped` when the point would lie in the territory if its coordinates changed places.
        case refused(Refusal, isSwapped: Bool)
    }

    /// Makes the reading that a convention asks for.
    ///
    /// - Throws: ``GateError`` for a column that the file lacks, and for a reference system that can't be used.
    init(
        _ convention: Convention, territory: Territory, fileReference: String?, gazetteer: Gazetteer?,
        selection: inout ColumnSelection
    ) throws {
        let geography = territory.geography
        switch convention.place {
        case .coordinates(let x, let y, let reference):
            let slots = (try selection.slot(x), try selection.slot(y))
            self = try Self.points(
                slots, reference, convention, geography, fileReference: fileReference, file: selection.file)
        case .points(let reference):
            let slots = (
                try selection.slot(PlaceColumns.pointX), try selection.slot(PlaceColumns.pointY)
            )
            self = try Self.points(
                slots, reference, convention, geography, fileReference: fileReference, file: selection.file)
        case .zone(let level, let column):
            let layers = geography.layers
            let layer = layers.firstIndex { $0.level == level } ?? 0
            let ids = layers.indices.contains(layer) ? layers[layer].zones.map(\.id) : []
            self = .zone(layer: layer, CodeTable(ZoneCodes.numbers(of: ids)), slot: try selection.slot(column))
        case .address(let columns):
            guard let gazetteer else {
                throw GateError.missingGazetteer(source: convention.source, gazetteer: columns.gazetteer)
            }
            self = .address(
                geography,
                AddressReading(
                    gazetteer: gazetteer, score: columns.score,
                    number: try columns.number.map { try selection.slot($0) },
                    street: try selection.slot(columns.street),
                    locality: try columns.locality.map { try selection.slot($0) }))
        }
    }

    private static func points(
        _ slots: (Int, Int), _ reference: CoordinateReference, _ convention: Convention, _ geography: Geography,
        fileReference: String?, file: String
    ) throws(GateError) -> PlaceReading {
        let definition: ReferenceDefinition
        let position: TextPosition
        switch reference {
        case .degrees: return .degrees(geography, slots: slots)
        case .epsg(let code):
            definition = .epsg(code)
            position = TextPosition(file: "conventions/\(convention.source).yaml", field: "crs")
        case .file:
            guard let fileReference, !fileReference.isEmpty else { throw .missingReference(file: file) }
            position = TextPosition(file: file)
            guard let read = ReferenceDefinition(fileReference) else {
                throw .unknownReference(name: String(fileReference.prefix(60)), at: position)
            }
            definition = read
        }
        if definition.isDegrees { return .degrees(geography, slots: slots) }
        do {
            return .projected(
                geography, try ReferenceConversion(from: definition, area: geography.bounds), slots: slots)
        } catch {
            switch error {
            case .unknown: throw .unknownReference(name: definition.name, at: position)
            case .elsewhere(let area): throw .referenceElsewhere(name: definition.name, area: area, at: position)
            }
        }
    }

    /// The points of all records of a batch, where they are converted together.
    func converted(_ batch: RawBatch, _ text: borrowing Span<UInt8>) -> ConvertedPoints? {
        guard case .projected(let geography, let conversion, let slots) = self else { return nil }
        return ConvertedPoints(batch, text, slots: slots, conversion: conversion, geography: geography)
    }

    /// Reads the place of the record whose first field is `base`.
    func read(
        _ batch: RawBatch, _ base: Int, _ text: borrowing Span<UInt8>, _ converted: ConvertedPoints?
    ) -> Finding {
        switch self {
        case .degrees(let geography, let slots):
            switch CoordinateFields.read(batch, base, text, slots) {
            case .refused(let refusal): return .refused(refusal, isSwapped: false)
            case .pair(let longitude, let latitude):
                if let cell = geography.countedCell(longitude: longitude, latitude: latitude) {
                    return .place(.cell(cell))
                }
                // Nothing is guessed, but whoever runs the import should see that the columns may be swapped.
                return .refused(
                    .outsideTerritory,
                    isSwapped: geography.countedCell(longitude: latitude, latitude: longitude) != nil)
            }
        case .projected: return converted?.findings[base / batch.columns] ?? .refused(.noCoordinates, isSwapped: false)
        case .zone(let layer, let table, let slot):
            let (from, to) = batch.trimmedBounds(base + slot, text)
            guard let index = table.category(text, from: from, to: to) else {
                return .refused(.unknownZone, isSwapped: false)
            }
            return .place(.zone(layer: layer, index: index))
        case .address(let geography, let reading):
            switch reading.read(batch, base, text) {
            case .failure(let failure): return .refused(failure.refusal, isSwapped: false)
            case .success(let point):
                guard let cell = geography.countedCell(longitude: point.longitude, latitude: point.latitude) else {
                    return .refused(.outsideTerritory, isSwapped: false)
                }
                return .place(.cell(cell))
            }
        }
    }
}

extension Geography {
    /// The cell in which a record at a point is counted; nil outside the territory.
    func countedCell(longitude: Double, latitude: Double) -> Cell? {
        grid.cell(containing: GeographicPoint(longitude: longitude, latitude: latitude)).flatMap(counted)
    }
}
