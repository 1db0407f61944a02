import Foundation
import Inspection
import IntakeDesk
import Logging
import TestCity
import Vocabulary

/// A desk before a file of a town, with persons in it and names that would break a page.
enum FixtureDesk {
    static let names = ["Anaëlle Kqzwvg", "Bruno Vwkzqj", "Chloé Zkqvwx"]

    static func rows(_ count: Int = 120) -> (columns: [String], rows: [[String]]) {
        let rows = (0..<count).map { row -> [String] in
            let point = TestCity.point(quartier: row % 6, east: 100 + Double(row % 700))
            return [
                "\(90_000 + row)", "2024-03-\(10 + row % 19) 1\(row % 9):3\(row % 9)", names[row % 3],
                ["BRU", "FEU"][row % 2], String(point.longitude), String(point.latitude), "<i>&\"\(row)",
            ]
        }
        return (["numero", "date", "nom", "code", "lon", "lat", "<script>alert(1)</script>"], rows)
    }

    static func make(in folder: CityFolder) throws -> Desk {
        let hints = TerritoryHints(of: try TestCity.territory())
        return try Desk(fileName: "<b>calls.csv", format: FileFormat(), folder: folder.path, boundaries: nil) {
            format in
            guard format.headerRow < 50 else { throw CocoaError(.fileReadCorruptFile, userInfo: ["q": names[0]]) }
            let (columns, rows) = rows()
            var source = RowsSource(columns: columns, rows: rows)
            var again = source
            return Desk.Look(
                profile: try Inspector(hints: hints).profile(&source),
                shape: TableShape(of: try TableRows(reading: &again)))
        }
    }

    /// A form with every answer that is needed.
    static let complete = [
        "source": "handrail", "header_row": "1", "rows_below": "0", "place": "degrees", "x": "lon", "y": "lat",
        "time": "together", "time_column": "date", "order": "ymd", "clock": "local", "category": "code",
        "key_column": "numero", "title_fr": "Main courante", "purpose_fr": "Compter", "legal_basis_en": "Public task",
        "origin": "reported", "k": "1", "save": "1",
    ]
}

/// A desk on a free port of loopback, until it is stopped.
struct RunningDesk {
    /// The page's address, its key in it.
    let address: String
    private let task: Task<Void, any Error>

    init(_ desk: Desk) async throws {
        let (addresses, continuation) = AsyncStream<String>.makeStream()
        task = Task {
            defer { continuation.finish() }
            try await DeskServer(desk: desk, logger: Logger(label: "test")).run(port: 0) { continuation.yield($0) }
        }
        guard let address = await addresses.first(where: { _ in true }) else {
            try await task.value
            throw CancellationError()
        }
        self.address = address
    }

    func stop() async {
        task.cancel()
        _ = await task.result
    }
}
