import Editions
import Markup
import Vocabulary

/// The words and cells of the ledger's page.
struct LedgerWords {
    let language: Language

    private var isFrench: Bool { language == .french }
    private var numbers: NumberFormat { NumberFormat(language: language) }

    /// What the ledger comes to; before the weeks are enough, plain numbers without a rate.
    func headline(_ forecasts: [LedgerForecast], _ totals: LedgerTotals) -> String {
        let number = forecasts.count { !$0.isReplay }
        let count =
            isFrench
            ? "\(numbers.integer(number)) prévision\(number < 2 ? " écrite" : "s écrites") avant les faits"
            : "\(numbers.integer(number)) forecast\(number == 1 ? "" : "s") written before the fact"
        guard totals.figures > 0 else {
            return isFrench
                ? "\(count) ; aucun des chiffres prévus n'est encore publié."
                : "\(count); none of the figures forecast is published yet."
        }
        let figures = numbers.integer(totals.figures)
        guard let coverage = totals.coverage80, let skill = totals.skill else {
            let inside = numbers.integer(totals.inside80)
            return isFrench
                ? "\(count) : \(inside) des \(figures) chiffres publiés depuis sont dans leur intervalle de 80 %. C'est trop peu de semaines pour conclure."
                : "\(count): \(inside) of the \(figures) figures published since are in their 80% interval. These are too few weeks to tell."
        }
        let share = numbers.percent(coverage.value)
        let between = range(coverage.low, coverage.high)
        let error = SkillWords(language: language).range(skill.low, skill.high)
        let less = numbers.percent(abs(skill.value))
        return isFrench
            ? "\(count) : \(share) des \(figures) chiffres publiés depuis sont dans leur intervalle de 80 % (\(between)), et l'erreur est de \(less) \(skill.value >= 0 ? "plus petite" : "plus grande") que celle d'une règle naïve (\(error))."
            : "\(count): \(share) of the \(figures) figures published since are in their 80% interval (\(between)), and the error is \(less) \(skill.value >= 0 ? "smaller" : "larger") than a naive rule's (\(error))."
    }

    /// What is in the list.
    var lead: String {
        isFrench
            ? "Toutes y sont, les mauvaises aussi. Une prévision rejouée après coup est marquée et n'entre dans aucun total."
            : "All of them are here, the bad ones too. A forecast that was replayed afterwards is marked and enters no total."
    }

    private func range(_ low: Double, _ high: Double) -> String {
        isFrench
            ? "entre \(numbers.percent(low)) et \(numbers.percent(high))"
            : "between \(numbers.percent(low)) and \(numbers.percent(high))"
    }

    // MARK: The sums

    /// The heads of the table of sums.
    var heads: HTML {
        """
        <th scope="col">\(isFrench ? "Prévisions" : "Forecasts")</th>\
        <th scope="col" class="number">\(isFrench ? "Chiffres notés" : "Figures scored")</th>\
        <th scope="col" class="number">\(isFrench ? "Dans les 80 %" : "Within the 80%")</th>\
        <th scope="col" class="number">\(isFrench ? "Dans les 95 %" : "Within the 95%")</th>\
        <th scope="col" class="number">\(isFrench ? "Erreur en moins (CRPS)" : "Less error (CRPS)")</th>\
        <th scope="col" class="number">\(isFrench ? "Gain de score log" : "Log-score gain")</th>
        """
    }

    /// A row of sums.
    func row(_ title: String, _ totals: LedgerTotals) -> HTML {
        let between = SkillWords(language: language).ends
        func cell(_ estimate: LedgerTotals.Estimate?, _ write: (Double) -> String) -> HTML {
            guard let estimate else {
                return "<td class=\"number unknown\">\(isFrench ? "trop tôt" : "too early")</td>"
            }
            return """
                <td class="number">\(write(estimate.value))<i>\(between(estimate.low, estimate.high, write))</i></td>
                """
        }
        let nats = { (value: Double) in numbers.decimal(value, decimals: 3) }
        return """
            <tr><th scope="row">\(title)</th><td class="number">\(numbers.integer(totals.figures))</td>\
            \(cell(totals.coverage80, numbers.percent))\(cell(totals.coverage95, numbers.percent))\
            \(cell(totals.skill, numbers.percent))\(cell(totals.gain, nats))</tr>

            """
    }

    /// What the sums mean.
    var explanation: String {
        isFrench
            ? "Un bon intervalle de 80 % contient le chiffre huit fois sur dix : beaucoup moins, il se vante ; beaucoup plus, il n'ose rien dire. Le score CRPS est l'écart entre ce qui était annoncé et ce qui est venu, le score log le prix de la surprise ; les deux sont comparés à la règle naïve notée sur les mêmes chiffres. En petit, l'intervalle à 95 % : il laisse de côté une semaine à la fois (jackknife)."
            : "A good 80% interval holds the figure eight times in ten: much less and it boasts, much more and it dares say nothing. The CRPS score is the distance between what was announced and what came, the log score the price of surprise; both are set against the naive rule, scored on the same figures. In small type, the 95% interval: it leaves out one week at a time (jackknife)."
    }

    // MARK: The list

    /// The heads of the ledger's list.
    var listHeads: HTML {
        """
        <th scope="col">\(isFrench ? "N°" : "No.")</th><th scope="col">\(isFrench ? "Écrite le" : "Written on")</th>\
        <th scope="col">\(isFrench ? "Sur les jours" : "About the days")</th>\
        <th scope="col" class="number">\(isFrench ? "Dans les 80 %" : "Within the 80%")</th>\
        <th scope="col" class="number">CRPS</th><th scope="col">\(isFrench ? "Texte et empreinte" : "Text and hash")</th>\
        <th scope="col" class="number">\(isFrench ? "Feuille" : "Leaf")</th>
        """
    }

    /// How one forecast did, in two cells; or that its figures are awaited.
    func outcome(_ scores: [LedgerScore], _ forecast: LedgerForecast, _ now: UTCSeconds) -> HTML {
        let figures = scores.reduce(0) { $0 + $1.figures }
        guard figures > 0 else {
            let isOver = forecast.period.upperBound <= now
            let waiting =
                isFrench
                ? isOver ? "jamais notée : chiffres attendus" : "en attente des chiffres"
                : isOver ? "never scored: figures awaited" : "awaiting the figures"
            return "<td colspan=\"2\" class=\"unknown\">\(waiting)</td>"
        }
        let inside = scores.reduce(0) { $0 + $1.inside80 }
        let (own, naive) = (scores.reduce(0) { $0 + $1.crps }, scores.reduce(0) { $0 + $1.naiveCRPS })
        let rule = isFrench ? "règle naïve" : "naive rule"
        return """
            <td class="number">\(numbers.integer(inside)) / \(numbers.integer(figures))</td>\
            <td class="number">\(numbers.decimal(own, decimals: 1))<i>\(rule) \(numbers.decimal(naive, decimals: 1))</i></td>
            """
    }

    /// The heads of one forecast's table.
    func detailHeads(hasCategory: Bool) -> HTML {
        let category: HTML =
            hasCategory ? "<th scope=\"col\">\(YesterdayWords.category[language])</th>" : .nothing
        return """
            <th scope="col">\(isFrench ? "Quand" : "When")</th>\(category)\
            <th scope="col" class="number">\(isFrench ? "Attendu" : "Expected")</th>\
            <th scope="col" class="number">\(isFrench ? "Publié" : "Published")</th>\
            <th scope="col" class="number">\(isFrench ? "Dans les 80 %" : "Within the 80%")</th>\
            <th scope="col" class="number">\(isFrench ? "Dans les 95 %" : "Within the 95%")</th>\
            <th scope="col" class="number">CRPS</th><th scope="col" class="number">\(isFrench ? "Score log" : "Log score")</th>
            """
    }
}
