import Vocabulary
import Yams

/// A mapping of a YAML file, whose values are read by key; what is wrong with them goes to the log.
struct YAMLMapping {
    private let entries: [String: Node]
    private let lines: [String: Int]
    private let file: String
    private let path: String
    private let log: ErrorLog
    /// The line on which the mapping begins.
    let line: Int?

    /// Opens a mapping that may hold `keys`; every other key is noted as an error, with `why` as the reason.
    ///
    /// - Parameter line: the line of the key that the mapping belongs to, where there is one.
    /// - Returns: nil, with the reason noted, for a node that isn't a mapping.
    init?(
        _ node: Node, file: String, path: String, line: Int? = nil, keys: [String], why: Phrase? = nil, log: ErrorLog
    ) {
        guard let mapping = node.mapping else {
            log.add(
                Phrase(fr: "Ici on attend des « clé: valeur ».", en: "Keys with values are expected here."),
                at: TextPosition(file: file, line: line ?? node.mark?.line, field: path.isEmpty ? nil : path),
                remedy: Phrase(fr: "Clés possibles : \(listed(keys)).", en: "Possible keys: \(listed(keys))."))
            return nil
        }
        var entries: [String: Node] = [:]
        var lines: [String: Int] = [:]
        for (key, value) in mapping {
            let name = key.scalar?.string ?? "?"
            let field = path.isEmpty ? name : "\(path).\(name)"
            guard keys.contains(name) else {
                let near = nearestWord(to: name, among: keys)
                log.add(
                    Phrase(fr: "Clé inconnue : « \(name) ».", en: "Unknown key: `\(name)`."),
                    at: TextPosition(file: file, line: key.mark?.line, field: field), why: why,
                    remedy: near.map {
                        Phrase(fr: "Vouliez-vous dire « \($0) » ?", en: "Did you mean `\($0)`?")
                    } ?? Phrase(fr: "Clés possibles : \(listed(keys)).", en: "Possible keys: \(listed(keys))."))
                continue
            }
            entries[name] = value
            lines[name] = key.mark?.line
        }
        self.entries = entries
        self.lines = lines
        self.file = file
        self.path = path
        self.log = log
        self.line = line ?? node.mark?.line
    }

    /// Where a key stands, or where the mapping does when it isn't there.
    func position(of key: String? = nil) -> TextPosition {
        guard let key else { return TextPosition(file: file, line: line, field: path.isEmpty ? nil : path) }
        return TextPosition(file: file, line: lines[key] ?? line, field: path.isEmpty ? key : "\(path).\(key)")
    }

    /// Whether a key is written.
    func has(_ key: String) -> Bool { entries[key] != nil }

    /// Notes that something is wrong with a key.
    func refuse(_ key: String?, _ what: Phrase, why: Phrase? = nil, remedy: Phrase) {
        log.add(what, at: position(of: key), why: why, remedy: remedy)
    }

    private func refuseMissing(_ key: String) {
        refuse(
            key, Phrase(fr: "Il manque « \(key) ».", en: "`\(key)` is missing."),
            remedy: Phrase(fr: "Ajoutez « \(key): … ».", en: "Add `\(key): …`."))
    }

    private func refuse(_ key: String, expected: Phrase) {
        refuse(
            key,
            Phrase(
                fr: "« \(key) » attend \(expected[.french]).", en: "`\(key)` expects \(expected[.english])."),
            remedy: Phrase(
                fr: "Écrivez \(expected[.french]) après « \(key): ».",
                en: "Write \(expected[.english]) after `\(key):`."))
    }

    /// A value that must not be empty.
    func text(_ key: String) -> String? {
        guard let value = optionalText(key) else {
            if entries[key] == nil { refuseMissing(key) }
            return nil
        }
        return value
    }

    /// A value that may be left out.
    func optionalText(_ key: String) -> String? {
        guard let node = entries[key] else { return nil }
        guard let value = node.scalar?.string, !value.isEmpty, value.utf8.count <= 10_000 else {
            refuse(key, expected: Phrase(fr: "un texte", en: "a text"))
            return nil
        }
        return value
    }

    /// A key of the project's own kind: small letters, digits, `-` and `_`.
    func identifier(_ key: String) -> String? {
        guard let value = text(key) else { return nil }
        guard isIdentifier(value) else {
            refuse(
                key,
                expected: Phrase(
                    fr: "un nom court en minuscules sans accent, chiffres, « - » et « _ »",
                    en: "a short name of small letters, digits, `-` and `_`"))
            return nil
        }
        return value
    }

    /// A day, written `2024-03-31`.
    func date(_ key: String) -> CivilDate? {
        guard let value = text(key) else { return nil }
        guard let date = CivilDate(iso: value) else {
            refuse(key, expected: Phrase(fr: "une date comme 2024-03-31", en: "a date such as 2024-03-31"))
            return nil
        }
        return date
    }

    /// A text in French and in English.
    func phrase(_ key: String) -> Phrase? {
        guard entries[key] != nil else {
            refuseMissing(key)
            return nil
        }
        guard let map = mapping(key, keys: ["fr", "en"]), let french = map.text("fr"), let english = map.text("en")
        else { return nil }
        return Phrase(fr: french, en: english)
    }

    /// A whole number within a range; `missing` when it is left out, and an error when that is nil.
    func integer(_ key: String, in range: ClosedRange<Int>, missing: Int? = nil) -> Int? {
        guard entries[key] != nil else {
            if missing == nil { refuseMissing(key) }
            return missing
        }
        guard let value = optionalText(key) else { return nil }
        guard let number = Int(value), range.contains(number) else {
            refuse(
                key,
                expected: Phrase(
                    fr: "un nombre entier de \(range.lowerBound) à \(range.upperBound)",
                    en: "a whole number from \(range.lowerBound) to \(range.upperBound)"))
            return nil
        }
        return number
    }

    /// `true` or `false`; false when it is left out.
    func flag(_ key: String) -> Bool? {
        guard entries[key] != nil else { return false }
        guard let value = optionalText(key) else { return nil }
        switch value {
        case "true": return true
        case "false": return false
        default:
            refuse(key, expected: Phrase(fr: "true ou false", en: "true or false"))
            return nil
        }
    }

    /// One of the words of an enumeration; `missing` when it is left out, and an error when that is nil.
    func choice<T: RawRepresentable<String> & CaseIterable>(_ key: String, missing: T? = nil) -> T? {
        guard entries[key] != nil else {
            if missing == nil { refuseMissing(key) }
            return missing
        }
        guard let value = optionalText(key) else { return nil }
        if let found = T(rawValue: value) { return found }
        let known = T.allCases.map(\.rawValue)
        let near = nearestWord(to: value, among: known)
        refuse(
            key, Phrase(fr: "« \(value) » n'est pas une valeur connue.", en: "`\(value)` isn't a known value."),
            remedy: Phrase(
                fr: (near.map { "Vouliez-vous dire « \($0) » ? " } ?? "") + "Valeurs permises : \(listed(known)).",
                en: (near.map { "Did you mean `\($0)`? " } ?? "") + "Permitted values: \(listed(known))."))
        return nil
    }

    /// A privacy-loss bound; nil, with nothing noted, when it is left out.
    func epsilon(_ key: String) -> Epsilon? {
        guard entries[key] != nil, let value = optionalText(key) else { return nil }
        guard let epsilon = Epsilon(value) else {
            refuse(
                key,
                expected: Phrase(
                    fr: "un nombre positif tel que 0.25, neuf décimales au plus",
                    en: "a number such as 0.25, not negative, with nine decimals at most"))
            return nil
        }
        return epsilon
    }

    /// A mapping under a key; nil, with nothing noted, when it is left out.
    func mapping(_ key: String, keys: [String], why: Phrase? = nil) -> YAMLMapping? {
        guard let node = entries[key] else { return nil }
        return YAMLMapping(
            node, file: file, path: position(of: key).field ?? key, line: lines[key], keys: keys, why: why, log: log)
    }

    /// A mapping that must be there.
    func requiredMapping(_ key: String, keys: [String], why: Phrase? = nil) -> YAMLMapping? {
        guard entries[key] != nil else {
            refuseMissing(key)
            return nil
        }
        return mapping(key, keys: keys, why: why)
    }

    /// Whether the value under a key is a mapping.
    func isMapping(_ key: String) -> Bool { entries[key]?.mapping != nil }

    /// The mappings of a list; empty when it is left out.
    func mappings(_ key: String, keys: [String]) -> [YAMLMapping] {
        nodes(key).enumerated().compactMap { number, node in
            YAMLMapping(
                node, file: file, path: "\(position(of: key).field ?? key)[\(number + 1)]", keys: keys, log: log)
        }
    }

    /// The words of a list, or the single word; mappings give their keys and their values.
    func words(_ key: String) -> [String] {
        func words(_ node: Node) -> [String] {
            if let scalar = node.scalar { return [scalar.string] }
            if let mapping = node.mapping {
                return mapping.flatMap { key, value in [key.scalar?.string, value.scalar?.string].compactMap(\.self) }
            }
            return node.sequence.map { $0.compactMap(\.scalar?.string) } ?? []
        }
        return entries[key].map(words) ?? []
    }

    /// The whole numbers of a list; empty when it is left out.
    func integers(_ key: String, in range: ClosedRange<Int>) -> [Int] {
        nodes(key).compactMap { node in
            guard let number = node.scalar.flatMap({ Int($0.string) }), range.contains(number) else {
                refuse(
                    key,
                    expected: Phrase(
                        fr: "une liste de nombres entiers de \(range.lowerBound) à \(range.upperBound)",
                        en: "a list of whole numbers from \(range.lowerBound) to \(range.upperBound)"))
                return nil
            }
            return number
        }
    }

    private func nodes(_ key: String) -> [Node] {
        guard let node = entries[key] else { return [] }
        guard let sequence = node.sequence else {
            refuse(key, expected: Phrase(fr: "une liste", en: "a list"))
            return []
        }
        return Array(sequence)
    }
}

/// Whether a word can be a key in stores and addresses: small letters, digits, `-` and `_`, a letter or digit first.
func isIdentifier(_ word: String) -> Bool {
    func isPlain(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (48...57).contains(byte) }
    guard let first = word.utf8.first, isPlain(first), word.utf8.count <= 64 else { return false }
    return word.utf8.allSatisfy { isPlain($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
}
