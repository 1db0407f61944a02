import Connectors
import Foundation
import TestCity
import Testing
import Vocabulary

/// Titles above the header, units below it and totals at the end of delimited files.
struct DelimitedLayoutTests {
    private func read(_ text: String, _ format: FileFormat) throws -> TheReader.Content {
        let path = try TestCity.temporaryFolder() + "/input.csv"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return try TheReader.read(path, format)
    }

    @Test func rowsAboveTheHeaderAreATitleWithDelimitersOfTheirOwn() throws {
        let text = "Ville de X, police municipale, 2024\n\n#rue;durée\nrue;min\nA;1\nB, C;2\n"
        let content = try read(text, FileFormat(headerRow: 3, rowsBelowHeader: 1))
        #expect(content.columns == ["#rue", "durée"])
        #expect(content.rows == [["A", "1"], ["B, C", "2"]])
    }

    @Test(arguments: ["\n", "\r\n"])
    func theRecordsEndAtTheFooter(end: String) throws {
        let lines = ["rue,n", "Total des voies,1", "\"Avenue\nTotal : non\",2", ",\"Total : 3\"", "après,4", ""]
        let content = try read(lines.joined(separator: end), FileFormat(footer: "Total :"))
        #expect(content.rows == [["Total des voies", "1"], ["Avenue\nTotal : non", "2"]])
    }

    @Test func aFooterIsFoundInASingleByteEncodingToo() throws {
        let path = try TestCity.temporaryFolder() + "/input.csv"
        let bytes = Array("a,b\n1,2\n".utf8) + [0xC9] + Array("tat,3\n4,5\n".utf8)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        #expect(try TheReader.read(path, FileFormat(footer: "État")).rows == [["1", "2"]])
    }

    @Test func aFooterFarDownIsFoundAcrossChunks() throws {
        let rows = (0..<300_000).map { "\($0),Total rien à voir ici" }
        let text = "n,t\n" + rows.joined(separator: "\n") + "\nTotal,300000\nx,y\n"
        let content = try read(text, FileFormat(footer: "Total"))
        #expect(content.rows.count == 300_000)
    }

    @Test func aHeaderBeyondTheEndIsAnError() throws {
        #expect(throws: ConnectorError.self) { try read("a,b\n1,2\n", FileFormat(headerRow: 9)) }
    }

    @Test(.enabled(if: SharedData.isExpected, "CLAIREVOIE_DATA is not set"))
    func theNoiseFilesOfLeuvenRead() throws {
        let folder = try #require(SharedData.folder) + "/leuven-noise"
        let events = try TheReader.read(
            "\(folder)/noise_events/csv_results_41_255439_mp-01-naamsestraat-35-maxim.csv")
        #expect(events.columns.first == "#object_id" && !events.rows.isEmpty && events.unreadable == 0)
        let weather = try TheReader.read(
            "\(folder)/weather_air/open_meteo_leuven_2022_hourly_raw.csv", FileFormat(headerRow: 4))
        #expect(weather.columns.first == "time" && weather.rows.first?.first == "2022-01-01T00:00")
        #expect(weather.rows.count > 8000 && weather.unreadable == 0)
    }
}
