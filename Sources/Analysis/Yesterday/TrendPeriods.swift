import Vocabulary

/// The periods over which hot spots are followed: the coarsest that there are enough of.
struct TrendPeriods {
    /// What the periods are.
    let level: TimeLevel
    /// For each period the numbers of its bins.
    let bins: [[Int]]

    /// With fewer periods there is nothing to say of a trend.
    static let fewest = 10

    /// Gathers bins into months, else weeks, else days, whichever first gives enough whole periods; else leaves them.
    ///
    /// A period is whole where known bins cover all of it.
    ///
    /// - Parameter chosen: the numbers of the known bins, in order.
    /// - Returns: nil where there are too few even of the bins themselves.
    /// - Complexity: O(bins).
    init?(_ bins: [TimeBin], chosen: [Int], calendar: CivilCalendar) {
        guard let first = chosen.first else { return nil }
        let own = bins[first].level
        for level in [TimeLevel.month, .week, .day] where level > own {
            var (periods, covered): ([(period: TimeBin, bins: [Int])], [Int64]) = ([], [])
            for number in chosen {
                let bin = bins[number]
                let period = calendar.bin(level, containing: bin.start)
                guard bin.end <= period.end else { continue }
                if periods.last?.period != period {
                    periods.append((period, []))
                    covered.append(0)
                }
                periods[periods.count - 1].bins.append(number)
                covered[covered.count - 1] += bin.end - bin.start
            }
            let whole = zip(periods, covered).filter { $0.period.end - $0.period.start == $1 }.map(\.0.bins)
            if whole.count >= Self.fewest {
                (self.level, self.bins) = (level, whole)
                return
            }
        }
        guard chosen.count >= Self.fewest else { return nil }
        (level, self.bins) = (own, chosen.map { [$0] })
    }
}
