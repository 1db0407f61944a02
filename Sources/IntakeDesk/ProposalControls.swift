import Inspection
import Markup
import Vocabulary

/// The controls with which a person changes what was proposed, group by group.
struct ProposalControls {
    let territory: Territory
    let look: Desk.Look
    let proposal: ConventionProposal
    /// What the person typed, shown again as it was.
    let fields: FormFields
    let language: Language

    var html: HTML { layout + place + time + rest + decisions }

    private var profile: FileProfile { look.profile }

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
        return FormControls.group(
            DeskWords.layout[language], content,
            after: "<p><button name=\"relook\" value=\"1\">\(DeskWords.relook[language])</button></p>\n")
    }

    private var names: [String] { profile.columns.compactMap(\.name) }

    private func column(_ name: String, _ label: Phrase, _ chosen: String?, _ ways: [String] = []) -> HTML {
        FormControls.column(name, label[language], names, chosen: chosen, ways: ways, language)
    }

    private static func ways(_ ways: ProposalForm.PlaceWay...) -> [String] { ways.map(\.rawValue) }
    private static func ways(_ ways: ProposalForm.TimeWay...) -> [String] { ways.map(\.rawValue) }

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
        var content = FormControls.choice("place", DeskWords.placeGiven[language], ways, chosen: way.rawValue)
        let points = Self.ways(.degrees, .plane)
        content += column("x", DeskWords.east, x, points) + column("y", DeskWords.north, y, points)
        content += FormControls.text(
            "crs", DeskWords.system[language], crs, isNumber: true, ways: Self.ways(.plane, .points))
        content += column("zone_column", DeskWords.zoneColumn, zone, Self.ways(.zone))
        content += FormControls.choice(
            "zone_level", DeskWords.zoneLevel[language], levels, chosen: level, ways: Self.ways(.zone))
        let addresses = Self.ways(.address)
        content += column("street", DeskWords.street, address?.street, addresses)
        content += column("house_number", DeskWords.houseNumber, address?.number, addresses)
        content += column("locality", DeskWords.locality, address?.locality, addresses)
        content += FormControls.text("gazetteer", DeskWords.gazetteer[language], address?.gazetteer, ways: addresses)
        var notice = HTML.nothing
        if let unknown = proposal.unknownCoordinates, way != .degrees, way != .plane, way != .points {
            notice = "<p class=\"notice\">\(unknown.question[language])</p>\n"
        }
        return FormControls.group(DeskWords.place[language], content, after: notice)
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
        var content = FormControls.choice("time", DeskWords.timeGiven[language], ways, chosen: way.rawValue)
        let two = Self.ways(.dateAndHour, .yearAndMonth, .between)
        let dated = Self.ways(.together, .dateAndHour, .between)
        content += column("time_column", DeskWords.timeColumn, first, Self.ways(.together) + two)
        content += column("time_second", DeskWords.secondColumn, second, two)
        content += FormControls.choice(
            "order", DeskWords.dateOrder[language], orders, chosen: proposal.time?.order.rawValue, ways: dated)
        content += FormControls.choice(
            "clock", DeskWords.clock[language], clocks, chosen: proposal.time?.clock.rawValue, ways: dated)
        let notice: HTML =
            proposal.isTimeOrderAmbiguous
            ? "<p class=\"notice\">\(DeskWords.ambiguous[language])</p>\n" : .nothing
        return FormControls.group(DeskWords.time[language], content, after: notice)
    }

    private var rest: HTML {
        FormControls.group(
            "\(DeskWords.category[language]), \(DeskWords.keyColumn[language])",
            column("category", DeskWords.category, proposal.category?.columns.first)
                + column("key_column", DeskWords.keyColumn, proposal.key))
    }

    private var decisions: HTML {
        let origins = Origin.allCases.map { ($0.rawValue, DeskWords.origin($0)[language]) }
        var content = FormControls.text("source", DeskWords.source[language], fields["source"])
        for (name, label) in [
            ("title", DeskWords.sourceTitle), ("purpose", DeskWords.purpose), ("legal_basis", DeskWords.legalBasis),
        ] {
            content += "<div class=\"field pair\">\n"
            content += FormControls.text(name + "_fr", DeskWords.inFrench(label)[language], fields[name + "_fr"])
            content += FormControls.text(name + "_en", DeskWords.inEnglish(label)[language], fields[name + "_en"])
            content += "</div>\n"
        }
        content += FormControls.choice(
            "origin", DeskWords.origin[language], [("", DeskWords.none[language])] + origins, chosen: fields["origin"])
        content += FormControls.text("k", DeskWords.bound[language], fields["k"], isNumber: true)
        return FormControls.group(DeskWords.decisions[language], content)
    }
}
