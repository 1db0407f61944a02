public import Vocabulary

/// Why a data set could not be fetched.
public enum PortalError: ExplainedError, Equatable {
    /// The address isn't one of a data set.
    case badAddress(String)
    /// The portal answered that it won't.
    case refused(address: String, status: Int)
    /// The portal didn't answer, or broke off, as often as it was asked.
    case unreachable(address: String, tries: Int, reason: String)
    /// The portal asks to wait longer than the fetch may.
    case mustWait(address: String, seconds: Int)
    /// The answer isn't what the portal's interface says.
    case unexpected(address: String, reason: Phrase)
    /// The data set has other columns than when it was fetched before.
    case changedColumns(address: String, gone: [String], new: [String])
    /// The data set has several files, and none was chosen.
    case severalFiles(address: String, files: [String])
    /// The folder can't be written.
    case unwritable(path: String, reason: String)
    /// What the folder holds is of another data set.
    case otherDataset(path: String, found: String)

    /// What to tell the user.
    public var explanation: Explanation {
        switch self {
        case .badAddress(let text):
            Explanation(
                what: Phrase(
                    fr: "« \(text) » n'est pas l'adresse d'un jeu de données.",
                    en: "\"\(text)\" isn't the address of a data set."),
                remedy: Phrase(
                    fr: "Copiez l'adresse de la page du jeu de données, en https:// ; au besoin, précisez --kind.",
                    en: "Copy the address of the data set's page, with https://; add --kind where needed."))
        case .refused(let address, let status):
            Explanation(
                what: Phrase(
                    fr: "Le portail a répondu \(status).", en: "The portal answered \(status)."),
                at: TextPosition(file: address), why: Self.meaning(of: status),
                remedy: Phrase(
                    fr: "Vérifiez l'adresse dans un navigateur, ou demandez l'accès au producteur.",
                    en: "Check the address in a browser, or ask the producer for access."))
        case .unreachable(let address, let tries, let reason):
            Explanation(
                what: Phrase(
                    fr: "Le portail n'a pas répondu jusqu'au bout, après \(tries) essais.",
                    en: "The portal didn't answer to the end, in \(tries) tries."),
                at: TextPosition(file: address), why: Phrase(verbatim: reason),
                remedy: Phrase(
                    fr: "Relancez la même commande plus tard : elle reprendra où elle s'est arrêtée.",
                    en: "Run the same command later: it goes on where it stopped."))
        case .mustWait(let address, let seconds):
            Explanation(
                what: Phrase(
                    fr: "Le portail demande d'attendre \(seconds) secondes.",
                    en: "The portal asks to wait \(seconds) seconds."),
                at: TextPosition(file: address),
                remedy: Phrase(
                    fr: "Relancez la même commande après ce délai : elle reprendra où elle s'est arrêtée.",
                    en: "Run the same command after that: it goes on where it stopped."))
        case .unexpected(let address, let reason):
            Explanation(
                what: Phrase(
                    fr: "La réponse du portail n'est pas celle attendue.",
                    en: "The portal's answer isn't the one expected."),
                at: TextPosition(file: address), why: reason,
                remedy: Phrase(
                    fr: "Vérifiez --kind, et que le jeu de données existe encore.",
                    en: "Check --kind, and that the data set still exists."))
        case .changedColumns(let address, let gone, let new):
            Explanation(
                what: Phrase(
                    fr: "Les colonnes du jeu de données ont changé ; le fichier déjà là n'a pas été touché.",
                    en: "The data set's columns have changed; the file that was there is untouched."),
                at: TextPosition(file: address),
                why: Phrase(
                    fr: "Disparues : \(Self.list(gone)). Nouvelles : \(Self.list(new)).",
                    en: "Gone: \(Self.list(gone)). New: \(Self.list(new))."),
                remedy: Phrase(
                    fr: "Relisez la convention de la source, puis relancez avec --full.",
                    en: "Read the source's convention again, then run with --full."))
        case .severalFiles(let address, let files):
            Explanation(
                what: Phrase(
                    fr: "Le jeu de données a plusieurs fichiers.", en: "The data set has several files."),
                at: TextPosition(file: address),
                why: Phrase(verbatim: files.joined(separator: "\n")),
                remedy: Phrase(
                    fr: "Choisissez-en un avec --resource ID.", en: "Choose one with --resource ID."))
        case .unwritable(let path, let reason):
            Explanation(
                what: Phrase(fr: "Impossible d'écrire ici.", en: "Can't write here."), at: TextPosition(file: path),
                why: Phrase(verbatim: reason),
                remedy: Phrase(
                    fr: "Vérifiez les droits et la place du dossier --output.",
                    en: "Check the rights and the space of the --output folder."))
        case .otherDataset(let path, let found):
            Explanation(
                what: Phrase(
                    fr: "Ce dossier contient un autre jeu de données sous ce nom.",
                    en: "This folder holds another data set under this name."),
                at: TextPosition(file: path), why: Phrase(verbatim: found),
                remedy: Phrase(
                    fr: "Choisissez un autre nom avec --name, ou un autre dossier.",
                    en: "Choose another name with --name, or another folder."))
        }
    }

    private static func list(_ names: [String]) -> String { names.isEmpty ? "—" : names.joined(separator: ", ") }

    private static func meaning(of status: Int) -> Phrase? {
        switch status {
        case 401, 403: Phrase(fr: "Accès réservé.", en: "Access is restricted.")
        case 404, 410: Phrase(fr: "Rien à cette adresse.", en: "There is nothing at this address.")
        default: nil
        }
    }
}
