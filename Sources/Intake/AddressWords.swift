/// Words of addresses in the form in which they are compared: small letters without accents, nothing between them.
enum AddressWords {
    /// Longest text that is looked at, in bytes.
    static let limit = 200

    /// The words of a text.
    static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in text.unicodeScalars {
            if let letters = folded(scalar) {
                word += letters
            } else if !(0x300...0x36F).contains(scalar.value), !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// The plain small letters of a letter or digit; nil for anything else.
    private static func folded(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 48...57, 97...122: String(scalar)
        case 65...90: String(Unicode.Scalar(UInt8(scalar.value + 32)))
        case 0xC0...0xC5, 0xE0...0xE5: "a"
        case 0xC6, 0xE6: "ae"
        case 0xC7, 0xE7: "c"
        case 0xC8...0xCB, 0xE8...0xEB: "e"
        case 0xCC...0xCF, 0xEC...0xEF: "i"
        case 0xD1, 0xF1: "n"
        case 0xD2...0xD6, 0xF2...0xF6: "o"
        case 0xD9...0xDC, 0xF9...0xFC: "u"
        case 0xDD, 0xFD, 0xFF, 0x178: "y"
        case 0x152, 0x153: "oe"
        case 0xDF: "ss"
        case 0x100...0x24F, 0x370...0x1FFF: scalar.properties.isAlphabetic ? scalar.properties.lowercaseMapping : nil
        default: nil
        }
    }

    /// Whether a word is a number.
    static func isNumber(_ word: String) -> Bool { word.utf8.allSatisfy { (48...57).contains($0) } }

    /// Kinds of streets, with what people shorten them to.
    static let kinds: [String: String] = {
        let spellings: [(String, [String])] = [
            ("rue", ["r"]), ("avenue", ["av", "ave", "aven"]), ("boulevard", ["bd", "bld", "bvd", "blvd", "boul"]),
            ("chemin", ["ch", "che", "chem", "chm"]), ("impasse", ["imp"]), ("place", ["pl", "plc"]),
            ("route", ["rte", "rt"]), ("square", ["sq"]), ("cours", ["crs", "cr"]), ("quai", ["qu", "qai"]),
            ("allee", ["all", "al", "allees"]), ("passage", ["pass", "pas", "psg"]),
            ("traverse", ["tra", "trav", "tr"]),
            ("montee", ["mte", "mtee"]), ("residence", ["res", "resid"]), ("lotissement", ["lot", "lots"]),
            ("esplanade", ["esp"]), ("promenade", ["prom"]), ("faubourg", ["fg", "fbg"]), ("sentier", ["sen", "sent"]),
            ("ruelle", ["rle"]), ("villa", ["vla"]), ("hameau", ["ham"]), ("corniche", ["cor", "corn"]),
            ("rocade", []), ("autoroute", ["aut"]), ("voie", ["voi"]), ("cite", []), ("parvis", []), ("porte", []),
            ("pont", []), ("tunnel", []), ("venelle", ["ven"]), ("galerie", ["gal"]), ("parc", []), ("clos", []),
            ("domaine", ["dom"]), ("vallon", []), ("descente", ["dsc"]), ("escalier", ["esc", "escaliers"]),
            ("cote", []),
        ]
        var kinds: [String: String] = [:]
        for (kind, short) in spellings { for word in [kind] + short { kinds[word] = kind } }
        return kinds
    }()

    /// Words of names, with what people shorten them to.
    static let names: [String: String] = [
        "st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "dr": "docteur", "doct": "docteur",
        "gal": "general", "gen": "general", "gnl": "general", "mal": "marechal", "mar": "marechal",
        "pdt": "president", "pres": "president", "cdt": "commandant", "cne": "capitaine", "cap": "capitaine",
        "lt": "lieutenant", "col": "colonel", "cel": "colonel", "am": "amiral", "prof": "professeur",
        "pr": "professeur",
        "mgr": "monseigneur", "nd": "notre dame", "fg": "faubourg", "fbg": "faubourg", "gd": "grand", "gde": "grande",
        "pt": "petit", "pte": "petite", "vx": "vieux",
    ]

    /// Words that people leave out or mistake for one another.
    static let articles: Set<String> = ["de", "du", "des", "d", "la", "le", "les", "l", "a", "au", "aux", "et", "en"]
}
