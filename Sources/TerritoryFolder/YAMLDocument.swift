import Vocabulary
import Yams

/// A YAML file of the folder, as its top mapping.
struct YAMLDocument {
    /// The most bytes that a hand-written file may have.
    static let sizeLimit = 1 << 20
    /// The deepest nesting of mappings and lists; the folder's own files need five.
    static let depthLimit = 32

    private let file: FolderFile
    private let root: Node
    private let log: ErrorLog

    /// Reads a file's text.
    ///
    /// - Throws: an ``ExplainedError`` with the line for text that isn't YAML.
    init(_ file: FolderFile, log: ErrorLog) throws {
        self.file = file
        self.log = log
        let text = try file.text()
        try Self.refuseHostileText(text, file: file.path)
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw Self.unreadable(
                    file.path, line: 1, Phrase(fr: "Ce fichier est vide.", en: "This file is empty."))
            }
            root = node
        } catch let error as YamlError {
            throw Self.explained(error, file: file.path)
        }
    }

    /// The top mapping, with its unknown keys noted as errors.
    ///
    /// - Returns: nil, with the reason noted, for a file whose top isn't a mapping.
    func mapping(keys: [String]) -> YAMLMapping? {
        YAMLMapping(root, file: file.path, path: "", keys: keys, log: log)
    }

    /// Yams builds its nodes by recursion and copies what an alias stands for, so text that nests too deep or names
    /// an anchor is refused before it is composed.
    private static func refuseHostileText(_ text: String, file: String) throws {
        let tooDeep = Phrase(fr: "Imbrication trop profonde.", en: "The nesting is too deep.")
        var line = 1
        var flow = 0
        var marks = 0
        var isComment = false
        var previous: UInt8?
        var beforeSpace: UInt8?
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\n") {
                line += 1
                (marks, isComment, previous, beforeSpace) = (0, false, nil, nil)
                continue
            }
            guard !isComment else { continue }
            switch byte {
            case UInt8(ascii: "#") where previous == nil || previous == UInt8(ascii: " "): isComment = true
            case UInt8(ascii: "["), UInt8(ascii: "{"): flow += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): flow = max(0, flow - 1)
            case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): marks += 1
            case UInt8(ascii: " "): break
            default: marks = 0
            }
            guard flow <= depthLimit, marks <= 200 else { throw unreadable(file, line: line, tooDeep) }
            // An anchor stands where a value begins: after `:`, `-`, `,`, `[`, `{`, `?` or at the start of a line.
            let begins = beforeSpace.map { ":-,[{?".utf8.contains($0) } ?? true
            if byte == UInt8(ascii: "&"), begins {
                throw unreadable(
                    file, line: line,
                    Phrase(
                        fr: "Les ancres YAML (« &nom ») ne servent pas ici.",
                        en: "YAML anchors (`&name`) have no use here."))
            }
            previous = byte
            if byte != UInt8(ascii: " ") { beforeSpace = byte }
        }
        var indents: [Int] = []
        for (number, part) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            let indent = part.prefix { $0 == 32 }.count
            guard indent < part.count else { continue }
            while let last = indents.last, last >= indent { indents.removeLast() }
            indents.append(indent)
            guard indents.count <= depthLimit else {
                throw unreadable(file, line: number + 1, tooDeep)
            }
        }
    }

    private static func explained(_ error: YamlError, file: String) -> FolderErrors {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return unreadable(
                file, line: mark.line,
                Phrase(fr: "Ce n'est pas du YAML : \(problem).", en: "This isn't YAML: \(problem)."))
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = listed(duplicates.sorted())
            return FolderErrors([
                Explanation(
                    what: Phrase(fr: "Clé écrite deux fois : \(keys).", en: "A key is written twice: \(keys)."),
                    at: TextPosition(file: file, line: context.mark.line, field: duplicates.min()),
                    remedy: Phrase(fr: "N'en gardez qu'une.", en: "Keep one of them."))
            ])
        case .reader(let problem, _, _, _):
            return unreadable(
                file, line: nil,
                Phrase(fr: "Ce n'est pas du YAML : \(problem).", en: "This isn't YAML: \(problem)."))
        default:
            return unreadable(file, line: nil, Phrase(fr: "Ce n'est pas du YAML.", en: "This isn't YAML."))
        }
    }

    private static func unreadable(_ file: String, line: Int?, _ what: Phrase) -> FolderErrors {
        FolderErrors([
            Explanation(
                what: what, at: TextPosition(file: file, line: line),
                remedy: Phrase(
                    fr: "Corrigez la ligne : « clé: valeur », les mêmes espaces au début des lignes d'un même bloc, "
                        + "des guillemets autour d'un texte qui contient « : » ou « # ».",
                    en: "Correct the line: `key: value`, the same spaces before all lines of a block, "
                        + "quotes around a text that holds `: ` or ` #`."))
        ])
    }
}
