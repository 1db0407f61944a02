import Accountability
import Markup
import Vocabulary

/// The page on the feedback loop: what happens when what patrols find decides where patrols go.
struct FeedbackPage {
    let figures: FeedbackFigures
    let frame: PageFrame

    /// The page's address below its language.
    static let path = "confiance/boucle"
    /// What the page is called.
    static let title = Phrase(fr: "La boucle qui se nourrit d'elle-même", en: "The loop that feeds on itself")

    private var language: Language { frame.language }
    private var isFrench: Bool { language == .french }
    private var numbers: NumberFormat { NumberFormat(language: language) }

    /// The whole page.
    var html: HTML {
        frame.page(
            """
            <h1>\(Self.title[language])</h1>
            <p class="headline">\(headline)</p>
            <p class="lead">\(lead)</p>
            \(.each(figures.experiments.enumerated()) { section($1, number: $0 + 1) })
            <section class="how" aria-labelledby="how-title">
            <h2 id="how-title">\(isFrench ? "Ce que nous en faisons" : "What we do about it")</h2>
            <ul class="prose">\(.each(rules) { "<li>\($0)</li>" })</ul>
            <p class="links"><a href="/\(language.rawValue)/confiance">\(Words.confidence[language])</a> \
            <a href="/\(language.rawValue)/\(Self.path)">\(isFrench ? "Lien permanent" : "Permanent link")</a></p>
            </section>

            """)
    }

    private var headline: String {
        guard let two = figures.experiments.first, let end = two.outcomes.first?.path.last else { return "" }
        let share = range(end.shares[0])
        let truth = numbers.percent(two.trueShares[0])
        return isFrench
            ? "Si les patrouilles vont là où elles ont trouvé, un secteur où il se passe \(truth) des faits finit avec \(share) de la présence."
            : "If patrols go where patrols have found, an area with \(truth) of the incidents ends with \(share) of the presence."
    }

    private func range(_ spread: RunSpread) -> String {
        let (low, high) = (percent(spread.low), percent(spread.high))
        return isFrench
            ? "\(percent(spread.mean)) (entre \(low) et \(high))"
            : "\(percent(spread.mean)) (between \(low) and \(high))"
    }

    /// A part with one decimal, which 99 % needs.
    private func percent(_ share: Double) -> String {
        numbers.decimal(share * 100, decimals: 1) + (isFrench ? NumberFormat.narrowSpace + "%" : "%")
    }

    private var lead: String {
        isFrench
            ? "Une patrouille trouve des faits là où elle va. Si ce qu'elle trouve décide où elle retourne, la présence file vers un seul secteur, quel que soit l'écart de départ : c'est l'urne d'Ensign et de ses collègues (2018). Compter chaque fait trouvé à l'inverse de la chance d'avoir été là ramène la présence à sa juste part."
            : "A patrol finds incidents where it goes. If what it finds decides where it returns, presence runs away to a single area, however small the difference was at first: this is the urn of Ensign and colleagues (2018). Counting each found incident by the inverse of the chance of having been there brings presence back to its fair share."
    }

    private func section(_ experiment: FeedbackFigures.Experiment, number: Int) -> HTML {
        let title = "loop-title-\(number)"
        let areas = experiment.rates.count
        let rates = numbers.list(experiment.rates.map { numbers.decimal($0, decimals: 2) })
        let drawn = experiment.outcomes.filter { $0.rule != .complement }
        let svg = FeedbackPicture(of: drawn, area: 0, trueShare: experiment.trueShares[0]).svg(
            in: language, title: title)
        let words = isFrench ? ["deux", "trois"] : ["two", "three"]
        let heading =
            isFrench
            ? "La part du premier de \(words[min(areas - 2, 1)]) secteurs"
            : "The first of \(words[min(areas - 2, 1)]) areas' share"
        return """
            <section class="picture" aria-labelledby="\(title)">
            <h2 id="\(title)">\(heading)</h2>
            <p class="about">\(isFrench
                ? "Une visite y trouve un fait avec les probabilités \(rates). \(numbers.integer(FeedbackFigures.steps)) visites, \(FeedbackFigures.runs) parcours."
                : "A visit finds an incident with the probabilities \(rates). \(numbers.integer(FeedbackFigures.steps)) visits, \(FeedbackFigures.runs) runs.")</p>
            \(HTML(stringLiteral: svg))
            <p class="key">\(ChartKey.line("observed", isFrench ? "sans correction" : "uncorrected"))\
            \(ChartKey.line("trend", isFrench ? "corrigée par 1/probabilité" : "corrected by 1/probability"))\
            \(ChartKey.line("expected", isFrench ? "part réelle" : "true share"))\
            \(ChartKey.area("around", isFrench ? "95 % des parcours" : "95% of the runs"))</p>
            \(table(experiment, title: title))</section>

            """
    }

    private func table(_ experiment: FeedbackFigures.Experiment, title: String) -> HTML {
        let heads = HTML.each(experiment.outcomes) { outcome in
            "<th scope=\"col\" class=\"number\">\(name(outcome.rule))</th>"
        }
        let rows = HTML.each(experiment.rates.indices) { area in
            let cells = HTML.each(experiment.outcomes) { outcome -> HTML in
                guard let end = outcome.path.last?.shares[area] else { return "<td></td>" }
                return """
                    <td class="number">\(percent(end.mean))<i>\(percent(end.low))–\(percent(end.high))</i></td>
                    """
            }
            let letter = String(UnicodeScalar(UInt8(65 + area)))
            return """
                <tr><th scope="row">\(letter)<i>\(numbers.decimal(experiment.rates[area], decimals: 2))</i></th>\
                <td class="number">\(percent(experiment.trueShares[area]))</td>\(cells)</tr>

                """
        }
        return """
            <div class="scroll" tabindex="0" role="group" aria-labelledby="\(title)">
            <table><thead><tr><th scope="col">\(isFrench ? "Secteur, taux" : "Area, rate")</th>\
            <th scope="col" class="number">\(isFrench ? "Part réelle" : "True share")</th>\(heads)</tr></thead>
            <tbody>
            \(rows)</tbody></table></div>

            """
    }

    private func name(_ rule: FeedbackRule) -> String {
        switch rule {
        case .uncorrected: isFrench ? "Sans correction" : "Uncorrected"
        case .complement: isFrench ? "Règle de l'article (1 − p)" : "The paper's rule (1 − p)"
        case .inverseProbability: isFrench ? "1/probabilité" : "1/probability"
        }
    }

    private var rules: [String] {
        isFrench
            ? [
                "Clairevoie n'envoie personne nulle part, et ne prévoit que ce que des habitants signalent ou que des capteurs mesurent.",
                "Ce qu'un agent a trouvé (contrôles, procès-verbaux) ne peut pas entrer dans une prévision : le programme qui l'essaierait ne se compile pas. Ces chiffres sont montrés comme l'activité du service.",
                "La règle de l'article suffit à deux secteurs ; à trois et plus, il faut 1/probabilité, et donc un journal de la présence. \(percent(FeedbackFigures.floor)) des visites vont à tous les secteurs également, pour que personne ne compte trop.",
                "C'est une simulation, pas une prévision : les patrouilles n'y changent rien à ce qui arrive. Sur les chiffres d'une ville : « clairevoie simulate feedback ».",
                "Source : Ensign, Friedler, Neville, Scheidegger et Venkatasubramanian 2018, « Runaway feedback loops in predictive policing ».",
            ]
            : [
                "Clairevoie sends nobody anywhere, and forecasts only what residents report or sensors measure.",
                "What an agent found (checks, tickets) can't enter a forecast: a program that tried wouldn't compile. Such figures are shown as activity of the service.",
                "The paper's rule is enough for two areas; three and more need 1/probability, and so a log of presence. \(percent(FeedbackFigures.floor)) of the visits go to all areas alike, so that nobody counts too much.",
                "It is a simulation, not a forecast: patrols change nothing of what happens in it. On a city's own figures: `clairevoie simulate feedback`.",
                "Source: Ensign, Friedler, Neville, Scheidegger and Venkatasubramanian 2018, “Runaway feedback loops in predictive policing”.",
            ]
    }
}
