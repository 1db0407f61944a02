import Accountability
import Vocabulary

/// The phrases of the page on sources, in one language.
struct SourceWords {
    let language: Language

    private var numbers: NumberFormat { NumberFormat(language: language) }
    private var dates: DateFormat { DateFormat(language: language) }
    private func say(_ french: String, _ english: String) -> String { language == .french ? french : english }

    var title: String {
        say("Les sources : à l'heure, et semblables à elles-mêmes ?", "The sources: on time, and still the same?")
    }
    var link: String { say("Quelle source est en retard, ou a changé ?", "Which source is late, or has changed?") }
    var source: String { say("Source", "Source") }
    var rhythm: String { say("Rythme convenu", "Agreed rhythm") }
    var published: String { say("Publiée jusqu'au", "Published until") }
    var state: String { say("À l'heure ?", "On time?") }
    var change: String { say("A-t-elle changé ?", "Has it changed?") }
    var nothing: String { say("rien encore", "nothing yet") }
    var noSource: String {
        say("Ce territoire n'a encore aucune source.", "This territory has no source yet.")
    }

    /// Between a word and what explains it.
    var colon: String { say(" : ", ": ") }

    func rhythm(_ rhythm: Rhythm?) -> String {
        switch rhythm {
        case .daily: say("chaque jour", "daily")
        case .weekly: say("chaque semaine", "weekly")
        case .monthly: say("chaque mois", "monthly")
        case .yearly: say("chaque année", "yearly")
        case nil: say("aucun", "none")
        }
    }

    /// So many missing periods: « 2 mois manquent ».
    private func missing(_ count: Int, _ rhythm: Rhythm?) -> String {
        let level = (rhythm ?? .monthly).level
        let most = Timeliness.mostCounted
        guard count < most else {
            return say(
                "plus de \(Words.bins(most, level)[.french]) manquent",
                "more than \(Words.bins(most, level)[.english]) are missing")
        }
        let periods = Words.bins(count, level)[language]
        return count < 2
            ? say("\(periods) manque", "\(periods) is missing") : say("\(periods) manquent", "\(periods) are missing")
    }

    /// What the state of a source is called on its own: a word that doesn't need its colour.
    func name(_ timeliness: Timeliness) -> String {
        switch timeliness {
        case .noRhythm: say("Sans échéance", "No due date")
        case .nothingYet: say("Pas encore publiée", "Not published yet")
        case .onTime: say("À jour", "Up to date")
        case .late: say("En retard", "Late")
        case .stopped: say("Arrêtée", "Stopped")
        case .ended: say("Terminée", "Ended")
        }
    }

    func sentence(_ timeliness: Timeliness, _ rhythm: Rhythm?, in calendar: CivilCalendar) -> String {
        func day(_ time: UTCSeconds) -> String { dates.date(calendar.date(at: time)) }
        switch timeliness {
        case .noRhythm:
            return say("la convention ne fixe pas de rythme.", "the convention states no rhythm.")
        case .nothingYet:
            return say("aucun chiffre de cette source n'est publié.", "no figure of this source is published.")
        case .onTime(let next):
            return say(
                "la suite est attendue au plus tard le \(day(next)).", "the next figures are due by \(day(next)).")
        case .late(let since, let periods):
            return say(
                "la suite était attendue le \(day(since)) ; \(missing(periods, rhythm)).",
                "the next figures were due on \(day(since)); \(missing(periods, rhythm)).")
        case .stopped(let since, let periods):
            return say(
                "plus rien ne vient : la suite était attendue le \(day(since)) ; \(missing(periods, rhythm)).",
                "nothing comes any more: the next figures were due on \(day(since)); \(missing(periods, rhythm)).")
        case .ended(let last):
            return say(
                "tout ce que la convention couvre, jusqu'au \(dates.date(last)), est publié.",
                "all that the convention covers, until \(dates.date(last)), is published.")
        }
    }

    /// The sentence for the page *Hier*, where a source is late or has stopped.
    func notice(_ timeliness: Timeliness, _ rhythm: Rhythm?, in calendar: CivilCalendar) -> String? {
        switch timeliness {
        case .late, .stopped:
            say("Source : ", "Source: ") + name(timeliness).lowercased() + say(" ; ", "; ")
                + sentence(timeliness, rhythm, in: calendar)
        default: nil
        }
    }

    func name(_ drift: OutcomeDrift?) -> String {
        switch drift {
        case nil, .tooFewToTell: say("On ne sait pas", "Not known")
        case .steady: say("Non", "No")
        case .moved(_, let changes):
            changes.contains(where: \.isNewShape)
                ? say("Fichiers d'une autre forme", "Files of another shape") : say("A dérivé", "Has drifted")
        }
    }

    func sentences(_ drift: OutcomeDrift?, reasons: [String: Phrase], in calendar: CivilCalendar) -> [String] {
        switch drift {
        case nil:
            return [
                say(
                    "ses totaux de refus ne sont pas publiés.",
                    "its totals of refusals aren't published.")
            ]
        case .tooFewToTell:
            return [
                say(
                    "il faut \(OutcomeDrift.fewestMonths) mois d'au moins \(Int(OutcomeDrift.fewestRecords)) enregistrements.",
                    "it takes \(OutcomeDrift.fewestMonths) months of at least \(Int(OutcomeDrift.fewestRecords)) records."
                )
            ]
        case .steady(let month):
            let name = dates.bin(month, in: calendar)
            return [say("\(name) ressemble aux mois d'avant.", "\(name) is like the months before.")]
        case .moved(let month, let changes):
            let name = dates.bin(month, in: calendar)
            return changes.map { "\(name)\(say(" :", ":")) " + sentence($0, reasons: reasons) }
        }
    }

    private func sentence(_ change: OutcomeDrift.Change, reasons: [String: Phrase]) -> String {
        switch change {
        case .refusals(let reason, let usual, let now, let margin):
            let title = reasons[reason]?[language] ?? reason
            let share = shareText(now, margin: margin)
            return say(
                "« \(title) » : \(share) des enregistrements refusés ainsi, contre \(numbers.percent(usual)) d'habitude.",
                "“\(title)”: \(share) of the records refused so, usually \(numbers.percent(usual)).")
        case .records(let usual, let now, let margin):
            let figure = numbers.integer(Int(now.rounded()))
            let between =
                margin < 1
                ? ""
                : " (" + numbers.between(Int(max(0, now - margin).rounded(.down)), Int((now + margin).rounded(.up)))
                    + ")"
            let before = numbers.integer(Int(usual.rounded()))
            return say(
                "\(figure) enregistrements\(between), contre \(before) d'habitude.",
                "\(figure) records\(between), usually \(before).")
        }
    }

    private func shareText(_ share: Double, margin: Double) -> String {
        let figure = numbers.percent(share)
        let (low, high) = (numbers.percent(max(0, share - margin)), numbers.percent(min(1, share + margin)))
        guard low != high else { return figure }
        return "\(figure) (\(say("entre \(low) et \(high)", "between \(low) and \(high)")))"
    }

    var how: String {
        say(
            """
            Cette page ne lit que des chiffres publiés, et l'horloge. Une source est en retard quand ses chiffres ne \
            sont pas là trois jours (un jour pour une source quotidienne) après le délai de sa convention ; elle est \
            dite arrêtée quand \(Timeliness.periodsToStop) périodes manquent. Elle a dérivé quand, le dernier mois \
            publié, la part d'un motif de refus s'écarte de la médiane des douze mois d'avant de plus de \
            quatre écarts types (bruit compris) et d'un point, ou quand le nombre d'enregistrements passe sous la \
            moitié du plus faible ou au-dessus du double du plus fort. Si un quart des enregistrements change de sort, \
            le fichier n'a sans doute plus la même forme. Les colonnes nouvelles ou disparues sont dites à la \
            personne qui importe, et à elle seule : elles peuvent dépendre d'un seul enregistrement.
            """,
            """
            This page reads published figures and the clock, nothing else. A source is late when its figures aren't \
            there three days (one day for a daily source) after its convention's delay; it is said to have stopped \
            when \(Timeliness.periodsToStop) periods are missing. It has drifted when, in the last published month, the \
            share of a reason of refusal is more than four standard deviations (noise included) and a \
            point away from the median of the twelve months before, or when the number of records falls under half of \
            the fewest or rises over twice the most. Where a quarter of the records meets another fate, \
            the file probably has another shape. New or gone columns are told to whoever imports, and \
            to nobody else: they may depend on a single record.
            """)
    }

    /// What stands out, before any table.
    func headline(_ health: [SourceHealth]) -> String {
        guard !health.isEmpty else { return noSource }
        func titles(_ belongs: (SourceHealth) -> Bool) -> String? {
            let names = health.filter(belongs).map { "« \($0.title[language]) »" }
            let quoted = language == .french ? names : names.map { "“" + $0.dropFirst(2).dropLast(2) + "”" }
            return quoted.isEmpty ? nil : numbers.list(quoted)
        }
        let late = titles { if case .late = $0.timeliness { true } else { false } }
        let stopped = titles { if case .stopped = $0.timeliness { true } else { false } }
        let moved = titles { if case .moved = $0.drift { true } else { false } }
        let parts = [
            stopped.map { say("plus rien ne vient de \($0)", "nothing comes any more from \($0)") },
            late.map { say("\($0) : en retard", "\($0): late") },
            moved.map { say("\($0) : ne ressemble plus aux mois d'avant", "\($0): no longer like the months before") },
        ].compactMap(\.self)
        guard !parts.isEmpty else {
            return say(
                "Aucune source n'est en retard, et aucune n'a changé à ce qu'on en sait.",
                "No source is late, and none has changed as far as can be told.")
        }
        let text = parts.joined(separator: say(" ; ", "; ")) + "."
        return text.prefix(1).uppercased() + text.dropFirst()
    }
}
