public import Vocabulary

/// Why the desk can't be opened.
public enum DeskError: ExplainedError, Equatable {
    /// The port can't be listened on.
    case unavailable(port: Int, reason: String)

    /// What to tell the user.
    public var explanation: Explanation {
        switch self {
        case .unavailable(let port, let reason):
            Explanation(
                what: Phrase(
                    fr: "Impossible d'écouter sur 127.0.0.1, port \(port).",
                    en: "Can't listen on 127.0.0.1, port \(port)."),
                why: Phrase(verbatim: reason),
                remedy: Phrase(
                    fr: "Laissez --port de côté : un port libre sera pris. Ou arrêtez le programme qui l'occupe.",
                    en: "Leave out --port, and a free one is taken. Or stop the program that holds it."))
        }
    }
}
