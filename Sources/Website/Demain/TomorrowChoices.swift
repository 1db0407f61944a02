import Editions
import Vocabulary

/// What can be asked of *Demain*, and what answers: the forecast under way, or else the newest there is.
struct TomorrowChoices: Sendable {
    /// A table with forecasts.
    struct Table: Sendable {
        let family: TableFamily
        /// Its forecasts, the newest first.
        let forecasts: [LedgerForecast]
        /// The newest that was written before the fact and whose period isn't over.
        let current: LedgerForecast?

        var key: String { family.latest.key }
        /// The one to show.
        var shown: LedgerForecast { current ?? forecasts[0] }
    }

    /// How the forecast shown stands to the present.
    enum Standing: Sendable {
        case current
        /// Written before the fact, of a period that is over.
        case past
        /// Worked out afterwards from what was known before.
        case replayed
    }

    /// The tables with forecasts, the one that is shown unless another is asked for first.
    let tables: [Table]
    let table: Table
    let question: TomorrowQuestion
    /// What is shown: the chosen place, or the territory.
    let days: DaysAhead
    /// The forecast that has all places of the table.
    let everywhere: DaysAhead
    let standing: Standing
    /// Whether the territory as a whole has forecasts of the same figures.
    let hasTerritory: Bool
    /// The number of the bin that the map shows.
    let bin: Int
    /// What of the question was changed for it, by parameter.
    let changed: [String]
    /// The present.
    let now: UTCSeconds

    /// Reads a question.
    ///
    /// - Parameter strictly: whether to refuse what nothing answers, as the API does, instead of changing it.
    /// - Returns: nil where there is no forecast at all.
    /// - Throws: ``AddressError`` for what can't be read.
    init?<A>(
        _ items: QueryItems, forecasts: ForecastShelf<A>, catalogue: Catalogue, territory: Territory, now: UTCSeconds,
        strictly: Bool = false
    ) throws {
        let tables = Self.tables(try forecasts.all(state: catalogue.state), catalogue, territory, now)
        guard let first = tables.first else { return nil }
        var changed: [String] = []
        func missing(_ parameter: String, _ value: String, _ offered: [String]) throws {
            if strictly {
                throw AddressError.notOffered(parameter: parameter, value: value, offered: Array(offered.prefix(40)))
            }
            changed.append(parameter)
        }

        var table = first
        if let key = items["table"] {
            if let asked = tables.first(where: { $0.key == key }) {
                table = asked
            } else {
                try missing("table", key, tables.map(\.key))
            }
        }
        guard let document = try forecasts.forecast(table.shown.id), !document.bins.isEmpty, !document.places.isEmpty
        else { return nil }

        var category: Int?
        if let key = items["category"] {
            category = document.categories.firstIndex(of: key)
            if category == nil { try missing("category", key, document.categories) }
        }
        let chosen = category ?? Self.category(of: document)
        guard document.categories.indices.contains(chosen) else { return nil }

        var place: Int?
        if let key = items["place"] {
            place = document.places.firstIndex(of: key)
            if place == nil { try missing("place", key, []) }
        }
        let about = table.family.latest
        let whole =
            about.place == .territory
            ? nil
            : tables.first {
                let other = $0.family.latest
                return other.place == .territory && other.source == about.source && other.time == about.time
                    && other.contents == about.contents && ($0.current != nil) == (table.current != nil)
            }
        let territoryDays = try whole.flatMap { whole -> DaysAhead? in
            guard let own = try forecasts.forecast(whole.shown.id),
                let number = own.categories.firstIndex(of: document.categories[chosen]), !own.bins.isEmpty
            else { return nil }
            return DaysAhead(ledger: whole.shown, forecast: own, place: 0, category: number)
        }
        let busiest = document.places.indices.max { a, b in
            Self.expected(document, chosen, a) < Self.expected(document, chosen, b)
        }
        everywhere = DaysAhead(
            ledger: table.shown, forecast: document, place: place ?? busiest ?? 0, category: chosen)
        days = place == nil ? territoryDays ?? everywhere : everywhere
        hasTerritory = territoryDays != nil
        standing =
            days.ledger.isReplay ? .replayed : days.ledger.period.upperBound > now ? .current : .past

        var question = TomorrowQuestion(table: table.key, category: document.categories[chosen])
        // Where the territory has no forecast of its own, the busiest place stands for nobody's choice but is named.
        question.place =
            place.map { document.places[$0] }
            ?? (territoryDays == nil && about.place != .territory ? document.places[everywhere.place] : nil)
        question.perTeam = try items.integer("par", in: TomorrowQuestion.perTeamRange)
        if let cover = try items.integer("cover", in: 1...99) {
            if TomorrowQuestion.covers.contains(cover) {
                question.cover = cover
            } else {
                throw AddressError.notOffered(
                    parameter: "cover", value: "\(cover)", offered: TomorrowQuestion.covers.map { "\($0)" })
            }
        }
        let calendar = territory.calendar
        let next = document.bins.firstIndex { $0.end > now } ?? 0
        if let day = try items.date("day") {
            let time = calendar.start(of: day)
            let found = document.bins.firstIndex { $0.start <= time && time < $0.end }
            if found == nil { try missing("day", "\(day)", []) } else { question.day = day }
            bin = found ?? next
        } else {
            bin = next
        }
        self.tables = tables
        self.table = table
        self.question = question
        self.changed = changed
        self.now = now
    }

    /// The tables that have forecasts; days of the fewest zones with everything together come first.
    private static func tables(
        _ forecasts: [LedgerForecast], _ catalogue: Catalogue, _ territory: Territory, _ now: UTCSeconds
    ) -> [Table] {
        var keys: [String] = []
        var byKey: [String: [LedgerForecast]] = [:]
        for forecast in forecasts {
            if byKey[forecast.table] == nil { keys.append(forecast.table) }
            byKey[forecast.table, default: []].append(forecast)
        }
        let tables = keys.compactMap { key -> Table? in
            guard let family = catalogue.family(key: key), let own = byKey[key] else { return nil }
            return Table(
                family: family, forecasts: own,
                current: own.filter { !$0.isReplay && $0.period.upperBound > now }.max { $0.issuedAt < $1.issuedAt })
        }
        func order(_ table: Table) -> [Int] {
            let about = table.family.latest
            let places: Int =
                switch about.place {
                case .zone: about.places.count
                case .territory: 100_000
                case .cell: 200_000 + about.places.count
                }
            return [
                table.current == nil ? 1 : 0, about.time == .day ? 0 : 1, places,
                about.contents == .incidents(.all) ? 0 : 1,
            ]
        }
        return tables.sorted { a, b in
            let (own, other) = (order(a), order(b))
            return own == other ? a.key < b.key : own.lexicographicallyPrecedes(other)
        }
    }

    /// The category with skill, or else any, of which the most is expected.
    private static func category(of document: IssuedForecast) -> Int {
        let all = Array(document.categories.indices)
        let skilled = all.filter { document.hasSkill(in: document.categories[$0]) }
        func total(_ category: Int) -> Double {
            document.places.indices.reduce(0) { $0 + expected(document, category, $1) }
        }
        return (skilled.isEmpty ? all : skilled).max { total($0) < total($1) } ?? 0
    }

    private static func expected(_ document: IssuedForecast, _ category: Int, _ place: Int) -> Double {
        document.bins.indices.reduce(0) { $0 + document.figure(bin: $1, category: category, place: place).mean }
    }

    /// The number of the bin that the sentence is about: the one that stands out most, or else the next.
    var headline: Int {
        let days = days.days
        let ahead = days.indices.filter { standing != .current || days[$0].bin.end > now }
        guard let most = ahead.max(by: { days[$0].standing < days[$1].standing }), days[most].standing > 0 else {
            return ahead.first ?? 0
        }
        return most
    }

    /// The most bins that the calendar and the picture hold: of hours two days and some; the table has all.
    static let mostDrawn = 56

    /// The bins that the calendar and the picture show.
    var drawn: [ExpectedCount] {
        let all = days.days
        guard all.count > Self.mostDrawn else { return all }
        let next = standing == .current ? all.firstIndex { $0.bin.end > now } ?? 0 : 0
        return Array(all[min(next, all.count - Self.mostDrawn)...].prefix(Self.mostDrawn))
    }

    /// A place of the table.
    func place(_ id: String) -> NamedPlace {
        table.family.latest.places.first { $0.id == id } ?? NamedPlace(id: id, name: id)
    }

    /// What a category is called.
    func categoryTitle(_ id: String) -> Phrase {
        table.family.latest.categories.first { $0.id == id }?.title ?? Phrase(verbatim: id)
    }
}
