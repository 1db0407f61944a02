import Vocabulary

/// A proposal written as the YAML that a territory's folder holds.
extension ConventionProposal {
    /// The text of `conventions/SOURCE.yaml`, with comments in French and English.
    ///
    /// What only a person can decide is a question in a comment until ``decisions`` answer it; without the answer its
    /// key is missing, so that the folder's loader refuses the file and says which.
    public func yaml() -> String {
        var text = """
            # Convention proposée d'après un fichier : relisez chaque ligne avant de vous en servir.
            # A convention proposed from a file: read every line before it is used.
            source: \(source)

            """
        text += decided
        text += """

            # Seules ces colonnes sont lues ; toute autre est écartée et comptée.
            # These columns alone are looked at; every other one is dropped and counted.
            columns:

            """
        text += placeText + timeText + categoryText
        if let key { text += "  key: \(Self.quoted(key))\n" }
        if !transient.isEmpty {
            text += """

                # Lues en mémoire, le temps d'en tirer une maille ou une catégorie, et jamais gardées.
                # Looked at in memory, for the cell or the category that they mean, and never kept.
                transient: \(Self.list(transient))

                """
        }
        text += droppedText
        text += formatText
        text += """

            # À relire : délai avant publication, durée de conservation. / To review: delay before publishing, retention.
            delay_hours: 48
            retention_days: 1096

            # Tout chiffre publié porte un bruit, payé sur le budget de plan.yaml.
            # Every published figure carries noise, paid from the budget of plan.yaml.
            disclosure: noised

            """
        return text
    }

    private static let purposeQuestion = """
        # QUESTION : pourquoi compter cette source ? / why is this source counted?

        """
    private static let basisQuestion = """
        # QUESTION : sur quelle base légale ? / on what legal basis?

        """
    private static let originQuestion = """
        # QUESTION : reported (on a demandé de l'aide / somebody asked for help), discovered (un agent l'a constaté /
        # an agent found it), measured (un capteur / a sensor), contextual (météo, calendrier / weather, calendar)?

        """
    private static let boundQuestion = """
        # QUESTION : combien de lignes au plus un même incident peut-il faire ?
        # how many rows at most may one incident make?

        """

    private var decided: String {
        guard let decisions else {
            return """
                # QUESTION : comment appeler cette source ? / what is the source called?
                # title: {fr: …, en: …}
                \(Self.purposeQuestion)# purpose: {fr: …, en: …}
                \(Self.basisQuestion)# legal_basis: {fr: …, en: …}
                \(Self.originQuestion)# origin: …
                \(Self.boundQuestion)# k: …

                """
        }
        let isEnforced = key != nil && decisions.recordsPerIncident == 1
        return """
            title: \(Self.phrase(decisions.title))
            purpose: \(Self.phrase(decisions.purpose))
            legal_basis: \(Self.phrase(decisions.legalBasis))
            origin: \(decisions.origin.rawValue)
            k: \(decisions.recordsPerIncident)
            k_enforced_by: \(isEnforced ? "key" : "statement")

            """
    }

    private var placeText: String {
        let place: String? =
            switch self.place {
            case .coordinates(let x, let y, .epsg(let code)):
                "{x: \(Self.quoted(x)), y: \(Self.quoted(y)), crs: \(code)}"
            case .coordinates(let x, let y, _):
                "{longitude: \(Self.quoted(x)), latitude: \(Self.quoted(y))}"
            case .points(.epsg(let code)): "{points: file, crs: \(code)}"
            case .points: "{points: file}"
            case .zone(let level, let column): "{zone: \(level), column: \(Self.quoted(column))}"
            case .address(let address): Self.address(address)
            case nil: nil
            }
        guard let place else {
            guard unknownCoordinates == nil else { return unknownSystem }
            return """
                  # QUESTION : où est le lieu ? / where is the place?
                  # place: {longitude: …, latitude: …}

                """
        }
        return unknownSystem + statedSystem + "  place: \(place)\n"
    }

    /// The note on coordinates that can't be used as they are.
    private var unknownSystem: String {
        guard let unknown = unknownCoordinates, !hasCoordinates else { return "" }
        let place =
            unknown.x == PlaceColumns.pointX
            ? "{points: file, crs: …}" : "{x: \(Self.quoted(unknown.x)), y: \(Self.quoted(unknown.y)), crs: …}"
        return """
              # QUESTION : \(unknown.question[.french])
              # \(unknown.question[.english])
              # place: \(place)

            """
    }

    /// What the file says of its own points, where they are read as it says.
    private var statedSystem: String {
        guard case .points(.file) = place, let coordinateReference else { return "" }
        // Of a definition its name: the first text in it.
        let parts = coordinateReference.split(separator: "\"", maxSplits: 2)
        let name = parts.count > 1 ? String(parts[1]) : coordinateReference
        return
            "  # Système que le fichier déclare : / The system that the file states: \(Self.quoted(String(name.prefix(60))))\n"
    }

    private static func address(_ address: AddressColumns) -> String {
        let columns = [("number", address.number), ("street", address.street), ("locality", address.locality)]
            .compactMap { key, column in column.map { "\(key): \(quoted($0))" } }
        let all = columns + ["gazetteer: \(quoted(address.gazetteer))", "score: \(address.score)"]
        return "{address: {\(all.joined(separator: ", "))}}"
    }

    private var timeText: String {
        guard let time else {
            return """
                  # QUESTION : où est l'heure ? / where is the time?
                  # time: {column: …, order: dmy, clock: local}

                """
        }
        let parts =
            switch time.parts {
            case .together(let column): "column: \(Self.quoted(column))"
            case .dateAndHour(let date, let hour): "date: \(Self.quoted(date)), hour: \(Self.quoted(hour))"
            case .yearAndMonth(let year, let month): "year: \(Self.quoted(year)), month: \(Self.quoted(month))"
            case .between(let start, let end): "start: \(Self.quoted(start)), end: \(Self.quoted(end))"
            }
        let question =
            isTimeOrderAmbiguous
            ? """
              # QUESTION : jour/mois ou mois/jour ? Aucune valeur ne le dit.
              # day/month or month/day? No value tells.

            """ : ""
        return question + "  time: {\(parts), order: \(time.order.rawValue), clock: \(time.clock.rawValue)}\n"
    }

    private var categoryText: String {
        switch category {
        case .code(let column): return "  category: \(Self.quoted(column))\n"
        case .text(let columns, let model): return "  category: {text: \(Self.list(columns)), model: \(model)}\n"
        case nil:
            return """
                  # QUESTION : quelle colonne porte les codes de la taxonomie ? / which column has the taxonomy's codes?
                  # category: …

                """
        }
    }

    private var droppedText: String {
        guard !dropped.isEmpty else { return "" }
        let lines = dropped.map { column in
            let reason = column.personal.map { " (\($0.content.title[.french]) / \($0.content.title[.english]))" } ?? ""
            return "#   \(Self.quoted(column.name ?? ""))\(reason)\n"
        }
        return "\n# Écartées à la porte : / Dropped at the gate:\n" + lines.joined()
    }

    private var formatText: String {
        var parts: [String] = []
        switch format.delimited.delimiter {
        case UInt8(ascii: ","): parts.append("delimiter: comma")
        case UInt8(ascii: ";"): parts.append("delimiter: semicolon")
        case 9: parts.append("delimiter: tab")
        case UInt8(ascii: "|"): parts.append("delimiter: pipe")
        default: break
        }
        if format.delimited.encoding != .automatic { parts.append("encoding: \(format.delimited.encoding.rawValue)") }
        if let layer = format.layer { parts.append("layer: \(Self.quoted(layer))") }
        if format.headerRow != 1 { parts.append("header_row: \(format.headerRow)") }
        if format.rowsBelowHeader != 0 { parts.append("rows_below_header: \(format.rowsBelowHeader)") }
        if let footer = format.footer { parts.append("footer: \(Self.quoted(footer))") }
        return parts.isEmpty ? "" : "\nformat: {\(parts.joined(separator: ", "))}\n"
    }

    private static func phrase(_ phrase: Phrase) -> String {
        "{fr: \(quoted(phrase[.french])), en: \(quoted(phrase[.english]))}"
    }

    private static func list(_ words: [String]) -> String { "[\(words.map(quoted).joined(separator: ", "))]" }

    /// A text in double quotes, so that nothing in it means anything to YAML.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            default:
                if scalar.properties.generalCategory == .control || scalar == "\u{2028}" || scalar == "\u{2029}"
                    || scalar == "\u{FEFF}"
                {
                    let digits = String(scalar.value, radix: 16)
                    quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    quoted.unicodeScalars.append(scalar)
                }
            }
        }
        return quoted + "\""
    }
}
