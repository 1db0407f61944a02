public import Vocabulary

/// An area with what is known of how much happens there.
public struct FeedbackArea: Sendable, Hashable {
    /// Its key.
    public let id: String
    /// What people call it.
    public let name: String
    /// How much happens there, in any unit that all areas share.
    public let count: NoisyCount

    /// Makes an area.
    public init(id: String, name: String, count: NoisyCount) {
        self.id = id
        self.name = name
        self.count = count
    }
}
