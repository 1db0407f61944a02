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
    private let isWitnessLost: Bool

    /// A publisher over a data folder.
    ///
    /// - Parameters:
    ///   - folder: the data folder.
    ///   - witnesses: the folder, elsewhere, where the witness of the log lies; see ``LogWitness``.
    ///   - isWitnessLost: whether the operator says that it is lost for good.
    /// - Throws: errors of the store.
    public init(
        territory: Territory, vault: Vault, folder: String, witnesses: String, isWitnessLost: Bool = false
    ) throws {
        self.territory = territory
        self.vault = vault
        store = try EditionStore(folder: folder)
        witness = LogWitness(folder: witnesses, store: try store.identity())
        self.isWitnessLost = isWitnessLost
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
    ///
    /// - Parameter beforeCommit: called when the witness has been told and nothing has landed.
    package func publish<Generator: RandomNumberGenerator>(
        at time: UTCSeconds, drawing sampler: inout DiscreteLaplaceSampler<Generator>,
        progress: (Double) throws -> Void = { _ in }, beforeCommit: () throws -> Void = {}
    ) throws -> PublishReport {
        var local = consume sampler
        defer { sampler = local }
        let (report, isNew) = try vault.reading { counts in
            try store.write { transaction in
                let before = try transaction.logHead()
                var publication = try Publication(territory, counts, transaction, at: time)
                for drawn in try witness.check(transaction, isLost: isWitnessLost, at: time) {
                    if try transaction.recordInterruption(drawn) { publication.report.interruptions += 1 }
                }
                try publication.openBudgets()
                try publication.publishPlan(&local, progress: progress)
                try publication.recordCorrections()
                let head = try transaction.logHead()
                publication.report.logSize = head.size
                publication.report.logRoot = head.root
                try progress(1)
                if head != before { try witness.begin(head, publication.drawn) }
                try beforeCommit()
                return (publication.report, head != before)
            }
        }
        if isNew { try witness.finish(LogHead(size: report.logSize, root: report.logRoot)) }
        return report
    }
}
