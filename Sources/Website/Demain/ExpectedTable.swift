import Markup
import Vocabulary

/// The picture's twin: a row a bin, with the ranges, the usual, what drives it, and how many teams cover it.
struct ExpectedTable {
    let words: TomorrowWords

    private var choices: TomorrowChoices { words.choices }
    private var isFrench: Bool { words.isFrench }
    private var hasSkill: Bool { choices.days.hasSkill }

    /// The table.
    var html: HTML {
        let question = choices.question
        let teams = question.perTeam.map { TeamsAhead(perTeam: $0, cover: question.cover) }
        let mean = hasSkill ? (isFrench ? "Attendu" : "Expected") : isFrench ? "D'habitude" : "Usual"
        var heads: HTML = """
            <th scope="col">\(words.capitalised(Words.step(choices.days.forecast.timeLevel)[words.language]))</th>\
            <th scope="col" class="number">\(mean)</th>\
            <th scope="col" class="number">\(isFrench ? "8 fois sur 10" : "8 times in 10")</th>\
            <th scope="col" class="number">\(isFrench ? "19 fois sur 20" : "19 times in 20")</th>
            """
        if hasSkill {
            heads += """
                <th scope="col" class="number">\(isFrench ? "D'habitude" : "Usual")</th>\
                <th scope="col">\(isFrench ? "Ce qui joue" : "What drives it")</th>
                """
        }
        if teams != nil { heads += "<th scope=\"col\" class=\"number\">\(isFrench ? "Équipes" : "Teams")</th>" }
        let rows = HTML.each(choices.days.days) { day in
            var cells: HTML = """
                <th scope="row">\(words.capitalised(words.bin(day.bin)))</th>\
                <td class="number">\(words.number(day.mean))</td>\
                <td class="number">\(words.range(day.range80))</td><td class="number">\(words.range(day.range95))</td>
                """
            if hasSkill {
                let drivers = day.drivers.map(words.drivers.sentence).joined(separator: " ; ")
                cells += """
                    <td class="number">\(day.usual.map(words.number) ?? "—")</td><td>\(drivers.isEmpty ? "—" : drivers)</td>
                    """
            }
            if let teams { cells += "<td class=\"number\">\(words.numbers.integer(teams.count(day)))</td>" }
            return "<tr>\(cells)</tr>\n"
        }
        return """
            <div class="scroll" tabindex="0" role="group" aria-labelledby="days-title">
            <table><thead><tr>\(heads)</tr></thead>
            <tbody>
            \(rows)</tbody></table></div>

            """
    }
}
