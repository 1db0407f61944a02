import Editions
import Vault
import Vocabulary

/// One run of the publisher, inside its transaction and over one moment of the vault.
struct Publication {
    private let territory: Territory
    private let counts: VaultSnapshot
    private let transaction: EditionTransaction
    private let time: UTCSeconds
    private var budgets: [String: Budget] = [:]
    /// What was drawn so far, for the witness.
    private(set) var drawn: [DrawnBins] = []
    var report = PublishReport()

    init(_ territory: Territory, _ counts: VaultSnapshot, _ transaction: EditionTransaction, at time: UTCSeconds) throws
    {
        self.territory = territory
        self.counts = counts
        self.transaction = transaction
        self.time = time
    }

    /// Takes over what was charged before.
    mutating func openBudgets() throws {
        for (source, convention) in territory.conventions {
            let charges = try transaction.charges(of: source)
            let ranges = try counts.coverage(of: source).ranges + charges.map(\.bin)
            guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max() else { continue }
            var budget = Budget(
                source: source, recordsPerIncident: convention.recordsPerIncident.count,
                limits: territory.plan.limits, extent: low..<high)
            for charge in charges { budget.carry(charge) }
            budgets[source] = budget
        }
    }

    /// Publishes every table and report of the plan.
    mutating func publishPlan<Generator: RandomNumberGenerator>(
        _ sampler: inout DiscreteLaplaceSampler<Generator>, progress: (Double) throws -> Void
    ) throws {
        let plan = territory.plan
        let steps = Double(plan.tables.count + plan.reports.count)
        for (done, table) in plan.tables.enumerated() {
            try progress(Double(done) / steps)
            try publish(table, &sampler)
        }
        for (done, report) in plan.reports.enumerated() {
            try progress(Double(plan.tables.count + done) / steps)
            try publish(report, &sampler)
        }
    }

    /// Puts on the record what sources did to published periods since, and what has expired.
    mutating func recordCorrections() throws {
        for (source, convention) in territory.conventions.sorted(by: { $0.key < $1.key }) {
            for replaced in try counts.replacements(of: source) {
                let isNew = try transaction.recordCorrection(
                    source: source, period: replaced.period, at: replaced.replacedAt,
                    kind: convention.disclosure.isNoised ? .deliveredAgain : .changed)
                if isNew { report.corrections += 1 }
            }
            for expiry in try counts.expiries(of: source) {
                _ = try transaction.recordExpiry(source: source, keptFrom: expiry.keptFrom, at: expiry.at)
            }
        }
    }

    /// The bins of a table that may be published now, haven't been, and weren't spent by an interrupted publication.
    private func openBins(_ key: String, _ level: TimeLevel, of convention: Convention) throws -> [TimeBin] {
        let drawn = try transaction.drawnBins(of: key)
        let spent = try transaction.interruptions(of: key)
        return try counts.coverage(of: convention.source).ranges
            .flatMap { territory.calendar.bins(level, within: $0) }
            .filter { bin in
                bin.end + convention.delay <= time && !drawn.contains(bin.start)
                    && !spent.contains { $0.overlaps(bin.start..<bin.end) }
            }
    }

    private mutating func publish<Generator: RandomNumberGenerator>(
        _ table: PlannedTable, _ sampler: inout DiscreteLaplaceSampler<Generator>
    ) throws {
        guard let convention = territory.conventions[table.source] else { return }
        let bins = try openBins(table.key, table.time, of: convention)
        guard !bins.isEmpty, let definition = try definition(of: table, convention) else { return }
        let noise = try FigureNoise(table.protection, key: table.key)
        let id = try transaction.table(definition)
        // Enough bins at a time to read the vault seldom, few enough to bound the memory.
        let size = max(1, 4_000_000 / max(1, definition.places.count * definition.categories.count))
        for start in stride(from: 0, to: bins.count, by: size) {
            let slice = Array(bins[start..<min(start + size, bins.count)])
            guard var tabulation = BinTabulation(table, bins: slice, territory: territory) else { return }
            try tabulation.count(source: table.source, in: counts)
            for (number, bin) in slice.enumerated() {
                try publish(bin, of: definition, id, tabulation.figures(ofBin: number), noise, &sampler)
            }
        }
        report.tables.append(
            .init(
                key: table.key, bins: bins.count,
                figures: bins.count * definition.places.count * definition.categories.count))
    }

    private mutating func publish<Generator: RandomNumberGenerator>(
        _ planned: PlannedReport, _ sampler: inout DiscreteLaplaceSampler<Generator>
    ) throws {
        guard let convention = territory.conventions[planned.source] else { return }
        let bins = try openBins(planned.key, .month, of: convention)
        guard !bins.isEmpty else { return }
        let noise = try FigureNoise(planned.protection, key: planned.key)
        let definition = definition(of: planned, convention, noise)
        let id = try transaction.table(definition)
        let totals = try counts.outcomes(of: planned.source)
        for bin in bins {
            var figures = [Int32](repeating: 0, count: definition.categories.count)
            for total in totals where total.day >= bin.start && total.day < bin.end {
                let id = total.outcome == Vault.admittedOutcome ? PublishedCategory.admitted.id : total.outcome
                guard let index = definition.categories.firstIndex(where: { $0.id == id }) else { continue }
                figures[index] += Int32(clamping: total.count)
            }
            try publish(bin, of: definition, id, figures[...], noise, &sampler)
        }
        report.tables.append(
            .init(key: planned.key, bins: bins.count, figures: bins.count * definition.categories.count))
    }

    /// Charges, draws and writes one bin.
    private mutating func publish<Generator: RandomNumberGenerator>(
        _ bin: TimeBin, of definition: TableDefinition, _ table: Int64, _ figures: ArraySlice<Int32>,
        _ noise: FigureNoise, _ sampler: inout DiscreteLaplaceSampler<Generator>
    ) throws {
        guard budgets[definition.source] != nil else { throw PublishError.noBudget(source: definition.source) }
        try budgets[definition.source]?.charge(
            bin.start..<bin.end, publicEpsilon: definition.publicEpsilon, staffEpsilon: definition.staffEpsilon)
        let noised = noise.apply(to: figures, &sampler)
        try transaction.publish(
            table: table, definition: definition, bin: bin, publicFigures: noised.public, staffFigures: noised.staff,
            nonce: sampler.nonce(), at: time)
        note(bin, of: definition)
    }

    private mutating func note(_ bin: TimeBin, of definition: TableDefinition) {
        var period = bin.start..<bin.end
        if let last = drawn.last, last.table == definition.key, last.period.upperBound == bin.start {
            period = last.period.lowerBound..<bin.end
            drawn.removeLast()
        }
        drawn.append(
            DrawnBins(
                source: definition.source, table: definition.key, period: period,
                publicEpsilon: definition.publicEpsilon, staffEpsilon: definition.staffEpsilon))
    }

    private func definition(of table: PlannedTable, _ convention: Convention) throws -> TableDefinition? {
        guard let places = territory.places(at: table.place) else { return nil }
        let taxonomy = territory.taxonomy
        let noise = try FigureNoise(table.protection, key: table.key)
        return TableDefinition(
            key: table.key, source: table.source, sourceTitle: convention.title, origin: convention.origin,
            place: table.place, time: table.time, contents: .incidents(table.category), places: places,
            categories: taxonomy.keys(at: table.category).map { key in
                PublishedCategory(
                    id: key, title: taxonomy.title(of: key, at: table.category) ?? Phrase(verbatim: key))
            },
            recordsPerIncident: convention.recordsPerIncident.count, publicNoise: noise.publicNumerator,
            staffNoise: noise.staffNumerator, publicEpsilon: table.protection.epsilon(for: .public),
            staffEpsilon: table.protection.epsilon(for: .staff))
    }

    private func definition(
        of planned: PlannedReport, _ convention: Convention, _ noise: FigureNoise
    ) -> TableDefinition {
        let refusals = Refusal.allCases.filter(\.isPublished)
        return TableDefinition(
            key: planned.key, source: planned.source, sourceTitle: convention.title, origin: convention.origin,
            place: .territory, time: .month, contents: .outcomes, places: [territory.asPlace],
            categories: [.admitted] + refusals.map { PublishedCategory(id: $0.rawValue, title: $0.title) },
            recordsPerIncident: convention.recordsPerIncident.count, publicNoise: noise.publicNumerator,
            staffNoise: noise.staffNumerator, publicEpsilon: planned.protection.epsilon(for: .public),
            staffEpsilon: planned.protection.epsilon(for: .staff))
    }
}
