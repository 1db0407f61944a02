import Foundation
import TestCity
import Testing
import Vault
import Vocabulary

/// What a convention no longer lets the vault keep is gone, from the files too.
struct RetentionTests {
    private static let day: UTCSeconds = 19_844 * 86_400

    private func fill(_ folder: String, days: Range<Int64>, source: String = "calls") async throws {
        let territory = try TestCity.territory(timeZone: "UTC")
        var batch = try VaultBatch(
            folder: folder, source: source, territory: territory,
            periods: [Self.day + days.lowerBound * 86_400..<Self.day + days.upperBound * 86_400])
        // No two days alike, so that the bytes of one are found in no other.
        var generator = SeededGenerator(seed: 5)
        for number in days {
            for quartier in 0..<6 {
                let point = TestCity.point(
                    quartier: quartier, east: .random(in: 1..<999, using: &generator),
                    north: .random(in: 1..<999, using: &generator))
                let cell = try #require(TestCity.grid.cell(containing: point))
                let start = Self.day + number * 86_400 + .random(in: 0..<24, using: &generator) * 3600
                try batch.add([
                    Tally(
                        place: .cell(cell), bin: TimeBin(level: .hour, start: start, end: start + 3600),
                        category: quartier % 3)
                ])
            }
            batch.count(.noCoordinates, day: Self.day + number * 86_400)
        }
        _ = try await batch.commit(at: 1)
    }

    private func vault(_ folder: String) throws -> Vault {
        try Vault(folder: folder, territory: TestCity.territory(timeZone: "UTC"))
    }

    private func days(of vault: Vault, source: String = "calls") throws -> (counts: [Int64: Int], outcomes: Set<Int64>)
    {
        try vault.reading { snapshot in
            var counts: [Int64: Int] = [:]
            try snapshot.forEachCount(of: source, within: 0..<Self.day * 2) { _, _, entries in
                for entry in entries { counts[(entry.start - Self.day) / 86_400, default: 0] += entry.count }
            }
            return (counts, Set(try snapshot.outcomes(of: source).map { ($0.day - Self.day) / 86_400 }))
        }
    }

    @Test(arguments: [0, 1, 29, 30, 31, 45, 60, 61] as [Int64])
    func whatIsBeforeTheLimitIsGoneAndTheRestStays(_ kept: Int64) async throws {
        let folder = try TestCity.temporaryFolder()
        try await fill(folder, days: 0..<60)
        let vault = try vault(folder)
        #expect(try vault.expire("calls", before: Self.day + kept * 86_400, at: 5) == (kept > 0))
        let (counts, outcomes) = try days(of: vault)
        #expect(counts == Dictionary(uniqueKeysWithValues: (min(kept, 60)..<60).map { ($0, 6) }))
        #expect(outcomes == Set(min(kept, 60)..<60))
        let coverage = try vault.reading { try $0.coverage(of: "calls") }
        #expect(coverage.ranges == (kept < 60 ? [Self.day + kept * 86_400..<Self.day + 60 * 86_400] : []))
        #expect(
            try vault.reading { try $0.expiries(of: "calls").map(\.keptFrom) }
                == (kept > 0 ? [Self.day + kept * 86_400] : []))
        #expect(try !vault.expire("calls", before: Self.day + kept * 86_400, at: 6))
    }

    @Test func anotherSourceKeepsWhatItHas() async throws {
        let folder = try TestCity.temporaryFolder()
        try await fill(folder, days: 0..<10)
        try await fill(folder, days: 0..<10, source: "other")
        let vault = try vault(folder)
        _ = try vault.expire("calls", before: Self.day + 86_400 * 20, at: 5)
        #expect(try days(of: vault).counts.isEmpty)
        #expect(try days(of: vault, source: "other").counts.count == 10)
    }

    @Test func noByteOfWhatExpiredIsLeftInTheFiles() async throws {
        let folder = try TestCity.temporaryFolder()
        try await fill(folder, days: 0..<90)
        let vault = try vault(folder)
        // A packed block is its own canary: sixteen bytes of one that expires whole.
        let block = try #require(try firstBlock(folder))
        let canary = Data(block.prefix(48).suffix(16))
        #expect(try files(in: folder).contains { $0.range(of: canary) != nil })
        _ = try vault.expire("calls", before: Self.day + 80 * 86_400, at: 5)
        #expect(try files(in: folder).allSatisfy { $0.range(of: canary) == nil })
    }

    private func firstBlock(_ folder: String) throws -> Data? {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c",
            "import sqlite3,sys; print(sqlite3.connect(sys.argv[1]).execute('SELECT hex(counts) FROM block ORDER BY month LIMIT 1').fetchone()[0])",
            folder + "/vault/vault.sqlite",
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let digits = Array(text.utf8.filter { $0 > 32 })
        return Data(
            stride(from: 0, to: digits.count - 1, by: 2).compactMap {
                UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
            })
    }

    private func files(in folder: String) throws -> [Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/vault")
        return names.compactMap { FileManager.default.contents(atPath: folder + "/vault/" + $0) }
    }
}
