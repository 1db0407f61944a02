import Foundation
import Testing

/// Tells the states of a vault apart by digests of what it holds, read by SQLite's own reader in Python.
///
/// Opening the file is what the program would do after a crash: SQLite recovers from the write-ahead log. Nothing is
/// changed, since the connection is read only.
final class VaultDigest {
    /// What is said of a vault that holds no counts, or of none.
    static let empty = "empty"

    private let python: Process
    private let questions = Pipe()
    private let answers = Pipe()

    init() throws {
        python = Process()
        python.executableURL = URL(filePath: "/usr/bin/env")
        python.arguments = ["python3", "-c", Self.script]
        python.standardInput = questions
        python.standardOutput = answers
        try python.run()
    }

    deinit {
        try? questions.fileHandleForWriting.close()
        python.terminate()
    }

    /// The digest of the vault of a data folder.
    func callAsFunction(_ data: String) throws -> String {
        try questions.fileHandleForWriting.write(contentsOf: Data((data + "/vault/vault.sqlite\n").utf8))
        var line = Data()
        while line.last != UInt8(ascii: "\n") {
            let more = answers.fileHandleForReading.availableData
            try #require(!more.isEmpty, "python3 with its sqlite3 module is needed")
            line += more
        }
        return String(decoding: line.dropLast(), as: UTF8.self)
    }

    private static let script = """
        hashlib, os, sqlite3, sys = map(__import__, ("hashlib", "os", "sqlite3", "sys"))

        QUERIES = [
            "SELECT key FROM category ORDER BY 1",
            "SELECT level, key FROM zone ORDER BY 1, 2",
            "SELECT b.source, b.precision, b.place_kind, c.key, b.month, b.counts FROM block b"
            " JOIN category c ON c.id = b.category ORDER BY 1, 2, 3, 4, 5",
            "SELECT source, period_start, period_end FROM coverage ORDER BY 1, 2",
            "SELECT source, day, outcome, count FROM outcome ORDER BY 1, 2, 3",
        ]

        def digest(path):
            if not os.path.exists(path):
                return "empty"
            database = sqlite3.connect("file:" + path + "?mode=ro", uri=True)
            try:
                check = database.execute("PRAGMA integrity_check").fetchall()
                if check != [("ok",)]:
                    return "damaged: " + repr(check)
                known = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
                if not {"category", "zone", "block", "coverage", "outcome"} <= known:
                    return "empty"
                database.execute("BEGIN")
                rows = [database.execute(query).fetchall() for query in QUERIES]
                if not any(rows):
                    return "empty"
                return hashlib.sha256(repr(rows).encode()).hexdigest()
            except sqlite3.Error as error:
                return "damaged: " + str(error)
            finally:
                database.close()

        for line in sys.stdin:
            print(digest(line.rstrip("\\n")), flush=True)
        """
}
