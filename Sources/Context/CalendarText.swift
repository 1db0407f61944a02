import Vocabulary

/// A line of an iCalendar text (RFC 5545, 3.1), unfolded: `NAME;PARAMETER=value:value`.
struct CalendarLine {
    /// The line on which it begins, counted from 1.
    let line: Int
    /// Its name, in capitals.
    let name: String
    /// Its parameters, their names in capitals.
    let parameters: [String: String]
    /// Its value, as it is written.
    let value: String
}

/// A component of an iCalendar text, such as `VEVENT`, with the lines that are its own.
struct CalendarComponent {
    let name: String
    let line: Int
    var lines: [CalendarLine] = []

    /// The first line of a name.
    func first(_ name: String) -> CalendarLine? { lines.first { $0.name == name } }
}

/// Reads iCalendar text into its components.
enum CalendarText {
    /// The deepest nesting of components; real ones have three.
    private static let depthLimit = 8

    /// The components of a kind, in the order of the text.
    ///
    /// - Throws: ``ContextError`` with the line.
    static func components(_ kind: String, of file: ContextFile) throws -> [CalendarComponent] {
        var stack: [CalendarComponent] = []
        var found: [CalendarComponent] = []
        var sawCalendar = false
        for (number, text) in unfolded(try file.text()) {
            let line = try line(text, number: number, file: file.name)
            let position = TextPosition(file: file.name, line: number, field: line.name)
            switch line.name {
            case "BEGIN":
                guard stack.count < depthLimit, sawCalendar || line.value.uppercased() == "VCALENDAR" else {
                    throw structure(position)
                }
                sawCalendar = true
                stack.append(CalendarComponent(name: line.value.uppercased(), line: number))
            case "END":
                guard let component = stack.popLast(), component.name == line.value.uppercased() else {
                    throw structure(position)
                }
                if component.name == kind { found.append(component) }
            default:
                guard !stack.isEmpty else { throw structure(position) }
                stack[stack.count - 1].lines.append(line)
            }
        }
        guard sawCalendar, stack.isEmpty else { throw structure(TextPosition(file: file.name)) }
        return found
    }

    /// Lines without their folds, each with the number of its first: a line that begins with a space goes on the last.
    ///
    /// The fold may cut a character of several bytes in two, so the bytes are joined before they are read.
    private static func unfolded(_ text: String) -> [(Int, String)] {
        var result: [(Int, [UInt8])] = []
        for (index, line) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            var bytes = Array(line)
            if bytes.last == 13 { bytes.removeLast() }
            if let first = bytes.first, first == 32 || first == 9, !result.isEmpty {
                result[result.count - 1].1 += bytes.dropFirst()
            } else if !bytes.isEmpty {
                result.append((index + 1, bytes))
            }
        }
        return result.map { ($0.0, String(decoding: $0.1, as: UTF8.self)) }
    }

    /// Splits a line at the first colon outside quotes, and what stands before it at its semicolons.
    private static func line(_ text: String, number: Int, file: String) throws -> CalendarLine {
        var pieces: [String] = []
        var piece: [UInt8] = []
        var quoted = false
        var rest: Substring?
        var index = text.utf8.startIndex
        while index < text.utf8.endIndex {
            let byte = text.utf8[index]
            index = text.utf8.index(after: index)
            switch byte {
            case UInt8(ascii: "\""): quoted.toggle()
            case UInt8(ascii: ";") where !quoted:
                pieces.append(String(decoding: piece, as: UTF8.self))
                piece = []
            case UInt8(ascii: ":") where !quoted:
                rest = text[index...]
            default: piece.append(byte)
            }
            if rest != nil { break }
        }
        pieces.append(String(decoding: piece, as: UTF8.self))
        guard let rest, let name = pieces.first, !name.isEmpty else {
            throw structure(TextPosition(file: file, line: number))
        }
        var parameters: [String: String] = [:]
        for piece in pieces.dropFirst() {
            let parts = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { parameters[parts[0].uppercased()] = String(parts[1]) }
        }
        return CalendarLine(line: number, name: name.uppercased(), parameters: parameters, value: String(rest))
    }

    private static func structure(_ position: TextPosition) -> ContextError {
        .structure(
            position,
            Phrase(fr: "Ce n'est pas un calendrier iCalendar entier.", en: "This isn't a whole iCalendar text."))
    }
}
