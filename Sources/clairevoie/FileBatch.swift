import Foundation

/// Files that take their names together: written beside them first, so that an interrupted run changes nothing.
final class FileBatch {
    private let folder: String
    private let interruption: Interruption
    private let isNewFolder: Bool
    /// The names written so far, in order.
    private(set) var names: [String] = []

    /// Makes the batch; the folder is made with the first file.
    init(folder: String, interruption: Interruption) {
        self.folder = folder
        self.interruption = interruption
        isNewFolder = !FileManager.default.fileExists(atPath: folder)
    }

    /// Writes a file beside its place.
    func write(_ name: String, _ body: (([UInt8]) throws -> Void) throws -> Void) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = partial(name)
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path]) }
        names.append(name)
        try body { bytes in
            try interruption.check()
            try handle.write(contentsOf: Data(bytes))
        }
        try handle.close()
    }

    /// Gives every file its name.
    func finish() throws {
        for name in names {
            guard unsafe rename(partial(name), folder + "/" + name) == 0 else {
                throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: folder + "/" + name])
            }
        }
    }

    /// Takes away what was written.
    func abandon() {
        for name in names { try? FileManager.default.removeItem(atPath: partial(name)) }
        // Takes away an empty folder only.
        if isNewFolder { _ = unsafe rmdir(folder) }
    }

    private func partial(_ name: String) -> String { folder + "/" + name + ".partial" }
}
