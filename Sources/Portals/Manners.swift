/// How politely a portal is asked.
public struct Manners: Sendable {
    /// The least time between two requests.
    public let interval: Duration
    /// How often a request is made before the fetch gives up.
    public let tries: Int
    /// How long an answer may stand still.
    public let stall: Duration
    /// The wait before the second try; each further one doubles it, up to the longest wait.
    public let patience: Duration
    /// The longest wait between two tries; a portal that asks for a longer one ends the fetch.
    public let longestWait: Duration

    /// Makes manners.
    ///
    /// - Precondition: at least one try.
    public init(
        interval: Duration = .milliseconds(500), tries: Int = 6, stall: Duration = .seconds(60),
        patience: Duration = .seconds(2), longestWait: Duration = .seconds(300)
    ) {
        precondition(tries >= 1)
        self.interval = interval
        self.tries = tries
        self.stall = stall
        self.patience = patience
        self.longestWait = longestWait
    }
}
