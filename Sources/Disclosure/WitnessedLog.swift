import Editions

/// The log of a data folder beside its witness, for what lengthens the log without drawing a figure: forecasts.
///
/// A store that is restored to before such leaves is then found out by the next command that lengthens the log.
public struct WitnessedLog: Sendable {
    private let store: EditionStore
    private let witness: LogWitness

    /// Opens the log.
    ///
    /// - Parameter witnesses: the folder, elsewhere, where witnesses lie; without one of this store nothing is verified, and the
    ///   next publication asks for it.
    /// - Throws: ``EditionStoreError``.
    public init(folder: String, witnesses: String) throws {
        store = try EditionStore(folder: folder)
        witness = LogWitness(folder: witnesses, store: try store.identity())
    }

    /// Refuses to go on where the log is shorter than it was seen, or another.
    ///
    /// - Throws: ``PublishError``, ``EditionStoreError``.
    public func verify() throws { try store.write(witness.verify) }

    /// Has the witness know the log as it is now.
    ///
    /// - Throws: ``PublishError``, ``EditionStoreError``.
    public func remember() throws { try store.write(witness.remember) }
}
