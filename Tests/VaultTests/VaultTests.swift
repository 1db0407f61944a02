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
        _ tallies: [Tally], days: Range<Int64>, in folder: String, refusals: Int = 0, at time: UTCSeconds = 1,
        convention: Convention = TestCity.convention()
    ) async throws -> Bool {
        let territory = try TestCity.territory(convention: convention, timeZone: "UTC")
        let period = day + days.lowerBound * 86_400..<day + days.upperBound * 86_400
        var batch = try VaultBatch(folder: folder, source: "calls", territory: territory, periods: [period])
        try batch.add(tallies)
        for _ in 0..<refusals { batch.count(.noCoordinates, day: day) }
        return try await batch.commit(at: time).hasChanged
    }

    @Test func twoPeriodsOfOneBlockLoseNothing() async throws {
        let folder = try TestCity.temporaryFolder()
        let territory = try TestCity.territory(timeZone: "UTC")
        // Days 0 to 4 and 9 to 14 of one block of thirty days.
        let periods = [day..<day + 4 * 86_400, day + 9 * 86_400..<day + 14 * 86_400]
        for _ in 0..<3 {
            var batch = try VaultBatch(folder: folder, source: "calls", territory: territory, periods: periods)
            try batch.add([tally(5), tally(24 * 10, category: 2), tally(24 * 12, category: 2)])
            _ = try await batch.commit(at: 1)
            #expect(try counts(in: folder) == ["noise 5 true": 1, "fire 240 true": 1, "fire 288 true": 1])
        }
    }

    private func counts(in folder: String) throws -> [String: Int] {
        let vault = try Vault(folder: folder, territory: TestCity.territory(timeZone: "UTC"))
        var result: [String: Int] = [:]
        try vault.reading { snapshot in
            try snapshot.forEachCount(of: "calls", within: 0..<day * 2) { category, precision, entries in
                for entry in entries {
                    result[
                        "\(category) \((entry.start - day) / 3600) \(precision == .month ? "month" : "\(precision == .hour)")",
                        default: 0] += entry.count
                }
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
        #expect(try await !store([tally(6), tally(5)], days: 0..<1, in: folder, refusals: 2, at: 2))
        #expect(try counts(in: folder) == ["noise 5 true": 1, "noise 6 true": 1])
    }

    /// A leaf of the log only when something changed would tell for certain whether a record did.
    @Test func everyDeliveryOfANoisedPeriodIsRecordedWhateverChanged() async throws {
        let folder = try TestCity.temporaryFolder()
        _ = try await store([tally(5)], days: 0..<2, in: folder)
        _ = try await store([tally(5)], days: 0..<2, in: folder, at: 2)
        _ = try await store([tally(6)], days: 0..<2, in: folder, at: 3)
        let vault = try Vault(folder: folder, territory: TestCity.territory(timeZone: "UTC"))
        let replaced = try vault.reading { try $0.replacements(of: "calls") }
        #expect(replaced.map(\.replacedAt) == [2, 3])
        #expect(replaced.allSatisfy { $0.period == day..<day + 2 * 86_400 })
    }

    @Test func ofOpenDataOnlyTheDaysThatChangedAreRecorded() async throws {
        let folder = try TestCity.temporaryFolder()
        let open = TestCity.convention(disclosure: .open(OpenDataset(url: "u", licence: "l", checksum: "c")))
        _ = try await store([tally(5), tally(60)], days: 0..<3, in: folder, convention: open)
        _ = try await store([tally(5), tally(60)], days: 0..<3, in: folder, at: 2, convention: open)
        // The second day gets a record, the third another hour, and the fourth wasn't covered.
        _ = try await store(
            [tally(5), tally(30), tally(61), tally(80)], days: 0..<4, in: folder, at: 3, convention: open)
        let vault = try Vault(folder: folder, territory: TestCity.territory(timeZone: "UTC"))
        let replaced = try vault.reading { try $0.replacements(of: "calls") }
        #expect(replaced.map(\.replacedAt) == [3])
        #expect(replaced.map(\.period) == [day + 86_400..<day + 3 * 86_400])
    }

    @Test func aBatchThatIsNotCommittedLeavesNoVault() async throws {
        let folder = try TestCity.temporaryFolder()
        var batch = try VaultBatch(
            folder: folder + "/new", source: "calls", territory: TestCity.territory(), periods: [day..<day + 86_400])
        try batch.add([tally(5)])
        #expect(!FileManager.default.fileExists(atPath: folder + "/new"))
    }

    @Test func aVaultThatWasOpenedUpIsClosedAgain() async throws {
        let folder = try TestCity.temporaryFolder()
        _ = try await store([tally(5)], days: 0..<1, in: folder)
        let paths = [folder + "/vault", folder + "/vault/vault.sqlite"]
        for path in paths { try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path) }
        // Another account's can't be closed, and so isn't used.
        #expect(throws: VaultError.open(path: paths[0])) { try VaultPermissions.close(paths[0], as: geteuid() + 1) }
        _ = try counts(in: folder)
        for path in paths {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect((attributes[.posixPermissions] as? Int ?? 0) & 0o077 == 0)
        }
    }

    @Test func aFileThatIsNoVaultIsCalledDamaged() async throws {
        let folder = try TestCity.temporaryFolder()
        try FileManager.default.createDirectory(atPath: folder + "/vault", withIntermediateDirectories: true)
        try Data("not a database, and long enough to be looked at".utf8)
            .write(to: URL(filePath: folder + "/vault/vault.sqlite"))
        let error = #expect(throws: VaultError.self) { try Vault(folder: folder, territory: TestCity.territory()) }
        guard case .unusable(_, .damaged, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func aCorrectedFileReplacesItsPeriodAndNothingElse() async throws {
        let folder = try TestCity.temporaryFolder()
        #expect(try await store([tally(5), tally(30)], days: 0..<2, in: folder, refusals: 3))
        #expect(try await store([tally(6), tally(6)], days: 0..<1, in: folder, refusals: 1, at: 9))
        #expect(try counts(in: folder) == ["noise 6 true": 2, "noise 30 true": 1])
        let vault = try Vault(folder: folder, territory: TestCity.territory(timeZone: "UTC"))
        #expect(try vault.reading({ try $0.coverage(of: "calls") }).ranges == [day..<day + 2 * 86_400])
        #expect(try vault.reading({ try $0.replacements(of: "calls") }).map(\.replacedAt) == [9])
        let outcomes = try vault.reading({ try $0.outcomes(of: "calls") }).map {
            "\(($0.day - day) / 86_400) \($0.outcome) \($0.count)"
        }
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
            try vault.reading({ try $0.coverage(of: "calls") }).ranges == [
                day..<day + 2 * 86_400, day + 4 * 86_400..<day + 5 * 86_400,
            ])
        #expect(try vault.reading({ try $0.replacements(of: "calls") }).isEmpty)
    }

    @Test func aDayAloneAndAZoneAloneKeepTheirPrecision() async throws {
        let folder = try TestCity.temporaryFolder()
        let daily = Tally(
            place: .zone(layer: 0, index: 3), bin: TimeBin(level: .day, start: day, end: day + 86_400), category: 1)
        #expect(try await store([daily, tally(3)], days: 0..<1, in: folder))
        #expect(try counts(in: folder) == ["fight 0 false": 1, "noise 3 true": 1])
    }

    @Test func aMonthAloneKeepsItsPrecisionAndHalfOfItReplacesNothing() async throws {
        let folder = try TestCity.temporaryFolder()
        // The day is 1 May 2024: the month has 31 days.
        let cell = try #require(TestCity.grid.cell(containing: TestCity.point()))
        let monthly = Tally(
            place: .cell(cell), bin: TimeBin(level: .month, start: day, end: day + 31 * 86_400), category: 1)
        #expect(try await store([monthly, tally(3)], days: 0..<31, in: folder))
        #expect(try counts(in: folder) == ["fight 0 month": 1, "noise 3 true": 1])
        #expect(try await !store([monthly, tally(3)], days: 0..<31, in: folder))
        #expect(try await store([tally(4)], days: 0..<10, in: folder))
        #expect(try counts(in: folder) == ["fight 0 month": 1, "noise 4 true": 1])
        #expect(try await store([tally(4)], days: 0..<31, in: folder))
        #expect(try counts(in: folder) == ["noise 4 true": 1])
    }

    @Test func theSecretOfDrawsIsMadeOnceAndKept() async throws {
        let folder = try TestCity.temporaryFolder()
        let territory = try TestCity.territory(timeZone: "UTC")
        let batch = { try VaultBatch(folder: folder, source: "calls", territory: territory, periods: []) }
        let (first, rival) = (try batch(), try batch())
        #expect(first.drawSecret != rival.drawSecret)
        let secret = first.drawSecret
        _ = try await first.commit(at: 1)
        #expect(try batch().drawSecret == secret)
        // A first import that read under another secret may have drawn other hours.
        await #expect(throws: VaultError.changedMeanwhile(path: folder + "/vault/vault.sqlite")) {
            _ = try await rival.commit(at: 1)
        }
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
