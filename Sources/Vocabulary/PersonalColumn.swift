import Foundation

/// What a column seems to hold of a person, judged by its name; such a column may not be a key, a category, a zone
/// or a time.
public enum PersonalColumn: String, Sendable, Hashable, CaseIterable {
    case name
    case mail
    case telephone
    case plate
    case device
    case address
    case coordinate
    case freeText
    case identity

    /// What the column seems to hold.
    public var title: Phrase {
        switch self {
        case .name: Phrase(fr: "un nom de personne", en: "a person's name")
        case .mail: Phrase(fr: "une adresse électronique", en: "an e-mail address")
        case .telephone: Phrase(fr: "un numéro de téléphone", en: "a telephone number")
        case .plate: Phrase(fr: "une plaque d'immatriculation", en: "a number plate")
        case .device: Phrase(fr: "un identifiant d'appareil", en: "a device's identifier")
        case .address: Phrase(fr: "une adresse", en: "an address")
        case .coordinate: Phrase(fr: "une position exacte", en: "an exact position")
        case .freeText: Phrase(fr: "du texte libre", en: "free text")
        case .identity: Phrase(fr: "l'identité d'une personne", en: "a person's identity")
        }
    }

    /// Words that give a column away, without accents.
    private var words: Set<String> {
        switch self {
        case .name:
            [
                "nom", "noms", "prenom", "prenoms", "patronyme", "name", "names", "firstname", "lastname", "surname",
                "forename", "fullname", "username", "pseudo", "login",
            ]
        case .mail: ["mail", "mails", "email", "emails", "courriel", "courriels", "mel"]
        case .telephone:
            [
                "tel", "tels", "telephone", "telephones", "phone", "phones", "mobile", "portable", "gsm", "msisdn",
                "fax",
            ]
        case .plate:
            ["plaque", "plaques", "immat", "immatriculation", "plate", "plates", "registration", "vin"]
        case .device:
            ["imei", "imsi", "mac", "udid", "idfa", "gaid", "device", "appareil", "terminal", "cookie", "ip"]
        case .address:
            ["adresse", "adresses", "address", "addresses", "rue", "voie", "street", "domicile", "location"]
        case .coordinate:
            [
                "latitude", "lat", "longitude", "lon", "lng", "x", "y", "gps", "coord", "coords", "coordonnees",
                "coordinates", "geom", "geometry", "wkt", "geolocalisation",
            ]
        case .freeText:
            [
                "commentaire", "commentaires", "comment", "comments", "description", "descriptions", "descriptif",
                "observation", "observations", "remarque", "remarques", "remark", "remarks", "note", "notes",
                "narrative", "recit", "message", "messages", "libre", "freetext", "temoignage", "photo", "image",
                "video",
            ]
        case .identity:
            [
                "naissance", "birth", "birthday", "birthdate", "dob", "nir", "ssn", "passeport", "passport", "iban",
                "appelant", "requerant", "plaignant", "victime", "suspect", "caller", "complainant", "victim",
                "person", "personne",
            ]
        }
    }

    /// Words that are also looked for inside others: `numtelephone`, `callerphonenumber`.
    private static let stems = [
        "prenom", "surname", "email", "courriel", "telephone", "phone", "immatriculation", "imei", "adresse", "address",
        "latitude", "longitude", "commentaire", "description", "naissance", "birth",
    ]

    /// Words that make `name` the name of a thing.
    private static let things: Set<String> = [
        "category", "categorie", "type", "nature", "offense", "offence", "crime", "incident", "event", "evenement",
        "group", "groupe", "zone", "quartier", "district", "arrondissement", "commune", "service", "motif", "secteur",
        "infraction",
    ]

    /// What a column of this name seems to hold of a person.
    ///
    /// - Returns: nil for a name that gives nothing away; nothing is promised of what it holds.
    public init?(named column: String) {
        let words = Self.words(of: column)
        let isThing = words.contains(where: Self.things.contains)
        for kind in Self.allCases where !(kind == .name && isThing) {
            let known = kind.words
            let found = words.contains { word in
                known.contains(word) || Self.stems.contains { known.contains($0) && word.contains($0) }
            }
            if found {
                self = kind
                return
            }
        }
        return nil
    }

    /// The words of a column's name, in small letters without accents: `Nom_Appelant` and `nomAppelant` alike.
    package static func words(of column: String) -> [String] {
        var words: [String] = []
        var word = ""
        var previousIsSmall = false
        let plain = column.folding(options: .diacriticInsensitive, locale: nil)
        for letter in plain {
            if !letter.isLetter || (letter.isUppercase && previousIsSmall) {
                if !word.isEmpty { words.append(word) }
                word = ""
            }
            if letter.isLetter { word += letter.lowercased() }
            previousIsSmall = letter.isLowercase
        }
        if !word.isEmpty { words.append(word) }
        return words
    }
}
