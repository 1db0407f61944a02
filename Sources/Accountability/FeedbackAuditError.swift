public import Vocabulary

/// Why there is nothing to audit.
public enum FeedbackAuditError: ExplainedError, Hashable {
    /// Presence can't move between fewer than two areas.
    case fewerThanTwoAreas
    /// No area has a count above 0.
    case nothingHappens

    /// What is wrong and what helps.
    public var explanation: Explanation {
        switch self {
        case .fewerThanTwoAreas:
            Explanation(
                what: Phrase(
                    fr: "Il faut au moins deux secteurs : la présence se déplace de l'un à l'autre.",
                    en: "It takes at least two areas: presence moves from one to another."),
                remedy: Phrase(
                    fr: "Choisissez un niveau plus fin avec --level, ou donnez deux taux.",
                    en: "Choose a finer level with --level, or give two rates."))
        case .nothingHappens:
            Explanation(
                what: Phrase(fr: "Tous les nombres sont nuls.", en: "All counts are zero."),
                remedy: Phrase(
                    fr: "Choisissez une autre période ou d'autres catégories.",
                    en: "Choose another period or other categories."))
        }
    }
}
