import ArgumentParser
import Foundation
import TerritoryFolder
import Vocabulary

/// `clairevoie init`: a territory's folder from a file of zones.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a new territory's folder from a GeoJSON file of its zones.",
        discussion: """
            The folder is commented text to be edited: the territory, its taxonomy, a convention and a plan. Files \
            that exist are never overwritten.

            Example: clairevoie init my-city --zones quartiers.geojson --timezone Europe/Paris --name nom
            """)

    @Argument(help: "The folder to write.")
    var folder: String

    @Option(help: "The zones, as GeoJSON in degrees.")
    var zones: String

    @Option(help: "The time zone, as the IANA database names it.")
    var timezone: String

    @Option(name: .customLong("id"), help: "The property of a zone that is its id (guessed by default).")
    var idProperty: String?

    @Option(name: .customLong("name"), help: "The property of a zone that is its name (guessed by default).")
    var nameProperty: String?

    @Option(name: .customLong("parent"), help: "The property with the id of the larger zone around it.")
    var parentProperty: String?

    @Option(help: "What people call the territory (default: the folder's name).")
    var title: String?

    @Option(help: "The language of its screens: fr or en.")
    var language = LanguageArgument.fr

    @Flag(help: "Print the files written as JSON.")
    var json = false

    func run() throws {
        try TerritoryDraft.checkSize(ofZones: zones)
        guard let data = FileManager.default.contents(atPath: zones), let text = String(data: data, encoding: .utf8)
        else { throw UnreadableFile(path: zones) }
        let folderName = URL(fileURLWithPath: folder).lastPathComponent
        var request = TerritoryDraft.Request(
            id: TerritoryDraft.Request.id(from: title ?? folderName), name: title ?? folderName,
            language: language.language,
            timeZone: timezone)
        request.idProperty = idProperty
        request.nameProperty = nameProperty
        request.parentProperty = parentProperty
        let draft = try TerritoryDraft(zones: text, path: zones, request: request)
        try draft.write(to: folder)
        let names = draft.files.keys.sorted()
        print(
            json
                ? "{\"files\":[" + names.map { "\"\($0)\"" }.joined(separator: ",") + "]}"
                : names.map { "\(folder)/\($0)" }.joined(separator: "\n"))
    }
}

/// A language as the command line writes it.
enum LanguageArgument: String, ExpressibleByArgument, CaseIterable {
    case fr
    case en

    var language: Language {
        switch self {
        case .fr: .french
        case .en: .english
        }
    }
}

/// A file that the user named can't be read.
struct UnreadableFile: ExplainedError {
    let path: String

    var explanation: Explanation {
        Explanation(
            what: Phrase(fr: "Le fichier ne peut être lu.", en: "The file can't be read."),
            at: TextPosition(file: path),
            remedy: Phrase(
                fr: "Vérifiez son nom, vos droits, et qu'il est en UTF-8.",
                en: "Check its name, your permissions, and that it is in UTF-8."))
    }
}
