import FileLock
import Foundation
import GRDB
public import Vocabulary

/// The exact counts: personal data in law, since most cells hold one record.
///
/// Opened by the processes that import and that publish, and by nothing else. The file is readable by its owner
/// alone. Reading is for the package's own publisher; there is no public way.
public struct Vault: Sendable, CustomStringConvertible, CustomReflectable {
    let database: DatabaseQueue
    let grid: VaultGrid
    let path: String
    let lock: FileLock

    /// Whether a data folder has a vault.
    static func exists(in folder: String) -> Bool {
        FileManager.default.fileExists(atPath: path(in: folder))
    }

    private static func path(in folder: String) -> String { folder + "/vault/vault.sqlite" }

    /// Opens the vault of a data folder, and makes it if there is none.
    ///
    /// - Throws: ``VaultError``.
    public init(folder: String, territory: Territory) throws {
        let directory = folder + "/vault"
        let path = Self.path(in: folder)
        self.path = path
        lock = FileLock(folder: directory)
        let wanted = VaultGrid(geography: territory.geography)
        do {
            // The data folder also holds the editions, which the web account reads: only the vault is closed.
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try VaultPermissions.close(directory)
            // SQLite gives its other files the permissions of this one, which stands in a folder closed already.
            if !FileManager.default.fileExists(atPath: path) {
                _ = FileManager.default.createFile(
                    atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
            }
            var configuration = Configuration()
            configuration.label = "vault"
            configuration.busyMode = .timeout(60)
            configuration.prepareDatabase { db in
                // Deleted counts leave no trace in free pages; temporary tables stay in memory.
                try db.execute(
                    sql: """
                        PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
                        PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY
                        """)
            }
            (database, grid) = try lock.hold {
                let database = try DatabaseQueue(path: path, configuration: configuration)
                try VaultSchema.migrator.migrate(database)
                return (database, try Self.grid(wanted, in: database, path: path))
            }
        } catch {
            throw VaultError.explained(error, path: path)
        }
    }

    /// The corner that the vault counts cells from: its own, or in a new vault the territory's.
    private static func grid(_ wanted: VaultGrid, in database: DatabaseQueue, path: String) throws -> VaultGrid {
        try database.write { db in
            if let row = try Row.fetchOne(db, sql: "SELECT name, column, row FROM grid") {
                let name: String = row["name"]
                guard name == wanted.name else {
                    throw VaultError.otherGrid(path: path, vault: name, territory: wanted.name)
                }
                return VaultGrid(name: name, column: row["column"], row: row["row"])
            }
            try db.execute(
                sql: "INSERT INTO grid (only, name, column, row) VALUES (1, ?, ?, ?)",
                arguments: [wanted.name, wanted.column, wanted.row])
            return wanted
        }
    }

    /// Says nothing of the counts.
    public var description: String { "Vault(redacted)" }

    /// Shows nothing of the counts.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// The corner from which a vault counts cells: it never moves, so that the territory may grow.
struct VaultGrid: Sendable, Equatable {
    let name: String
    let column: Int32
    let row: Int32

    init(name: String, column: Int32, row: Int32) {
        self.name = name
        self.column = column
        self.row = row
    }

    init(geography: Geography) {
        let cells = geography.cells
        let middle = cells.isEmpty ? Cell(column: 0, row: 0) : cells[cells.count / 2]
        column = middle.column - 32_768
        row = middle.row - 32_768
        // The id of the cell at the plane's origin tells the plane and the cell's size.
        name = geography.grid.id(of: Cell(column: 0, row: 0))
    }

    func place(of cell: Cell) throws -> UInt32 {
        let column = Int64(cell.column) - Int64(self.column)
        let row = Int64(cell.row) - Int64(self.row)
        guard (0..<65_536).contains(column), (0..<65_536).contains(row) else { throw VaultError.tooFar }
        return UInt32(row) << 16 | UInt32(column)
    }

    func cell(of place: UInt32) -> Cell {
        Cell(column: column + Int32(place & 0xFFFF), row: row + Int32(place >> 16))
    }
}
