import Vocabulary

/// The phrases of the page *Confiance*, in one language.
struct ConfidenceWords {
    let language: Language

    private func say(_ french: String, _ english: String) -> String { language == .french ? french : english }

    var title: String {
        say("Confiance : ce que nous publions, et à quel prix", "Trust: what we publish, and at what price")
    }
    var lead: String {
        say(
            """
            Chaque chiffre de ce site a été publié une fois pour toutes et inscrit dans un journal. Aucune page \
            ne lit les données d'origine.
            """,
            """
            Each figure on this site was published once and for all and is on the record in a log. No page reads \
            the original data.
            """
        )
    }
    var unitTitle: String { say("Ce qui est protégé", "What is protected") }
    var unit: [String] {
        [
            say(
                """
                L'unité protégée est un enregistrement d'une source (un appel, un signalement), à travers toutes \
                ses versions et pour toujours. ε mesure ce que l'ensemble des publications peut en trahir : avec \
                ε = 1, quelqu'un qui devine à pile ou face si l'enregistrement existe ne peut passer que de 50 % \
                à 73 % de bonnes réponses au plus ; avec 0,1, à 52 %.
                """,
                """
                The unit protected is one record of one source (a call, a report), through all its versions, for \
                life. ε measures what all publications together can give away of it: at ε = 1, someone who \
                guesses on a coin's toss whether the record exists can go from 50% right to 73% at most; at 0.1, \
                to 52%.
                """
            ),
            say(
                """
                Un même fait peut donner plusieurs enregistrements : k dit combien au plus. Le budget dépensé \
                pour un fait est k fois celui d'un enregistrement.
                """,
                """
                One incident may make several records: k says how many at most. What an incident has spent is k \
                times what a record has.
                """
            ),
        ]
    }
    var source: String { say("Source", "Source") }
    var spentPerRecord: String { say("ε dépensé par enregistrement", "ε spent per record") }
    var spentPerIncident: String { say("Σ kε dépensé par fait", "Σ kε spent per incident") }
    var limit: String { say("limite par enregistrement", "limit per record") }
    var allSources: String { say("Toutes les sources", "All sources") }
    var noNoise: String { say("données ouvertes, sans protection", "open data, unprotected") }
    var exact: String { say("exact", "exact") }
    func enforced(_ isEnforced: Bool) -> String {
        isEnforced
            ? say("vérifié à l'import", "checked on import") : say("déclaré, non vérifié", "stated, not checked")
    }

    var notPromisedTitle: String { say("Ce qui n'est pas promis", "What is not promised") }
    func notPromised(for audience: Audience) -> [String] {
        var items = [
            say(
                """
                Une personne qui apparaît dans beaucoup de faits n'est protégée que fait par fait : ses budgets \
                s'additionnent.
                """,
                "A person who appears in many incidents is protected incident by incident only: their budgets add up."),
            say(
                """
                Si une correction déplace un enregistrement d'une période déjà publiée vers une période encore \
                ouverte, il peut compter dans les deux : il paie alors deux fois.
                """,
                """
                If a correction moves a record from a period already published to one still open, it may count \
                in both: it then pays twice.
                """
            ),
            say(
                """
                Les tables exactes de données déjà ouvertes ne sont pas protégées ici : elles le sont autant, ou \
                aussi peu, que chez leur éditeur.
                """,
                """
                Exact tables of data that is open already are not protected here: they are as much, or as \
                little, as where they were first published.
                """
            ),
            say(
                "Les tables réservées aux agents ne sont jamais anonymes ; elles ne sont pas servies au public.",
                "Tables for staff are never anonymous; they are not served to the public."),
            say(
                "Un même fait compté par deux sources paie dans chacune.",
                "An incident counted by two sources pays in each."),
        ]
        if audience == .staff {
            items.insert(
                say(
                    "Vous lisez les chiffres des agents : ils ne sont pas anonymes.",
                    "You are reading staff figures: they are not anonymous."), at: 0)
        }
        return items
    }

    var planTitle: String { say("Le plan : toutes les tables publiées", "The plan: every published table") }
    func plan(_ disclosure: PublishedDisclosure) -> String {
        say(
            """
            Chaque enregistrement tombe dans une seule case de chaque table\(disclosure.contains(.noised) ? " ; toutes les cases bruitées sont tirées, les zéros compris" : ""). Nous répondons à une question large par une \
            table large quand il y en a une ; sinon la page additionne le moins de chiffres possible, et son \
            intervalle grandit d'autant.
            """,
            """
            Each record falls in one cell of each table\(disclosure.contains(.noised) ? "; every noised cell is drawn, zeros included" : ""). A coarse question is answered by a coarse table where there is one; \
            otherwise the page adds up as few figures as it can, and its interval grows with them.
            """
        )
    }
    var table: String { say("Table", "Table") }
    var places: String { say("Lieux", "Places") }
    var time: String { say("Temps", "Time") }
    var counted: String { say("Compte", "Counts") }
    var published: String { say("Publié", "Published") }
    var nothingYet: String { say("rien encore", "nothing yet") }
    var outcomesShort: String { say("admis et refusés", "admitted and refused") }

    var outcomesTitle: String { say("Ce qui a été refusé à l'entrée", "What was refused at the gate") }
    func outcomes(_ disclosure: PublishedDisclosure) -> String {
        say(
            """
            Un enregistrement sans lieu, sans catégorie connue ou hors du territoire n'est pas compté sur la \
            carte. Ces totaux sont publiés comme les autres\(disclosure.contains(.noised) ? ", avec leur bruit" : "").
            """,
            """
            A record without a place, without a known category or outside the territory isn't counted on the \
            map. These totals are published like any other\(disclosure.contains(.noised) ? ", with their noise" : "").
            """
        )
    }
    var outcome: String { say("Sort de l'enregistrement", "What became of the record") }
    var noOutcomes: String {
        say("Aucun total de refus n'est encore publié.", "No totals of refusals are published yet.")
    }

    var logTitle: String { say("Le journal de transparence", "The transparency log") }
    var log: String {
        say(
            """
            Chaque publication et chaque correction est une feuille d'un arbre de Merkle auquel on ne peut \
            qu'ajouter (RFC 9162). Notez la racine : si l'histoire était réécrite, elle ne correspondrait plus.
            """,
            """
            Each publication and each correction is a leaf of a Merkle tree that can only grow (RFC 9162). Note \
            the root: if history were rewritten it would no longer match.
            """
        )
    }
    var leaves: String { say("Feuilles", "Leaves") }
    var root: String { say("Racine (SHA-256)", "Root (SHA-256)") }

    var rulesTitle: String { say("Les règles, en clair", "The rules, in plain words") }
    /// What keeps a place with few inhabitants, which differs between exact and noised figures.
    private func smallPlaces(_ places: SmallPlaces?, _ disclosure: PublishedDisclosure) -> String {
        if let places {
            return say(
                """
                Une maille de moins de \(places.minimum) ménages est réunie à une voisine avant tout comptage : aucun \
                chiffre ne porte sur une maison.
                """,
                """
                A grid cell with fewer than \(places.minimum) households joins a neighbour before anything is \
                counted: no figure is about one house.
                """)
        }
        let noGrid = say(
            """
            Ce territoire n'a pas de carroyage public de population : les mailles peu habitées sont comptées comme les \
            autres.
            """,
            """
            This territory has no public population grid: cells with few inhabitants are counted like the others.
            """)
        let noise = say(
            " Dans les tables bruitées, seul le bruit les protège.", " In noised tables the noise alone protects them.")
        let exact = say(
            " Dans les tables exactes, rien ne les protège de plus que chez l'éditeur des données.",
            " In exact tables nothing protects them beyond what the data's first publisher did.")
        return noGrid + (disclosure.contains(.noised) ? noise : "") + (disclosure.contains(.exact) ? exact : "")
    }

    func rules(_ places: SmallPlaces?, _ disclosure: PublishedDisclosure) -> [String] {
        let drawnOnce = say(
            "Le bruit d'un chiffre est tiré une seule fois ; on ne peut pas l'effacer en redemandant.",
            "A figure's noise is drawn once; asking again doesn't wash it out.")
        return [smallPlaces(places, disclosure)] + (disclosure.contains(.noised) ? [drawnOnce] : []) + [
            say(
                """
                Un chiffre publié ne change plus. Si la source change ses données ouvertes, il est marqué « corrigé \
                depuis » ; une source bruitée qui livre de nouveau une période est marquée « livré de nouveau depuis », \
                que quelque chose ait changé ou non.
                """,
                """
                A published figure doesn't change. If an open source changes its data it is marked “corrected since”; \
                a noised source that delivers a period again is marked “delivered again since”, whether or not \
                anything changed.
                """),
            say(
                """
                Une période n'est publiée qu'une fois close et reçue en entier. Ce qui manque est inconnu, \
                jamais zéro.
                """,
                "A period is published once it is over and wholly received. What is missing is unknown, never zero."),
            say(
                """
                Aucun nom, visage, plaque, téléphone ni texte libre n'entre dans le système : il n'a pas de \
                place pour eux.
                """,
                "No name, face, plate, telephone or free text enters the system: it has no room for them."),
        ]
    }
}
