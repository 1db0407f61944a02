import Crypto
import Editions
import Foundation
import GRDB
import TestCity
import Testing
import Vocabulary

struct EditionStoreTests {
    private func definition(noise: Int? = 0) -> Editions.TableDefinition {
        Editions.TableDefinition(
            key: "calls.territory.day.all", source: "calls", sourceTitle: Phrase(verbatim: "Calls"), origin: .reported,
            place: .territory, time: .day, contents: .incidents(.all),
            places: [NamedPlace(id: "city", name: "City")],
            categories: [PublishedCategory(id: "all", title: Phrase(verbatim: "All"))], recordsPerIncident: 1,
            publicNoise: noise, staffNoise: 0, publicEpsilon: .zero, staffEpsilon: .zero)
    }

    private func bin(_ day: Int64) -> TimeBin {
        TimeBin(level: .day, start: day * 86_400, end: (day + 1) * 86_400)
    }

    /// Publishes `days` bins, whose public figure is the day and whose staff figure is its double.
    private func fill(_ folder: String, days: Range<Int64>) throws -> EditionStore {
        let store = try EditionStore(folder: folder)
        let definition = definition()
        try store.write { transaction in
            let table = try transaction.table(definition)
            for day in days {
                try transaction.publish(
                    table: table, definition: definition, bin: bin(day), publicFigures: [Int32(day)],
                    staffFigures: [Int32(2 * day)], nonce: [UInt8](repeating: 7, count: 32), at: 5)
            }
        }
        return store
    }

    private func database(_ folder: String) throws -> DatabaseQueue {
        try DatabaseQueue(path: folder + "/editions/editions.sqlite")
    }

    @Test func eachAudienceReadsItsOwnFigures() throws {
        let folder = try TestCity.temporaryFolder()
        _ = try fill(folder, days: 3..<6)
        let forPublic = try EditionReader<PublicAudience>(folder: folder)
        let forStaff = try EditionReader<StaffAudience>(folder: folder)
        let publicTable = try forPublic.read(#require(try forPublic.tables().first))
        let staffTable = try forStaff.read(#require(try forStaff.tables().first))
        #expect((0..<3).map { publicTable.value(bin: $0, place: 0, category: 0) } == [3, 4, 5])
        #expect((0..<3).map { staffTable.value(bin: $0, place: 0, category: 0) } == [6, 8, 10])
        #expect(publicTable.sum(bins: 0..<3, place: 0, category: 0)?.value == 12)
        #expect(publicTable.sum(bins: 0..<3, place: 0, category: 0)?.receipt.editions.count == 3)
    }

    /// Otherwise each process would order the keys in its own way, and take the same axes for new ones.
    @Test func theTextOfAnAxisIsTheSameInEveryProcess() throws {
        let folder = try TestCity.temporaryFolder()
        _ = try fill(folder, days: 0..<1)
        let row = try #require(
            try database(folder).read { try Row.fetchOne($0, sql: "SELECT places, categories FROM published_table") })
        #expect(row["places"] == #"[{"id":"city","name":"City"}]"#)
        #expect(row["categories"] == #"[{"en":"All","fr":"All","id":"all"}]"#)
    }

    @Test func aBinIsNeverPublishedTwiceWhateverItsVersion() throws {
        let folder = try TestCity.temporaryFolder()
        let store = try fill(folder, days: 0..<2)
        #expect(throws: EditionStoreError.self) {
            try store.write { transaction in
                let other = definition(noise: 500_000)
                let table = try transaction.table(other)
                try transaction.publish(
                    table: table, definition: other, bin: bin(1), publicFigures: [9], staffFigures: nil, nonce: [],
                    at: 6)
            }
        }
        // The failed transaction left nothing behind, not even the new version of the table.
        #expect(try EditionReader<PublicAudience>(folder: folder).tables().map(\.binCount) == [2])
    }

    @Test(arguments: [
        "UPDATE edition SET public_figures = x'00000000'", "DELETE FROM edition", "UPDATE log_leaf SET data = x'00'",
        "DELETE FROM log_leaf", "UPDATE published_table SET public_noise = 1", "DELETE FROM published_table",
    ])
    func whatIsPublishedCanNotBeChanged(sql: String) throws {
        let folder = try TestCity.temporaryFolder()
        _ = try fill(folder, days: 0..<2)
        let database = try database(folder)
        #expect(throws: DatabaseError.self) { try database.write { try $0.execute(sql: sql) } }
    }

    @Test(arguments: [0, 1, 2, 3, 7, 8, 100])
    func theLogsRootIsThatOfTheStandard(count: Int64) throws {
        let folder = try TestCity.temporaryFolder()
        let store = try fill(folder, days: 0..<count)
        let leaves = try database(folder).read {
            try Data.fetchAll($0, sql: "SELECT data FROM log_leaf ORDER BY position")
        }
        let root = Self.root(leaves[...]).map { String($0, radix: 16).leftPadded }.joined()
        // The table's definition has the first leaf.
        #expect(try store.logHead() == LogHead(size: count + 1, root: root))
    }

    @Test func theLogCommitsToStaffFiguresWithoutShowingThem() throws {
        let folder = try TestCity.temporaryFolder()
        _ = try fill(folder, days: 4..<5)
        let leaf = try #require(
            try database(folder).read {
                try Data.fetchOne($0, sql: "SELECT data FROM log_leaf ORDER BY position DESC")
            })
        let staff = Data([8, 0, 0, 0])
        let bare = SHA256.hash(data: staff).map { String($0, radix: 16).leftPadded }.joined()
        let hidden = SHA256.hash(data: Data(repeating: 7, count: 32) + staff)
            .map { String($0, radix: 16).leftPadded }.joined()
        let text = String(decoding: leaf, as: UTF8.self)
        #expect(text.contains(hidden))
        #expect(!text.contains(bare))
    }

    @Test func aTablesDefinitionIsOnTheLogAndItsEditionsNameTheVersion() throws {
        let folder = try TestCity.temporaryFolder()
        let store = try fill(folder, days: 0..<1)
        try store.write { transaction in
            _ = try transaction.table(definition())
            _ = try transaction.table(definition(noise: 500_000))
        }
        let leaves = try database(folder).read {
            try Data.fetchAll($0, sql: "SELECT data FROM log_leaf ORDER BY position")
        }.map { String(decoding: $0, as: UTF8.self).split(separator: "\n").map(String.init) }
        #expect(leaves.map { $0[0] } == ["table", "edition", "table"])
        #expect(leaves.map { $0[1] } == Array(repeating: "calls.territory.day.all", count: 3))
        #expect(leaves.map { $0[2] } == ["1", "1", "2"])
        #expect(leaves[0][3].count == 64 && leaves[0][3] != leaves[2][3])
    }

    @Test func aStoresIdentityIsMadeOnceAndItsOwn() throws {
        let folder = try TestCity.temporaryFolder()
        let identity = try EditionStore(folder: folder).identity()
        #expect(identity.count == 32)
        #expect(try EditionStore(folder: folder).identity() == identity)
        #expect(try EditionStore(folder: TestCity.temporaryFolder()).identity() != identity)
        let database = try database(folder)
        #expect(throws: DatabaseError.self) {
            try database.write { try $0.execute(sql: "UPDATE store SET id = randomblob(16)") }
        }
    }

    /// RFC 9162, section 2.1.1, by its own recursion.
    private static func root(_ leaves: ArraySlice<Data>) -> [UInt8] {
        if leaves.isEmpty { return Array(SHA256.hash(data: Data())) }
        if leaves.count == 1 { return Array(SHA256.hash(data: Data([0]) + leaves[leaves.startIndex])) }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        let middle = leaves.startIndex + split
        return Array(SHA256.hash(data: Data([1]) + root(leaves[..<middle]) + root(leaves[middle...])))
    }
}

extension String {
    fileprivate var leftPadded: String { count < 2 ? "0" + self : self }
}
