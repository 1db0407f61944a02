import Editions
public import Vault
public import Vocabulary

/// Closes bins and turns exact counts into published figures.
///
/// A bin is published when it has ended, its source's delay has passed and its source is known to be complete over
/// it; empty bins too, and every place and category in each. Charge, draw and write happen in one transaction.
public struct Publisher: Sendable {
    private let territory: Territory
    private let vault: Vault
    private let store: EditionStore
    private let witness: LogWitness

    /// A publisher over a data folder.
    ///
    /// - Throws: errors of the store.
    public init(territory: Territory, vault: Vault, folder: String) throws {
        self.territory = territory
        self.vault = vault
        store = try EditionStore(folder: folder)
        witness = LogWitness(folder: folder)
    }

    /// Publishes all that can be at `time`, with noise from the operating system's secure generator.
    ///
    /// - Parameter progress: called with the share of the plan's tables done; throw from it to stop, and nothing was
    ///   published.
    /// - Throws: ``PublishError``, errors of the stores and of `progress`.
    public func publish(at time: UTCSeconds, progress: (Double) throws -> Void = { _ in }) throws -> PublishReport {
        var sampler = DiscreteLaplaceSampler(SystemEntropy())
        return try publish(at: time, drawing: &sampler, progress: progress)
    }

    /// The same with another generator: the product's commands lie outside the package and can't reach it.
    package func publish<Generator: RandomNumberGenerator>(
        at time: UTCSeconds, drawing sampler: inout DiscreteLaplaceSampler<Generator>,
        progress: (Double) throws -> Void = { _ in }
    ) throws -> PublishReport {
        try witness.check(store)
        var report = PublishReport()
        var local = consume sampler
        defer { sampler = local }
        try store.write { transaction in
            let plan = territory.plan
            var budgets = try budgets(transaction)
            let steps = Double(plan.tables.count + plan.reports.count)
            var done = 0.0
            for table in plan.tables {
                try progress(done / steps)
                try publish(table, at: time, in: transaction, &budgets, &local, &report)
                done += 1
            }
            for planned in plan.reports {
                try progress(done / steps)
                try publish(planned, at: time, in: transaction, &budgets, &local, &report)
                done += 1
            }
            report.corrections = try recordCorrections(transaction)
            let head = try transaction.logHead()
            report.logSize = head.size
            report.logRoot = head.root
            try progress(1)
        }
        try witness.remember(LogHead(size: report.logSize, root: report.logRoot))
        return report
    }

    private func budgets(_ transaction: EditionTransaction) throws -> [String: Budget] {
        var budgets: [String: Budget] = [:]
        for (source, convention) in territory.conventions {
            let charges = try transaction.charges(of: source)
            let ranges = try vault.coverage(of: source).ranges + charges.map(\.bin)
            guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max() else { continue }
            var budget = Budget(
                source: source, recordsPerIncident: convention.recordsPerIncident.count,
                limits: territory.plan.limits, extent: low..<high)
            for charge in charges { budget.carry(charge) }
            budgets[source] = budget
        }
        return budgets
    }

    /// The bins of a table that may be published now and haven't been.
    private func openBins(
        _ key: String, _ level: TimeLevel, of convention: Convention, at time: UTCSeconds,
        in transaction: EditionTransaction
    ) throws -> [TimeBin] {
        let drawn = try transaction.drawnBins(of: key)
        return try vault.coverage(of: convention.source).ranges
            .flatMap { territory.calendar.bins(level, within: $0) }
            .filter { $0.end + convention.delay <= time && !drawn.contains($0.start) }
    }

    private func publish<Generator: RandomNumberGenerator>(
        _ table: PlannedTable, at time: UTCSeconds, in transaction: EditionTransaction,
        _ budgets: inout [String: Budget], _ sampler: inout DiscreteLaplaceSampler<Generator>,
        _ report: inout PublishReport
    ) throws {
        guard let convention = territory.conventions[table.source] else { return }
        let bins = try openBins(table.key, table.time, of: convention, at: time, in: transaction)
        guard !bins.isEmpty, let definition = try definition(of: table, convention) else { return }
        let noise = try FigureNoise(table.protection, key: table.key)
        let id = try transaction.table(definition)
        // Enough bins at a time to read the vault seldom, few enough to bound the memory.
        let size = max(1, 4_000_000 / max(1, definition.places.count * definition.categories.count))
        var start = 0
        while start < bins.count {
            let slice = Array(bins[start..<min(start + size, bins.count)])
            start += slice.count
            guard var tabulation = BinTabulation(table, bins: slice, territory: territory) else { return }
            try tabulation.count(source: table.source, in: vault)
            for (number, bin) in slice.enumerated() {
                try budgets[table.source]?.charge(
                    bin.start..<bin.end, publicEpsilon: definition.publicEpsilon,
                    staffEpsilon: definition.staffEpsilon)
                let drawn = noise.apply(to: tabulation.figures(ofBin: number), &sampler)
                try transaction.publish(
                    table: id, definition: definition, bin: bin, publicFigures: drawn.public,
                    staffFigures: drawn.staff, nonce: sampler.nonce(), at: time)
            }
        }
        report.tables.append(
            .init(
                key: table.key, bins: bins.count,
                figures: bins.count * definition.places.count * definition.categories.count))
    }

    private func publish<Generator: RandomNumberGenerator>(
        _ planned: PlannedReport, at time: UTCSeconds, in transaction: EditionTransaction,
        _ budgets: inout [String: Budget], _ sampler: inout DiscreteLaplaceSampler<Generator>,
        _ report: inout PublishReport
    ) throws {
        guard let convention = territory.conventions[planned.source] else { return }
        let bins = try openBins(planned.key, .month, of: convention, at: time, in: transaction)
        guard !bins.isEmpty else { return }
        let outcomes = [Vault.admittedOutcome] + Refusal.allCases.filter(\.isPublished).map(\.rawValue)
        let titles =
            [Phrase(fr: "admis", en: "admitted")] + Refusal.allCases.filter(\.isPublished).map(\.title)
        let noise = try FigureNoise(planned.protection, key: planned.key)
        let cost = PlannedTable(
            source: planned.source, place: .territory, time: .month, category: .all, protection: planned.protection)
        let definition = TableDefinition(
            key: planned.key, source: planned.source, sourceTitle: convention.title, origin: convention.origin,
            place: .territory, time: .month, contents: .outcomes, places: [territory.asPlace],
            categories: zip(outcomes, titles).map { PublishedCategory(id: $0, title: $1) },
            recordsPerIncident: convention.recordsPerIncident.count, publicNoise: noise.publicNumerator,
            staffNoise: noise.staffNumerator, publicEpsilon: cost.epsilon(for: .public),
            staffEpsilon: cost.epsilon(for: .staff))
        let id = try transaction.table(definition)
        let totals = try vault.outcomes(of: planned.source)
        for bin in bins {
            var counts = [Int32](repeating: 0, count: outcomes.count)
            for total in totals where total.day >= bin.start && total.day < bin.end {
                if let index = outcomes.firstIndex(of: total.outcome) { counts[index] += Int32(clamping: total.count) }
            }
            try budgets[planned.source]?.charge(
                bin.start..<bin.end, publicEpsilon: definition.publicEpsilon, staffEpsilon: definition.staffEpsilon)
            let drawn = noise.apply(to: counts[...], &sampler)
            try transaction.publish(
                table: id, definition: definition, bin: bin, publicFigures: drawn.public,
                staffFigures: drawn.staff, nonce: sampler.nonce(), at: time)
        }
        report.tables.append(.init(key: planned.key, bins: bins.count, figures: bins.count * outcomes.count))
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
            staffNoise: noise.staffNumerator, publicEpsilon: table.epsilon(for: .public),
            staffEpsilon: table.epsilon(for: .staff))
    }

    private func recordCorrections(_ transaction: EditionTransaction) throws -> Int {
        var count = 0
        for source in territory.conventions.keys.sorted() {
            for replaced in try vault.replacements(of: source) {
                let isNew = try transaction.recordCorrection(
                    source: source, period: replaced.period, at: replaced.replacedAt)
                if isNew { count += 1 }
            }
        }
        return count
    }
}
