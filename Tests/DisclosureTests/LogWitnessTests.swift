import Disclosure
import Editions
import Foundation
import TestCity
import Testing
import Vault
import Vocabulary

/// What the witness keeps from happening: a bin drawn a second time.
struct LogWitnessTests {
    private static let start: UTCSeconds = 19_844 * 86_400
    private static let firstDay = start + 86_400 + 3600
    private static let afterwards = start + 400 * 86_400

    /// A city with ten days of calls, its data folder and its folder of witnesses.
    private struct Place {
        let root: String
        let territory: Territory

        var data: String { root + "/data" }
        var witnesses: String { root + "/witnesses" }

        init() async throws {
            root = try TestCity.temporaryFolder()
            let epsilon = try #require(Epsilon("0.5"))
            territory = try TestCity.territory(
                plan: TestCity.plan([
                    PlannedTable(
                        source: "calls", place: .territory, time: .day, category: .all,
                        protection: .noised(public: epsilon, staff: nil))
                ]), timeZone: "UTC")
            let batch = try VaultBatch(
                folder: data, source: "calls", territory: territory, periods: [start..<start + 10 * 86_400])
            _ = try await batch.commit(at: start)
        }

        func publisher(isWitnessLost: Bool = false, witnesses: String? = nil) throws -> Publisher {
            try Publisher(
                territory: territory, vault: Vault(folder: data, territory: territory), folder: data,
                witnesses: witnesses ?? self.witnesses, isWitnessLost: isWitnessLost)
        }

        @discardableResult
        func publish(at time: UTCSeconds) throws -> PublishReport { try publisher().publish(at: time) }

        /// Publishes as a process does that dies between the witness and COMMIT.
        func publishAndDie(at time: UTCSeconds) throws {
            struct Death: Error {}
            var sampler = DiscreteLaplaceSampler(SeededGenerator(seed: 1))
            #expect(throws: Death.self) {
                try publisher().publish(at: time, drawing: &sampler, beforeCommit: { throw Death() })
            }
        }

        func table() throws -> PublishedTable<PublicAudience> {
            let reader = try EditionReader<PublicAudience>(folder: data)
            return try reader.read(#require(try reader.tables().first))
        }

        func copy(_ from: String, to: String) throws {
            try? FileManager.default.removeItem(atPath: to)
            try FileManager.default.copyItem(atPath: from, toPath: to)
        }

        var witness: String {
            get throws {
                let names = try FileManager.default.contentsOfDirectory(atPath: witnesses)
                return witnesses + "/" + (try #require(names.first))
            }
        }
    }

    @Test func theWholeDataFolderRestoredIsRefused() async throws {
        let place = try await Place()
        try place.publish(at: Self.firstDay)
        try place.copy(place.data, to: place.root + "/backup")
        try place.publish(at: Self.afterwards)
        try place.copy(place.root + "/backup", to: place.data)
        let error = #expect(throws: PublishError.self) { try place.publish(at: Self.afterwards) }
        guard case .rolledBack = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try place.table().editions.count == 1)
    }

    @Test func dataMovedToAnotherMachineNeedsItsWitness() async throws {
        let place = try await Place()
        try place.publish(at: Self.firstDay)
        let elsewhere = place.root + "/elsewhere"
        let error = #expect(throws: PublishError.self) {
            try place.publisher(witnesses: elsewhere).publish(at: Self.afterwards)
        }
        let told = try #require(error).explanation
        #expect(told.remedy[.english].contains("--witness"))
        #expect(told.remedy[.french].contains("--witness-is-lost"))
        #expect(told.position?.file.hasPrefix(elsewhere) == true)
        try place.copy(place.witnesses, to: elsewhere)
        #expect(try place.publisher(witnesses: elsewhere).publish(at: Self.afterwards).tables.map(\.bins) == [9])
    }

    @Test func aLostWitnessIsGoneOnWithOnlyWhenSaidAndTheLogSaysSo() async throws {
        let place = try await Place()
        let before = try place.publish(at: Self.firstDay).logSize
        try FileManager.default.removeItem(atPath: place.witnesses)
        #expect(throws: PublishError.self) { try place.publish(at: Self.afterwards) }
        let report = try place.publisher(isWitnessLost: true).publish(at: Self.afterwards)
        #expect(report.tables.map(\.bins) == [9])
        // The loss is a leaf beside the nine.
        #expect(report.logSize == before + 10)
        #expect(try place.publish(at: Self.afterwards).logSize == report.logSize)
    }

    @Test func binsThatMayHaveLeftAreSpentAndAllOthersGoOn() async throws {
        let place = try await Place()
        try place.publish(at: Self.firstDay)
        try place.publishAndDie(at: Self.firstDay + 2 * 86_400)
        #expect(try place.table().editions.count == 1)
        let report = try place.publish(at: Self.afterwards)
        #expect(report.interruptions == 1)
        #expect(report.tables.map(\.bins) == [7])
        let table = try place.table()
        let days = table.editions.map { ($0.bin.start - Self.start) / 86_400 }
        #expect(days == [0, 3, 4, 5, 6, 7, 8, 9])
        let reader = try EditionReader<PublicAudience>(folder: place.data)
        #expect(try reader.interruptions(of: table.description) == [Self.start + 86_400..<Self.start + 3 * 86_400])
        // It stays so, and is told once.
        let again = try place.publish(at: Self.afterwards + 1)
        #expect(again.interruptions == 0 && again.tables.isEmpty)
    }

    @Test func severalDeathsInARowLoseEachBinOnce() async throws {
        let place = try await Place()
        try place.publishAndDie(at: Self.firstDay)
        try place.publishAndDie(at: Self.firstDay + 86_400)
        try place.publishAndDie(at: Self.firstDay + 2 * 86_400)
        let report = try place.publish(at: Self.afterwards)
        #expect(report.interruptions == 3)
        #expect(report.tables.map(\.bins) == [7])
    }

    @Test func whatTheDeadPublicationDrewIsCharged() async throws {
        let place = try await Place()
        try place.publishAndDie(at: Self.firstDay)
        // Another table of 0.6 over the same days would take the lost day to 1.1.
        let dear = try #require(Epsilon("0.6"))
        let table = PlannedTable(
            source: "calls", place: .territory, time: .week, category: .all,
            protection: .noised(public: dear, staff: nil))
        let other = try TestCity.territory(plan: TestCity.plan([table]), timeZone: "UTC")
        let publisher = try Publisher(
            territory: other, vault: Vault(folder: place.data, territory: other), folder: place.data,
            witnesses: place.witnesses)
        // 1 May 2024 is a Wednesday: the first whole week begins on the fifth day, and isn't touched.
        #expect(try publisher.publish(at: Self.afterwards).tables.isEmpty)
        let daily = PlannedTable(
            source: "calls", place: .territory, time: .sixHours, category: .all,
            protection: .noised(public: dear, staff: nil))
        let third = try TestCity.territory(plan: TestCity.plan([daily]), timeZone: "UTC")
        #expect(throws: PublishError.self) {
            try Publisher(
                territory: third, vault: Vault(folder: place.data, territory: third), folder: place.data,
                witnesses: place.witnesses
            ).publish(at: Self.afterwards)
        }
    }

    @Test func aPublicationThatLandedUnsaidIsFoundInTheLog() async throws {
        let place = try await Place()
        try place.publish(at: Self.firstDay)
        // The process died after COMMIT, before it could say so.
        let witness = try place.witness
        let lines = try String(contentsOfFile: witness, encoding: .utf8).split(separator: "\n")
        #expect(lines.last?.hasPrefix("done ") == true)
        try (lines.dropLast().joined(separator: "\n") + "\n").write(toFile: witness, atomically: true, encoding: .utf8)
        let report = try place.publish(at: Self.afterwards)
        #expect(report.interruptions == 0)
        #expect(report.tables.map(\.bins) == [9])
    }

    @Test func theFurthestHeadCountsAndNotTheLastLine() async throws {
        let place = try await Place()
        try place.publish(at: Self.firstDay)
        try place.copy(place.data, to: place.root + "/backup")
        let witness = try place.witness
        let first = try String(contentsOfFile: witness, encoding: .utf8).split(separator: "\n").last
        try place.publish(at: Self.afterwards)
        let handle = try #require(FileHandle(forWritingAtPath: witness))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data((try #require(first) + "\n").utf8))
        try handle.close()
        try place.copy(place.root + "/backup", to: place.data)
        #expect(throws: PublishError.self) { try place.publish(at: Self.afterwards) }
    }

    @Test func aTornLastLineIsForgottenAndAnyOtherDamageIsRefused() async throws {
        let place = try await Place()
        try place.publish(at: Self.firstDay)
        let witness = try place.witness
        let text = try String(contentsOfFile: witness, encoding: .utf8)
        try (text + "bins calls calls.terr").write(toFile: witness, atomically: true, encoding: .utf8)
        #expect(try place.publish(at: Self.firstDay + 86_400).tables.map(\.bins) == [1])
        let mended = try String(contentsOfFile: witness, encoding: .utf8)
        #expect(mended.hasPrefix(text + "bins calls calls.territory.day.all "))
        try ("nonsense\n" + mended).write(toFile: witness, atomically: true, encoding: .utf8)
        #expect(throws: PublishError.unreadableWitness(path: witness)) { try place.publish(at: Self.afterwards) }
    }
}
