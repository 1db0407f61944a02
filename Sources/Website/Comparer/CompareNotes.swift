import Markup
import Vocabulary

/// What stands before the answer of a comparison: that it is of the service's own activity, and what of the question was
/// changed.
struct CompareNotes {
    let answer: ComparisonAnswer
    let language: Language

    /// The notes; nothing where there is nothing to say.
    var html: HTML {
        var notes = HTML.nothing
        if answer.origins.main == .discovered {
            notes += "<p class=\"kicker\">\(Words.serviceActivity[language])</p>\n"
        }
        let changed = answer.compared.choices.changed.compactMap { YesterdayWords.parameter[$0]?[language] }
        if !changed.isEmpty {
            let names = NumberFormat(language: language).list(changed)
            notes += "<p class=\"note\" role=\"status\">\(YesterdayWords.changed(names)[language])</p>\n"
        }
        return notes
    }
}
