import Editions
import Markup
import Vocabulary

/// The block that says where forecasts come from, how good they were, and how to check them.
struct TomorrowProof {
    let words: TomorrowWords
    /// The page's address with its question.
    let address: String

    private var choices: TomorrowChoices { words.choices }
    private var isFrench: Bool { words.isFrench }
    private var language: Language { words.language }

    /// The block.
    var html: HTML {
        """
        <section class="how" aria-labelledby="how-title">
        <h2 id="how-title">\(isFrench ? "Comment le sait-on ?" : "How do we know?")</h2>
        <dl>
        \(.each(items) { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>\n" })</dl>
        <p class="links"><a href="/\(language.rawValue)/confiance">\(Words.confidence[language])</a> \
        <a href="\(address)">\(isFrench ? "Lien permanent" : "Permanent link")</a></p>
        </section>

        """
    }

    private var items: [(String, HTML)] {
        let about = choices.table.family.latest
        let ledger = choices.days.ledger
        let forecast = choices.days.forecast
        let calendar = words.territory.calendar
        let known = words.dates.longDate(calendar.date(at: ledger.knownUntil - 1))
        let source: HTML = """
            \(about.sourceTitle[language]). <a href="/api/v1/tables/\(ledger.table)"><code>\(ledger.table)</code></a>
            """
        let query = choices.question.query
        let registered: HTML = """
            \(isFrench ? "Feuille" : "Leaf") \(Int(ledger.leaf)) \(isFrench ? "du journal, empreinte" : "of the log, hash") \
            <code class="long">\(ledger.hash)</code>. <a href="/api/v1/forecasts/\(Int(ledger.id))">\
            \(isFrench ? "Son texte exact" : "Its exact text")</a> · \
            <a href="/\(language.rawValue)/demain/previsions?\(query)">\
            \(isFrench ? "toutes les prévisions, les mauvaises aussi" : "all forecasts, the bad ones too")</a>
            """
        let method: HTML = """
            \(model(forecast.method)) \
            <a href="/\(language.rawValue)/demain/essais?\(query)">\(isFrench ? "Comment elle a été essayée" : "How it was tried")</a>
            """
        return [
            ("Source", source),
            (
                isFrench ? "Écrite" : "Written",
                "\(words.written) \(isFrench ? "Elle connaissait les chiffres publiés jusqu'au \(known)." : "It knew the figures published until \(known).")"
            ),
            (isFrench ? "Registre" : "Ledger", registered),
            (isFrench ? "Méthode" : "Method", method),
            (isFrench ? "Intervalles" : "Intervals", "\(intervals)"), (isFrench ? "À savoir" : "Keep in mind", notes),
        ]
    }

    private func model(_ method: IssuedForecast.Method) -> String {
        guard method.model == "pool" else { return (isFrench ? "Modèle " : "Model ") + method.model + "." }
        let members = Set(method.weights.values.flatMap { $0.filter { $0.value > 0 }.keys }).count
        return isFrench
            ? "Mélange de \(members) modèles, pesés par leur score passé, puis corrigé de sa largeur passée."
            : "A pool of \(members) models, weighted by their past score, then corrected by how wide it was."
    }

    private var intervals: String {
        isFrench
            ? """
            L'intervalle de 80 % doit contenir le chiffre publié huit fois sur dix, celui de 95 % dix-neuf fois sur vingt ; \
            le registre compte s'ils le font.
            """
            : """
            The 80% interval should hold the published figure eight times in ten, the 95% one nineteen times in twenty; the \
            ledger counts whether they do.
            """
    }

    private var notes: HTML {
        let origin: String =
            switch words.origin {
            case .measured: isFrench ? "Ce que des capteurs mesureront." : "What sensors will measure."
            default:
                isFrench
                    ? "On prévoit ce qui sera signalé, par lieu et par jour : une demande de service, jamais des personnes."
                    : "It forecasts what will be reported, by place and day: a demand for service, never persons."
            }
        let gatherings =
            isFrench
            ? "Les rassemblements n'entrent que déclarés, par l'affluence attendue ; jamais par les réseaux sociaux."
            : "Gatherings enter only when declared, by expected attendance; never through social networks."
        return "<p>\(origin)</p><p>\(gatherings)</p>"
    }
}
