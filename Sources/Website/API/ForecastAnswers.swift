import Editions
import HTTPTypes
import Hummingbird
import Vocabulary

/// The handlers of forecasts, their scores and the days ahead.
extension API {
    private var documents: ForecastDocuments { ForecastDocuments(territory: pages.territory) }
    private var shelf: ForecastShelf<A> { pages.tomorrow.forecasts }

    /// The ledger's list, of one table or of all.
    func forecasts(_ request: Request) throws -> Response {
        let items = try QueryItems(request.uri.query, allowed: ["table"])
        let catalogue = try pages.figures.shelf.catalogue()
        let all = try shelf.all(state: catalogue.state)
        let asked = try Self.chosen(items, among: all)
        return pages.unlessUnchanged(request, state: catalogue.state) {
            .json(documents.list(asked), keeping: $0)
        }
    }

    /// A forecast's text, byte for byte as it was hashed.
    func forecast(_ request: Request, id: String?) throws -> Response {
        _ = try QueryItems(request.uri.query, allowed: [])
        let catalogue = try pages.figures.shelf.catalogue()
        guard let id = id.flatMap(Int64.init), let text = try shelf.text(id) else { throw HTTPError(.notFound) }
        return pages.unlessUnchanged(request, state: catalogue.state) {
            Answer(text, type: "application/json", keeping: $0)
        }
    }

    /// The scores of one table's forecasts, or of all.
    func forecastScores(_ request: Request, isCSV: Bool) throws -> Response {
        let items = try QueryItems(request.uri.query, allowed: ["table"])
        let catalogue = try pages.figures.shelf.catalogue()
        let asked = try Self.chosen(items, among: try shelf.all(state: catalogue.state))
        let scored = try Set(asked.map(\.table)).sorted().flatMap { try shelf.scored(asked, of: $0) }
        return pages.unlessUnchanged(request, state: catalogue.state &+ Int64(scored.count) << 32) {
            isCSV
                ? csv(documents.scoresAsCSV(scored), $0) : .json(documents.scores(scored), keeping: $0)
        }
    }

    private static func chosen(_ items: QueryItems, among all: [LedgerForecast]) throws -> [LedgerForecast] {
        guard let table = items["table"] else { return all }
        let asked = all.filter { $0.table == table }
        guard !asked.isEmpty else {
            throw AddressError.notOffered(parameter: "table", value: table, offered: Set(all.map(\.table)).sorted())
        }
        return asked
    }

    /// What is expected of the days ahead.
    func daysAhead(_ request: Request, isCSV: Bool) throws -> Response {
        let items = try QueryItems(request.uri.query, allowed: TomorrowQuestion.parameters)
        let catalogue = try pages.figures.shelf.catalogue()
        return try pages.unlessUnchanged(request, state: catalogue.state) { keeping in
            guard
                let choices = try TomorrowChoices(
                    items, forecasts: shelf, catalogue: catalogue, territory: pages.territory, now: pages.clock(),
                    strictly: true)
            else { throw NothingPublished.yet }
            let onlyChosen = items["place"] != nil
            return isCSV
                ? csv(documents.csv(choices, onlyChosen: onlyChosen), keeping)
                : .json(documents.json(choices, onlyChosen: onlyChosen), keeping: keeping)
        }
    }
}
