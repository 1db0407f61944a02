import Connectors
import Foundation
import Inspection
import TerritoryFolder
import Testing
import Vocabulary

/// Files as cities publish them, where `CLAIREVOIE_DATA` says they are.
@Suite(.enabled(if: SharedFiles.areExpected, "set CLAIREVOIE_DATA to the folder of shared data"))
struct RealFilesTests {
    private func profile(_ file: String, hints: TerritoryHints = .none) throws -> FileProfile {
        var source = try DelimitedFile(path: SharedFiles.path(file), format: FileFormat())
        return try Inspector(hints: hints, rowLimit: 5000).profile(&source)
    }

    private func proposal(_ file: String, hints: TerritoryHints = .none) throws -> ConventionProposal {
        ConventionProposal(source: "trial", profile: try profile(file, hints: hints))
    }

    @Test func theConventionOfPhiladelphiasIncidentsIsProposedAsAPersonWroteIt() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Territories/philadelphia")
        let territory = try TerritoryLoader().load(folder: folder.path, boundaries: SharedFiles.folder)
        let written = try #require(territory.conventions["incidents"])
        let proposal = try proposal(
            "philadelphia/philadelphia_2006_2023.csv.zst", hints: TerritoryHints(of: territory))
        #expect(proposal.place == written.place && proposal.time == written.time)
        #expect(proposal.category == written.category && proposal.key == written.keyColumn)
        let address = proposal.dropped.first { $0.name == "location_block" }
        #expect(address?.personal?.content == .address && address?.personal?.evidence == .both)
    }

    @Test func forestFiresAreTimedDayFirst() throws {
        let proposal = try proposal("france/forest-fires/Incendies_2020_2024.csv")
        #expect(proposal.time == TimeColumns(.together("Date de première alerte"), order: .dayMonthYear))
        #expect(proposal.category == .code("Nature"))
    }

    @Test func noiseSensorsAndCountersHaveNothingPersonalButAnAddress() throws {
        let noise = try profile(
            "leuven-noise/noise_events/csv_results_41_255439_mp-01-naamsestraat-35-maxim.csv")
        // The sensor's description is where it hangs: a street and a number.
        #expect(noise.columns.filter { $0.personal != nil }.map(\.name) == ["description"])
        #expect(!noise.isHeaderDoubtful)
        let counters = try profile("auckland-pedestrian-counts/hourly_counts.csv.zst")
        #expect(counters.columns.allSatisfy { $0.personal == nil } && !counters.isHeaderDoubtful)
        let air = try proposal("leuven-noise/weather_air/openaq_sluispark_2022.csv")
        #expect(air.time?.clock == .utc)
    }
}

/// The folder of shared test data that `CLAIREVOIE_DATA` names.
private enum SharedFiles {
    static let folder = ProcessInfo.processInfo.environment["CLAIREVOIE_DATA"]
    /// Tests skip without the folder, but not in continuous integration, where they then fail.
    static let areExpected = folder != nil || ProcessInfo.processInfo.environment["CI"] != nil

    static func path(_ file: String) -> String { "\(folder ?? "CLAIREVOIE_DATA isn't set")/\(file)" }
}
