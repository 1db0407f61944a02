/// Where in a text a problem was met.
public struct TextPosition: Sendable, Hashable {
    /// The file, as the user named it.
    public let file: String
    /// The line, counted from 1, where it is known.
    public let line: Int?
    /// The key or column, where there is one.
    public let field: String?

    /// Makes a position; leave out what is not known.
    public init(file: String, line: Int? = nil, field: String? = nil) {
        self.file = file
        self.line = line
        self.field = field
    }
}

/// What a user is told of an error: what, where, why, and what to do.
public struct Explanation: Sendable, Hashable {
    /// What is wrong, in one sentence.
    public let what: Phrase
    /// Where it was met.
    public let position: TextPosition?
    /// Why it is refused, where that isn't obvious.
    public let why: Phrase?
    /// What the user can do.
    public let remedy: Phrase

    /// Makes an explanation.
    public init(what: Phrase, at position: TextPosition? = nil, why: Phrase? = nil, remedy: Phrase) {
        self.what = what
        self.position = position
        self.why = why
        self.remedy = remedy
    }

    /// The explanation as lines for a terminal.
    public func text(in language: Language) -> String {
        var lines: [String] = []
        if let position {
            var place = position.file
            if let line = position.line { place += ":\(line)" }
            if let field = position.field { place += " [\(field)]" }
            lines.append("\(place): \(what[language])")
        } else {
            lines.append(what[language])
        }
        if let why { lines.append("  " + why[language]) }
        lines.append("  → " + remedy[language])
        return lines.joined(separator: "\n")
    }
}

/// An error made to be read by the person who can mend it.
public protocol ExplainedError: Error, Sendable {
    /// What to tell the user.
    var explanation: Explanation { get }
}
