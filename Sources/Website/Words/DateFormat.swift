import Vocabulary

/// Days, bins and periods as a language writes them, without asking the system's locales.
struct DateFormat: Sendable {
    let language: Language

    private static let months: [Language: [String]] = [
        .french: [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
            "novembre", "décembre",
        ],
        .english: [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ],
    ]
    private static let weekdays: [Language: [String]] = [
        .french: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        .english: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    ]

    private func month(_ number: Int) -> String { Self.months[language]?[number - 1] ?? "\(number)" }

    private func weekday(_ date: CivilDate) -> String { weekday(date.weekday) }

    /// A weekday by its number from Monday, 0.
    func weekday(_ number: Int) -> String { Self.weekdays[language]?[number] ?? "" }

    /// A month by its number from January, 1.
    func monthName(_ number: Int) -> String { month(number) }

    private func day(_ number: Int) -> String { language == .french && number == 1 ? "1er" : "\(number)" }

    /// « 4 mars 2026 ».
    func date(_ date: CivilDate) -> String {
        let (year, month, day) = date.parts
        return "\(self.day(day)) \(self.month(month)) \(year)"
    }

    /// « lundi 4 mars 2026 ».
    func longDate(_ date: CivilDate) -> String { "\(weekday(date)) \(self.date(date))" }

    /// « en mars 2026 », « du 28 février au 3 mars 2026 »: when, inside a sentence.
    func period(_ from: CivilDate, _ to: CivilDate) -> String {
        let (fromYear, fromMonth, fromDay) = from.parts
        let (toYear, toMonth, toDay) = to.parts
        let french = language == .french
        if from == to { return (french ? "le " : "on ") + longDate(from) }
        let endsMonth = toDay == CivilDate.days(inMonth: toMonth, of: toYear)
        if fromDay == 1, endsMonth, fromYear == toYear {
            if fromMonth == toMonth { return (french ? "en " : "in ") + "\(month(fromMonth)) \(toYear)" }
            if fromMonth == 1, toMonth == 12 { return (french ? "en " : "in ") + "\(toYear)" }
        }
        var start = day(fromDay)
        if fromYear != toYear || fromMonth != toMonth { start += " " + month(fromMonth) }
        if fromYear != toYear { start += " \(fromYear)" }
        return french ? "du \(start) au \(date(to))" : "from \(start) to \(date(to))"
    }

    /// What a row of a series is called.
    func bin(_ bin: TimeBin, in calendar: CivilCalendar) -> String {
        let date = calendar.date(at: bin.start)
        let (year, month, _) = date.parts
        switch bin.level {
        case .hour: return "\(longDate(date)), \(hour(bin.start, calendar))"
        case .sixHours:
            let start = hour(bin.start, calendar)
            return language == .french
                ? "\(longDate(date)), à partir de \(start)" : "\(longDate(date)), from \(start)"
        case .day: return longDate(date)
        case .week: return (language == .french ? "semaine du " : "week of ") + self.date(date)
        case .month: return "\(self.month(month)) \(year)"
        case .year: return "\(year)"
        }
    }

    /// « 22 h », `22:00`.
    private func hour(_ time: UTCSeconds, _ calendar: CivilCalendar) -> String {
        let minutes = Int(calendar.local(time) / 60) % 1440
        let two = minutes % 60 < 10 ? "0\(minutes % 60)" : "\(minutes % 60)"
        if language == .french {
            return "\(minutes / 60)\(NumberFormat.narrowSpace)h" + (minutes.isMultiple(of: 60) ? "" : two)
        }
        return (minutes < 600 ? "0" : "") + "\(minutes / 60):\(two)"
    }

    /// A moment as ISO 8601 with the local offset, for programs.
    static func iso(_ time: UTCSeconds, in calendar: CivilCalendar) -> String {
        let offset = calendar.offset(at: time)
        let local = calendar.local(time)
        let date = calendar.date(at: time)
        let seconds = Int(local) - date.dayNumber * 86_400
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        let ahead = Int(offset.magnitude) / 60
        return "\(date)T\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
            + (offset < 0 ? "-" : "+") + "\(two(ahead / 60)):\(two(ahead % 60))"
    }
}
