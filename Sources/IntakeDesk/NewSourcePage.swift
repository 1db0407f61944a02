import Inspection
import Markup
import Vocabulary

/// The page *Nouvelle source*: what is in the file, masked, and the convention that a person makes of it.
struct NewSourcePage {
    let territory: Territory
    let fileName: String
    let look: Desk.Look
    let proposal: ConventionProposal
    /// What the person typed, shown again as it was.
    let fields: FormFields
    let key: String
    let language: Language
    /// What keeps the convention from being saved.
    var errors: [Explanation] = []
    /// Where it was saved.
    var saved: String?

    private var profile: FileProfile { look.profile }

    var html: HTML {
        let other: Language = language == .french ? .english : .french
        return """
            <!doctype html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(DeskWords.title[language]) · \(territory.name) · Clairevoie</title>
            <link rel="stylesheet" href="/desk.css">
            </head>
            <body>
            <header><p>\(territory.name) ·
            <a href="\(Desk.path(other))?key=\(key)" lang="\(other.rawValue)">\(DeskWords.other[language])</a></p></header>
            <main>
            <h1>\(DeskWords.title[language])</h1>
            <p>\(fileName) · \(profile.text(in: language).prefix { $0 != "\n" }.description)</p>
            \(outcome)<p>\(DeskWords.masked[language]) \(DeskWords.notPerfect[language])</p>
            \(doubt)\(table)\(preview)<form method="post" action="\(Desk.path(language))">
            <input type="hidden" name="key" value="\(key)">
            \(layout)\(place)\(time)\(rest)\(decisions)\(dropped)<p>
            <button name="show" value="1">\(DeskWords.show[language])</button>
            <button name="save" value="1">\(DeskWords.save[language])</button>
            <label for="replace"><input type="checkbox" id="replace" name="replace" value="1">
            \(DeskWords.replace[language])</label></p>
            </form>
            <h2>\(DeskWords.text[language])</h2>
            <pre tabindex="0">\(proposal.yaml())</pre>
            </main>
            </body>
            </html>

            """
    }

    private var outcome: HTML {
        if let saved {
            return "<p class=\"notice\" role=\"status\">\(DeskWords.saved[language]) <code>\(saved)</code></p>\n"
        }
        guard !errors.isEmpty else { return .nothing }
        return """
            <div class="notice" role="alert"><p>\(DeskWords.notSaved[language])</p><ul>
            \(HTML.each(errors) { "<li>\($0.position?.field ?? "") \($0.what[language]) \($0.remedy[language])</li>\n" })</ul></div>

            """
    }

    private var doubt: HTML {
        guard profile.isHeaderDoubtful else { return .nothing }
        return "<p class=\"notice\">\(FileProfile.headerWarning[language])</p>\n"
    }

    private var table: HTML {
        let heads = [
            DeskWords.column, DeskWords.type, DeskWords.empty, DeskWords.distinct, DeskWords.shapes, DeskWords.personal,
        ]
        return """
            <h2 id="columns">\(DeskWords.columns[language])</h2>
            <div class="wide" role="region" aria-labelledby="columns" tabindex="0"><table>
            <thead><tr>\(HTML.each(heads) { "<th scope=\"col\">\($0[language])</th>" })</tr></thead>
            <tbody>
            \(HTML.each(profile.columns, row))</tbody>
            </table></div>

            """
    }

    private func row(_ column: ColumnProfile) -> HTML {
        let about = column.isDistinctExact ? "" : "≈ "
        return """
            <tr><th scope="row">\(column.title(in: language))</th><td>\(column.type.title[language])</td>\
            <td>\(Int((column.shareEmpty * 100).rounded())) %</td><td>\(about)\(column.distinct)</td>\
            <td>\(HTML.each(column.shapes) { "<code>\($0)</code> " })</td>\
            <td>\(column.personal?.reason[language] ?? "")</td></tr>

            """
    }

    private var preview: HTML {
        """
        <h2 id="preview">\(DeskWords.preview[language])</h2>
        <p>\(look.shape.sentence[language])</p>
        <div class="wide" role="region" aria-labelledby="preview" tabindex="0"><table><tbody>
        \(HTML.each(look.shape.preview) { row in
            "<tr>\(HTML.each(row) { "<td><code>\($0)</code></td>" })</tr>\n"
        })</tbody></table></div>

        """
    }

    private var layout: HTML {
        let shape = look.shape.format(of: proposal.format)
        let isProposed = fields.number("header_row") == nil
        let format = isProposed ? shape : proposal.format
        var content = HTML.nothing
        if !profile.layers.isEmpty {
            content += FormControls.choice(
                "layer", DeskWords.layer[language], profile.layers.map { ($0, $0) },
                chosen: proposal.format.layer ?? profile.layer)
        }
        content += FormControls.text(
            "header_row", DeskWords.headerRow[language], String(format.headerRow), isNumber: true)
        content += FormControls.text(
            "rows_below", DeskWords.rowsBelow[language], String(format.rowsBelowHeader), isNumber: true)
        content += FormControls.text("footer", DeskWords.footer[language], format.footer)
        content += "<button name=\"relook\" value=\"1\">\(DeskWords.relook[language])</button>\n"
        return FormControls.group(DeskWords.layout[language], content)
    }

    private var names: [String] { profile.columns.compactMap(\.name) }

    private func column(_ name: String, _ label: String, _ chosen: String?) -> HTML {
        FormControls.column(name, label, names, chosen: chosen, language)
    }

    private var place: HTML {
        var (way, x, y, crs): (ProposalForm.PlaceWay, String?, String?, String?) = (.none, nil, nil, nil)
        var (zone, level): (String?, String?) = (nil, nil)
        var address: AddressColumns?
        switch proposal.place {
        case .coordinates(let east, let north, let reference):
            (way, x, y) = (.degrees, east, north)
            if case .epsg(let code) = reference { (way, crs) = (.plane, String(code)) }
        case .points(let reference):
            way = .points
            if case .epsg(let code) = reference { crs = String(code) }
        case .zone(let known, let column): (way, zone, level) = (.zone, column, known)
        case .address(let known): (way, address) = (.address, known)
        case nil: break
        }
        let ways = ProposalForm.PlaceWay.allCases.map { ($0.rawValue, DeskWords.placeWay($0)[language]) }
        let levels = territory.geography.layers.map { ($0.level, $0.title[language]) }
        var content = FormControls.choice("place", DeskWords.place[language], ways, chosen: way.rawValue)
        content += column("x", "x", x) + column("y", "y", y)
        content += FormControls.text("crs", "EPSG", crs, isNumber: true)
        content += column("zone_column", Phrase(fr: "colonne de zone", en: "zone column")[language], zone)
        content += FormControls.choice(
            "zone_level", Phrase(fr: "niveau", en: "level")[language], levels, chosen: level)
        content += column("street", Phrase(fr: "voie ou adresse", en: "street or address")[language], address?.street)
        content += column("house_number", Phrase(fr: "numéro", en: "number")[language], address?.number)
        content += column("locality", Phrase(fr: "commune", en: "locality")[language], address?.locality)
        content += FormControls.text(
            "gazetteer", Phrase(fr: "répertoire d'adresses", en: "gazetteer")[language], address?.gazetteer)
        return FormControls.group(DeskWords.place[language], content)
    }

    private var time: HTML {
        var (way, first, second): (ProposalForm.TimeWay, String?, String?) = (.none, nil, nil)
        switch proposal.time?.parts {
        case .together(let column): (way, first) = (.together, column)
        case .dateAndHour(let date, let hour): (way, first, second) = (.dateAndHour, date, hour)
        case .yearAndMonth(let year, let month): (way, first, second) = (.yearAndMonth, year, month)
        case .between(let start, let end): (way, first, second) = (.between, start, end)
        case nil: break
        }
        let ways = ProposalForm.TimeWay.allCases.map { ($0.rawValue, DeskWords.timeWay($0)[language]) }
        let orders = TimeColumns.DateOrder.allCases.map { ($0.rawValue, DeskWords.order($0)[language]) }
        let clocks = [
            ("local", Phrase(fr: "heure locale", en: "local time")[language]), ("utc", "UTC"),
        ]
        var content = FormControls.choice("time", DeskWords.time[language], ways, chosen: way.rawValue)
        content += column("time_column", Phrase(fr: "colonne", en: "column")[language], first)
        content += column("time_second", Phrase(fr: "seconde colonne", en: "second column")[language], second)
        content += FormControls.choice(
            "order", Phrase(fr: "ordre de la date", en: "the date's order")[language], orders,
            chosen: proposal.time?.order.rawValue)
        content += FormControls.choice(
            "clock", Phrase(fr: "horloge", en: "clock")[language], clocks, chosen: proposal.time?.clock.rawValue)
        if proposal.isTimeOrderAmbiguous {
            content += "<p class=\"notice\">\(ColumnType.date(.ambiguous).title[language])</p>\n"
        }
        return FormControls.group(DeskWords.time[language], content)
    }

    private var rest: HTML {
        FormControls.group(
            "\(DeskWords.category[language]), \(DeskWords.keyColumn[language])",
            column("category", DeskWords.category[language], proposal.category?.columns.first)
                + column("key_column", DeskWords.keyColumn[language], proposal.key))
    }

    private var decisions: HTML {
        let origins = Origin.allCases.map { ($0.rawValue, DeskWords.origin($0)[language]) }
        var content = FormControls.text("source", DeskWords.source[language], fields["source"])
        for (name, label) in [
            ("title", DeskWords.sourceTitle), ("purpose", DeskWords.purpose), ("legal_basis", DeskWords.legalBasis),
        ] {
            content += FormControls.text(name + "_fr", label[language] + " (fr)", fields[name + "_fr"])
            content += FormControls.text(name + "_en", label[language] + " (en)", fields[name + "_en"])
        }
        content += FormControls.choice(
            "origin", DeskWords.origin[language], [("", DeskWords.none[language])] + origins, chosen: fields["origin"])
        content += FormControls.text("k", DeskWords.bound[language], fields["k"], isNumber: true)
        return FormControls.group(DeskWords.decisions[language], content)
    }

    private var dropped: HTML {
        let all = proposal.dropped
        guard !all.isEmpty else {
            return "<h2>\(DeskWords.dropped[language])</h2><p>\(DeskWords.nothingDropped[language])</p>\n"
        }
        return """
            <h2>\(DeskWords.dropped[language])</h2>
            <ul>
            \(HTML.each(all) { column in
                let reason = column.personal.map { " (\($0.reason[language]))" } ?? ""
                return "<li>\(column.title(in: language))\(reason)</li>\n"
            })</ul>

            """
    }
}
