import Foundation
import Testing

extension TheExecutable {
    /// The cells and their zones, for whoever checks our sums.
    struct CellsTests {
        private struct Line: Decodable {
            let cell: String
            let easting: Int
            let northing: Int
            let quartier: String
        }

        @Test func zonesWithCommasAndQuotesDoNotBreakTheLines() async throws {
            let workplace = try Workplace()
            let path = workplace.territory + "/zones/quartiers.geojson"
            let zones = try String(contentsOfFile: path, encoding: .utf8)
            let id = try #require(zones.firstMatch(of: /"id":"([^"]+)"/)).output.1
            // An id may hold what a line must not.
            try zones.replacing("\"id\":\"\(id)\"", with: "\"id\":\"a,\\\"b\\\"\"")
                .write(toFile: path, atomically: true, encoding: .utf8)
            let csv = try await workplace.run(["cells", "--territory", workplace.territory])
            #expect(csv.code == 0, "\(csv.errors)")
            let rows = csv.output.split(separator: "\n")
            #expect(rows.first == "cell,easting,northing,quartier")
            #expect(rows.contains { $0.hasSuffix(",\"a,\"\"b\"\"\"") })
            let json = try await workplace.run(["cells", "--territory", workplace.territory, "--json"])
            let lines = try json.output.split(separator: "\n").map {
                try JSONDecoder().decode(Line.self, from: Data($0.utf8))
            }
            #expect(lines.count == rows.count - 1)
            #expect(lines.contains { $0.quartier == "a,\"b\"" })
            #expect(Set(lines.map(\.cell)).count == lines.count)
            #expect(lines.allSatisfy { $0.easting.isMultiple(of: 200) && $0.northing.isMultiple(of: 200) })
        }
    }
}
