import Foundation
import GRDB
public import Vocabulary

/// Reads what is published for one audience; it can't see another's.
public struct EditionReader<A: AudienceKind>: Sendable {
    private let database: any DatabaseReader
    private let path: String

    /// Opens the store of a data folder, read only.
    ///
    /// - Throws: ``EditionStoreError``.
    public init(folder: String) throws {
        path = EditionStore.path(in: folder)
        guard FileManager.default.fileExists(atPath: path) else { throw EditionStoreError.missing(folder: folder) }
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.label = "editions"
            // A publisher that opens or leaves holds the file for a moment.
            configuration.busyMode = .timeout(10)
            database = try DatabasePool(path: path, configuration: configuration)
        } catch {
            throw EditionStoreError.explained(error, path: path)
        }
    }

    func reading<T>(_ body: (Database) throws -> T) throws -> T {
        do {
            return try database.read(body)
        } catch {
            throw EditionStoreError.explained(error, path: path)
        }
    }

    private static var prefix: String { A.audience.rawValue }

    /// A number that grows whenever anything is published or corrected, for caches.
    public func stateNumber() throws -> Int64 {
        try reading { db in
            try Int64.fetchOne(db, sql: "SELECT coalesce(max(position) + 1, 0) FROM log_leaf") ?? 0
        }
    }

    /// The tables that the audience may see, by key and version.
    public func tables() throws -> [TableDescription] {
        try reading { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT t.*, t.\(Self.prefix)_noise AS noise, t.\(Self.prefix)_epsilon AS epsilon,
                        min(e.bin_start) AS first, max(e.bin_end) AS last, count(e.id) AS bins
                    FROM published_table t LEFT JOIN edition e ON e.table_id = t.id
                    WHERE t.\(Self.prefix)_noise IS NOT NULL
                    GROUP BY t.id ORDER BY t.key, t.version
                    """)
            return try rows.map(TableRow.description)
        }
    }

    /// The figures of a table whose bins lie within `range`, or all of them.
    public func read(_ table: TableDescription, within range: Range<UTCSeconds>? = nil) throws -> PublishedTable<A> {
        try reading { db in
            let low = range?.lowerBound ?? .min
            let high = range?.upperBound ?? .max
            let cursor = try Row.fetchCursor(
                db,
                sql: """
                    SELECT e.id, e.bin_start, e.bin_end, e.published_at, e.leaf, e.\(Self.prefix)_figures AS figures,
                        (SELECT max(c.corrected_at) FROM correction c WHERE c.source = ?
                            AND c.period_start < e.bin_end AND c.period_end > e.bin_start
                            AND c.corrected_at >= e.published_at) AS corrected_at
                    FROM edition e
                    WHERE e.table_id = ? AND e.bin_start >= ? AND e.bin_end <= ? ORDER BY e.bin_start
                    """,
                arguments: [table.source, table.id, low, high])
            var editions: [Edition] = []
            var values: [Int32] = []
            values.reserveCapacity(table.binCount * table.places.count * table.categories.count)
            while let row = try cursor.next() {
                editions.append(
                    Edition(
                        id: row["id"],
                        bin: TimeBin(level: table.time, start: row["bin_start"], end: row["bin_end"]),
                        publishedAt: row["published_at"],
                        correction: Correction(time: row["corrected_at"], isExact: table.noise.isExact),
                        leaf: row["leaf"]))
                FigureBlob.append(row["figures"], to: &values)
            }
            return PublishedTable(description: table, editions: editions, values: values)
        }
    }

    /// The bins of a table that are published, in order, without their figures.
    public func bins(of table: TableDescription) throws -> [TimeBin] {
        try reading { db in
            let cursor = try Row.fetchCursor(
                db, sql: "SELECT bin_start, bin_end FROM edition WHERE table_id = ? ORDER BY bin_start",
                arguments: [table.id])
            var bins: [TimeBin] = []
            bins.reserveCapacity(table.binCount)
            while let row = try cursor.next() {
                bins.append(TimeBin(level: table.time, start: row["bin_start"], end: row["bin_end"]))
            }
            return bins
        }
    }

    /// The stretches of a table that an interrupted publication has spent: their figures were drawn, never landed here,
    /// and won't be drawn again.
    public func interruptions(of table: TableDescription) throws -> [Range<UTCSeconds>] {
        try reading { try EditionTransaction(db: $0).interruptions(of: table.key) }
    }

    /// The head of the transparency log.
    public func logHead() throws -> LogHead {
        try reading(TransparencyLog.head)
    }
}
