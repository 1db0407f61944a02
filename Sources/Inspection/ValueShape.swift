/// A value with everything masked that could tell it: `Aa 99` for `Mars 12`.
///
/// A run of capitals is `A`, of other letters `a`; every digit is `9`; spaces and the usual punctuation stay, and
/// anything else is `?`. A long value is cut.
enum ValueShape {
    /// The most characters of a shape; what is beyond is `…`.
    static let longest = 24

    /// What takes the place of a shape that too few rows share.
    static let hidden = "…"

    private static let punctuation = Set(".,:;-_/@+()'\"#%&*[]{}|°€$=<>!".unicodeScalars)

    /// The shape of a text.
    static func of(_ text: String) -> String {
        var shape = ""
        var length = 0
        var last: Character?
        for scalar in text.unicodeScalars {
            let properties = scalar.properties
            let mark: Character
            var isRun = true
            if properties.numericType != nil, !properties.isAlphabetic {
                mark = "9"
                isRun = false
            } else if properties.isUppercase {
                mark = "A"
            } else if properties.isAlphabetic || properties.isDiacritic && last == "a" {
                mark = "a"
            } else if properties.isWhitespace {
                mark = " "
            } else if punctuation.contains(scalar) {
                mark = Character(scalar)
                isRun = false
            } else {
                mark = "?"
            }
            if isRun, mark == last { continue }
            guard length < longest else { return shape + hidden }
            shape.append(mark)
            length += 1
            last = mark
        }
        return shape
    }
}

/// How often each shape was met, within a bound of memory.
struct ShapeTally {
    /// The fewest rows that must share a shape before it is shown.
    static let fewestRows = 5
    private static let mostShapes = 512

    private var counts: [String: Int] = [:]

    mutating func add(_ shape: String) {
        if let count = counts[shape] {
            counts[shape] = count + 1
        } else if counts.count < Self.mostShapes {
            counts[shape] = 1
        }
    }

    /// The most frequent shapes among those that enough rows share, the most frequent first; `…` when there is none
    /// or when there are others.
    func shown(_ most: Int) -> [String] {
        let shared = counts.filter { $0.value >= Self.fewestRows }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        let shown = Array(shared.prefix(most))
        return shown.count == counts.count ? shown : shown + [ValueShape.hidden]
    }
}
