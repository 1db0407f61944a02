import Crypto
import FileLock
import Foundation
import GRDB
import GRDBSQLite
package import Vocabulary

/// Writes editions: the publisher's side of the store.
package struct EditionStore: Sendable {
    private let database: DatabaseQueue
    private let lock: FileLock
    private let path: String

    /// Where the store of a data folder lies.
    static func path(in folder: String) -> String { folder + "/editions/editions.sqlite" }

    /// Opens the store of a data folder, and makes it if there is none.
    package init(folder: String) throws {
        let path = Self.path(in: folder)
        lock = FileLock(folder: folder + "/editions")
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
            database = try lock.hold {
                let database = try DatabaseQueue(path: path, configuration: configuration)
                try EditionSchema.migrator.migrate(database)
                return database
            }
        } catch {
            throw EditionStoreError.explained(error, path: path)
        }
        self.path = path
    }

    /// The store's own number, as 32 hexadecimal digits; made with the store, and the same for ever.
    package func identity() throws -> String {
        do {
            let id = try lock.hold { try database.read { try Data.fetchOne($0, sql: "SELECT id FROM store") } }
            return TransparencyLog.hexadecimal(id ?? Data())
        } catch {
            throw EditionStoreError.explained(error, path: path)
        }
    }

    /// Runs `body` in one transaction that nothing else can write in; all of it lands on disk, or none.
    @discardableResult
    package func write<T>(_ body: (EditionTransaction) throws -> T) throws -> T {
        do {
            var result: T?
            try lock.hold {
                try database.inTransaction(.immediate) { db in
                    result = try body(EditionTransaction(db: db))
                    return .commit
                }
            }
            guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
            return result
        } catch {
            throw EditionStoreError.explained(error, path: path)
        }
    }

    /// The head of the log.
    package func logHead() throws -> LogHead { try database.read(TransparencyLog.head) }
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
