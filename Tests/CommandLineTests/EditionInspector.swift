import Foundation
import Testing

/// Counts what a store of editions holds, by SQLite's own reader in Python; nothing is changed.
struct EditionInspector {
    /// What was found.
    struct Found: Equatable, Decodable {
        /// Published bins.
        let editions: Int
        /// Stretches spent by an interrupted publication.
        let spent: Int
        /// Bins that are both.
        let twice: Int
        /// The latest version of any table.
        let versions: Int
        /// Leaves of the log.
        let leaves: Int
    }

    init() throws {}

    func callAsFunction(_ data: String) throws -> Found {
        let python = Process()
        python.executableURL = URL(filePath: "/usr/bin/env")
        python.arguments = ["python3", "-c", Self.script, data + "/editions/editions.sqlite"]
        let answer = Pipe()
        python.standardOutput = answer
        try python.run()
        let output = answer.fileHandleForReading.readDataToEndOfFile()
        python.waitUntilExit()
        try #require(python.terminationStatus == 0, "python3 with its sqlite3 module is needed")
        return try JSONDecoder().decode(Found.self, from: output)
    }

    private static let script = """
        json, sqlite3, sys = map(__import__, ("json", "sqlite3", "sys"))
        database = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True)
        def one(query): return database.execute(query).fetchone()[0] or 0
        print(json.dumps({
            "editions": one("SELECT count(*) FROM edition"),
            "spent": one("SELECT count(*) FROM interruption"),
            "twice": one("SELECT count(*) FROM edition e JOIN interruption i ON i.table_key = e.table_key"
                         " AND i.period_start < e.bin_end AND i.period_end > e.bin_start"),
            "versions": one("SELECT max(version) FROM published_table"),
            "leaves": one("SELECT count(*) FROM log_leaf"),
        }))
        """
}
