import Markup
import Vocabulary

/// The navigation among the pages of *Demain*, which keeps the question.
struct TomorrowTabs {
    /// A page of *Demain*.
    enum Tab: String, SubTab {
        case days = "demain"
        case whatIf = "demain/et-si"
        case ledger = "demain/previsions"
        case trials = "demain/essais"

        /// The page's address below its language.
        var path: String { rawValue }

        /// What the navigation calls it.
        var title: Phrase {
            switch self {
            case .days: Phrase(fr: "Les jours qui viennent", en: "The days ahead")
            case .whatIf: Phrase(fr: "Et si ?", en: "What if?")
            case .ledger: Phrase(fr: "Toutes les prévisions", en: "All forecasts")
            case .trials: Phrase(fr: "Essais", en: "Trials")
            }
        }
    }

    let current: Tab
    let language: Language
    /// The question in the address.
    let query: String

    private static let label = Phrase(fr: "Pages de l'onglet Demain", en: "Pages of the tab Tomorrow")

    /// The navigation.
    var html: HTML {
        SubTabs(current: current, label: Self.label, language: language, query: query).html
    }
}
