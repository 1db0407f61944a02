import Inspection
import Vocabulary

/// What a person chose on the page, applied to what was proposed.
///
/// A column that isn't the file's, or whose name isn't shown, can't be chosen.
struct ProposalForm {
    /// The ways to give a place on the form.
    enum PlaceWay: String, CaseIterable {
        case none, degrees, plane, points, zone, address
    }

    /// The ways to give a time on the form.
    enum TimeWay: String, CaseIterable {
        case none, together, dateAndHour, yearAndMonth, between
    }

    let fields: FormFields
    let names: Set<String>

    init(_ fields: FormFields, columns: [ColumnProfile]) {
        self.fields = fields
        names = Set(columns.compactMap(\.name))
    }

    /// How the file is laid out, as the form says.
    static func format(_ fields: FormFields, else format: FileFormat) -> FileFormat {
        guard let row = fields.number("header_row") else { return format }
        return FileFormat(
            delimited: format.delimited, layer: fields.filled("layer") ?? format.layer,
            headerRow: min(max(row, 1), 1000), rowsBelowHeader: min(max(fields.number("rows_below") ?? 0, 0), 1000),
            footer: fields.filled("footer"))
    }

    private func column(_ field: String) -> String? {
        fields.filled(field).flatMap { names.contains($0) ? $0 : nil }
    }

    /// The proposal as the person changed it.
    func applied(to proposal: ConventionProposal) -> ConventionProposal {
        var result = proposal
        result.source = fields.filled("source") ?? proposal.source
        result.place = place
        result.time = time
        result.isTimeOrderAmbiguous = false
        result.category = column("category").map { .code($0) }
        result.key = column("key_column")
        result.decisions = decisions
        return result
    }

    private var place: PlaceColumns? {
        switch fields["place"].flatMap(PlaceWay.init) ?? .none {
        case .none: return nil
        case .degrees:
            guard let x = column("x"), let y = column("y") else { return nil }
            return .coordinates(x: x, y: y, reference: .degrees)
        case .plane:
            guard let x = column("x"), let y = column("y"), let code = fields.number("crs") else { return nil }
            return .coordinates(x: x, y: y, reference: .epsg(code))
        case .points: return .points(reference: fields.number("crs").map { .epsg($0) } ?? .file)
        case .zone:
            guard let level = fields.filled("zone_level"), let column = column("zone_column") else { return nil }
            return .zone(level: level, column: column)
        case .address:
            guard let street = column("street") else { return nil }
            return .address(
                AddressColumns(
                    number: column("house_number"), street: street, locality: column("locality"),
                    gazetteer: fields.filled("gazetteer") ?? "gazetteer.csv", score: fields.number("score") ?? 85))
        }
    }

    private var time: TimeColumns? {
        let order = fields["order"].flatMap(TimeColumns.DateOrder.init) ?? .yearMonthDay
        let clock = fields["clock"].flatMap(TimeColumns.Clock.init) ?? .local
        guard let first = column("time_column") else { return nil }
        let second = column("time_second")
        let parts: TimeColumns.Parts? =
            switch fields["time"].flatMap(TimeWay.init) ?? .none {
            case .none: nil
            case .together: .together(first)
            case .dateAndHour: second.map { .dateAndHour(date: first, hour: $0) }
            case .yearAndMonth: second.map { .yearAndMonth(year: first, month: $0) }
            case .between: second.map { .between(start: first, end: $0) }
            }
        return parts.map { TimeColumns($0, order: order, clock: clock) }
    }

    /// The keys of a convention that only a person can answer for.
    static let questions = ["title", "purpose", "legal_basis", "origin", "k"]

    /// Those among them, and the columns that a convention needs, that the form doesn't answer.
    var unanswered: [String] {
        let columns = [
            ("columns.place", place == nil), ("columns.time", time == nil),
            ("columns.category", column("category") == nil),
        ]
        return columns.filter(\.1).map(\.0)
            + Self.questions.filter { key in
                switch key {
                case "origin": fields["origin"].flatMap(Origin.init) == nil
                case "k": fields.number("k") == nil
                default: phrase(key) == nil
                }
            }
    }

    private var decisions: ConventionProposal.Decisions? {
        guard let title = phrase("title"), let purpose = phrase("purpose"), let basis = phrase("legal_basis"),
            let origin = fields["origin"].flatMap(Origin.init), let k = fields.number("k")
        else { return nil }
        return ConventionProposal.Decisions(
            title: title, purpose: purpose, legalBasis: basis, origin: origin, recordsPerIncident: k)
    }

    /// A text in both languages, or in the one that was written.
    private func phrase(_ name: String) -> Phrase? {
        let (french, english) = (fields.filled(name + "_fr"), fields.filled(name + "_en"))
        guard let any = french ?? english else { return nil }
        return Phrase(fr: french ?? any, en: english ?? any)
    }
}
