import Analysis
import Context
import Editions
import Foundation
import Vocabulary

/// One run over the published tables of an audience: scores what has come, forecasts what comes.
struct ForecastRun<A: AudienceKind> {
    private let territory: Territory
    private let reader: EditionReader<A>
    private let ledger: ForecastLedger
    private let tables: [TableDescription]
    private let context: [ContextSeries]
    private let days: Int
    private let seed: UInt64

    /// Looks the tables up.
    ///
    /// - Throws: ``EditionStoreError``, ``ContextError``, ``NoSuchTable`` for a key that isn't published.
    init(territory: Territory, data: String, days: Int, keys: [String], seed: UInt64) throws {
        (self.territory, self.days, self.seed) = (territory, days, seed)
        reader = try EditionReader<A>(folder: data)
        ledger = try ForecastLedger(folder: data)
        let store = ContextStore(data: data)
        context = try store.names().map { try store.series(named: $0) }
        let all = try reader.tables().filter { $0.binCount > 0 }
        let known = Set(all.map(\.key))
        guard keys.allSatisfy(known.contains) else { throw NoSuchTable(known: known.sorted()) }
        tables = all.filter { keys.isEmpty || keys.contains($0.key) }
    }

    /// Scores every forecast bin whose figure is published and that has no score.
    ///
    /// - Returns: how many bins and categories were scored.
    func score() throws -> Int {
        var count = 0
        for key in Set(tables.map(\.key)).sorted() {
            let forecasts = try reader.forecasts(of: key)
            guard !forecasts.isEmpty else { continue }
            let scored = Dictionary(grouping: try reader.forecastScores(of: key), by: \.forecast)
                .mapValues { Set($0.map(\.bin)) }
            var scores: [LedgerScore] = []
            for version in tables where version.key == key {
                guard let extent = version.extent else { continue }
                let open = forecasts.filter { forecast in
                    guard forecast.period.overlaps(extent) else { return false }
                    return territory.calendar.bins(version.time, within: forecast.period.clamped(to: extent))
                        .contains { !(scored[forecast.id]?.contains($0.start) ?? false) }
                }
                guard let first = open.map(\.period.lowerBound).min(), let last = open.map(\.period.upperBound).max()
                else { continue }
                let published = try reader.read(version, within: first..<last)
                    .counts(as: Reported.self, in: territory.calendar)
                for entry in open {
                    guard let forecast = try reader.forecast(entry.id) else { continue }
                    scores += forecast.scores(id: entry.id, on: published).filter {
                        !(scored[entry.id]?.contains($0.bin) ?? false)
                    }
                }
            }
            try ledger.write(scores)
            count += scores.count
        }
        return count
    }

    /// Forecasts the bins that begin at or after a moment.
    ///
    /// - Parameters:
    ///   - now: when the forecasts are written.
    ///   - isReplay: whether the moment is past: then only what could have been published by then is known.
    ///   - progress: is told the share done and the origins done; what it throws ends the run before anything is written.
    func issue(
        from moment: UTCSeconds, at now: UTCSeconds, isReplay: Bool, into outcome: inout ForecastOutcome,
        progress: (Double, Int) throws -> Void
    ) throws {
        let newest = Dictionary(tables.map { ($0.key, $0) }, uniquingKeysWith: { $0.version > $1.version ? $0 : $1 })
            .values.filter { $0.time <= .week }.sorted { $0.key < $1.key }
        var made: [(table: TableDescription, outlook: Outlook, counts: CountTable<A, Reported>)] = []
        for (number, table) in newest.enumerated() {
            guard case .incidents(let level) = table.contents else { continue }
            do {
                let counts = try counts(of: table, level, from: moment, isReplay: isReplay)
                let outlook = try Outlook(of: counts, from: moment, in: territory.calendar, seed: seed) { done, all in
                    let share = (Double(number) + Double(done) / Double(all)) / Double(newest.count)
                    try progress(share, done)
                }
                made.append((table, outlook, counts))
            } catch let error as any ExplainedError {
                outcome.skipped.append(.init(table: table.key, why: error.explanation))
            }
        }
        reconcile(&made)
        for (table, outlook, counts) in made {
            let forecast = IssuedForecast(
                outlook, table: table.key, tableVersion: table.version, source: table.source, audience: A.audience,
                origin: table.origin, placeLevel: table.place.key, timeLevel: table.time,
                places: counts.places.map(\.id), issuedAt: now, isReplay: isReplay)
            var generator = SystemRandomNumberGenerator()
            let nonce = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            let id = try ledger.write(forecast, nonce: nonce)
            outcome.issued.append(.init(id: id, forecast: forecast))
        }
    }

    /// The counts that may be forecast, with the bins ahead and what is foreseen of them.
    private func counts(
        of table: TableDescription, _ level: CategoryLevel, from moment: UTCSeconds, isReplay: Bool
    ) throws -> CountTable<A, Reported> {
        let origins = table.categories.map {
            territory.taxonomy.origins(of: $0.id, at: level, source: table.origin)
        }
        // Sensors and calls are forecast alike, but never what agents found where they were sent.
        let allowed: Set<Origin> = [.reported, .measured]
        let kept = origins.indices.filter { !origins[$0].isEmpty && origins[$0].isSubset(of: allowed) }
        guard !kept.isEmpty else { throw NothingToForecast(table: table.key) }
        let calendar = territory.calendar
        let middles = territory.geography.middles(at: table.place, territory: territory.asPlace) ?? [:]
        var counts = try reader.read(table).counts(as: Reported.self, in: calendar, positions: middles)
            .keeping(categories: kept)
        if isReplay {
            let delay = territory.conventions[table.source]?.delay ?? 0
            counts = counts.restricted(to: UTCSeconds.min / 2..<moment - delay)
        }
        guard let last = counts.bins.last else { throw OutlookError.tooLittle(bins: 0) }
        // Days are told whole: from the first midnight on.
        let today = calendar.date(at: moment)
        let midnight = calendar.start(of: today)
        let first = midnight < moment ? CivilDate(dayNumber: today.dayNumber + 1) : today
        let end = calendar.start(of: CivilDate(dayNumber: first.dayNumber + days))
        // A week that begins within the days is told whole.
        let far = calendar.start(of: CivilDate(dayNumber: first.dayNumber + days + 14))
        let ahead = calendar.bins(table.time, within: last.end..<far).filter { $0.start < end }
        return try joined(counts.lengthened(by: ahead), at: table.place)
    }

    /// The counts with what surrounds them; a series of which the past tells little is left out.
    private func joined(_ table: CountTable<A, Reported>, at level: PlaceLevel) throws -> CountTable<A, Reported> {
        let series = context.filter { !$0.name.hasPrefix("population") }
        let others = Set(series.map(\.level)).subtracting([level, .territory])
        let relations = others.compactMap { other in
            territory.relation(of: level, to: other).map { (other, $0) }
        }
        let usable = series.filter {
            $0.level == level || $0.level == .territory || relations.map(\.0).contains($0.level)
        }
        guard !usable.isEmpty else { return table }
        let join = ContextJoin(
            series: usable, level: level, relations: Dictionary(relations, uniquingKeysWith: { first, _ in first }))
        var joined = try join.joined(to: table).table
        if table.bins.first?.level == .day, usable.contains(where: { $0.name == Heat.series }) {
            joined = try Heat.added(to: joined, join: join)
        }
        return joined.withoutIdleCovariates()
    }

    /// Makes zones and groups add up to their city, where their published figures have done so.
    private func reconcile(
        _ made: inout [(table: TableDescription, outlook: Outlook, counts: CountTable<A, Reported>)]
    ) {
        for whole in made.indices {
            let table = made[whole].table
            guard table.place == .territory, table.contents == .incidents(.all),
                made[whole].counts.categories.count == 1
            else { continue }
            var isFixed = false
            let parts = made.indices.filter { part in
                let other = made[part].table
                return part != whole && other.source == table.source && other.time == table.time
                    && (other.place == .territory) != (other.contents == .incidents(.all))
            }
            for part in parts where Outlook.addUp(made[whole].counts, made[part].counts) {
                var (own, others) = (made[whole].outlook, made[part].outlook)
                guard Outlook.reconcile(&own, &others, isWholeFixed: isFixed) else { continue }
                (made[whole].outlook, made[part].outlook, isFixed) = (own, others, true)
            }
        }
    }
}

/// Days that are hot, beside how warm they are: people live outside then.
private enum Heat {
    static let series = "temperature"
    private static let highest = "temperature-max"
    private static let threshold = 30.0

    /// A table with one more covariate, `heat`: 1 where the highest temperature is above 30 °C, else 0.
    static func added<A, O>(to table: CountTable<A, O>, join: ContextJoin) throws -> CountTable<A, O> {
        guard
            let highest = try join.joined(to: table, covariates: [highest]).table.covariates.last(where: {
                $0.name == highest
            })
        else { return table }
        let heat = Covariate(
            name: "heat", values: highest.values.map { $0.isNaN ? .nan : ($0 > threshold ? 1 : 0) })
        return CountTable(
            places: table.places, bins: table.bins, categories: table.categories, values: table.values,
            variances: table.variances, isKnown: table.isKnown, covariates: table.covariates + [heat])
    }
}

extension CountTable {
    /// The table without covariates that are unknown over most of its past, or never change there.
    fileprivate func withoutIdleCovariates() -> CountTable {
        let known = bins.indices.filter { isKnown[$0] }
        let kept = covariates.filter { covariate in
            let past = known.map { covariate.values[$0 * places.count] }.filter { !$0.isNaN }
            return past.count * 5 >= known.count * 4 && Set(past).count > 1
        }
        return CountTable(
            places: places, bins: bins, categories: categories, values: values, variances: variances,
            isKnown: isKnown, covariates: kept)
    }
}

/// A table that holds nothing but, or mixes in, what agents found.
struct NothingToForecast: ExplainedError {
    let table: String

    var explanation: Explanation {
        Explanation(
            what: Phrase(
                fr: "La table \(table) mêle des faits relevés par des agents.",
                en: "The table \(table) mixes in what agents found."),
            why: Phrase(
                fr: "Prévoir ce que des agents trouvent là où on les envoie se nourrit de soi-même.",
                en: "A forecast of what agents find where they are sent feeds on itself."),
            remedy: Phrase(
                fr: "Publiez une table par groupe dont un groupe au moins ne contient que des appels.",
                en: "Publish a table by group with at least one group of nothing but calls."))
    }
}
