import Vocabulary

/// What a level of zones is called, guessed from the words of a file.
struct LevelWords {
    let key: String
    let title: Phrase

    private static let known: [(words: [String], level: LevelWords)] = [
        (["quartier", "qua"], LevelWords(key: "quartier", title: Phrase(fr: "Quartier", en: "Neighbourhood"))),
        (
            ["arrondissement", "arr"],
            LevelWords(key: "arrondissement", title: Phrase(fr: "Arrondissement", en: "District"))
        ),
        (
            ["neighborhood", "neighbourhood"],
            LevelWords(key: "neighbourhood", title: Phrase(fr: "Quartier", en: "Neighbourhood"))
        ),
        (["district"], LevelWords(key: "district", title: Phrase(fr: "District", en: "District"))),
        (["borough"], LevelWords(key: "borough", title: Phrase(fr: "Arrondissement", en: "Borough"))),
        (["ward"], LevelWords(key: "ward", title: Phrase(fr: "Circonscription", en: "Ward"))),
        (["commune", "depco", "insee"], LevelWords(key: "commune", title: Phrase(fr: "Commune", en: "Commune"))),
        (["secteur", "sector"], LevelWords(key: "secteur", title: Phrase(fr: "Secteur", en: "Sector"))),
    ]

    /// The level of a file's zones, from the file's name and its name property.
    static func zone(path: String, name: String) -> LevelWords {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return guess(from: [name, file]) ?? LevelWords(key: "zone", title: Phrase(fr: "Zone", en: "Zone"))
    }

    /// The level above, from the property that names it.
    static func parent(property: String, below level: LevelWords) -> LevelWords {
        guard let found = guess(from: [property]), found.key != level.key else {
            return LevelWords(
                key: level.key == "secteur" ? "ensemble" : "secteur", title: Phrase(fr: "Secteur", en: "Sector"))
        }
        return found
    }

    private static func guess(from texts: [String]) -> LevelWords? {
        for text in texts {
            let parts = text.lowercased().split { !$0.isLetter }
            let found = known.first { $0.words.contains { word in parts.contains { $0 == word || $0 == "\(word)s" } } }
            if let found { return found.level }
        }
        return nil
    }
}
