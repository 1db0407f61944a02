import Vocabulary

/// Which properties of a zones file say what: those that were named, else those that look like it.
struct ZoneProperties {
    let id: String
    let name: String
    /// The property with the id of the zone around, and the one with its name.
    let parent: (id: String, name: String)?

    private static let idWords = ["id", "code", "insee", "num", "numero", "number", "ref", "geoid", "gid", "objectid"]
    private static let nameWords = ["name", "nom", "libelle", "lib", "label", "title", "titre"]
    private static let parentWords = [
        "parent", "arrondissement", "arr", "borough", "district", "secteur", "sector", "ward", "commune", "city",
    ]

    /// Chooses the properties.
    ///
    /// - Throws: an ``ExplainedError`` with the candidates, when a named one isn't there or none can be guessed.
    init(of file: ZoneFile, id: String?, name: String?, parent: String?) throws {
        let labels = file.labelProperties
        func values(_ property: String) -> [String] { file.features.map { $0.label(property) ?? "" } }
        let unique = labels.filter { Set(values($0)).count == file.features.count }
        let words = labels.filter { property in values(property).contains { Int($0) == nil } }

        for (option, property) in [("--id", id), ("--name", name), ("--parent", parent)] {
            guard let property, !labels.contains(property) else { continue }
            throw Self.refusal(
                file, property,
                Phrase(
                    fr: "\(option) : aucune propriété « \(property) » lisible dans toutes les zones.",
                    en: "\(option): no property `\(property)` that is readable in all zones."), candidates: labels)
        }
        if let id, !unique.contains(id) {
            throw Self.refusal(
                file, id,
                Phrase(
                    fr: "--id : « \(id) » a deux fois la même valeur.", en: "--id: `\(id)` has the same value twice."),
                candidates: unique)
        }
        // A lone nameless zone is unique in everything; words of the property's own name decide.
        guard
            let name = name ?? Self.best(words.filter(unique.contains), Self.nameWords)
                ?? Self.best(words, Self.nameWords)
        else {
            throw Self.refusal(
                file, "--name",
                Phrase(
                    fr: "Quelle propriété donne le nom des zones ? Aucune ne s'impose.",
                    en: "Which property names the zones? None stands out."), candidates: labels)
        }
        guard let id = id ?? Self.best(unique, Self.idWords) ?? (unique.contains(name) ? name : nil) else {
            throw Self.refusal(
                file, "--id",
                Phrase(
                    fr: "Quelle propriété identifie les zones ? Aucune ne s'impose.",
                    en: "Which property identifies the zones? None stands out."), candidates: unique)
        }
        self.id = id
        self.name = name
        let wide = labels.filter { property in
            property != id && property != name
                && (2...max(2, file.features.count / 2)).contains(Set(values(property)).count)
        }
        guard let parent = parent ?? Self.best(wide, Self.parentWords) else {
            self.parent = nil
            return
        }
        // The parent's name goes with its id, one to one.
        let pairs = labels.filter { property in
            let together = Set(zip(values(parent), values(property)).map { "\($0)\u{0}\($1)" }).count
            return property != parent && property != id && property != name
                && together == Set(values(parent)).count && together == Set(values(property)).count
        }
        let named = Self.best(pairs.filter(words.contains), Self.nameWords) ?? pairs.first { words.contains($0) }
        self.parent = (parent, named ?? parent)
    }

    /// The property whose own words come first in a list; nil when none has any of them.
    private static func best(_ properties: [String], _ words: [String]) -> String? {
        let ranked = properties.compactMap { property -> (String, Int)? in
            let parts = property.lowercased().split { !$0.isLetter }
            return words.firstIndex { word in parts.contains { $0 == word } }.map { (property, $0) }
        }
        return ranked.min { $0.1 < $1.1 }?.0
    }

    private static func refusal(
        _ file: ZoneFile, _ field: String, _ what: Phrase, candidates: [String]
    ) -> FolderErrors {
        let found = candidates.isEmpty ? "–" : listed(candidates)
        return FolderErrors([
            Explanation(
                what: what, at: TextPosition(file: file.path, line: file.features.first?.line, field: field),
                remedy: Phrase(
                    fr: "Nommez-la par --id, --name ou --parent. Propriétés possibles : \(found).",
                    en: "Name it with --id, --name or --parent. Possible properties: \(found)."))
        ])
    }
}
