import Analysis
import Editions
import Vocabulary

/// Trends, context and effects of measures, worked out from published figures and kept until something is published.
struct YesterdayAnalyses<A: AudienceKind>: Sendable {
    let figures: YesterdayFigures<A>
    let holidays: Holidays
    /// What surrounds the counts.
    let surroundings: [ContextSeries]
    private let trends = AnalysisCache<TrendsAnswer>(capacity: 64)
    private let context = AnalysisCache<ContextAnswer>(capacity: 64)
    private let effects = AnalysisCache<EffectAnswer>(capacity: 64)
    private let laws = ChangePointLaws()

    init(figures: YesterdayFigures<A>, context: [ContextSeries]) {
        self.figures = figures
        holidays = Holidays(context, calendar: figures.territory.calendar)
        surroundings = context
    }

    private var territory: Territory { figures.territory }

    /// The trend, the changes and the seasons of a question's series.
    func trends(_ question: Question, step: TimeLevel?, _ catalogue: Catalogue) throws -> TrendsAnswer {
        let key = question.query + "&asked=" + (step?.rawValue ?? "")
        return try trends.answer(key, state: catalogue.state) {
            let read = try LongSeries(question, step: step, catalogue, territory).read(from: figures.shelf)
            return TrendsAnswer(
                question: question, read: read, calendar: territory.calendar, holidays: holidays, laws: laws)
        }
    }

    /// What the counts of a question's series go along with.
    func context(_ question: Question, step: TimeLevel?, _ catalogue: Catalogue) throws -> ContextAnswer {
        let key = question.query + "&asked=" + (step?.rawValue ?? "")
        return try context.answer(key, state: catalogue.state) {
            let read = try LongSeries(question, step: step, catalogue, territory).read(from: figures.shelf)
            return ContextAnswer(
                question: question, read: read, territory: territory, holidays: holidays, context: surroundings)
        }
    }

    /// Whether each recorded measure worked, in the order in which they are written down.
    func effects(_ catalogue: Catalogue) throws -> [EffectAnswer] {
        try territory.measures.map { try effect(of: $0, catalogue) }
    }

    /// Whether a measure worked.
    func effect(of measure: Measure, _ catalogue: Catalogue) throws -> EffectAnswer {
        try effects.answer(measure.id, state: catalogue.state) {
            try EffectAnswer(
                measure, catalogue: catalogue, territory: territory, middles: figures.middles(at: measure.level),
                shelf: figures.shelf)
        }
    }
}
