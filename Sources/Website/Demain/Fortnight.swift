import Markup
import Vocabulary

/// The days ahead as a calendar, a week a row; on a telephone a list.
struct Fortnight {
    let words: TomorrowWords

    private var choices: TomorrowChoices { words.choices }
    private var isFrench: Bool { words.isFrench }

    /// The calendar; bins other than days are listed without columns of weekdays.
    var html: HTML {
        let days = choices.drawn
        let isByDay = choices.days.forecast.timeLevel == .day
        let items = HTML.each(days.enumerated()) { number, day in
            let date = words.territory.calendar.date(at: day.bin.start)
            // The first day says in which column the row begins; the others follow it.
            let column: HTML = number == 0 && isByDay ? " class=\"weekday-\(date.weekday + 1)\"" : .nothing
            return "<li\(column)>\(cell(day))</li>\n"
        }
        return """
            <ol class="fortnight\(isByDay ? " weeks" : "")">
            \(items)</ol>

            """
    }

    private func cell(_ day: ExpectedCount) -> HTML {
        """
        <b>\(words.capitalised(words.bin(day.bin)))</b>\
        <span class="expected">\(words.number(day.mean))</span> <span class="range">\(words.between(day.range80))</span>\
        \(difference(day))
        """
    }

    private func difference(_ day: ExpectedCount) -> HTML {
        guard let usual = day.usual else {
            return "<span class=\"against\">\(isFrench ? "d'habitude" : "usually")</span>"
        }
        let clear = day.clearDrivers
        guard !clear.isEmpty else {
            return "<span class=\"against\">\(isFrench ? "comme d'habitude" : "as usual")</span>"
        }
        let value = words.difference(day)
        let more = day.mean >= usual
        let text =
            isFrench
            ? "\(value) de \(more ? "plus" : "moins") que d'habitude" : "\(value) \(more ? "more" : "fewer") than usual"
        return """
            <span class="against">\(text)</span>\
            <ul>\(.each(clear.prefix(3)) { "<li>\(words.drivers.sentence($0))</li>" })</ul>
            """
    }
}
