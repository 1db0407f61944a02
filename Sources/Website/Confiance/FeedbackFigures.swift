import Accountability

/// The two experiments of the page on feedback, run once with a fixed seed.
struct FeedbackFigures: Sendable {
    /// One experiment.
    struct Experiment: Sendable {
        /// The probability that a visit finds an incident, by area.
        let rates: [Double]
        /// Each area's part of what happens.
        let trueShares: [Double]
        /// The runs under each rule.
        let outcomes: [FeedbackOutcome]
    }

    /// Two areas with the paper's rates, and three.
    let experiments: [Experiment]

    /// How many visits a run has.
    static let steps = 50_000
    /// How many runs there are.
    static let runs = 100
    /// The part of visits that goes to every area alike, which keeps 1/p small.
    static let floor = 0.05

    /// The experiments, worked out when somebody first asks.
    static let shared = FeedbackFigures()

    private init() {
        experiments = [[0.5, 0.25], [0.5, 0.3, 0.2]].compactMap { rates in
            guard
                let audit = try? FeedbackAudit(
                    rates: rates, steps: Self.steps, runs: Self.runs, floor: Self.floor, seed: 2018)
            else { return nil }
            return Experiment(
                rates: rates, trueShares: audit.trueShares,
                outcomes: [FeedbackRule.uncorrected, .complement, .inverseProbability].map { audit.outcome(of: $0) {} })
        }
    }
}
