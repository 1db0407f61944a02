import Disclosure
import Editions
import Foundation
import TestCity
import Testing
import Vault
import Vocabulary

struct PublisherTests {
    private static let start: UTCSeconds = 19_844 * 86_400
    private let afterwards = start + 400 * 86_400

    private func epsilon(_ text: String) throws -> Epsilon { try #require(Epsilon(text)) }

    private func table(
        _ place: PlaceLevel, _ time: TimeLevel, _ category: CategoryLevel, _ protection: PlannedTable.Protection
    ) -> PlannedTable {
        PlannedTable(source: "calls", place: place, time: time, category: category, protection: protection)
    }

    private func city(_ plan: EditionPlan, keyed: Bool = true) throws -> Territory {
        try TestCity.territory(plan: plan, convention: TestCity.convention(keyed: keyed), timeZone: "UTC")
    }

    /// Puts three noise calls into the first quartier at hour 5 and a fire into the last at hour 30.
    private func fill(_ folder: String, _ territory: Territory, days: Int64 = 2) async throws -> Vault {
        var batch = try VaultBatch(
            folder: folder, source: "calls", territory: territory,
            periods: [Self.start..<Self.start + days * 86_400])
        for (quartier, hour, category) in [(0, 5, 0), (0, 5, 0), (0, 6, 0), (5, 30, 2)] {
            let cell = try #require(TestCity.grid.cell(containing: TestCity.point(quartier: quartier)))
            let begin = Self.start + Int64(hour) * 3600
            try batch.add([
                Tally(
                    place: .cell(cell), bin: TimeBin(level: .hour, start: begin, end: begin + 3600), category: category)
            ])
        }
        batch.count(.noCoordinates, day: Self.start)
        _ = try await batch.commit(at: Self.start)
        return try Vault(folder: folder, territory: territory)
    }

    private func publisher(_ territory: Territory, _ vault: Vault, _ folder: String) throws -> Publisher {
        try Publisher(territory: territory, vault: vault, folder: folder, witnesses: folder + "-witness")
    }

    private func figures<A: AudienceKind>(_ folder: String, _ key: String, _: A.Type) throws -> PublishedTable<A> {
        let reader = try EditionReader<A>(folder: folder)
        let table = try #require(try reader.tables().last { $0.key == key })
        return try reader.read(table)
    }

    @Test func exactTablesHoldTheCountsZerosIncluded() async throws {
        let folder = try TestCity.temporaryFolder()
        let plan = TestCity.plan(
            [table(.zone("quartier"), .day, .category, .exact), table(.cell(metres: 200), .day, .all, .exact)],
            reports: [PlannedReport(source: "calls", protection: .exact)])
        let territory = try city(plan)
        let vault = try await fill(folder, territory, days: 40)
        let publisher = try Publisher(
            territory: territory, vault: vault, folder: folder, witnesses: folder + "-witness")
        _ = try publisher.publish(at: afterwards)
        let daily = try figures(folder, "calls.quartier.day.category", PublicAudience.self)
        #expect(daily.editions.count == 40)
        var total = 0
        for bin in 0..<40 {
            for place in 0..<6 {
                for category in 0..<3 { total += daily.value(bin: bin, place: place, category: category) }
            }
        }
        #expect(total == 4)
        #expect(daily.value(bin: 0, place: 0, category: 0) == 3)
        #expect(daily.value(bin: 1, place: 5, category: 2) == 1)
        #expect(daily.figure(bin: 0, place: 0, category: 0).interval() == 3...3)
        let cells = try figures(folder, "calls.cell200.day.all", PublicAudience.self)
        #expect(cells.description.places.count == territory.geography.cells.count)
        #expect(cells.description.places.indices.reduce(0) { $0 + cells.value(bin: 0, place: $1, category: 0) } == 3)
        let outcomes = try figures(folder, "calls.outcomes.month", PublicAudience.self)
        // 1 May 2024 is the first day; the month of June isn't covered to its end.
        #expect(outcomes.editions.count == 1)
        #expect(outcomes.value(bin: 0, place: 0, category: 0) == 4)
    }

    @Test func aBinClosesOnlyAfterItsEndItsDelayAndUnderCoverage() async throws {
        let folder = try TestCity.temporaryFolder()
        let territory = try city(TestCity.plan([table(.territory, .day, .all, .exact)]))
        let vault = try await fill(folder, territory)
        let publisher = try Publisher(
            territory: territory, vault: vault, folder: folder, witnesses: folder + "-witness")
        // The convention's delay is an hour.
        #expect(try publisher.publish(at: Self.start + 86_400 + 3599).tables.isEmpty)
        #expect(try publisher.publish(at: Self.start + 86_400 + 3600).tables.map(\.bins) == [1])
        #expect(try publisher.publish(at: afterwards).tables.map(\.bins) == [1])
        #expect(try publisher.publish(at: afterwards).tables.isEmpty)
    }

    @Test func bothAudiencesGetTheSameChainAndThePublicOneTheMoreNoise() async throws {
        let folder = try TestCity.temporaryFolder()
        let plan = TestCity.plan([
            table(.cell(metres: 200), .day, .category, .noised(public: try epsilon("0.5"), staff: try epsilon("2")))
        ])
        let territory = try city(plan)
        let vault = try await fill(folder, territory, days: 200)
        let publisher = try Publisher(
            territory: territory, vault: vault, folder: folder, witnesses: folder + "-witness")
        var sampler = DiscreteLaplaceSampler(SeededGenerator(seed: 5))
        _ = try publisher.publish(at: afterwards, drawing: &sampler)
        let forPublic = try figures(folder, "calls.cell200.day.category", PublicAudience.self)
        let forStaff = try figures(folder, "calls.cell200.day.category", StaffAudience.self)
        func variance<A>(_ table: PublishedTable<A>) -> Double {
            var sum = 0.0
            var count = 0.0
            for bin in 2..<200 {
                for place in table.description.places.indices {
                    for category in 0..<3 {
                        let value = Double(table.value(bin: bin, place: place, category: category))
                        sum += value * value
                        count += 1
                    }
                }
            }
            return sum / count
        }
        // About 90,000 draws: the relative error of a variance is under 1.5 %; six of them is a false alarm of 10⁻⁸.
        #expect(abs(variance(forPublic) / forPublic.description.noise.variance - 1) < 0.09)
        #expect(abs(variance(forStaff) / forStaff.description.noise.variance - 1) < 0.09)
        // The difference has the variance that the further noise adds, and no more: it is one chain.
        var sum = 0.0
        var count = 0.0
        for bin in 0..<200 {
            for place in forPublic.description.places.indices {
                let difference =
                    forPublic.value(bin: bin, place: place, category: 0)
                    - forStaff.value(bin: bin, place: place, category: 0)
                sum += Double(difference * difference)
                count += 1
            }
        }
        let added = forPublic.description.noise.variance - forStaff.description.noise.variance
        #expect(abs(sum / count / added - 1) < 0.15)
    }

    @Test func aTableOfTheStaffIsHiddenFromThePublic() async throws {
        let folder = try TestCity.temporaryFolder()
        let plan = TestCity.plan([
            table(.territory, .day, .all, .noised(public: nil, staff: try epsilon("1"))),
            table(.territory, .month, .all, .noised(public: try epsilon("1"), staff: nil)),
        ])
        let territory = try city(plan)
        let vault = try await fill(folder, territory, days: 70)
        _ = try Publisher(territory: territory, vault: vault, folder: folder, witnesses: folder + "-witness").publish(
            at: afterwards)
        #expect(try EditionReader<PublicAudience>(folder: folder).tables().map(\.key) == ["calls.territory.month.all"])
        #expect(try EditionReader<StaffAudience>(folder: folder).tables().map(\.key) == ["calls.territory.day.all"])
    }

    @Test func spendingMoreThanTheLimitIsRefusedAndNothingIsPublished() async throws {
        let folder = try TestCity.temporaryFolder()
        let six = PlannedTable.Protection.noised(public: try epsilon("0.6"), staff: nil)
        let first = try city(TestCity.plan([table(.territory, .day, .all, six)]))
        let vault = try await fill(folder, first)
        _ = try Publisher(territory: first, vault: vault, folder: folder, witnesses: folder + "-witness").publish(
            at: Self.start + 86_400 + 3600)
        // A second table would take the first day's records to 1.2, over bins of a table drawn under another plan.
        let second = try city(TestCity.plan([table(.territory, .day, .all, six), table(.territory, .hour, .all, six)]))
        let publisher = try Publisher(territory: second, vault: vault, folder: folder, witnesses: folder + "-witness")
        #expect(
            throws: PublishError.overspent(
                source: "calls", audience: .public, limit: try epsilon("1"), wanted: try epsilon("1.2"))
        ) { try publisher.publish(at: afterwards) }
        #expect(try figures(folder, "calls.territory.day.all", PublicAudience.self).editions.count == 1)
        #expect(try EditionReader<PublicAudience>(folder: folder).tables().count == 1)
    }

    /// Zones whose offset isn't of whole hours have bins that begin at half past in UTC.
    @Test(arguments: ["Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe"])
    func theWholeLimitCanBeSpentInAnyTimeZone(zone: String) async throws {
        let folder = try TestCity.temporaryFolder()
        let half = PlannedTable.Protection.noised(public: try epsilon("0.5"), staff: nil)
        let territory = try TestCity.territory(
            plan: TestCity.plan([table(.territory, .day, .all, half), table(.territory, .hour, .all, half)]),
            timeZone: zone)
        let vault = try await fill(folder, territory, days: 40)
        let report = try publisher(territory, vault, folder).publish(at: afterwards)
        #expect(report.tables.map(\.bins).allSatisfy { $0 >= 38 })
    }

    @Test func racingPublishersDrawEachBinOnce() async throws {
        let folder = try TestCity.temporaryFolder()
        let plan = TestCity.plan([
            table(.zone("quartier"), .hour, .all, .noised(public: try epsilon("0.5"), staff: nil))
        ])
        let territory = try city(plan)
        let vault = try await fill(folder, territory, days: 10)
        let time = afterwards
        let published = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let report = try? Publisher(
                        territory: territory, vault: vault, folder: folder, witnesses: folder + "-witness"
                    ).publish(at: time)
                    return report?.tables.first?.bins ?? 0
                }
            }
            return await group.reduce(0, +)
        }
        #expect(published == 240)
        #expect(try figures(folder, "calls.quartier.hour.all", PublicAudience.self).editions.count == 240)
    }

    @Test func aRestoredBackupIsRefused() async throws {
        let folder = try TestCity.temporaryFolder()
        let plan = TestCity.plan([table(.territory, .day, .all, .noised(public: try epsilon("0.5"), staff: nil))])
        let territory = try city(plan)
        let vault = try await fill(folder, territory)
        func publisher() throws -> Publisher {
            try Publisher(territory: territory, vault: vault, folder: folder, witnesses: folder + "-witness")
        }
        _ = try publisher().publish(at: Self.start + 86_400 + 3600)
        let backup = folder + "/backup"
        try FileManager.default.copyItem(atPath: folder + "/editions", toPath: backup)
        _ = try publisher().publish(at: afterwards)
        try FileManager.default.removeItem(atPath: folder + "/editions")
        try FileManager.default.moveItem(atPath: backup, toPath: folder + "/editions")
        #expect(throws: PublishError.self) { try publisher().publish(at: afterwards) }
    }

    @Test func aStoppedPublicationLeavesNothing() async throws {
        struct Stop: Error {}
        let folder = try TestCity.temporaryFolder()
        let territory = try city(
            TestCity.plan([table(.territory, .day, .all, .exact), table(.territory, .hour, .all, .exact)]))
        let vault = try await fill(folder, territory)
        let publisher = try Publisher(
            territory: territory, vault: vault, folder: folder, witnesses: folder + "-witness")
        #expect(throws: Stop.self) { try publisher.publish(at: afterwards) { if $0 > 0.4 { throw Stop() } } }
        #expect(try EditionReader<PublicAudience>(folder: folder).tables().isEmpty)
        #expect(try publisher.publish(at: afterwards).tables.map(\.bins) == [2, 48])
    }

    @Test func aCorrectionIsMarkedAndTheFigureStays() async throws {
        let folder = try TestCity.temporaryFolder()
        let territory = try city(TestCity.plan([table(.territory, .day, .all, .exact)]))
        let vault = try await fill(folder, territory)
        let publisher = try Publisher(
            territory: territory, vault: vault, folder: folder, witnesses: folder + "-witness")
        _ = try publisher.publish(at: afterwards)
        let batch = try VaultBatch(
            folder: folder, source: "calls", territory: territory, periods: [Self.start..<Self.start + 86_400])
        #expect(try await batch.commit(at: afterwards + 10).hasChanged)
        #expect(try publisher.publish(at: afterwards + 20).corrections == 1)
        #expect(try publisher.publish(at: afterwards + 30).corrections == 0)
        let table = try figures(folder, "calls.territory.day.all", PublicAudience.self)
        #expect(table.value(bin: 0, place: 0, category: 0) == 3)
        #expect(table.editions.map { $0.correctedAt } == [afterwards + 10, nil])
        // A noised source, by its convention, tells that it delivered again and not whether anything changed.
        #expect(table.editions[0].correction == .changed(afterwards + 10))
    }

    @Test func anExpiryGoesOnTheLogOnceAndPublishedFiguresStay() async throws {
        let folder = try TestCity.temporaryFolder()
        let territory = try city(TestCity.plan([table(.territory, .day, .all, .exact)]))
        let vault = try await fill(folder, territory)
        let publisher = try publisher(territory, vault, folder)
        let first = try publisher.publish(at: afterwards)
        let retention = Retention(territory: territory, vault: vault)
        // The test city keeps a source for 365 days; the second day is 399 days old.
        #expect(try retention.run(at: afterwards).map(\.hasExpired) == [true])
        #expect(try retention.run(at: afterwards + 1).map(\.hasExpired) == [false])
        let second = try publisher.publish(at: afterwards)
        #expect(second.logSize == first.logSize + 1 && second.tables.isEmpty)
        #expect(try publisher.publish(at: afterwards).logSize == second.logSize)
        let kept = try figures(folder, "calls.territory.day.all", PublicAudience.self)
        #expect(kept.value(bin: 0, place: 0, category: 0) == 3 && kept.editions.count == 2)
    }
}
