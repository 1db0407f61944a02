import Hummingbird
import Vocabulary

/// The handlers of trends, context and effects.
extension API {
    private var analyses: AnalysisDocuments { AnalysisDocuments(territory: pages.territory) }

    func analysis(_ request: Request, _ route: Route) throws -> Response {
        let items = try QueryItems(request.uri.query, allowed: Question.parameters)
        let catalogue = try pages.figures.shelf.catalogue()
        return try pages.unlessUnchanged(request, state: catalogue.state) { keeping in
            guard
                let choices = try Choices(items, catalogue: catalogue, territory: pages.territory, strictly: true)
            else { throw NothingPublished.yet }
            let step = items["step"].flatMap(TimeLevel.init(rawValue:))
            switch route {
            case .trends, .trendsAsCSV:
                let answer = try pages.analyses.trends(choices.question, step: step, catalogue)
                return route == .trends
                    ? .json(try analyses.json(answer), keeping: keeping) : csv(analyses.csv(answer), keeping)
            default:
                let answer = try pages.analyses.context(choices.question, step: step, catalogue)
                return route == .context
                    ? .json(try analyses.json(answer), keeping: keeping) : csv(analyses.csv(answer), keeping)
            }
        }
    }

    func effects(_ request: Request, _ route: Route) throws -> Response {
        let items = try QueryItems(request.uri.query, allowed: ["measure"])
        let catalogue = try pages.figures.shelf.catalogue()
        let all = pages.territory.measures
        var asked = all
        if let key = items["measure"] {
            asked = all.filter { $0.id == key }
            guard !asked.isEmpty else {
                throw AddressError.notOffered(parameter: "measure", value: key, offered: all.map(\.id))
            }
        }
        return try pages.unlessUnchanged(request, state: catalogue.state) { keeping in
            let answers = try asked.map { try pages.analyses.effect(of: $0, catalogue) }
            return route == .effects
                ? .json(try analyses.json(answers), keeping: keeping) : csv(analyses.csv(answers), keeping)
        }
    }
}
