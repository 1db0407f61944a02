import Editions
import Foundation
import Markup
import Vocabulary

/// The block that says where the page's figures come from and what their intervals mean.
struct HowWeKnow {
    let answer: YesterdayAnswer
    let territory: Territory
    let language: Language

    private var numbers: NumberFormat { NumberFormat(language: language) }
    private var dates: DateFormat { DateFormat(language: language) }
    private var isFrench: Bool { language == .french }

    /// The block.
    var html: HTML {
        """
        <section class="how" aria-labelledby="how-title">
        <h2 id="how-title">\(isFrench ? "Comment le sait-on ?" : "How do we know?")</h2>
        <dl>
        \(.each(items) { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>\n" })</dl>
        <p class="links"><a href="/\(language.rawValue)/confiance">\(Words.confidence[language])</a> \
        <a href="/\(language.rawValue)/hier?\(answer.question.query)">\(isFrench ? "Lien permanent" : "Permanent link")</a>\
        </p>
        </section>

        """
    }

    private var editions: [Edition] {
        answer.map.figures.editions + (answer.series?.figures.rows.compactMap(\.edition) ?? [])
    }

    private var tables: [TableDescription] {
        var found: [TableDescription] = []
        let all =
            answer.map.figures.cover.parts.map(\.table.description)
            + (answer.total?.cover.parts.map(\.table.description) ?? [])
            + (answer.series?.figures.rows.contains { $0.reading != nil } == true
                ? answer.series.map { [$0.family.latest] } ?? [] : [])
        for table in all where !found.contains(where: { $0.id == table.id }) { found.append(table) }
        return found
    }

    private var items: [(String, HTML)] {
        var items: [(String, HTML)] = []
        let source = answer.choices.sources.first { $0.id == answer.question.source }?.title[language] ?? ""
        items.append((isFrench ? "Source" : "Source", "\(source). \(origin)"))
        if let newest = editions.map(\.publishedAt).max() {
            let date = dates.longDate(territory.calendar.date(at: newest))
            items.append((isFrench ? "Édition" : "Edition", "\(isFrench ? "Publiée le" : "Published on") \(date)."))
        }
        guard !tables.isEmpty else {
            items.append((isFrench ? "Tables lues" : "Tables read", "\(YesterdayWords.nothingRead[language])"))
            return items
        }
        items.append((isFrench ? "Tables lues" : "Tables read", tablesRead))
        items.append((isFrench ? "Protection" : "Protection", protection))
        items.append((isFrench ? "Intervalle" : "Interval", interval))
        if !answer.map.figures.places.isEmpty { items.append((isFrench ? "Carte" : "Map", mapMethod)) }
        let corrections = answer.map.figures.editions.compactMap(\.correction)
        if let last = corrections.max(by: { $0.time < $1.time }) {
            items.append((title(last), "\(sentence(last))"))
        }
        return items
    }

    private var origin: String {
        let others = answer.origins.others.map { other in
            (isFrench ? " Mais aussi, pour une partie : " : " But some of them: ") + clause(sentence(other))
        }
        return sentence(answer.origins.main) + others.joined()
    }

    /// A sentence as it goes on after a colon.
    private func clause(_ sentence: String) -> String { sentence.prefix(1).lowercased() + sentence.dropFirst() }

    private func title(_ correction: Correction) -> String {
        let mark = YesterdayWords.mark(of: correction)[language]
        return mark.prefix(1).uppercased() + mark.dropFirst()
    }

    private func sentence(_ correction: Correction) -> String {
        let date = dates.longDate(territory.calendar.date(at: correction.time))
        switch correction {
        case .changed:
            return isFrench
                ? "La source a changé ces données le \(date) ; les chiffres publiés restent tels quels."
                : "The source changed this data on \(date); the published figures stay as they were."
        case .deliveredAgain:
            return isFrench
                ? """
                La source a livré cette période de nouveau le \(date). Dire si quelque chose a changé trahirait un \
                enregistrement ; les chiffres publiés restent tels quels.
                """
                : """
                The source delivered this period again on \(date). To say whether anything changed would give a \
                record away; the published figures stay as they were.
                """
        }
    }

    private func sentence(_ origin: Origin) -> String {
        switch origin {
        case .reported:
            isFrench
                ? "Quelqu'un a demandé de l'aide ou signalé un fait." : "Somebody asked for help or reported something."
        case .discovered:
            isFrench
                ? "Des agents l'ont constaté ; ces nombres disent où le service a travaillé, pas ce que font les habitants."
                : "Agents found it; these counts tell where the service worked, not what residents do."
        case .measured: isFrench ? "Un capteur l'a mesuré." : "A sensor measured it."
        case .contextual: isFrench ? "Contexte : météo, calendrier." : "Context: weather, calendar."
        }
    }

    private var tablesRead: HTML {
        let parts = answer.map.figures.cover.parts
        let counts = TimeLevel.allCases.reversed().compactMap { level -> String? in
            let count = parts.count { $0.bin.level == level }
            return count == 0 ? nil : Words.bins(count, level)[language]
        }
        let keys = HTML.each(tables.enumerated()) { number, table in
            let separator: HTML = number == 0 ? .nothing : ", "
            return "\(separator)<a href=\"/api/v1/tables/\(table.key)\"><code>\(table.key)</code></a>"
        }
        guard !counts.isEmpty else { return "\(keys)." }
        let read = numbers.list(counts)
        return isFrench
            ? "La carte additionne le moins de chiffres publiés possible : \(read). \(keys)."
            : "The map adds up as few published figures as possible: \(read). \(keys)."
    }

    private var protection: HTML {
        let noised = tables.filter { !$0.noise.isExact }
        guard !noised.isEmpty else {
            return isFrench
                ? "Données déjà ouvertes en amont : chiffres exacts, sans bruit ajouté."
                : "Data that is open upstream already: exact figures, no noise added."
        }
        let losses = Set(noised.map(\.epsilon)).sorted().map {
            "ε\u{A0}=\u{A0}\(numbers.decimal($0.value, decimals: 3))"
        }
        let list = numbers.list(losses)
        // One record lies in one cell of each table, so what the tables of this page say of it adds up over them.
        let all = noised.reduce(Epsilon.zero) { $0 + $1.epsilon }
        let right = Self.rightGuesses(all)
        let share = language == .french ? "\(right) %" : "\(right)%"
        return isFrench
            ? """
            Un bruit tiré au hasard une seule fois est ajouté à chaque chiffre (loi de Laplace discrète, \(list)). \
            Qui devinerait à pile ou face si un enregistrement donné existe ne passerait, avec les tables lues ici, \
            que de 50 % à \(share) de bonnes réponses au plus.
            """
            : """
            Noise drawn at random, once, is added to each figure (discrete Laplace law, \(list)). Someone who guesses \
            on a coin's toss whether a given record exists would, with the tables read here, go from 50% right to \
            \(share) at most.
            """
    }

    /// The most that a guess at even odds can be right, as a percentage rounded up.
    static func rightGuesses(_ epsilon: Epsilon) -> Int {
        let odds = exp(epsilon.value)
        return min(100, Int((100 * odds / (1 + odds)).rounded(.up)))
    }

    private var interval: HTML {
        if tables.allSatisfy(\.noise.isExact) {
            return isFrench
                ? "Aucun : le chiffre est le compte lui-même."
                : "None: the figure is the count itself."
        }
        return isFrench
            ? """
            « Entre … et … » contient le vrai compte 95 fois sur 100. Quand des chiffres s'additionnent, leurs \
            bruits s'additionnent aussi. Un chiffre publié négatif est affiché 0 ; le CSV le donne tel que \
            publié.
            """
            : """
            “Between … and …” holds the true count 95 times in 100. Where figures add up, so does their noise. A \
            published figure below zero is shown as 0; the CSV has it as published.
            """
    }

    private var mapMethod: HTML {
        isFrench
            ? """
            Nombres bruts, non rapportés à la population (le tableau l'est, où elle est connue) ; classes par quantiles. Hachures : trop peu pour \
            conclure (l'intervalle contient 0, ou dépasse la moitié du nombre). Un lieu « se détache » si son \
            intervalle est séparé de celui de tous les autres et l'écart plus grand que le hasard (2,58 \
            écarts-types).
            """
            : """
            Plain counts, not divided by population (the table is, where it is known); classes by quantiles. Hatched: too few to tell (the \
            interval holds 0, or reaches further than half of the count). A place “stands out” if its interval \
            is apart from all others' and the gap larger than chance (2.58 standard deviations).
            """
    }
}
