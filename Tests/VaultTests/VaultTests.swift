import Foundation
import TestCity
import Testing
import Vault
import Vocabulary

struct VaultTests {
    private let day: UTCSeconds = 19_844 * 86_400

    private func tally(_ hours: Int64, quartier: Int = 0, category: Int = 0) throws -> Tally {
        let cell = try #require(TestCity.grid.cell(containing: TestCity.point(quartier: quartier)))
        let start = day + hours * 3600
        return Tally(
            place: .cell(cell), bin: TimeBin(level: .hour, start: start, end: start + 3600), category: category)
    }

    private func store(
        _ tallies: [Tally], days: Range<Int64>, in folder: String, refusals: Int = 0, at time: UTCSeconds = 1
    ) async throws -> Bool {
        let territory = try TestCity.territory(timeZone: "UTC")
        let vault = try Vault(folder: folder, territory: territory)
        let period = day + days.lowerBound * 86_400..<day + days.upperBound * 86_400
        var batch = VaultBatch(vault: vault, source: "calls", territory: territory, periods: [period])
        try batch.add(tallies)
        for _ in 0..<refusals { batch.count(.noCoordinates, day: day) }
        return try await batch.commit(at: time)
    }

    private func counts(in folder: String) throws -> [String: Int] {
        let vault = try Vault(folder: folder, territory: TestCity.territory(timeZone: "UTC"))
        var result: [String: Int] = [:]
        try vault.forEachCount(of: "calls", within: 0..<day * 2) { category, isHourly, entries in
            for entry in entries {
                result["\(category) \((entry.start - day) / 3600) \(isHourly)", default: 0] += entry.count
            }
        }
        return result
    }

    @Test func whatIsCommittedIsRead() async throws {
        let folder = try TestCity.temporaryFolder()
        let first = try tally(5)
        #expect(try await store([first, tally(7, category: 2), first], days: 0..<1, in: folder))
        #expect(try counts(in: folder) == ["noise 5 true": 2, "fire 7 true": 1])
    }

    @Test func importingTheSameTwiceChangesNothing() async throws {
        let folder = try TestCity.temporaryFolder()
        #expect(try await store([tally(5), tally(6)], days: 0..<1, in: folder, refusals: 2))
        let before = try Data(contentsOf: URL(fileURLWithPath: folder + "/vault/vault.sqlite"))
        #expect(try await !store([tally(6), tally(5)], days: 0..<1, in: folder, refusals: 2, at: 2))
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/vault/vault.sqlite")) == before)
        let vault = try Vault(folder: folder, territory: TestCity.territory(timeZone: "UTC"))
        #expect(try vault.replacements(of: "calls").isEmpty)
    }

    @Test func aCorrectedFileReplacesItsPeriodAndNothingElse() async throws {
        let folder = try TestCity.temporaryFolder()
        #expect(try await store([tally(5), tally(30)], days: 0..<2, in: folder, refusals: 3))
        #expect(try await store([tally(6), tally(6)], days: 0..<1, in: folder, refusals: 1, at: 9))
        #expect(try counts(in: folder) == ["noise 6 true": 2, "noise 30 true": 1])
        let vault = try Vault(folder: folder, territory: TestCity.territory(timeZone: "UTC"))
        #expect(try vault.coverage(of: "calls").ranges == [day..<day + 2 * 86_400])
        #expect(try vault.replacements(of: "calls").map(\.replacedAt) == [9])
        let outcomes = try vault.outcomes(of: "calls").map { "\(($0.day - day) / 86_400) \($0.outcome) \($0.count)" }
        #expect(Set(outcomes) == ["0 admitted 2", "0 no_coordinates 1", "1 admitted 1"])
    }

    @Test func anEmptyCorrectionRemovesThePeriod() async throws {
        let folder = try TestCity.temporaryFolder()
        #expect(try await store([tally(5)], days: 0..<1, in: folder))
        #expect(try await store([], days: 0..<1, in: folder))
        #expect(try counts(in: folder).isEmpty)
    }

    @Test func periodsThatTouchAreOneCoverage() async throws {
        let folder = try TestCity.temporaryFolder()
        #expect(try await store([tally(5)], days: 0..<1, in: folder))
        #expect(try await store([tally(30)], days: 1..<2, in: folder))
        #expect(try await store([tally(100)], days: 4..<5, in: folder))
        let vault = try Vault(folder: folder, territory: TestCity.territory(timeZone: "UTC"))
        #expect(
            try vault.coverage(of: "calls").ranges == [day..<day + 2 * 86_400, day + 4 * 86_400..<day + 5 * 86_400])
        #expect(try vault.replacements(of: "calls").isEmpty)
    }

    @Test func aDayAloneAndAZoneAloneKeepTheirPrecision() async throws {
        let folder = try TestCity.temporaryFolder()
        let daily = Tally(
            place: .zone(layer: 0, index: 3), bin: TimeBin(level: .day, start: day, end: day + 86_400), category: 1)
        #expect(try await store([daily, tally(3)], days: 0..<1, in: folder))
        #expect(try counts(in: folder) == ["fight 0 false": 1, "noise 3 true": 1])
    }

    @Test func onlyItsOwnerMayReadTheFile() async throws {
        let folder = try TestCity.temporaryFolder()
        #expect(try await store([tally(5)], days: 0..<1, in: folder))
        for name in try FileManager.default.contentsOfDirectory(atPath: folder + "/vault") {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/vault/" + name)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
        let directory = try FileManager.default.attributesOfItem(atPath: folder + "/vault")
        #expect(directory[.posixPermissions] as? Int == 0o700)
    }

    @Test func aVaultOfAnotherGridIsRefused() async throws {
        let folder = try TestCity.temporaryFolder()
        #expect(try await store([tally(5)], days: 0..<1, in: folder))
        let city = try TestCity.territory()
        let other = Territory(
            id: city.id, name: city.name, language: .french, isSimulated: true, calendar: city.calendar,
            geography: Geography(
                grid: EqualAreaGrid(plane: .europe, cellSize: 500), cellSizes: [500], layers: city.geography.layers),
            taxonomy: city.taxonomy, conventions: city.conventions, plan: city.plan, water: nil)
        #expect(throws: VaultError.self) { try Vault(folder: folder, territory: other) }
    }
}
