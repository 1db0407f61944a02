import Vocabulary

/// Numbers as a language writes them: `1 240` and `8,5 %` with narrow no-break spaces, `1,240` and `8.5%`.
struct NumberFormat: Sendable {
    let language: Language

    /// U+202F, which French puts between thousands and before `%`, `;`, `?` and `!`.
    static let narrowSpace = "\u{202F}"

    func integer(_ value: Int) -> String {
        let digits = Array(String(value.magnitude).utf8)
        let separator = language == .french ? Self.narrowSpace : ","
        var text = value < 0 ? "−" : ""
        for (position, digit) in digits.enumerated() {
            if position > 0, (digits.count - position).isMultiple(of: 3) { text += separator }
            text.unicodeScalars.append(Unicode.Scalar(digit))
        }
        return text
    }

    /// A number with at most `decimals` digits after the mark; zeros at its end are left out.
    func decimal(_ value: Double, decimals: Int) -> String {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (value.magnitude * scale).rounded()
        guard scaled.isFinite, scaled < 1e15 else { return "—" }
        let whole = Int(scaled / scale)
        var fraction = String(Int(scaled) - whole * Int(scale))
        fraction = String(repeating: "0", count: max(0, decimals - fraction.count)) + fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        let sign = value < 0 && scaled > 0 ? "−" : ""
        let mark = language == .french ? "," : "."
        return sign + integer(whole) + (fraction.isEmpty || decimals == 0 ? "" : mark + fraction)
    }

    /// A share as a percentage: whole from 10 % on, with one decimal below.
    func percent(_ share: Double) -> String {
        let value = share * 100
        let text = decimal(value, decimals: value.magnitude < 9.95 ? 1 : 0)
        return language == .french ? text + Self.narrowSpace + "%" : text + "%"
    }

    /// A range of counts: « entre 18 et 27 ».
    func between(_ low: Int, _ high: Int) -> String {
        language == .french
            ? "entre \(integer(low)) et \(integer(high))" : "between \(integer(low)) and \(integer(high))"
    }

    /// Words as one list: « a, b et c ».
    func list(_ items: [String]) -> String {
        guard let last = items.last else { return "" }
        guard items.count > 1 else { return last }
        return items.dropLast().joined(separator: ", ") + (language == .french ? " et " : " and ") + last
    }
}
