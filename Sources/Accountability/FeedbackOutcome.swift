/// What many runs of one rule came to.
public struct FeedbackOutcome: Sendable, Hashable {
    /// The runs as they stood at one step.
    public struct Moment: Sendable, Hashable {
        /// How many visits there had been.
        public let step: Int
        /// Each area's part of the records, by which presence is shared out, but for the floor.
        public let shares: [RunSpread]
        /// The part of the records that was elsewhere than the true shares would have it, in 0...1: half the sum of the
        /// distances between them.
        public let misplaced: RunSpread
    }

    /// What was done with incidents that patrols found.
    public let rule: FeedbackRule
    /// Moments in order; the last one is the end of the runs, and there is at least one.
    public let path: [Moment]
}

/// The mean of many runs and the range of the middle 95 % of them.
public struct RunSpread: Sendable, Hashable {
    /// The mean.
    public let mean: Double
    /// The 2.5 % quantile.
    public let low: Double
    /// The 97.5 % quantile.
    public let high: Double

    /// Sums some runs up; quantiles lie between neighbours in proportion (the seventh kind of Hyndman & Fan 1996).
    ///
    /// - Precondition: there is a run.
    /// - Complexity: O(n log n).
    init(of runs: some Collection<Double>) {
        precondition(!runs.isEmpty)
        let sorted = runs.sorted()
        func quantile(_ probability: Double) -> Double {
            let position = probability * Double(sorted.count - 1)
            let below = Int(position)
            let above = min(below + 1, sorted.count - 1)
            return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
        }
        mean = sorted.reduce(0, +) / Double(sorted.count)
        low = quantile(0.025)
        high = quantile(0.975)
    }
}
