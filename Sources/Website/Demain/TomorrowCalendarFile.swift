import Editions
import Vocabulary

/// The days ahead for an agenda: an event a bin, told anew under the same name when a newer forecast is written.
struct TomorrowCalendarFile {
    let words: TomorrowWords

    private var choices: TomorrowChoices { words.choices }
    private var language: Language { words.language }
    private var isFrench: Bool { words.isFrench }

    /// The file.
    var text: String {
        let place = choices.question.place.map { choices.place($0).title(in: words.territory) } ?? words.territory.name
        let title = isFrench ? "Demain à \(place)" : "Tomorrow in \(place)"
        return ICalendar(name: spaced(title), language: language, events: choices.days.days.map(event)).text
    }

    /// Before lines are folded, which counts octets.
    private func spaced(_ text: String) -> String { isFrench ? FrenchTypography.spaced(text) : text }

    private func event(_ day: ExpectedCount) -> ICalendar.Event {
        let calendar = words.territory.calendar
        let forecast = choices.days.forecast
        let place = forecast.places[choices.days.place]
        let first = calendar.date(at: day.bin.start)
        let when: ICalendar.When =
            day.bin.level < .day
            ? .time(day.bin.start, day.bin.end) : .days(first, calendar.date(at: day.bin.end - 1).adding(days: 1))
        let figure = "\(day.bin.start).\(forecast.table).\(place).\(choices.question.category)"
        return ICalendar.Event(
            id: "\(figure)@\(words.territory.id).clairevoie",
            stamp: choices.days.ledger.issuedAt, when: when, summary: spaced(summary(day)),
            details: spaced(details(day)))
    }

    private func summary(_ day: ExpectedCount) -> String {
        let figure = "\(words.number(day.mean)) \(words.counted(day.mean))"
        let range = "(\(words.range(day.range80)))"
        guard day.usual != nil else { return isFrench ? "\(figure) d'habitude \(range)" : "usually \(figure) \(range)" }
        let expected = isFrench ? (day.mean >= 2 ? "attendus" : "attendu") : "expected"
        return "\(figure) \(expected) \(range)"
    }

    private func details(_ day: ExpectedCount) -> String {
        var lines: [String] = []
        if let usual = day.usual {
            lines.append((isFrench ? "D'habitude : " : "Usually: ") + words.number(usual))
            lines += day.drivers.map { words.capitalised(words.drivers.sentence($0)) }
        }
        let ranges =
            isFrench
            ? "Huit fois sur dix \(words.between(day.range80)), dix-neuf fois sur vingt \(words.between(day.range95))."
            : "Eight times in ten \(words.between(day.range80)), nineteen times in twenty \(words.between(day.range95))."
        return (lines + [ranges, words.quality, words.written].filter { !$0.isEmpty }).joined(separator: "\n")
    }
}
