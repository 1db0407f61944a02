import Crypto
import Foundation
import GRDB
import GRDBSQLite
package import Vocabulary

/// Writes editions: the publisher's side of the store.
package struct EditionStore: Sendable {
    private let database: DatabaseQueue

    /// Where the store of a data folder lies.
    static func path(in folder: String) -> String { folder + "/editions/editions.sqlite" }

    /// Opens the store of a data folder, and makes it if there is none.
    package init(folder: String) throws {
        let path = Self.path(in: folder)
        do {
            try FileManager.default.createDirectory(
                atPath: folder + "/editions", withIntermediateDirectories: true)
            var configuration = Configuration()
            configuration.label = "editions"
            // A second publisher waits for the first, and then finds its bins drawn.
            configuration.busyMode = .timeout(60)
            configuration.prepareDatabase { db in
                try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
                // The log and its index stay when the publisher leaves: an account that may not write can't make them,
                // and without them can't read.
                var isKept: CInt = 1
                let code = unsafe sqlite3_file_control(db.sqliteConnection, nil, SQLITE_FCNTL_PERSIST_WAL, &isKept)
                guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
            }
            database = try DatabaseQueue(path: path, configuration: configuration)
            try EditionSchema.migrator.migrate(database)
        } catch {
            throw EditionStoreError.unreadable(path: path, reason: "\(error)")
        }
    }

    /// Runs `body` in one transaction that nothing else can write in; all of it lands on disk, or none.
    @discardableResult
    package func write<T>(_ body: (EditionTransaction) throws -> T) throws -> T {
        var result: Result<T, any Error>?
        try database.inTransaction(.immediate) { db in
            result = .success(try body(EditionTransaction(db: db)))
            return .commit
        }
        switch result {
        case .some(let result): return try result.get()
        case .none: throw EditionStoreError.unreadable(path: "editions", reason: "transaction without a result")
        }
    }

    /// The head of the log.
    package func logHead() throws -> LogHead { try database.read(TransparencyLog.head) }

    /// The head that the log had when it held `size` leaves.
    package func logHead(size: Int64) throws -> LogHead {
        try database.read { try TransparencyLog.head($0, size: size) }
    }
}

/// What is to be published of a table, with its axes.
package struct TableDefinition: Sendable, Hashable {
    package let key: String
    package let source: String
    package let sourceTitle: Phrase
    package let origin: Origin
    package let place: PlaceLevel
    package let time: TimeLevel
    package let contents: TableContents
    package let places: [NamedPlace]
    package let categories: [PublishedCategory]
    package let recordsPerIncident: Int
    /// α's numerator over 2²⁰: nil where the audience doesn't get the table, 0 where it is exact.
    package let publicNoise: Int?
    package let staffNoise: Int?
    package let publicEpsilon: Epsilon
    package let staffEpsilon: Epsilon

    package init(
        key: String, source: String, sourceTitle: Phrase, origin: Origin, place: PlaceLevel, time: TimeLevel,
        contents: TableContents, places: [NamedPlace], categories: [PublishedCategory], recordsPerIncident: Int,
        publicNoise: Int?, staffNoise: Int?, publicEpsilon: Epsilon, staffEpsilon: Epsilon
    ) {
        self.key = key
        self.source = source
        self.sourceTitle = sourceTitle
        self.origin = origin
        self.place = place
        self.time = time
        self.contents = contents
        self.places = places
        self.categories = categories
        self.recordsPerIncident = recordsPerIncident
        self.publicNoise = publicNoise
        self.staffNoise = staffNoise
        self.publicEpsilon = publicEpsilon
        self.staffEpsilon = staffEpsilon
    }
}

/// What a table's published bins cost a record whose time they hold.
package struct Charge: Sendable, Hashable {
    package let bin: Range<UTCSeconds>
    package let publicEpsilon: Epsilon
    package let staffEpsilon: Epsilon
}
