/// The fields of a form or of a query, decoded; what can't be decoded is left out.
struct FormFields: Sendable {
    /// The most bytes of a form.
    static let sizeLimit = 1 << 16
    private static let mostFields = 200

    private var values: [String: String] = [:]

    /// Reads `a=1&b=2`; of a name that comes twice the first stands.
    init(_ text: some Sequence<UInt8>) {
        for pair in Array(text).split(separator: UInt8(ascii: "&")).prefix(Self.mostFields) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(parts[0]), let value = Self.decoded(parts.count > 1 ? parts[1] : []),
                values[name] == nil
            else { continue }
            values[name] = value
        }
    }

    subscript(_ name: String) -> String? { values[name] }

    /// A field's text without spaces around it.
    ///
    /// - Returns: nil for a field that is missing or empty.
    func filled(_ name: String) -> String? {
        guard let value = values[name] else { return nil }
        var text = Substring(value)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text.isEmpty ? nil : String(text)
    }

    func number(_ name: String) -> Int? { filled(name).flatMap { Int($0) } }

    private static func decoded(_ text: ArraySlice<UInt8>) -> String? {
        var bytes: [UInt8] = []
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            index += 1
            switch byte {
            case UInt8(ascii: "+"): bytes.append(32)
            case UInt8(ascii: "%"):
                guard index + 2 <= text.endIndex,
                    let value = UInt8(String(decoding: text[index..<index + 2], as: UTF8.self), radix: 16)
                else { return nil }
                bytes.append(value)
                index += 2
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
