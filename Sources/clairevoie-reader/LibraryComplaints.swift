import CGDAL
import RowFormat
import Synchronization

/// What GDAL says of a file while it reads it.
///
/// The first failure counts; warnings don't.
enum LibraryComplaints {
    private static let first = Mutex<String?>(nil)
    private static let readsOldWorkbooks = Mutex(false)

    /// Keeps GDAL's messages off the standard error, where records could end.
    static func listen(to driver: GDALDriver) {
        readsOldWorkbooks.withLock { $0 = driver == .xls }
        _ = unsafe CPLSetErrorHandler { kind, number, message in
            guard kind.rawValue >= CE_Failure.rawValue else { return }
            if number == CPLE_OutOfMemory { MemoryWatch.end() }
            let text = unsafe message.map { unsafe String(cString: $0) } ?? ""
            LibraryComplaints.first.withLock { if $0 == nil { $0 = text } }
        }
    }

    /// Forgets what was said.
    static func forget() { first.withLock { $0 = nil } }

    /// Fails when anything was said.
    static func check(row: Int = 0) throws {
        guard let text = first.withLock({ $0 }) else { return }
        throw failure(text, row: row)
    }

    /// The failure to open.
    static func refusal() -> ReaderFailure { failure(first.withLock { $0 } ?? "", row: 0) }

    private static func failure(_ text: String, row: Int) -> ReaderFailure {
        let lowercased = text.lowercased()
        if lowercased.contains("password") || lowercased.contains("encrypt") || lowercased.contains("obfuscat") {
            return ReaderFailure(.encrypted, row: row)
        }
        if lowercased.contains("out of memory") || lowercased.contains("cannot allocate") {
            return ReaderFailure(.tooMuchMemory, [], row: row)
        }
        // A part that has to lie beside the file.
        for part in [".shx", ".dbf", ".dat", ".map", ".id", ".mid"]
        where (lowercased.contains("unable to open") || lowercased.contains("cannot open")) && lowercased.contains(part)
        {
            return ReaderFailure(.missingPart, [part], row: row)
        }
        // Other programs read XLS files that the library gives up: it can't tell damage from what it doesn't know.
        return ReaderFailure(readsOldWorkbooks.withLock { $0 } ? .oldWorkbook : .damaged, [text], row: row)
    }
}
