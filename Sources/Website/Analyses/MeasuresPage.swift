import Analysis
import Markup
import Vocabulary

/// The page *Mesures*: what the city did, and whether it worked.
struct MeasuresPage {
    let answers: [EffectAnswer]
    let page: AnalysisFrame

    private static let title = Phrase(fr: "Hier : la mesure a-t-elle marché ?", en: "Yesterday: did the measure work?")

    private var language: Language { page.language }
    private var isFrench: Bool { page.isFrench }
    private var numbers: NumberFormat { page.numbers }

    /// The whole page.
    var html: HTML {
        let sections = HTML.each(answers) { MeasureSection(answer: $0, page: page).html }
        let measured = answers.last { if case .success = $0.report { true } else { false } }
        return page.page(
            title: Self.title, sentences: sentences,
            """
            \(answers.isEmpty ? empty : sections)
            \(page.proof(answers.flatMap(\.tables), answers.compactMap(\.publishedAt).max(), try? measured?.report.get()))
            """)
    }

    private var sentences: [String] {
        let all = answers.count
        guard all > 0 else {
            return [
                isFrench
                    ? "\(page.territory.name) : aucune mesure n'est inscrite."
                    : "\(page.territory.name): no measure is on record."
            ]
        }
        let clear = answers.filter { ["fewer", "more"].contains($0.difference?.verdict ?? "") }
        let unanswered = answers.count { $0.difference == nil }
        let first: String
        if isFrench {
            let measures = all == 1 ? "mesure inscrite" : "mesures inscrites"
            first =
                clear.isEmpty
                ? "\(page.territory.name), \(numbers.integer(all)) \(measures) : aucun effet net."
                : "\(page.territory.name), \(numbers.integer(all)) \(measures) : \(numbers.integer(clear.count)) \(clear.count == 1 ? "a" : "ont") un effet net."
        } else {
            let measures = all == 1 ? "measure" : "measures"
            first =
                clear.isEmpty
                ? "\(page.territory.name), \(numbers.integer(all)) \(measures) on record: no clear effect."
                : "\(page.territory.name), \(numbers.integer(all)) \(measures) on record: \(numbers.integer(clear.count)) \(clear.count == 1 ? "has" : "have") a clear effect."
        }
        var sentences = [first]
        sentences += clear.prefix(2).map { MeasureSection(answer: $0, page: page).sentence(named: true) }
        if unanswered > 0 {
            sentences.append(
                isFrench
                    ? "Trop peu pour conclure : \(numbers.integer(unanswered))."
                    : "Too little to tell: \(numbers.integer(unanswered)).")
        }
        return sentences
    }

    private var empty: HTML {
        isFrench
            ? """
            <p class="empty">Pour suivre une mesure (un éclairage, une équipe de médiation, des horaires), écrivez-la dans \
            <code>measures.csv</code>, dans le dossier du territoire : ses lieux, son premier jour, ses catégories. \
            Inscrivez-la avant d'en regarder l'effet.</p>

            """
            : """
            <p class="empty">To follow a measure (a light, a mediation team, closing hours), write it into \
            <code>measures.csv</code> in the territory's folder: its places, its first day, its categories. Record it \
            before you look at its effect.</p>

            """
    }
}
