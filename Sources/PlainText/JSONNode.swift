/// A value of a JSON text, with the line on which it begins.
package struct JSONNode {
    /// What a JSON text can say; whole numbers keep every digit.
    package enum Value {
        case null
        case flag(Bool)
        case integer(Int64)
        case number(Double)
        case text(String)
        case list([JSONNode])
        /// A list of nothing but numbers, such as a position.
        case numbers([Double])
        case object([(key: String, value: JSONNode)])
    }

    /// The line, counted from 1.
    package let line: Int
    /// What it says.
    package let value: Value

    /// Makes a node.
    package init(line: Int, value: Value) {
        self.line = line
        self.value = value
    }

    /// The value under a key of an object; nil when there is none.
    package subscript(_ key: String) -> JSONNode? {
        guard case .object(let members) = value else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The text, if it is one.
    package var text: String? {
        guard case .text(let text) = value else { return nil }
        return text
    }

    /// Whether the value is null.
    package var isNull: Bool {
        guard case .null = value else { return false }
        return true
    }

    /// A text, or a whole number as it is written.
    package var label: String? {
        switch value {
        case .text(let text): text
        case .integer(let number): String(number)
        default: nil
        }
    }
}
