/// What keeps a store of SQLite from being used, as far as a user can mend it.
public enum StoreTrouble: Sendable, Hashable {
    case full
    case locked
    case damaged
    case inaccessible
    case other

    /// The trouble behind one of SQLite's primary result codes (<https://sqlite.org/rescode.html>).
    public init(resultCode: Int32) {
        self =
            switch resultCode {
            case 13: .full
            case 5, 6: .locked
            case 11, 26: .damaged
            case 3, 8, 14, 23: .inaccessible
            default: .other
            }
    }

    /// What a user is told first.
    public var what: Phrase {
        switch self {
        case .full: Phrase(fr: "Le disque est plein.", en: "The disk is full.")
        case .locked: Phrase(fr: "Un autre programme tient le fichier.", en: "Another program holds the file.")
        case .damaged: Phrase(fr: "Le fichier est abîmé.", en: "The file is damaged.")
        case .inaccessible:
            Phrase(fr: "Le fichier ne peut être ouvert sous ce compte.", en: "This account can't open the file.")
        case .other: Phrase(fr: "Le fichier ne peut être utilisé.", en: "The file can't be used.")
        }
    }

    /// What the user can do.
    public var remedy: Phrase {
        switch self {
        case .full:
            Phrase(fr: "Libérez de la place, puis recommencez.", en: "Make room, and do it again.")
        case .locked:
            Phrase(
                fr: "Attendez la fin de l'autre commande clairevoie, puis recommencez.",
                en: "Wait for the other clairevoie command to end, and do it again.")
        case .damaged:
            Phrase(
                fr: "Restaurez la sauvegarde la plus récente de ce fichier.",
                en: "Restore the most recent backup of this file.")
        case .inaccessible:
            Phrase(
                fr: "Vérifiez sous quel compte vous êtes, et les droits du fichier et de son dossier.",
                en: "Check which account you are using, and the permissions of the file and its folder.")
        case .other:
            Phrase(
                fr: "Recommencez ; si l'erreur revient, vérifiez le disque.",
                en: "Do it again; if the error comes back, check the disk.")
        }
    }
}
