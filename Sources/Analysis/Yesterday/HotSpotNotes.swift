import Vocabulary

/// What a reader of hot spots must know, in plain words.
struct HotSpotNotes {
    let origin: Origin
    let level: Double
    let places: TestedPlaces
    let unknownBins: Int
    let placesWithoutPosition: Int

    /// The notes of a table of counts.
    var ofCounts: [Phrase] {
        var notes = common
        if !places.noise.isNone {
            notes.append(
                Phrase(
                    fr:
                        "Les chiffres portent un bruit ajouté exprès, de variance connue. L'intervalle dit où se trouve le "
                        + "compte exact. Le z ordinaire contient déjà ce bruit dans sa variance ; z_adjusted tient compte en "
                        + "plus de ses grands écarts.",
                    en:
                        "The figures carry noise that was added on purpose, of known variance. The interval says where the exact "
                        + "count lies. The ordinary z already holds that noise in its variance; z_adjusted also allows for "
                        + "its large deviations."))
        }
        notes.append(
            places.noise.isNone
                ? Phrase(
                    fr:
                        "Les répétitions proches (même lieu, peu après) ne sont pas calculées : elles demandent des points "
                        + "datés, pas des comptes.",
                    en: "Near repeats (same place, soon after) aren't computed: they take dated points, not counts.")
                : Phrase(
                    fr:
                        "Les répétitions proches (même lieu, peu après) ne sont pas calculées : un seul fait entre dans "
                        + "beaucoup de paires, si bien que le bruit qui le protège ne suffirait plus et que les paires de "
                        + "chiffres bruités ne diraient rien.",
                    en:
                        "Near repeats (same place, soon after) aren't computed: a single record is part of many pairs, so that "
                        + "the noise that protects it wouldn't do, and pairs of noised figures would tell nothing."))
        if unknownBins > 0 {
            notes.append(
                Phrase(
                    fr:
                        "\(unknownBins) périodes ne sont pas connues ; elles sont laissées de côté, jamais comptées zéro.",
                    en: "\(unknownBins) periods aren't known; they are left out, never counted as zero."))
        }
        if placesWithoutPosition > 0 {
            notes.append(
                Phrase(
                    fr: "\(placesWithoutPosition) lieux sans position sont laissés de côté.",
                    en: "\(placesWithoutPosition) places without a position are left out."))
        }
        return notes
    }

    /// The notes that go with any hot spots.
    var common: [Phrase] {
        let share = "\((level * 1000).rounded() / 10)"
        var notes = [
            origin.meaning,
            Phrase(
                fr:
                    "Parmi les lieux dits chauds ou froids, au plus \(share.replacing(".", with: ",")) % en moyenne le sont par "
                    + "hasard ; « noise » veut dire : rien de plus que le hasard.",
                en:
                    "Of the places called hot or cold at most \(share) % on average are so by chance; `noise` means: no more "
                    + "than chance."),
            Phrase(
                fr:
                    "Un point chaud compare des nombres de faits, pas des risques par habitant : beaucoup de passage suffit "
                    + "à en faire un.",
                en:
                    "A hot spot compares numbers of records, not risks for inhabitants: many passers-by are enough to make one."
            ),
        ]
        if places.inhabited != nil {
            notes.append(
                Phrase(
                    fr:
                        "eb_rate est le taux pour 1 000 habitants, ramené vers le taux commun là où peu de gens vivent.",
                    en:
                        "eb_rate is the rate per 1,000 inhabitants, drawn towards the common rate where few people live."
                ))
        } else {
            notes.append(
                Phrase(
                    fr: "Pas de taux par habitant : la population n'est pas connue partout.",
                    en: "No rate per inhabitant: population isn't known everywhere."))
        }
        if places.periods == nil {
            notes.append(
                Phrase(
                    fr:
                        "Pas d'évolution des points chauds : il faut au moins \(TrendPeriods.fewest) périodes entières.",
                    en: "No course of the hot spots: it takes at least \(TrendPeriods.fewest) whole periods."))
        }
        if places.ids.count < 30 {
            notes.append(
                Phrase(
                    fr: "Avec moins de 30 lieux les probabilités ne sont qu'approchées.",
                    en: "With fewer than 30 places the probabilities are rough."))
        }
        return notes
    }
}

extension Origin {
    /// What may be concluded from counts of the origin.
    var meaning: Phrase {
        switch self {
        case .reported:
            Phrase(
                fr:
                    "Ce qui est compté est ce qui a été signalé, pas ce qui s'est produit : on ne signale pas partout autant.",
                en: "What is counted is what was reported, not what occurred: people don't report alike everywhere.")
        case .discovered:
            Phrase(
                fr:
                    "Ce qui est compté est ce que des agents ont constaté là où ils étaient : cela parle de l'activité du "
                    + "service, pas des habitants.",
                en:
                    "What is counted is what agents found where they were: it tells of the service's activity, not of the "
                    + "inhabitants.")
        case .measured:
            Phrase(
                fr: "Ce qui est compté est ce que des capteurs ont mesuré là où ils sont posés.",
                en: "What is counted is what sensors measured where they stand.")
        case .contextual:
            Phrase(
                fr: "Ce qui est compté est du contexte (météo, calendrier), pas des faits.",
                en: "What is counted is context (weather, calendar), not incidents.")
        }
    }
}
