import Editions
import Vocabulary

/// The phrases of the page *Hier*.
enum YesterdayWords {
    static let title = Phrase(fr: "Hier : ce qui s'est passé", en: "Yesterday: what happened")
    static let choose = Phrase(
        fr: "Choisir la période, les lieux, les catégories", en: "Choose period, places, categories")
    static let source = Phrase(fr: "Source", en: "Source")
    static let from = Phrase(fr: "Du", en: "From")
    static let to = Phrase(fr: "Au", en: "To")
    static let level = Phrase(fr: "Découpage", en: "Places by")
    static let category = Phrase(fr: "Catégories", en: "Categories")
    static let groups = Phrase(fr: "Groupes", en: "Groups")
    static let step = Phrase(fr: "Pas de la courbe", en: "Step of the series")
    static let place = Phrase(fr: "Lieu", en: "Place")
    static let show = Phrase(fr: "Afficher", en: "Show")
    static let showTable = Phrase(fr: "Voir le tableau", en: "Show the table")
    static let tooFew = Phrase(fr: "trop peu pour conclure", en: "too few to tell")
    static let between = Phrase(fr: "entre {low} et {high}", en: "between {low} and {high}")
    static let mapLabel = Phrase(
        fr: "Carte ; le tableau qui suit dit la même chose", en: "Map; the table that follows says the same")
    static let zoomIn = Phrase(fr: "Agrandir", en: "Zoom in")
    static let zoomOut = Phrase(fr: "Réduire", en: "Zoom out")
    static let twoFingers = Phrase(
        fr: "Deux doigts déplacent la carte", en: "Use two fingers to move the map")
    static let mapNeedsScript = Phrase(
        fr: "La carte a besoin de JavaScript. Le tableau donne tous ses lieux et tous ses nombres.",
        en: "The map needs JavaScript. The table has all its places and all its counts.")
    static let find = Phrase(fr: "Chercher un lieu par son nom", en: "Find a place by its name")
    static let search = Phrase(fr: "Chercher", en: "Search")
    static let noPlaceFound = Phrase(
        fr: "Aucun lieu ne porte ce nom. Essayez-en une partie.", en: "No place has that name. Try a part of it.")
    static let pages = Phrase(fr: "Pages du tableau", en: "Pages of the table")
    static let previousPage = Phrase(fr: "Page précédente", en: "Previous page")
    static let nextPage = Phrase(fr: "Page suivante", en: "Next page")
    static let nothingInPeriod = Phrase(
        fr: "Rien n'est publié pour cette période à ce niveau. Choisissez une autre période ou un autre découpage.",
        en: "Nothing is published for this period at this level. Choose another period or other places.")
    static let nothingRead = Phrase(
        fr: "Aucune : rien n'est publié pour cette période à ce niveau, et cette page ne montre donc aucun chiffre.",
        en: "None: nothing is published for this period at this level, so this page shows no figure.")
    static let noSeries = Phrase(
        fr:
            """
            Aucune courbe n'est publiée pour ce choix. Essayez un autre lieu, une autre catégorie ou une autre \
            période.
            """,
        en: "No series is published for this choice. Try another place, another category or another period.")
    static let seriesValue = Phrase(fr: "Publié", en: "Published")
    static let exactValue = Phrase(fr: "Nombre exact", en: "Exact count")
    static let figure = Phrase(fr: "Nombre", en: "Count")
    static let interval = Phrase(fr: "Intervalle à 95\u{202F}%", en: "95% interval")
    static let yearlyRate = Phrase(
        fr: "Par an pour 1\u{202F}000 habitants", en: "A year per 1,000 inhabitants")
    static let when = Phrase(fr: "Quand", en: "When")
    static let legend = Phrase(
        fr: "Légende : combien de lieux dans chaque classe", en: "Legend: how many places in each class")

    static let periods = Phrase(fr: "Périodes voisines", en: "Neighbouring periods")
    static let previousPeriod = Phrase(fr: "Période précédente", en: "Previous period")
    static let nextPeriod = Phrase(fr: "Période suivante", en: "Next period")
    static let play = Phrase(fr: "Dérouler le temps", en: "Play through time")
    static let pause = Phrase(fr: "Arrêter", en: "Stop")
    static let wholePeriod = Phrase(fr: "toute la période", en: "the whole period")
    static let playbackBin = Phrase(fr: "Moment montré par la carte", en: "Time shown on the map")
    static let standsOut = Phrase(
        fr: "ressort avec ses voisins, hasard et bruit déduits",
        en: "stands out with its neighbours, chance and noise set aside")
    static let standsBelow = Phrase(fr: "compte moins, de même", en: "counts less, likewise")

    static let parameter: [String: Phrase] = [
        "source": Phrase(fr: "la source", en: "the source"),
        "level": Phrase(fr: "le découpage", en: "the places"),
        "category": Phrase(fr: "la catégorie", en: "the category"),
        "step": Phrase(fr: "le pas de la courbe", en: "the step of the series"),
        "place": Phrase(fr: "le lieu", en: "the place"),
    ]

    static func changed(_ what: String) -> Phrase {
        Phrase(
            fr: "Aucune table publiée ne répond à cette combinaison ; nous avons changé \(what).",
            en: "No published table answers that combination; we changed \(what).")
    }

    static func gaps(_ periods: String) -> Phrase {
        Phrase(
            fr: "Non publié, donc inconnu (et non nul) : \(periods).",
            en: "Not published, so unknown (and not zero): \(periods).")
    }

    static func interrupted(_ periods: String) -> Phrase {
        Phrase(
            fr: "Une publication y a été interrompue après son tirage, et ne sera pas refaite : \(periods).",
            en: "A publication was interrupted there after its draw, and won't be made again: \(periods).")
    }

    static func mapGaps(_ days: String, of all: String, _ periods: String) -> Phrase {
        Phrase(
            fr: "La carte et son tableau ne comptent que \(days) des \(all) jours. "
                + "Non publié à ce niveau, donc inconnu (et non nul) : \(periods).",
            en: "The map and its table count \(days) of the \(all) days only. "
                + "Not published at this level, so unknown (and not zero): \(periods).")
    }

    static func seriesTitle(_ place: String, _ step: String) -> Phrase {
        Phrase(fr: "\(place), par \(step)", en: "\(place), by \(step)")
    }

    static func backTo(_ territory: String) -> Phrase {
        Phrase(fr: "Revenir à \(territory)", en: "Back to \(territory)")
    }

    /// What a row says of what its source did since.
    static func mark(of correction: Correction) -> Phrase {
        switch correction {
        case .changed: Phrase(fr: "corrigé depuis", en: "corrected since")
        case .deliveredAgain: Phrase(fr: "livré de nouveau depuis", en: "delivered again since")
        }
    }

    static func rows(_ first: String, _ last: String, of all: String) -> Phrase {
        Phrase(
            fr: "Lieux \(first) à \(last) sur \(all), par nombre décroissant.",
            en: "Places \(first) to \(last) of \(all), highest counts first.")
    }
}
