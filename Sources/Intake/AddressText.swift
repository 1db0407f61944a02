/// An address, taken apart: number, kind of street, name, locality.
struct AddressText: Equatable {
    /// A house's number, with the letter of its suffix: `b` for bis, `t` for ter, `q` for quater.
    struct Number: Hashable {
        let value: Int
        let suffix: UInt8?
    }

    private(set) var number: Number?
    /// The kind of street in full, such as `avenue`; nil where the address names none.
    let kind: String?
    /// The words of the name, in full and without articles.
    let name: [String]
    /// What stands after the street, from a postcode on.
    let locality: [String]

    /// Takes a street apart, which may have a number before it and a locality behind it.
    ///
    /// - Parameter isStreetOnly: whether the text is a gazetteer's own street, without number and locality.
    init(_ text: String, isStreetOnly: Bool = false) {
        var words = AddressWords.words(text)
        var locality: [String] = []
        number = isStreetOnly ? nil : Self.takeNumber(from: &words)
        if !isStreetOnly, let code = words.indices.dropFirst().first(where: { Self.isPostcode(words[$0]) }) {
            locality = Array(words[code...])
            words.removeSubrange(code...)
        }
        self.locality = locality
        if words.count > 1, let kind = AddressWords.kinds[words[0]] {
            self.kind = kind
            words.removeFirst()
        } else {
            kind = nil
        }
        let full = words.flatMap { (AddressWords.names[$0] ?? $0).split(separator: " ").map(String.init) }
        let name = full.filter { !AddressWords.articles.contains($0) }
        self.name = name.isEmpty ? full : name
    }

    /// The same address with another number.
    func numbered(_ number: Number?) -> AddressText {
        var copy = self
        copy.number = number
        return copy
    }

    /// Reads a number of its own: `12`, `12 bis`, `12B`, `12-14` (the first counts).
    static func number(_ text: String) -> Number? {
        var words = AddressWords.words(text)
        return takeNumber(from: &words)
    }

    private static func isPostcode(_ word: String) -> Bool { word.utf8.count == 5 && AddressWords.isNumber(word) }

    /// Takes the number and its suffix from the beginning of an address.
    private static func takeNumber(from words: inout [String]) -> Number? {
        if words.count > 1, ["n", "no", "num", "numero"].contains(words[0]),
            words[1].utf8.first.map({ $0 < 58 }) == true
        {
            words.removeFirst()
        }
        guard let first = words.first else { return nil }
        let digits = first.prefix { ("0"..."9").contains($0) }
        guard (1...4).contains(digits.count), let value = Int(digits), value > 0 else { return nil }
        let glued = String(first.dropFirst(digits.count))
        guard glued.isEmpty || suffix(glued) != nil else { return nil }
        var rest = words.dropFirst()
        var letter = suffix(glued)
        if letter == nil, let next = rest.first, let read = suffix(next) {
            // A letter alone may be the street's kind (`12 R PASTEUR`), unless a kind follows it.
            let isSure = next.utf8.count > 1 || rest.count == 1 || isKind(rest.dropFirst().first)
            if isSure {
                letter = read
                rest = rest.dropFirst()
            }
        }
        // The second number of a range.
        let range = rest.first == "a" || rest.first == "et" ? rest.dropFirst() : rest
        if let other = range.first, other.utf8.count <= 4, AddressWords.isNumber(other),
            range.count == 1 || isKind(range.dropFirst().first)
        {
            rest = range.dropFirst()
        }
        words = Array(rest)
        return Number(value: value, suffix: letter)
    }

    private static func isKind(_ word: String?) -> Bool { word.map { AddressWords.kinds[$0] != nil } ?? false }

    /// The letter of a suffix; nil for words that are none.
    static func suffix(_ word: String) -> UInt8? {
        switch word {
        case "bis", "ter", "quater", "quinquies": word.utf8.first
        default: word.utf8.count == 1 ? word.utf8.first.flatMap { (97...122).contains($0) ? $0 : nil } : nil
        }
    }
}
