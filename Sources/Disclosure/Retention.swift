public import Vault
public import Vocabulary

/// Deletes from the vault what its sources' conventions no longer let it keep; the next publication puts it on the log.
public struct Retention: Sendable {
    /// What became of one source.
    public struct Outcome: Sendable, Equatable {
        /// The source's key.
        public let source: String
        /// The first local day that may be kept.
        public let keptFrom: CivilDate
        /// Whether anything was covered before that day, and is gone.
        public let hasExpired: Bool
    }

    private let territory: Territory
    private let vault: Vault

    /// The retention of a territory's sources.
    public init(territory: Territory, vault: Vault) {
        self.territory = territory
        self.vault = vault
    }

    /// Deletes what is older than each convention allows, counted in local days from `time`.
    ///
    /// Figures that were published stay: they are not the vault's. A bin that wasn't published when its counts expire
    /// never will be, and is shown as not covered.
    ///
    /// - Throws: ``VaultError``.
    public func run(at time: UTCSeconds) throws -> [Outcome] {
        try territory.conventions.sorted { $0.key < $1.key }.map { source, convention in
            let first = territory.calendar.date(at: time).adding(days: -convention.retentionDays)
            let hasExpired = try vault.expire(source, before: territory.calendar.start(of: first), at: time)
            return Outcome(source: source, keptFrom: first, hasExpired: hasExpired)
        }
    }
}
