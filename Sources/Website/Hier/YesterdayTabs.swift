import Markup
import Vocabulary

/// The navigation among the pages of *Hier*, which keeps the question.
struct YesterdayTabs {
    /// A page of *Hier*.
    enum Tab: String, SubTab {
        case overview = "hier"
        case compare = "hier/comparer"
        case trends = "hier/tendances"
        case context = "hier/contexte"
        case measures = "hier/mesures"
        case bulletin = "hier/bulletin"

        /// The page's address below its language.
        var path: String { rawValue }

        /// What the navigation calls it.
        var title: Phrase {
            switch self {
            case .overview: Phrase(fr: "Vue d'ensemble", en: "Overview")
            case .compare: Phrase(fr: "Comparer", en: "Compare")
            case .trends: Phrase(fr: "Tendances", en: "Trends")
            case .context: Phrase(fr: "Contexte", en: "Context")
            case .measures: Phrase(fr: "Mesures", en: "Measures")
            case .bulletin: Phrase(fr: "Bulletin à imprimer", en: "Bulletin to print")
            }
        }
    }

    let current: Tab
    let language: Language
    /// The question in the address.
    let query: String

    private static let label = Phrase(fr: "Pages de l'onglet Hier", en: "Pages of the tab Yesterday")

    /// The navigation.
    var html: HTML {
        SubTabs(current: current, label: Self.label, language: language, query: query).html
    }
}
