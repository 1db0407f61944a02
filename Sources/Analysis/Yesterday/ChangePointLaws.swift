import Statistics
import Synchronization

/// The simulated laws that ``Trends`` has already worked out, for whoever asks about many series of one length.
///
/// A law depends on a series' length and the seed alone, and takes longer than all the rest.
public final class ChangePointLaws: Sendable {
    private struct Key: Hashable {
        let count: Int
        let seed: UInt64
    }

    /// The most laws kept; each is some kilobytes.
    private static let most = 64
    private let laws = Mutex<[Key: ChangePointNull]>([:])

    /// Begins with none.
    public init() {}

    /// The laws with a seed, by the length of the series.
    func known(seed: UInt64) -> [Int: ChangePointNull] {
        laws.withLock { laws in
            Dictionary(
                laws.filter { $0.key.seed == seed }.map { ($0.key.count, $0.value) },
                uniquingKeysWith: { first, _ in first })
        }
    }

    /// Keeps laws for later; where there are too many, begins anew.
    func keep(_ found: [Int: ChangePointNull], seed: UInt64) {
        laws.withLock { laws in
            if laws.count + found.count > Self.most { laws = [:] }
            for (count, law) in found.prefix(Self.most) { laws[Key(count: count, seed: seed)] = law }
        }
    }
}
