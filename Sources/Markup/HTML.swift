/// Markup that can't be broken by what is put into it: literals are markup, and every interpolated text is escaped.
public struct HTML: Sendable, ExpressibleByStringInterpolation {
    /// The markup.
    public private(set) var text: String

    /// A piece of markup, as it stands.
    public init(stringLiteral value: String) {
        text = value
    }

    /// Markup with texts in it, which are escaped.
    public init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
    }

    /// Nothing.
    public static let nothing: HTML = ""

    /// Appends markup.
    public static func += (a: inout HTML, b: HTML) {
        a.text += b.text
    }

    /// One piece after the other.
    public static func + (a: HTML, b: HTML) -> HTML {
        var sum = a
        sum += b
        return sum
    }

    /// One piece after another.
    @inlinable
    public static func each<S: Sequence>(_ items: S, _ markup: (S.Element) -> HTML) -> HTML {
        var all = HTML.nothing
        for item in items { all += markup(item) }
        return all
    }

    /// The pieces of a literal, as they are put together.
    public struct StringInterpolation: StringInterpolationProtocol {
        var text = ""

        /// Makes room for the pieces.
        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 12)
        }

        /// Appends markup, as it stands.
        public mutating func appendLiteral(_ literal: String) { text += literal }

        /// Appends markup.
        public mutating func appendInterpolation(_ markup: HTML) { text += markup.text }

        /// Appends a whole number in plain digits.
        public mutating func appendInterpolation(_ number: Int) { text += String(number) }

        /// Appends a text, escaped for element content and quoted attributes.
        public mutating func appendInterpolation(_ string: String) { HTML.escape(string, into: &text) }
    }

    private static func escape(_ string: String, into text: inout String) {
        guard string.utf8.contains(where: { $0 == 38 || $0 == 60 || $0 == 62 || $0 == 34 || $0 == 39 }) else {
            text += string
            return
        }
        for scalar in string.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
