import Vocabulary

/// The phrases that several screens share.
enum Words {
    static let yesterday = Phrase(fr: "Hier", en: "Yesterday")
    static let confidence = Phrase(fr: "Confiance", en: "Trust")
    static let skip = Phrase(fr: "Aller au contenu", en: "Skip to the content")
    static let tabs = Phrase(fr: "Onglets", en: "Tabs")
    static let languages = Phrase(fr: "Langue", en: "Language")
    static let simulated = Phrase(
        fr: "Ville de démonstration : tous les chiffres de ce site sont simulés.",
        en: "Demonstration city: every figure on this site is simulated.")
    static let staffOnly = Phrase(
        fr: "Réservé aux agents : ces chiffres ne sont pas anonymes. Ne les diffusez pas.",
        en: "For staff only: these figures are not anonymous. Do not pass them on.")
    static let onlyPublishedPart = Phrase(
        fr: ", pour la seule partie publiée de la période.", en: ", for the published part of the period only.")
    static let serviceActivity = Phrase(
        fr: "Activité du service, pas des habitants", en: "Activity of the service, not of the residents")
    static let free = Phrase(
        fr: "Logiciel libre. Ce site compte des lieux et des heures, jamais des personnes.",
        en: "Free software. This site counts places and hours, never persons.")
    static let programs = Phrase(fr: "Interface pour programmes", en: "Interface for programs")
    static let unknown = Phrase(fr: "non publié", en: "not published")
    static let interrupted = Phrase(fr: "non publié : interrompu", en: "not published: interrupted")
    static let exact = Phrase(fr: "exact", en: "exact")

    /// What is counted, in the plural that a number asks for.
    static func counted(_ origin: Origin, _ number: Int) -> Phrase {
        switch origin {
        case .reported:
            Phrase(
                fr: number < 2 ? "signalement" : "signalements", en: number == 1 ? "report" : "reports")
        case .discovered:
            Phrase(
                fr: number < 2 ? "constat du service" : "constats du service",
                en: number == 1 ? "finding of the service" : "findings of the service")
        case .measured:
            Phrase(
                fr: number < 2 ? "passage mesuré" : "passages mesurés",
                en: number == 1 ? "measured count" : "measured counts")
        case .contextual: Phrase(fr: number < 2 ? "relevé" : "relevés", en: number == 1 ? "record" : "records")
        }
    }

    /// That some of what is counted came to be in another way.
    static func including(_ origin: Origin) -> Phrase {
        let them = counted(origin, 2)
        return Phrase(fr: ", dont des \(them[.french])", en: ", some of them \(them[.english])")
    }

    /// How many places are left out of a list.
    static func otherPlaces(_ count: Int) -> Phrase {
        Phrase(
            fr: "\(NumberFormat(language: .french).integer(count)) autres lieux",
            en: "\(NumberFormat(language: .english).integer(count)) other places")
    }

    /// A step of time.
    static func step(_ level: TimeLevel) -> Phrase {
        switch level {
        case .hour: Phrase(fr: "heure", en: "hour")
        case .sixHours: Phrase(fr: "six heures", en: "six hours")
        case .day: Phrase(fr: "jour", en: "day")
        case .week: Phrase(fr: "semaine", en: "week")
        case .month: Phrase(fr: "mois", en: "month")
        case .year: Phrase(fr: "année", en: "year")
        }
    }

    /// So many bins of a level: « 1 mois et 3 jours ».
    static func bins(_ count: Int, _ level: TimeLevel) -> Phrase {
        let singular = step(level)
        let french =
            switch level {
            case .sixHours: count < 2 ? "tranche de six heures" : "tranches de six heures"
            case .month: singular[.french]
            default: count < 2 ? singular[.french] : singular[.french] + "s"
            }
        let english =
            switch level {
            case .sixHours: count == 1 ? "stretch of six hours" : "stretches of six hours"
            default: count == 1 ? singular[.english] : singular[.english] + "s"
            }
        return Phrase(
            fr: "\(NumberFormat(language: .french).integer(count)) \(french)",
            en: "\(NumberFormat(language: .english).integer(count)) \(english)")
    }

    /// A level of places.
    static func level(_ level: PlaceLevel, in territory: Territory) -> Phrase {
        switch level {
        case .territory: Phrase(fr: "Tout le territoire", en: "The whole territory")
        case .cell(let metres):
            Phrase(
                fr: "Carreaux de \(NumberFormat(language: .french).integer(metres))\u{202F}m",
                en: "Squares of \(NumberFormat(language: .english).integer(metres)) m")
        case .zone(let key):
            territory.geography.layers.first { $0.level == key }?.title ?? Phrase(verbatim: key)
        }
    }

    /// How finely categories are told apart.
    static func categories(_ level: CategoryLevel) -> Phrase {
        switch level {
        case .category: Phrase(fr: "catégories", en: "categories")
        case .group: Phrase(fr: "groupes", en: "groups")
        case .all: Phrase(fr: "tout ensemble", en: "all together")
        }
    }
}
