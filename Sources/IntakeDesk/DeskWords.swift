import Inspection
import Vocabulary

/// The phrases of the page.
enum DeskWords {
    static let title = Phrase(fr: "Nouvelle source", en: "New source")
    static let masked = Phrase(
        fr:
            "Aucune valeur n'est montrée : A et a sont des lettres, 9 un chiffre, et une forme que moins de cinq lignes "
            + "partagent est « … ».",
        en: "No value is shown: A and a are letters, 9 is a digit, and a shape that fewer than five rows share is `…`.")
    static let notPerfect = Phrase(
        fr: "La détection des colonnes personnelles n'est jamais parfaite : relisez toutes les colonnes.",
        en: "The detection of personal columns is never perfect: read all columns yourself.")
    static let skip = Phrase(fr: "Aller au contenu", en: "Skip to the content")
    static let convention = Phrase(fr: "La convention", en: "The convention")
    static let proposed = Phrase(
        fr:
            "Elle est proposée d'après le fichier : corrigez-la, répondez à ce que lui seul ne dit pas, puis enregistrez. "
            + "Seules les colonnes nommées ici seront lues.",
        en: "It is proposed from the file: correct it, answer what the file doesn't tell, and save. "
            + "Only the columns named here will be read.")
    static let use = Phrase(fr: "Ce qui en est fait", en: "What becomes of it")
    static let leftOut = Phrase(fr: "écartée", en: "dropped")
    static let usedAsPlace = Phrase(fr: "lieu", en: "place")
    static let usedAsTime = Phrase(fr: "heure", en: "time")
    static let usedAsCategory = Phrase(fr: "catégorie", en: "category")
    static let usedAsKey = Phrase(fr: "clé", en: "key")
    static let placeGiven = Phrase(fr: "Comment le lieu est donné", en: "How the place is given")
    static let timeGiven = Phrase(fr: "Comment l'heure est donnée", en: "How the time is given")
    static let east = Phrase(fr: "Colonne x ou longitude", en: "Column of x or longitude")
    static let north = Phrase(fr: "Colonne y ou latitude", en: "Column of y or latitude")
    static let system = Phrase(fr: "Système de coordonnées (code EPSG)", en: "Reference system (EPSG code)")
    static let zoneColumn = Phrase(fr: "Colonne de la zone", en: "Column of the zone")
    static let zoneLevel = Phrase(fr: "Niveau de la zone", en: "Level of the zone")
    static let street = Phrase(fr: "Colonne de la voie ou de l'adresse", en: "Column of the street or address")
    static let houseNumber = Phrase(fr: "Colonne du numéro", en: "Column of the house number")
    static let locality = Phrase(fr: "Colonne de la commune", en: "Column of the locality")
    static let gazetteer = Phrase(fr: "Fichier du répertoire d'adresses", en: "File of the gazetteer")
    static let timeColumn = Phrase(fr: "Colonne", en: "Column")
    static let secondColumn = Phrase(fr: "Seconde colonne", en: "Second column")
    static let dateOrder = Phrase(fr: "Ordre de la date", en: "The date's order")
    static let clock = Phrase(fr: "Horloge", en: "Clock")
    static let ambiguous = Phrase(
        fr: "Jour et mois sont ambigus : aucune valeur ne dit lequel vient d'abord. Choisissez l'ordre.",
        en: "Day and month are ambiguous: no value tells which comes first. Choose the order.")
    static let columns = Phrase(fr: "Colonnes", en: "Columns")
    static let column = Phrase(fr: "Colonne", en: "Column")
    static let type = Phrase(fr: "Type", en: "Type")
    static let empty = Phrase(fr: "Vide", en: "Empty")
    static let distinct = Phrase(fr: "Différents", en: "Distinct")
    static let shapes = Phrase(fr: "Formes", en: "Shapes")
    static let personal = Phrase(fr: "Personnel ?", en: "Personal?")
    static let layout = Phrase(fr: "Disposition du fichier", en: "The file's layout")
    static let preview = Phrase(fr: "Premières lignes, masquées", en: "The first rows, masked")
    static let layer = Phrase(fr: "Feuille ou couche", en: "Sheet or layer")
    static let headerRow = Phrase(fr: "Ligne de l'en-tête", en: "Header row")
    static let rowsBelow = Phrase(fr: "Lignes à sauter dessous", en: "Rows to skip below it")
    static let footer = Phrase(fr: "Début de la ligne de fin", en: "How the last row begins")
    static let relook = Phrase(fr: "Relire le fichier ainsi", en: "Read the file again so")
    static let place = Phrase(fr: "Lieu", en: "Place")
    static let time = Phrase(fr: "Heure", en: "Time")
    static let category = Phrase(fr: "Catégorie", en: "Category")
    static let keyColumn = Phrase(fr: "Clé de l'enregistrement", en: "The record's key")
    static let decisions = Phrase(fr: "Ce que le fichier ne dit pas", en: "What the file doesn't tell")
    static let source = Phrase(fr: "Nom court de la source", en: "The source's short name")
    static let sourceTitle = Phrase(fr: "Titre", en: "Title")
    static let purpose = Phrase(fr: "But", en: "Purpose")
    static let legalBasis = Phrase(fr: "Base légale", en: "Legal basis")
    static let origin = Phrase(fr: "Origine", en: "Origin")
    static let bound = Phrase(fr: "Lignes au plus par incident (k)", en: "Most rows of one incident (k)")
    static let dropped = Phrase(fr: "Ce qui sera écarté", en: "What will be dropped")
    static let nothingDropped = Phrase(fr: "Aucune colonne.", en: "No column.")
    static let text = Phrase(fr: "Le texte de la convention", en: "The convention's text")
    static let show = Phrase(fr: "Montrer le texte", en: "Show the text")
    static let save = Phrase(fr: "Enregistrer la convention", en: "Save the convention")
    static let replace = Phrase(fr: "Remplacer la convention du même nom", en: "Replace the convention of that name")
    static let saved = Phrase(fr: "Convention enregistrée :", en: "Convention saved:")
    static let notSaved = Phrase(fr: "Rien n'a été enregistré.", en: "Nothing was saved.")
    static let none = Phrase(fr: "— aucune —", en: "— none —")
    static let back = Phrase(fr: "Revenir au fichier tel qu'il est", en: "Back to the file as it is")
    static let other = Phrase(fr: "English", en: "Français")
    static let unreadable = Phrase(
        fr: "Le fichier ne se lit pas ainsi : essayez une autre ligne d'en-tête.",
        en: "The file can't be read so: try another header row.")
    static let broken = Explanation(
        what: Phrase(fr: "L'enregistrement a échoué.", en: "Saving failed."),
        remedy: Phrase(fr: "Recommencez.", en: "Try again."))

    static let unanswered = Phrase(fr: "à remplir.", en: "to be filled in.")
    static let colon = Phrase(fr: "\u{A0}:", en: ":")

    /// The control of the form that a convention's key comes from, with its label.
    static func control(of key: String) -> (id: String, title: Phrase)? {
        switch key {
        case "source": ("source", source)
        case "title": ("title_fr", sourceTitle)
        case "purpose": ("purpose_fr", purpose)
        case "legal_basis": ("legal_basis_fr", legalBasis)
        case "origin": ("origin", origin)
        case "k": ("k", bound)
        case _ where key.hasPrefix("columns.place"): ("place", place)
        case _ where key.hasPrefix("columns.time"): ("time", time)
        case "columns.category": ("category", category)
        case "columns.key": ("key_column", keyColumn)
        default: nil
        }
    }

    /// What the file is, in a sentence.
    static func headline(_ file: String, _ profile: FileProfile) -> Phrase {
        let persons = profile.columns.count { $0.personal != nil }
        func rows(_ language: Language) -> String { count(profile.rows, language) }
        let beginning = Phrase(
            fr: profile.isWhole ? "" : " (au début du fichier)", en: profile.isWhole ? "" : " (at the file's beginning)"
        )
        let about: Phrase =
            switch persons {
            case 0:
                Phrase(
                    fr: ", dont aucune ne semble parler de personnes", en: ", none of which seems to tell of persons")
            case 1: Phrase(fr: ", dont une semble parler de personnes", en: ", one of which seems to tell of persons")
            default:
                Phrase(
                    fr: ", dont \(persons) semblent parler de personnes",
                    en: ", \(persons) of which seem to tell of persons")
            }
        let columns = profile.columns.count
        return Phrase(
            fr: "\(file)\u{A0}: \(rows(.french)) lignes\(beginning[.french]) et \(columns) colonnes\(about[.french]).",
            en: "\(file): \(rows(.english)) rows\(beginning[.english]) and \(columns) columns\(about[.english]).")
    }

    /// A whole number with its thousands apart.
    static func count(_ number: Int, _ language: Language) -> String {
        let digits = Array(String(number))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += language == .french ? "\u{202F}" : "," }
            text.append(digit)
        }
        return text
    }

    /// A share in whole percent.
    static func percent(_ share: Double, _ language: Language) -> String {
        "\(Int((share * 100).rounded()))" + (language == .french ? "\u{202F}%" : "%")
    }

    static func inFrench(_ label: Phrase) -> Phrase {
        Phrase(fr: label[.french] + ", en français", en: label[.english] + ", in French")
    }

    static func inEnglish(_ label: Phrase) -> Phrase {
        Phrase(fr: label[.french] + ", en anglais", en: label[.english] + ", in English")
    }

    static func placeWay(_ way: ProposalForm.PlaceWay) -> Phrase {
        switch way {
        case .none: none
        case .degrees: Phrase(fr: "longitude et latitude", en: "longitude and latitude")
        case .plane: Phrase(fr: "x et y, code EPSG", en: "x and y, EPSG code")
        case .points: Phrase(fr: "points du fichier", en: "the file's points")
        case .zone: Phrase(fr: "zone", en: "zone")
        case .address: Phrase(fr: "adresse", en: "address")
        }
    }

    static func timeWay(_ way: ProposalForm.TimeWay) -> Phrase {
        switch way {
        case .none: none
        case .together: Phrase(fr: "une colonne", en: "one column")
        case .dateAndHour: Phrase(fr: "date et heure", en: "date and hour")
        case .yearAndMonth: Phrase(fr: "année et mois", en: "year and month")
        case .between: Phrase(fr: "début et fin", en: "start and end")
        }
    }

    static func order(_ order: TimeColumns.DateOrder) -> Phrase {
        switch order {
        case .yearMonthDay: Phrase(fr: "année-mois-jour", en: "year-month-day")
        case .dayMonthYear: Phrase(fr: "jour/mois/année", en: "day/month/year")
        case .monthDayYear: Phrase(fr: "mois/jour/année", en: "month/day/year")
        }
    }

    static func origin(_ origin: Origin) -> Phrase {
        switch origin {
        case .reported: Phrase(fr: "on a demandé de l'aide", en: "somebody asked for help")
        case .discovered: Phrase(fr: "un agent l'a constaté", en: "an agent found it")
        case .measured: Phrase(fr: "un capteur l'a mesuré", en: "a sensor measured it")
        case .contextual: Phrase(fr: "météo, calendrier", en: "weather, calendar")
        }
    }
}
