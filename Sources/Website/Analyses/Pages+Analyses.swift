import Hummingbird
import Vocabulary

/// The handlers of the pages of analyses.
extension Pages {
    /// The pages of analyses, by their address below the language.
    static var analysisTabs: [YesterdayTabs.Tab] { [.trends, .context, .measures] }

    func analysis(_ tab: YesterdayTabs.Tab, _ request: Request, language: Language) throws -> Response {
        let items = try QueryItems(request.uri.query, allowed: Question.parameters)
        let catalogue = try figures.shelf.catalogue()
        return try unlessUnchanged(request, state: catalogue.state) { keeping in
            guard let choices = try Choices(items, catalogue: catalogue, territory: territory) else {
                throw NothingPublished.yet
            }
            var frame = self.frame(
                language: language, tab: .yesterday, path: tab.path, query: choices.question.query,
                title: tab.title[language])
            // Folds the tables, which stand open without it.
            frame.isScripted = true
            let page = AnalysisFrame(frame: frame, tab: tab, choices: choices)
            let step = items["step"].flatMap(TimeLevel.init(rawValue:))
            switch tab {
            case .trends:
                let answer = try analyses.trends(choices.question, step: step, catalogue)
                return .page(TrendsPage(answer: answer, page: page).html, keeping: keeping)
            case .context:
                let answer = try analyses.context(choices.question, step: step, catalogue)
                return .page(ContextPage(answer: answer, page: page).html, keeping: keeping)
            default:
                return .page(
                    MeasuresPage(answers: try analyses.effects(catalogue), page: page).html, keeping: keeping)
            }
        }
    }
}
