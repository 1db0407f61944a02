import Foundation
import Vocabulary

/// One change of a day and what it does.
struct WhatIfChange: Sendable, Hashable {
    /// What is changed.
    enum Kind: Sendable, Hashable {
        case temperature
        case rain
        case people
        case holiday(WhatIfQuestion.Holiday)
    }

    let kind: Kind
    /// The value that the forecast knows, or what is usual in that month; in the term's unit.
    let before: Double
    /// Whether `before` was foreseen for that day rather than usual.
    let isForeseen: Bool
    let after: Double
    /// What it multiplies the day by, with its 95 % interval.
    let ratio: Double
    let low: Double
    let high: Double
    /// The values of the past.
    let seen: ClosedRange<Double>

    /// Whether the value is beyond all that was ever seen.
    var isExtrapolated: Bool { !seen.contains(after) }

    /// The effect of a term's going from one value to another.
    init(kind: Kind, term: WhatIfModel.Term, before: Double, isForeseen: Bool, after: Double) {
        self.kind = kind
        self.before = before
        self.isForeseen = isForeseen
        self.after = after
        let change = after - before
        ratio = pow(term.ratio, change)
        let ends = [pow(term.low, change), pow(term.high, change)]
        low = min(ends[0], ends[1])
        high = max(ends[0], ends[1])
        seen = term.seen
    }
}
