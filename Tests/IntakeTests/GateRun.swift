import Foundation
import Intake
import TestCity
import Vocabulary

/// Rows in memory, as a source of records.
struct MemoryRows: RawBatchSource, RawChunk {
    let columns: [String]
    let rows: [[String]]
    var coordinateReference: String?
    private var isRead = false

    init(_ columns: [String], _ rows: [[String]], reference: String? = nil) {
        self.columns = columns
        self.rows = rows
        coordinateReference = reference
    }

    var progress: (read: Int64, total: Int64?) { (isRead ? 1 : 0, 1) }

    mutating func next() -> (any RawChunk)? {
        if isRead { return nil }
        isRead = true
        return self
    }

    func split(selecting selection: [Int]) -> RawBatch {
        var bytes: [UInt8] = []
        var fields: [RawBatch.Field] = []
        for row in rows {
            for column in selection {
                fields.append(RawBatch.Field(start: bytes.count, length: row[column].utf8.count))
                bytes += Array(row[column].utf8)
            }
        }
        return RawBatch(
            bytes: bytes, fields: fields, columns: selection.count, unreadableRows: 0,
            droppedValues: columns.map { _ in 0 })
    }
}

/// What a run of the gate let through.
struct GateRun {
    let report: ImportReport
    let tallies: [Tally]

    /// Passes rows through the gate of a convention.
    init(
        _ convention: Convention, columns: [String], rows: [[String]], territory: Territory? = nil,
        reference: String? = nil, gazetteer: Gazetteer? = nil, secret: DrawSecret? = nil,
        from first: String = "2024-01-01", until next: String = "2025-01-01"
    ) async throws {
        let territory = try territory ?? TestCity.territory(convention: convention)
        let source = MemoryRows(columns, rows, reference: reference)
        let gate = try Gate(
            territory: territory, convention: convention, file: "rows.csv", columns: columns,
            fileReference: source.coordinateReference, gazetteer: gazetteer, secret: secret)
        guard let first = CivilDate(iso: first), let next = CivilDate(iso: next) else {
            throw CocoaError(.formatting)
        }
        let admission = Admission(
            gate: gate, convention: convention, calendar: territory.calendar, columns: columns,
            periods: [territory.calendar.start(of: first)..<territory.calendar.start(of: next)], sink: Ledger())
        let done = try await ImportRun.run(source: source, gate: gate, admission: admission, width: 2) { _ in }
        report = done.report
        tallies = done.sink.tallies
    }
}

extension Convention {
    /// The test city's convention with other columns, and without a key unless one is named.
    static func reading(
        place: PlaceColumns = .coordinates(x: "lon", y: "lat", reference: .degrees),
        time: TimeColumns = TimeColumns(.together("time")), key: String? = nil, validity: Validity? = nil
    ) -> Convention {
        let base = TestCity.convention()
        return Convention(
            source: base.source, title: base.title, purpose: base.purpose, legalBasis: base.legalBasis,
            origin: base.origin, recordsPerIncident: key == nil ? .stated(1) : .enforcedByKey(1), format: base.format,
            place: place, time: time, category: .code("code"), keyColumn: key, rhythm: nil, delay: base.delay,
            retentionDays: base.retentionDays, validity: validity, disclosure: base.disclosure)
    }
}

extension CivilCalendar {
    /// What the local clock shows at the start of a bin: `2024-05-04 12`.
    func text(_ bin: TimeBin) -> String {
        let local = local(bin.start)
        let date = CivilDate(dayNumber: Int(floorDivide(local, 86_400)))
        let hour = (local - Int64(date.dayNumber) * 86_400) / 3600
        return "\(date) \(hour < 10 ? "0" : "")\(hour)"
    }

    private func floorDivide(_ a: Int64, _ b: Int64) -> Int64 { a >= 0 ? a / b : -((b - 1 - a) / b) }
}
