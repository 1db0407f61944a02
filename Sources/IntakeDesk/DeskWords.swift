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
