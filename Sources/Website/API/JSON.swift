/// A JSON value, written with its members in the order given (RFC 8259).
indirect enum JSON: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    case null
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([(String, JSON)])
    /// Text that is JSON already.
    case written(String)

    init(stringLiteral value: String) { self = .string(value) }
    init(integerLiteral value: Int) { self = .integer(value) }
    init(booleanLiteral value: Bool) { self = .boolean(value) }

    /// The value as text.
    var text: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .boolean(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += value.isFinite ? Self.rounded(value) : "null"
        case .string(let value): Self.write(value, to: &text)
        case .array(let values):
            text += "["
            for (number, value) in values.enumerated() {
                if number > 0 { text += "," }
                value.write(to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (number, member) in members.enumerated() {
                if number > 0 { text += "," }
                Self.write(member.0, to: &text)
                text += ":"
                member.1.write(to: &text)
            }
            text += "}"
        case .written(let value): text += value
        }
    }

    /// Six digits after the point are more than any figure here means.
    static func rounded(_ value: Double) -> String {
        let scaled = (value * 1e6).rounded()
        guard abs(scaled) < 9e15 else { return "\(value)" }
        let whole = Int(scaled)
        var fraction = String(whole.magnitude % 1_000_000)
        fraction = String(repeating: "0", count: 6 - fraction.count) + fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        let sign = whole < 0 ? "-" : ""
        return sign + String(whole.magnitude / 1_000_000) + (fraction.isEmpty ? "" : "." + fraction)
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        if string.utf8.contains(where: { $0 < 32 || $0 == 34 || $0 == 92 }) {
            for scalar in string.unicodeScalars {
                switch scalar {
                case "\"": text += "\\\""
                case "\\": text += "\\\\"
                case "\n": text += "\\n"
                default:
                    if scalar.value < 32 {
                        text += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
                    } else {
                        text.unicodeScalars.append(scalar)
                    }
                }
            }
        } else {
            text += string
        }
        text += "\""
    }
}

/// Rows as comma-separated values in UTF-8 (RFC 4180).
struct CSV: Sendable {
    private(set) var text: String

    /// Begins with the header.
    init(columns: [String]) {
        text = ""
        add(columns)
    }

    /// Adds a row.
    mutating func add(_ fields: [String]) {
        for (number, field) in fields.enumerated() {
            if number > 0 { text += "," }
            text += Self.quoted(field)
        }
        text += "\r\n"
    }

    private static func quoted(_ field: String) -> String {
        guard field.utf8.contains(where: { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }) else { return field }
        var quoted = "\""
        for character in field.unicodeScalars {
            if character == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(character)
        }
        return quoted + "\""
    }
}
