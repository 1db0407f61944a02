public import Vocabulary

/// The public holidays of France and of its parts with holidays of their own, computed.
///
/// Code du travail, L3133-1 (the eleven of everywhere), L3134-13 (Alsace-Moselle; its Good Friday holds in communes
/// with a Protestant church) and L3422-2 (the abolitions of slavery); the law of each Pacific community. Days that are
/// only customary, such as 21 July in the Antilles, aren't among them.
public enum PublicHolidays {
    /// A part of France with a calendar of its own.
    public enum Part: String, Sendable, Hashable, CaseIterable {
        case mainland = "metropole"
        case alsaceMoselle = "alsace-moselle"
        case guadeloupe
        case martinique
        case guyane
        case reunion = "la-reunion"
        case mayotte
        case saintBarthelemy = "saint-barthelemy"
        case saintMartin = "saint-martin"
        case newCaledonia = "nouvelle-caledonie"
        case polynesia = "polynesie-francaise"
        case wallisFutuna = "wallis-et-futuna"
    }

    /// The holidays of a year, in order, with their names.
    ///
    /// - Parameter year: a Gregorian year from 1983, when the abolitions of slavery became holidays, to 4099, where the
    ///   rule of Easter was checked; other years have none.
    public static func days(of part: Part, in year: Int) -> [(date: CivilDate, title: Phrase)] {
        guard (1983...4099).contains(year), let easter = easter(of: year) else { return [] }
        let national: [(Int, Int, Phrase)] = [
            (1, 1, Phrase(fr: "Jour de l'an", en: "New Year's Day")),
            (5, 1, Phrase(fr: "Fête du travail", en: "Labour Day")),
            (5, 8, Phrase(fr: "Victoire de 1945", en: "Victory in Europe Day")),
            (7, 14, Phrase(fr: "Fête nationale", en: "National Day")),
            (8, 15, Phrase(fr: "Assomption", en: "Assumption Day")),
            (11, 1, Phrase(fr: "Toussaint", en: "All Saints' Day")),
            (11, 11, Phrase(fr: "Armistice de 1918", en: "Armistice Day")),
            (12, 25, Phrase(fr: "Noël", en: "Christmas Day")),
        ]
        var days = [
            (easter.adding(days: 1), Phrase(fr: "Lundi de Pâques", en: "Easter Monday")),
            (easter.adding(days: 39), Phrase(fr: "Ascension", en: "Ascension Day")),
            (easter.adding(days: 50), Phrase(fr: "Lundi de Pentecôte", en: "Whit Monday")),
        ]
        if part == .alsaceMoselle || part == .polynesia {
            days.append((easter.adding(days: -2), Phrase(fr: "Vendredi saint", en: "Good Friday")))
        }
        for (month, day, title) in national + own(part, in: year) {
            if let date = CivilDate(year: year, month: month, day: day) { days.append((date, title)) }
        }
        return days.sorted { $0.0 < $1.0 }.map { (date: $0.0, title: $0.1) }
    }

    private static func own(_ part: Part, in year: Int) -> [(Int, Int, Phrase)] {
        let abolition = Phrase(fr: "Abolition de l'esclavage", en: "Abolition of slavery")
        return switch part {
        case .mainland: []
        case .alsaceMoselle: [(12, 26, Phrase(fr: "Saint-Étienne", en: "St Stephen's Day"))]
        case .guadeloupe: [(5, 27, abolition)]
        case .martinique: [(5, 22, abolition)]
        case .guyane: [(6, 10, abolition)]
        case .reunion: [(12, 20, abolition)]
        case .mayotte: [(4, 27, abolition)]
        // Décret 2012-553.
        case .saintBarthelemy: year < 2012 ? [] : [(10, 9, abolition)]
        case .saintMartin: year < 2012 ? [] : [(5, 28, abolition)]
        case .newCaledonia: [(9, 24, Phrase(fr: "Fête de la citoyenneté", en: "Citizenship Day"))]
        case .polynesia:
            [
                (3, 5, Phrase(fr: "Arrivée de l'Évangile", en: "Missionary Day")),
                year < 2025
                    ? (6, 29, Phrase(fr: "Fête de l'autonomie", en: "Internal Autonomy Day"))
                    : (11, 20, Phrase(verbatim: "Matari'i")),
            ]
        case .wallisFutuna:
            [
                (4, 28, Phrase(fr: "Saint-Pierre-Chanel", en: "St Peter Chanel's Day")),
                (6, 29, Phrase(fr: "Saints Pierre et Paul", en: "Saints Peter and Paul")),
                (7, 29, Phrase(fr: "Fête du territoire", en: "Territory Day")),
            ]
        }
    }

    /// Easter Sunday of a Gregorian year (Meeus, *Astronomical Algorithms*, 1991, chapter 8: Jones's and Butcher's rule).
    ///
    /// - Returns: nil before 1583.
    public static func easter(of year: Int) -> CivilDate? {
        guard year >= 1583 else { return nil }
        let (a, b, c) = (year % 19, year / 100, year % 100)
        let (d, e) = (b / 4, b % 4)
        let g = (b - (b + 8) / 25 + 1) / 3
        let h = (19 * a + b - d - g + 15) % 30
        let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7
        let m = (a + 11 * h + 22 * l) / 451
        let n = h + l - 7 * m + 114
        return CivilDate(year: year, month: n / 31, day: n % 31 + 1)
    }

    /// A yes (1) or no (0) for each local day of a period: whether it is a holiday, and whether it is the eve of one.
    ///
    /// - Parameters:
    ///   - days: the first day, and the first day after the last.
    ///   - territory: the territory's key, which is the place of the readings.
    /// - Throws: ``ContextError/tooMany(file:limit:)`` beyond a thousand years.
    public static func series(
        of part: Part, days: Range<CivilDate>, calendar: CivilCalendar, territory: String
    ) throws -> [ContextSeries] {
        guard days.upperBound.dayNumber - days.lowerBound.dayNumber < 366_000 else {
            throw ContextError.tooMany(file: "public-holidays", limit: 366_000)
        }
        var holidays: Set<CivilDate> = []
        // The last day may be an eve.
        for year in days.lowerBound.parts.year...days.upperBound.adding(days: 1).parts.year {
            holidays.formUnion(self.days(of: part, in: year).map(\.date))
        }
        // A year for which there is no rule is unknown.
        return try HolidaySeries(
            days: days, calendar: calendar, place: territory, source: "Code du travail (\(part.rawValue))"
        ).publicHolidays(holidays) { (1983...4099).contains($0.parts.year) }
    }
}
