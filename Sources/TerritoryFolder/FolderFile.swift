import Foundation
import Vocabulary

/// A text file of the folder, read whole, within a size.
struct FolderFile {
    /// The path as the user knows it, for messages.
    let path: String
    /// Its bytes, without a byte order mark.
    let bytes: [UInt8]

    /// Reads a file.
    ///
    /// - Throws: an ``ExplainedError`` for a file that can't be read or is larger than `limit` bytes; the size is
    ///   asked before anything is read.
    init(path: String, limit: Int) throws {
        self.path = path
        let position = TextPosition(file: path)
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let size = (attributes[.size] as? NSNumber)?.intValue,
            attributes[.type] as? FileAttributeType == .typeRegular
                || attributes[.type] as? FileAttributeType == .typeSymbolicLink
        else {
            throw FolderErrors([
                Explanation(
                    what: Phrase(fr: "Ce fichier n'existe pas ou n'est pas lisible.", en: "There is no such file."),
                    at: position,
                    remedy: Phrase(fr: "Créez-le, ou corrigez son nom.", en: "Create it, or correct its name."))
            ])
        }
        guard size <= limit else { throw Self.tooLarge(path, size: size, limit: limit) }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw FolderErrors([
                Explanation(
                    what: Phrase(fr: "Ce fichier n'est pas lisible.", en: "This file can't be read."), at: position,
                    remedy: Phrase(fr: "Vérifiez vos droits d'accès.", en: "Check your access rights."))
            ])
        }
        // A symbolic link's own size says nothing of what it leads to.
        guard data.count <= limit else { throw Self.tooLarge(path, size: data.count, limit: limit) }
        let bytes = [UInt8](data)
        self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    /// The refusal of a file that is too large.
    static func tooLarge(_ path: String, size: Int, limit: Int) -> FolderErrors {
        FolderErrors([
            Explanation(
                what: Phrase(
                    fr: "Ce fichier pèse \(size) octets ; la limite est de \(limit).",
                    en: "This file has \(size) bytes; the limit is \(limit)."),
                at: TextPosition(file: path),
                remedy: Phrase(
                    fr: "Allégez-le (pour des zones : simplifiez les contours, par exemple ogr2ogr -simplify).",
                    en: "Make it smaller (for zones: simplify the outlines, for example ogr2ogr -simplify)."))
        ])
    }

    /// A text made in memory, under a path for messages.
    init(path: String, text: String) {
        self.path = path
        bytes = Array(text.utf8)
    }

    /// The file as text.
    ///
    /// - Throws: an ``ExplainedError`` with the line of the first byte that isn't UTF-8.
    func text() throws -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var line = 1
        for part in bytes.split(separator: 10, omittingEmptySubsequences: false) {
            if String(validating: part, as: UTF8.self) == nil { break }
            line += 1
        }
        throw FolderErrors([
            Explanation(
                what: Phrase(fr: "Ce fichier n'est pas du texte UTF-8.", en: "This file isn't UTF-8 text."),
                at: TextPosition(file: path, line: line),
                remedy: Phrase(
                    fr: "Enregistrez-le de nouveau en UTF-8 (iconv -f WINDOWS-1252 -t UTF-8).",
                    en: "Save it again as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8)."))
        ])
    }
}
