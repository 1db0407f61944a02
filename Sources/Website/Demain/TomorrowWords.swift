import Editions
import Vocabulary

/// The sentences and phrases of *Demain*.
struct TomorrowWords {
    let choices: TomorrowChoices
    let territory: Territory
    let language: Language
    /// Titles of contextual series by name.
    let titles: [String: Phrase]

    var isFrench: Bool { language == .french }
    var numbers: NumberFormat { NumberFormat(language: language) }
    var dates: DateFormat { DateFormat(language: language) }
    var drivers: DriverWords { DriverWords(titles: titles, language: language) }
    var origin: Origin { choices.days.forecast.origin }

    /// An expected count: a whole number, with one decimal below ten.
    func number(_ value: Double) -> String { numbers.decimal(value, decimals: value.magnitude < 9.95 ? 1 : 0) }

    /// « 1 100–1 390 ».
    func range(_ range: ClosedRange<Int>) -> String {
        "\(numbers.integer(range.lowerBound))–\(numbers.integer(range.upperBound))"
    }

    /// « entre 1 100 et 1 390 ».
    func between(_ range: ClosedRange<Int>) -> String { numbers.between(range.lowerBound, range.upperBound) }

    /// What is counted, with the grammatical number of a figure.
    func counted(_ value: Double) -> String {
        // French speaks of one and a half in the singular.
        let many = isFrench ? value >= 2 : number(value) != "1"
        return Words.counted(origin, many ? 2 : 1)[language]
    }

    /// « samedi 28 novembre »: the year of days so near goes without saying.
    func bin(_ bin: TimeBin) -> String {
        let date = territory.calendar.date(at: bin.start)
        if bin.level == .day { return day(date) }
        let full = dates.bin(bin, in: territory.calendar)
        return bin.level < .day ? full.replacing(" \(date.parts.year)", with: "", maxReplacements: 1) : full
    }

    /// A day without its year.
    func day(_ date: CivilDate) -> String {
        let (_, month, day) = date.parts
        let number = isFrench && day == 1 ? "1er" : "\(day)"
        return "\(dates.weekday(date.weekday)) \(number) \(dates.monthName(month))"
    }

    /// A text that begins with a capital.
    func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    // MARK: The sentence

    /// What stands before any picture; the first sentence answers.
    var sentences: [String] {
        let days = choices.days.days
        let headline = choices.headline
        let answer = sentence(days[headline])
        var sentences = [place.isEmpty ? capitalised(answer) : place + answer]
        let first = days.indices.first { choices.standing != .current || days[$0].bin.end > choices.now } ?? 0
        if first != headline { sentences.append(capitalised(sentence(days[first]))) }
        return sentences + (quality.isEmpty ? [] : [quality])
    }

    /// The place, where one is chosen; and what is counted, where it isn't everything.
    private var place: String {
        var names: [String] = []
        if let id = choices.question.place { names.append(choices.place(id).title(in: territory)) }
        if choices.table.family.latest.contents != .incidents(.all) {
            let title = choices.categoryTitle(choices.question.category)[language]
            names.append(isFrench ? "« \(title) »" : "“\(title)”")
        }
        return names.isEmpty ? "" : names.joined(separator: ", ") + (isFrench ? " : " : ": ")
    }

    private func sentence(_ day: ExpectedCount) -> String {
        let when = bin(day.bin)
        let (mean, range) = (number(day.mean), between(day.range80))
        let what = counted(day.mean)
        guard let usual = day.usual else {
            return isFrench
                ? "\(when), \(mean) \(what) d'habitude (\(range))." : "\(when), usually \(mean) \(what) (\(range))."
        }
        let plural = isFrench ? (day.mean >= 2 ? "attendus" : "attendu") : "expected"
        let start = "\(when), \(mean) \(what) \(plural) (\(range))"
        let clear = day.clearDrivers
        guard !clear.isEmpty else {
            return start + (isFrench ? ", à peu près comme " : ", about ") + habit(day.bin) + "."
        }
        let reasons = numbers.list(clear.prefix(2).map(drivers.sentence))
        let isMore = day.mean >= usual
        return isFrench
            ? "\(start), \(difference(day)) de \(isMore ? "plus" : "moins") que \(habit(day.bin)) : \(reasons)."
            : "\(start), \(difference(day)) \(isMore ? "more" : "fewer") than \(habit(day.bin)): \(reasons)."
    }

    /// How far an expected count is from the usual, as finely as the count itself is told.
    func difference(_ day: ExpectedCount) -> String {
        numbers.decimal(abs(day.mean - (day.usual ?? day.mean)), decimals: day.mean < 9.95 ? 1 : 0)
    }

    /// « d'habitude un samedi », "usual on a Saturday".
    private func habit(_ bin: TimeBin) -> String {
        switch bin.level {
        case .hour, .sixHours: return isFrench ? "d'habitude à cette heure" : "usual at that hour"
        case .day:
            let name = dates.weekday(territory.calendar.date(at: bin.start).weekday)
            return isFrench ? "d'habitude un \(name)" : "usual on a \(name)"
        case .week, .month, .year: return isFrench ? "d'habitude en cette saison" : "usual in that season"
        }
    }

    /// How good such forecasts were, or that they aren't shown because they weren't.
    var quality: String {
        let words = SkillWords(language: language)
        let measured = words.sentence(choices.days.skills)
        guard choices.days.hasSkill else {
            let start =
                isFrench
                ? "Nous ne savons pas faire mieux que l'habitude : c'est elle qui est montrée ici, sans carte."
                : "We can't do better than the usual: that is what is shown here, without a map."
            return start + (measured.map { " " + $0 } ?? "")
        }
        return measured ?? ""
    }

    /// When the forecast shown was written, and what that means.
    var written: String {
        let calendar = territory.calendar
        let ledger = choices.days.ledger
        let on = dates.longDate(calendar.date(at: ledger.issuedAt))
        let period = dates.period(
            calendar.date(at: ledger.period.lowerBound), calendar.date(at: ledger.period.upperBound - 1))
        switch choices.standing {
        case .current:
            return isFrench
                ? "Prévision écrite le \(on), avant les faits." : "Forecast written on \(on), before the fact."
        case .past:
            return isFrench
                ? "Période passée : cette prévision, écrite le \(on), portait sur les jours \(period)."
                : "Period over: this forecast, written on \(on), was about the days \(period)."
        case .replayed:
            return isFrench
                ? """
                Prévision rejouée après coup, le \(on) : elle montre ce qui aurait été dit des jours \(period), et ne prouve \
                rien.
                """
                : """
                Forecast replayed afterwards, on \(on): it shows what would have been said of the days \(period), and proves \
                nothing.
                """
        }
    }

    /// How to have a forecast made.
    var howToMake: String {
        isFrench
            ? "Pour en écrire une : « clairevoie forecast », après chaque publication."
            : "To write one: `clairevoie forecast`, after each publication."
    }
}
