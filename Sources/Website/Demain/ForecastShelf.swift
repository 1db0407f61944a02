import Editions
import Synchronization
import Vocabulary

/// The forecasts of the ledger within reach: listed once for each state of the store, decoded once, kept in a bounded space.
final class ForecastShelf<A: AudienceKind>: Sendable {
    private let reader: EditionReader<A>
    private let capacity: Int
    private let contents = Mutex(Contents())

    private struct Kept {
        let forecast: IssuedForecast
        let size: Int
        var usedAt: Int
    }

    private struct Contents {
        var list: (state: Int64, forecasts: [LedgerForecast])?
        var scores: [String: (readAt: ContinuousClock.Instant, scores: [LedgerScore])] = [:]
        var forecasts: [Int64: Kept] = [:]
        var size = 0
        var clock = 0
    }

    /// Puts a shelf in front of a reader.
    ///
    /// - Parameter capacity: the most bytes of forecasts' texts whose decoded forms are kept.
    init(reader: EditionReader<A>, capacity: Int = 48_000_000) {
        self.reader = reader
        self.capacity = capacity
    }

    /// All forecasts of the audience, the newest first.
    ///
    /// - Parameter state: the store's, which grows with every forecast.
    func all(state: Int64) throws -> [LedgerForecast] {
        if let known = contents.withLock({ $0.list }), known.state == state { return known.forecasts }
        let forecasts = try reader.forecasts()
        contents.withLock { $0.list = (state, forecasts) }
        return forecasts
    }

    /// A forecast, which never changes; nil where there is none with that number.
    func forecast(_ id: Int64) throws -> IssuedForecast? {
        let kept = contents.withLock { contents -> IssuedForecast? in
            contents.clock += 1
            contents.forecasts[id]?.usedAt = contents.clock
            return contents.forecasts[id]?.forecast
        }
        if let kept { return kept }
        guard let text = try reader.forecastText(id), let forecast = try reader.forecast(id) else { return nil }
        contents.withLock { contents in
            contents.size += text.count - (contents.forecasts[id]?.size ?? 0)
            contents.forecasts[id] = Kept(forecast: forecast, size: text.count, usedAt: contents.clock)
            while contents.size > capacity, contents.forecasts.count > 1,
                let oldest = contents.forecasts.min(by: { $0.value.usedAt < $1.value.usedAt })
            {
                contents.size -= oldest.value.size
                contents.forecasts[oldest.key] = nil
            }
        }
        return forecast
    }

    /// The text of a forecast, byte for byte as it was hashed.
    func text(_ id: Int64) throws -> [UInt8]? { try reader.forecastText(id).map(Array.init) }

    /// The scores of a table's forecasts, in order of their bins; up to ten seconds old, as nothing tells of new ones.
    func scores(of table: String) throws -> [LedgerScore] {
        if let known = contents.withLock({ $0.scores[table] }), known.readAt.duration(to: .now) < .seconds(10) {
            return known.scores
        }
        let scores = try reader.forecastScores(of: table)
        contents.withLock { $0.scores[table] = (.now, scores) }
        return scores
    }

    /// The scores of some forecasts of a table, with the forecasts that they are of.
    func scored(_ forecasts: [LedgerForecast], of table: String) throws -> [ScoredForecast] {
        let byNumber = Dictionary(forecasts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return try scores(of: table).compactMap { score in
            byNumber[score.forecast].map { ScoredForecast(forecast: $0, score: score) }
        }
    }

    /// How many forecasts are kept decoded.
    var forecastsKept: Int { contents.withLock(\.forecasts.count) }
}
