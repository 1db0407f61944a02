/// The localities of a gazetteer, by all that people may call them.
struct LocalityIndex: Sendable {
    private var numbers: [[String]: Int] = [:]
    private var numbersOfName: [[String]: Set<Int>] = [:]

    /// Least likeness, in percent, of a name that isn't a locality's exactly.
    static let score = 85.0

    /// The number of a locality with these names and codes; adds it if it is new.
    mutating func number(of names: [String]) -> Int {
        if let known = numbers[names] { return known }
        let number = numbers.count
        numbers[names] = number
        for name in names {
            let words = Self.words(AddressWords.words(name))
            if !words.isEmpty { numbersOfName[words, default: []].insert(number) }
        }
        return number
    }

    /// The localities that some words may mean: a code, a name, or a code and a name; none if they mean none.
    func numbers(of words: [String]) -> Set<Int> {
        let words = Self.words(words)
        if let exact = numbersOfName[words] { return exact }
        // `13001 Marseille`: what the code says, narrowed by the name where it can be.
        let codes = words.filter(AddressWords.isNumber)
        let name = words.filter { !AddressWords.isNumber($0) }
        let byCode = codes.compactMap { numbersOfName[[$0]] }.reduce(into: Set<Int>()) { $0.formUnion($1) }
        let byName = name.isEmpty ? [] : numbersOfName[name] ?? alike(name)
        let both = byCode.intersection(byName)
        if !both.isEmpty { return both }
        // A code and a name of different places mean neither.
        return codes.isEmpty || byCode.isEmpty ? byName : name.isEmpty ? byCode : []
    }

    /// The localities of the one name that is like enough.
    private func alike(_ name: [String]) -> Set<Int> {
        let wanted = Array(name.joined(separator: " ").utf8)
        var best: (score: Double, numbers: Set<Int>)?
        var isTied = false
        for (other, numbers) in numbersOfName {
            let text = Array(other.joined(separator: " ").utf8)
            let length = max(text.count, wanted.count)
            guard Double(abs(text.count - wanted.count)) <= (1 - Self.score / 100) * Double(length) else { continue }
            let score = 100 * (1 - Double(EditDistance.between(wanted, text)) / Double(length))
            guard score >= Self.score else { continue }
            if let best, score == best.score { isTied = true }
            if score > best?.score ?? 0 {
                best = (score, numbers)
                isTied = false
            }
        }
        return isTied ? [] : best?.numbers ?? []
    }

    /// A locality's words, without what the post adds.
    private static func words(_ words: [String]) -> [String] {
        words.prefix { $0 != "cedex" }.map { AddressWords.names[$0] ?? $0 }.filter {
            !AddressWords.articles.contains($0)
        }
    }
}
