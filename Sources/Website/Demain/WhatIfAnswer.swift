import Vocabulary

/// A day as it is forecast, and as it would be otherwise.
struct WhatIfAnswer: Sendable {
    let day: ExpectedCount
    let changes: [WhatIfChange]
    /// What was asked for and no data tells the effect of.
    let untold: [WhatIfChange.Kind]

    /// Works out the changes of a day.
    ///
    /// - Parameter foreseen: the value of a covariate that is known ahead for the day.
    init(
        _ question: WhatIfQuestion, day: ExpectedCount, date: CivilDate, model: WhatIfModel,
        isHoliday: (WhatIfQuestion.Holiday) -> Bool, foreseen: (String) -> Double?
    ) {
        self.day = day
        var changes: [WhatIfChange] = []
        var untold: [WhatIfChange.Kind] = []
        func change(_ kind: WhatIfChange.Kind, _ term: WhatIfModel.Term?, to after: (Double) -> Double) {
            guard let term else {
                untold.append(kind)
                return
            }
            let known = day.drivers.first { $0.name == term.name }?.value ?? foreseen(term.name)
            let usual = term.usual(in: date.parts.month)
            // Of an event nobody declared nothing is known: there is none.
            let before = known ?? (kind == .people ? 0 : usual)
            changes.append(
                WhatIfChange(kind: kind, term: term, before: before, isForeseen: known != nil, after: after(before)))
        }
        if let temperature = question.temperature {
            change(.temperature, model.term(["temperature"])) { _ in Double(temperature) }
        }
        if let rain = question.rain {
            change(.rain, model.term(["rain", "precipitation"])) { _ in Double(rain) }
        }
        if let people = question.people {
            change(.people, model.term(["attendance"])) { $0 + Double(people) / 1000 }
        }
        if let holiday = question.holiday {
            if let term = model.terms.first(where: { $0.name == holiday.term }) {
                changes.append(
                    WhatIfChange(
                        kind: .holiday(holiday), term: term, before: isHoliday(holiday) ? 1 : 0, isForeseen: true,
                        after: 1))
            } else {
                untold.append(.holiday(holiday))
            }
        }
        self.changes = changes
        self.untold = untold
    }

    /// What all changes together multiply the day by; the widest that their intervals allow, since how they depend on each
    /// other isn't known.
    var ratio: (value: Double, low: Double, high: Double) {
        changes.reduce((1, 1, 1)) { ($0.0 * $1.ratio, $0.1 * $1.low, $0.2 * $1.high) }
    }

    /// The count expected then.
    var mean: Double { day.mean * ratio.value }

    /// The forecast's range of eight in ten, stretched by the ends of the ratio.
    var range80: ClosedRange<Int> {
        let low = Int((Double(day.range80.lowerBound) * ratio.low).rounded(.down))
        return low...max(low, Int((Double(day.range80.upperBound) * ratio.high).rounded(.up)))
    }
}
