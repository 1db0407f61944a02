import Analysis
import Editions
import Markup
import Vocabulary

/// The block that says of an analysis what it read, how it works, and what to keep in mind.
struct AnalysisProof {
    let source: String
    let origin: OriginMix
    let tables: [TableDescription]
    let publishedAt: UTCSeconds?
    let report: AnalysisReport?
    let territory: Territory
    let language: Language
    /// The page's address with its question.
    let address: String

    private var isFrench: Bool { language == .french }
    private var numbers: NumberFormat { NumberFormat(language: language) }

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
        var items: [(String, HTML)] = [("Source", "\(source). \(counted)")]
        if let publishedAt {
            let date = DateFormat(language: language).longDate(territory.calendar.date(at: publishedAt))
            items.append((isFrench ? "Édition" : "Edition", "\(isFrench ? "Publiée le" : "Published on") \(date)."))
        }
        if !tables.isEmpty {
            items.append((isFrench ? "Tables lues" : "Tables read", tablesRead))
            items.append(("Protection", protection))
        }
        if let report {
            items.append((isFrench ? "Méthode" : "Method", "\(report.method.name). \(report.method.source)."))
            items.append((isFrench ? "Réglages" : "Settings", settings(report)))
            items.append(
                (
                    isFrench ? "À savoir" : "Keep in mind",
                    .each(report.notes) { "<p>\($0[language])</p>" }
                ))
        }
        return items
    }

    private var counted: String {
        switch origin.main {
        case .reported: isFrench ? "On compte ce qui est signalé." : "It counts what is reported."
        case .discovered:
            isFrench
                ? "Activité du service, pas des habitants." : "Activity of the service, not of the residents."
        case .measured: isFrench ? "Un capteur l'a mesuré." : "A sensor measured it."
        case .contextual: isFrench ? "Contexte : météo, calendrier." : "Context: weather, calendar."
        }
    }

    private var tablesRead: HTML {
        var keys: [String] = []
        for table in tables where !keys.contains(table.key) { keys.append(table.key) }
        return .each(keys.enumerated()) { number, key in
            let separator: HTML = number == 0 ? .nothing : ", "
            return "\(separator)<a href=\"/api/v1/tables/\(key)\"><code>\(key)</code></a>"
        }
    }

    private var protection: HTML {
        let losses = Set(tables.filter { !$0.noise.isExact }.map(\.epsilon)).sorted().map {
            "ε\u{A0}=\u{A0}\(numbers.decimal($0.value, decimals: 3))"
        }
        guard !losses.isEmpty else {
            return isFrench
                ? "Données déjà ouvertes en amont : chiffres exacts, sans bruit ajouté."
                : "Data that is open upstream already: exact figures, no noise added."
        }
        let list = numbers.list(losses)
        return isFrench
            ? """
            Un bruit tiré au hasard une seule fois est ajouté à chaque chiffre (loi de Laplace discrète, \(list)) ; sa \
            variance est connue et entre dans les intervalles et les tests.
            """
            : """
            Noise drawn at random, once, is added to each figure (discrete Laplace law, \(list)); its variance is known \
            and enters the intervals and the tests.
            """
    }

    private func settings(_ report: AnalysisReport) -> HTML {
        let pairs = report.method.parameters.compactMap { name, value -> String? in
            let text = Self.text(value)
            return text.isEmpty ? nil : "\(name)\u{A0}=\u{A0}\(text)"
        }
        return "<code>\(pairs.joined(separator: "; "))</code>"
    }

    private static func text(_ value: AnalysisReport.Value) -> String {
        switch value {
        case .number(let number): number.isFinite ? JSON.rounded(number) : ""
        case .integer(let number): String(number)
        case .text(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .list(let values): values.map(Self.text).joined(separator: ",")
        }
    }
}
