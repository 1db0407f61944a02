import Foundation
import Vocabulary

/// A convention's text that a person edited and that isn't in the territory's folder yet.
public struct ProposedConvention: Sendable, Hashable {
    /// The source's key, which names the file.
    public let source: String
    /// The file's text.
    public let text: String

    /// Makes a proposal.
    ///
    /// - Throws: ``FolderErrors`` for a name that isn't a source's key, so that it can't lead out of the folder.
    public init(source: String, text: String) throws {
        guard isIdentifier(source) else {
            throw FolderErrors([
                Explanation(
                    what: Phrase(
                        fr: "Ce nom ne peut pas être celui d'une source.", en: "This name can't be a source's."),
                    remedy: Phrase(
                        fr: "Un nom court : minuscules sans accent, chiffres, « - » et « _ ».",
                        en: "A short name: small letters, digits, `-` and `_`."))
            ])
        }
        self.source = source
        self.text = text
    }

    /// The name of its file.
    var fileName: String { "\(source).yaml" }

    func file(at path: String) -> FolderFile { FolderFile(path: path, text: text) }

    /// Writes `conventions/SOURCE.yaml` once the folder loads with it, whole or not at all.
    ///
    /// - Parameters:
    ///   - folder: the territory's folder.
    ///   - boundaries: as for ``TerritoryLoader/load(folder:boundaries:with:)``.
    ///   - replacing: whether a file of that name may be replaced.
    /// - Returns: the file's path.
    /// - Throws: ``FolderErrors`` for what keeps the folder from loading, for a file that is there already, and for a
    ///   folder that can't be written; nothing is changed then.
    @discardableResult
    public func save(in folder: String, boundaries: String?, replacing: Bool = false) throws -> String {
        let path = join(join(folder, "conventions"), fileName)
        guard replacing || !FileManager.default.fileExists(atPath: path) else {
            throw FolderErrors([
                Explanation(
                    what: Phrase(fr: "Cette convention existe déjà.", en: "This convention exists already."),
                    at: TextPosition(file: path),
                    remedy: Phrase(
                        fr: "Choisissez un autre nom, ou dites de la remplacer.",
                        en: "Choose another name, or say to replace it."))
            ])
        }
        let loaded = try TerritoryLoader().load(folder: folder, boundaries: boundaries, with: self)
        guard loaded.conventions[source] != nil else {
            throw FolderErrors([
                Explanation(
                    what: Phrase(
                        fr: "Le texte parle d'une autre source que « \(source) ».",
                        en: "The text is about another source than `\(source)`."),
                    at: TextPosition(file: path, field: "source"),
                    remedy: Phrase(fr: "Accordez-le au nom du fichier.", en: "Make it agree with the file's name."))
            ])
        }
        do {
            try FileManager.default.createDirectory(
                atPath: join(folder, "conventions"), withIntermediateDirectories: true)
            // Written beside and renamed: a reader sees the old file or the new one.
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw FolderErrors([
                Explanation(
                    what: Phrase(fr: "Ce fichier ne peut pas être écrit.", en: "This file can't be written."),
                    at: TextPosition(file: path),
                    remedy: Phrase(
                        fr: "Vérifiez vos droits d'accès et la place libre.",
                        en: "Check your access rights and the free space."))
            ])
        }
        return path
    }
}
