public import Vocabulary

/// Why the site can't be served.
public enum SiteError: ExplainedError, Equatable {
    /// A file of a JavaScript library isn't there.
    case missingLibrary(String)
    /// A file of the site itself isn't there.
    case missingResource(String)
    /// Staff figures were to be served to other machines.
    case staffBeyondLoopback(host: String)
    /// The address can't be listened on.
    case unavailable(host: String, port: Int, reason: String)

    /// What to tell the user.
    public var explanation: Explanation {
        switch self {
        case .missingLibrary(let path):
            Explanation(
                what: Phrase(
                    fr: "Une bibliothèque de la carte manque.", en: "A library of the map is missing."),
                at: TextPosition(file: path),
                remedy: Phrase(
                    fr: "Lancez « scripts/fetch-web-libraries », puis recommencez.",
                    en: "Run `scripts/fetch-web-libraries`, then try again."))
        case .missingResource(let name):
            Explanation(
                what: Phrase(fr: "Un fichier du site manque.", en: "A file of the site is missing."),
                at: TextPosition(file: name),
                remedy: Phrase(
                    fr: "Reconstruisez le programme, et gardez le dossier de ressources à côté de lui.",
                    en: "Build the program again, and keep its resource folder beside it."))
        case .staffBeyondLoopback(let host):
            Explanation(
                what: Phrase(
                    fr: "Les chiffres des agents ne sont pas servis sur « \(host) ».",
                    en: "Staff figures are not served on “\(host)”."),
                why: Phrase(
                    fr: "Ils ne sont pas anonymes, et le site ne sait pas encore reconnaître un agent.",
                    en: "They are not anonymous, and the site can't yet recognise a member of staff."),
                remedy: Phrase(
                    fr: "Servez-les sur 127.0.0.1, ou servez les chiffres publics.",
                    en: "Serve them on 127.0.0.1, or serve the public figures."))
        case .unavailable(let host, let port, let reason):
            Explanation(
                what: Phrase(
                    fr: "Impossible d'écouter sur \(host), port \(port).", en: "Can't listen on \(host), port \(port)."),
                why: Phrase(verbatim: reason),
                remedy: Phrase(
                    fr: "Choisissez un autre port avec --port, ou arrêtez le programme qui l'occupe.",
                    en: "Choose another port with --port, or stop the program that holds it."))
        }
    }
}
