import Foundation
public import Vocabulary

/// A new territory's folder, made from a file of zones: commented text that loads, to be edited.
public struct TerritoryDraft: Sendable {
    /// The text of each file, by its path in the folder.
    public let files: [String: String]

    /// What the person who starts a folder says of the territory.
    public struct Request: Sendable {
        /// The territory's key: small letters, digits, `-` and `_`.
        public var id: String
        /// What people call it.
        public var name: String
        /// The language of its screens.
        public var language: Language
        /// Its time zone in the IANA database.
        public var timeZone: String
        /// The property with a zone's id; guessed when nil.
        public var idProperty: String?
        /// The property with a zone's name; guessed when nil.
        public var nameProperty: String?
        /// The property with the id of the larger zone around; guessed when nil.
        public var parentProperty: String?

        /// Makes a request that leaves the properties to be guessed.
        public init(id: String, name: String, language: Language, timeZone: String) {
            self.id = id
            self.name = name
            self.language = language
            self.timeZone = timeZone
        }

        /// A key made from any name, such as a folder's: `Ville d'Été` gives `ville-d-ete`.
        public static func id(from name: String) -> String {
            let plain = name.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil).lowercased()
            let words = plain.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
            let id = String(words.joined(separator: "-").prefix(64))
            return isIdentifier(id) ? id : "territory"
        }
    }

    /// Drafts the folder's files.
    ///
    /// - Parameters:
    ///   - zones: the text of a GeoJSON file.
    ///   - path: the file as the user named it, for messages.
    /// - Throws: ``FolderErrors``: an unknown time zone, a property that can't be guessed (with the candidates), and
    ///   everything that is wrong with the zones.
    public init(zones text: String, path: String, request: Request) throws {
        guard request.timeZone.contains("/") || request.timeZone == "UTC",
            CivilCalendar(timeZoneName: request.timeZone) != nil
        else {
            throw FolderErrors([
                Explanation(
                    what: Phrase(
                        fr: "Fuseau horaire inconnu : « \(request.timeZone) ».",
                        en: "Unknown time zone: `\(request.timeZone)`."),
                    remedy: Phrase(
                        fr: "Donnez un nom de la base IANA : --timezone Europe/Paris.",
                        en: "Give a name of the IANA database: --timezone Europe/Paris."))
            ])
        }
        guard text.utf8.count <= ZoneFile.sizeLimit else {
            throw FolderFile.tooLarge(path, size: text.utf8.count, limit: ZoneFile.sizeLimit)
        }
        let file = try ZoneFile(FolderFile(path: path, text: text))
        let properties = try ZoneProperties(
            of: file, id: request.idProperty, name: request.nameProperty, parent: request.parentProperty)
        let level = LevelWords.zone(path: path, name: properties.name)
        let parentLevel = properties.parent.map { LevelWords.parent(property: $0.id, below: level) }
        let reader = ZoneReader(
            level: level.key, title: level.title, id: properties.id, name: properties.name,
            parent: properties.parent.flatMap { parent in
                parentLevel.map {
                    ZoneReader.Parent(level: $0.key, title: $0.title, id: parent.id, name: parent.name)
                }
            })
        let log = ErrorLog()
        let layers = reader.layers(of: file, log: log)
        try log.throwIfAny()
        files =
            DraftTexts(
                request: request, reader: reader, layers: layers, isEuropean: GridChoice.isEuropean(layers),
                centre: GridChoice.centre(of: layers), zones: text
            ).files
    }

    /// Writes the files into a folder, which is made when it isn't there.
    ///
    /// - Throws: ``FolderErrors`` when any of the files exists already, and then nothing is written; an error of the
    ///   file system otherwise.
    public func write(to folder: String) throws {
        let manager = FileManager.default
        let paths = files.keys.sorted()
        let taken = paths.map { join(folder, $0) }.filter { manager.fileExists(atPath: $0) }
        guard taken.isEmpty else {
            throw FolderErrors(
                taken.map {
                    Explanation(
                        what: Phrase(fr: "Ce fichier existe déjà.", en: "This file exists already."),
                        at: TextPosition(file: $0),
                        why: Phrase(
                            fr: "Rien n'est écrasé, et rien n'a été écrit.",
                            en: "Nothing is overwritten, and nothing was written."),
                        remedy: Phrase(fr: "Choisissez un autre dossier.", en: "Choose another folder."))
                })
        }
        for path in paths {
            let url = URL(filePath: join(folder, path))
            try manager.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data((files[path] ?? "").utf8).write(to: url, options: .withoutOverwriting)
        }
    }
}

extension TerritoryDraft {
    /// Refuses a file of zones that is too large, before it is read.
    ///
    /// - Throws: ``FolderErrors``.
    public static func checkSize(ofZones path: String) throws {
        var attributes = try? FileManager.default.attributesOfItem(atPath: path)
        if attributes?[.type] as? FileAttributeType == .typeSymbolicLink {
            attributes = try? FileManager.default.attributesOfItem(
                atPath: URL(filePath: path).resolvingSymlinksInPath().path)
        }
        let size = (attributes?[.size] as? NSNumber)?.intValue ?? 0
        guard size > ZoneFile.sizeLimit else { return }
        throw FolderFile.tooLarge(path, size: size, limit: ZoneFile.sizeLimit)
    }
}
