import Foundation
import RowFormat
public import Vocabulary

/// Any file that a source sends, opened by what its first bytes say.
public enum SourceFile {
    /// Opens a file: text with delimiters here, anything else in a process of its own.
    ///
    /// - Throws: ``ConnectorError``.
    public static func open(
        path: String, format: FileFormat, reader: ReaderProgram
    ) throws -> sending any RawBatchSource {
        if try isDelimited(path: path) { return try DelimitedFile(path: path, format: format) }
        return try ForeignFile(path: path, format: format, reader: reader)
    }

    /// Whether a file is text with delimiters, plain or compressed; empty files count as such.
    ///
    /// - Throws: ``ConnectorError/unreadable(file:reason:)``.
    public static func isDelimited(path: String) throws -> Bool {
        var isFolder: ObjCBool = false
        if unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            // A file geodatabase is a folder; any other can't be read, as opening it will say.
            return !path.lowercased().hasSuffix(".gdb")
        }
        let file = try PlainFile(path: path)
        // What comes through a pipe comes once, so it can't be looked at first; the reader needs a file anyway.
        guard file.size != nil else { return true }
        var head = [UInt8](repeating: 0, count: FileSignature.length)
        let count = unsafe try head.withUnsafeMutableBytes { unsafe try file.read(into: $0) }
        return FileSignature(Array(head[..<count])) == .delimitedText
    }
}
