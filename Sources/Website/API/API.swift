import Foundation
import HTTPTypes
import Hummingbird
import Vocabulary

/// The handlers of `/api/v1/`.
struct API<A: AudienceKind>: Sendable {
    let pages: Pages<A>
    let geometry: PlaceGeometry
    let description: String

    /// Every address under `/api/v1/`, as OpenAPI writes it.
    enum Route: String, CaseIterable {
        case territory = "/territory"
        case tables = "/tables"
        case table = "/tables/{key}"
        case tableAsCSV = "/tables/{key}.csv"
        case places = "/places/{level}"
        case water = "/water"
        case map = "/map"
        case mapAsCSV = "/map.csv"
        case mapAsGeoJSON = "/map.geojson"
        case series = "/series"
        case seriesAsCSV = "/series.csv"
        case days = "/days"
        case daysAsCSV = "/days.csv"
        case hours = "/hours"
        case hoursAsCSV = "/hours.csv"
        case hotSpots = "/hotspots"
        case hotSpotsAsCSV = "/hotspots.csv"
        case frames = "/frames"
        case compare = "/compare"
        case compareAsCSV = "/compare.csv"
        case trends = "/trends"
        case trendsAsCSV = "/trends.csv"
        case context = "/context"
        case contextAsCSV = "/context.csv"
        case effects = "/effects"
        case effectsAsCSV = "/effects.csv"
        case daysAhead = "/demain"
        case daysAheadAsCSV = "/demain.csv"
        case forecasts = "/forecasts"
        case forecast = "/forecasts/{id}"
        case forecastScores = "/forecasts/scores"
        case forecastScoresAsCSV = "/forecasts/scores.csv"
        case description = "/openapi.json"
    }

    init(pages: Pages<A>) throws {
        self.pages = pages
        geometry = PlaceGeometry(territory: pages.territory)
        guard let url = Bundle.module.url(forResource: "Resources/openapi.json", withExtension: nil),
            let text = try? String(contentsOf: url, encoding: .utf8)
        else { throw SiteError.missingResource("openapi.json") }
        description = text
    }

    private var figures: YesterdayFigures<A> { pages.figures }
    private var territory: Territory { pages.territory }
    private var tables: TableDocuments<A> { TableDocuments(territory: territory, shelf: figures.shelf) }
    private var documents: FigureDocuments { FigureDocuments(territory: territory) }

    /// Adds the routes.
    func add<Context: RequestContext>(to router: Router<Context>) {
        let group = router.group("/api/v1")
        group.get("territory") { request, _ in
            try unparametrised(request) { catalogue, keeping in .json(tables.territory(catalogue), keeping: keeping) }
        }
        group.get("tables") { request, _ in
            try unparametrised(request) { catalogue, keeping in .json(tables.list(catalogue), keeping: keeping) }
        }
        group.get("tables/:key") { request, context in try table(request, key: context.parameters.get("key")) }
        group.get("places/:level") { request, context in try places(request, level: context.parameters.get("level")) }
        group.get("water") { request, _ in
            try unparametrised(request) { _, keeping in
                guard let water = territory.water else { throw HTTPError(.notFound) }
                return Answer(water, type: "application/geo+json", keeping: keeping)
            }
        }
        group.get("openapi.json") { request, _ in
            try unparametrised(request) { _, keeping in .json(description, keeping: keeping) }
        }
        for route in [Route.map, .mapAsCSV, .mapAsGeoJSON, .series, .seriesAsCSV] {
            group.get(RouterPath(route.rawValue)) { request, _ in try question(request, route) }
        }
        for route in [Route.days, .daysAsCSV, .hours, .hoursAsCSV, .hotSpots, .hotSpotsAsCSV, .frames] {
            group.get(RouterPath(route.rawValue)) { request, _ in try picture(request, route) }
        }
        for route in [Route.trends, .trendsAsCSV, .context, .contextAsCSV] {
            group.get(RouterPath(route.rawValue)) { request, _ in try analysis(request, route) }
        }
        for route in [Route.effects, .effectsAsCSV] {
            group.get(RouterPath(route.rawValue)) { request, _ in try effects(request, route) }
        }
        for route in [Route.daysAhead, .daysAheadAsCSV] {
            group.get(RouterPath(route.rawValue)) { request, _ in
                try daysAhead(request, isCSV: route == .daysAheadAsCSV)
            }
        }
        group.get(RouterPath(Route.forecasts.rawValue)) { request, _ in try forecasts(request) }
        group.get("forecasts/:id") { request, context in try forecast(request, id: context.parameters.get("id")) }
        for route in [Route.forecastScores, .forecastScoresAsCSV] {
            group.get(RouterPath(route.rawValue)) { request, _ in
                try forecastScores(request, isCSV: route == .forecastScoresAsCSV)
            }
        }
        for route in [Route.compare, .compareAsCSV] {
            group.get(RouterPath(route.rawValue)) { request, _ in try compare(request, route) }
        }
    }

    private func unparametrised(
        _ request: Request, _ make: (Catalogue, Answer.Keeping) throws -> Answer
    ) throws -> Response {
        _ = try QueryItems(request.uri.query, allowed: [])
        let catalogue = try figures.shelf.catalogue()
        return try pages.unlessUnchanged(request, state: catalogue.state) { try make(catalogue, $0) }
    }

    private func places(_ request: Request, level: String?) throws -> Response {
        try unparametrised(request) { _, keeping in
            guard let level, let text = geometry.collection(at: PlaceLevel(key: level)) else {
                throw HTTPError(.notFound)
            }
            return Answer(text, type: "application/geo+json", keeping: keeping)
        }
    }

    private func table(_ request: Request, key: String?) throws -> Response {
        let items = try QueryItems(request.uri.query, allowed: TableDocuments<A>.parameters)
        let catalogue = try figures.shelf.catalogue()
        let name = key ?? ""
        let isCSV = name.hasSuffix(".csv")
        guard let family = catalogue.family(key: isCSV ? String(name.dropLast(4)) : name) else {
            throw HTTPError(.notFound)
        }
        return try pages.unlessUnchanged(request, state: catalogue.state) { keeping in
            guard isCSV else {
                return .json(try tables.json(family, items, path: request.uri.path), keeping: keeping)
            }
            let (text, next) = try tables.csv(family, items, path: request.uri.path)
            var answer = csv(text, keeping)
            if let next, let name = HTTPField.Name("Link") { answer.headers[name] = "<\(next)>; rel=\"next\"" }
            return answer
        }
    }

    private func question(_ request: Request, _ route: Route) throws -> Response {
        let items = try QueryItems(request.uri.query, allowed: Question.parameters)
        let catalogue = try figures.shelf.catalogue()
        return try pages.unlessUnchanged(request, state: catalogue.state) { keeping in
            guard let choices = try Choices(items, catalogue: catalogue, territory: territory, strictly: true) else {
                throw NothingPublished.yet
            }
            let question = choices.question
            switch route {
            case .map:
                let map = try figures.map(question, catalogue)
                return .json(documents.json(map, spots: figures.spots(map)), keeping: keeping)
            case .mapAsCSV: return csv(documents.csv(try figures.map(question, catalogue)), keeping)
            case .mapAsGeoJSON:
                let map = try figures.map(question, catalogue)
                let text = documents.geoJSON(map, shapes: geometry.shapes(at: question.level) ?? [])
                return Answer(text, type: "application/geo+json", keeping: keeping)
            default:
                guard let series = try figures.series(question, catalogue) else {
                    throw choices.seriesTooLong
                        ?? AddressError.notOffered(
                            parameter: "category", value: question.selection.text, offered: [])
                }
                return route == .series
                    ? .json(documents.json(series), keeping: keeping) : csv(documents.csv(series), keeping)
            }
        }
    }

    private func picture(_ request: Request, _ route: Route) throws -> Response {
        let items = try QueryItems(request.uri.query, allowed: Question.parameters)
        let catalogue = try figures.shelf.catalogue()
        return try pages.unlessUnchanged(request, state: catalogue.state) { keeping in
            guard let choices = try Choices(items, catalogue: catalogue, territory: territory, strictly: true) else {
                throw NothingPublished.yet
            }
            let question = choices.question
            let pictures = PictureDocuments(territory: territory)
            // A place or category that no table has by day or by hour has no such picture.
            let none = AddressError.notOffered(
                parameter: question.place == nil ? "category" : "place",
                value: question.place ?? question.selection.text, offered: [])
            switch route {
            case .days, .daysAsCSV:
                guard let days = try figures.days(question, catalogue) else { throw none }
                return route == .days
                    ? .json(pictures.json(days, question), keeping: keeping)
                    : csv(pictures.csv(days, question), keeping)
            case .hours, .hoursAsCSV:
                guard let week = try figures.week(question, catalogue) else { throw none }
                return route == .hours
                    ? .json(pictures.json(week, question), keeping: keeping)
                    : csv(pictures.csv(week, question), keeping)
            case .frames:
                guard let frames = try figures.frames(question, catalogue) else { throw none }
                return .json(pictures.json(frames), keeping: keeping)
            default:
                guard let spots = figures.spots(try figures.map(question, catalogue)) else {
                    throw AddressError.notOffered(parameter: "level", value: question.level.key, offered: [])
                }
                return route == .hotSpots
                    ? .json(pictures.json(spots, question), keeping: keeping)
                    : csv(pictures.csv(spots, question), keeping)
            }
        }
    }

    private func compare(_ request: Request, _ route: Route) throws -> Response {
        let items = try QueryItems(request.uri.query, allowed: CompareQuestion.parameters)
        let catalogue = try figures.shelf.catalogue()
        return try pages.unlessUnchanged(request, state: catalogue.state) { keeping in
            guard
                let compared = try CompareQuestion(
                    items, catalogue: catalogue, territory: territory, strictly: true)
            else { throw NothingPublished.yet }
            let answer = try figures.comparison(compared, catalogue)
            if let refusal = answer.refusal {
                throw AddressError.incomparable(what: refusal.what, remedy: refusal.remedy)
            }
            let documents = ComparisonDocuments(territory: territory)
            return route == .compare
                ? .json(documents.json(answer), keeping: keeping) : csv(documents.csv(answer), keeping)
        }
    }

    func csv(_ text: String, _ keeping: Answer.Keeping) -> Answer {
        Answer(text, type: "text/csv; charset=utf-8; header=present", keeping: keeping)
    }
}
