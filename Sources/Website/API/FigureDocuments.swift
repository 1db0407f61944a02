import Editions
import Vocabulary

/// A map's or a series' figures, written as JSON, CSV and GeoJSON: exactly what is drawn.
struct FigureDocuments {
    let territory: Territory

    static let readingColumns = ["value", "low", "high", "variance"]

    /// A reading as members of an object.
    static func members(_ reading: Reading?) -> [(String, JSON)] {
        guard let reading else { return [("value", .null), ("low", .null), ("high", .null), ("variance", .null)] }
        return [
            ("value", .integer(reading.value)), ("low", .integer(reading.low)), ("high", .integer(reading.high)),
            ("variance", .number(reading.variance)),
        ]
    }

    /// A reading as fields of a row.
    static func fields(_ reading: Reading?) -> [String] {
        guard let reading else { return ["", "", "", ""] }
        return [
            String(reading.value), String(reading.low), String(reading.high), JSON.rounded(reading.variance),
        ]
    }

    /// The question that is answered.
    func question(_ question: Question) -> JSON {
        .object([
            ("source", .string(question.source)), ("from", .string("\(question.from)")),
            ("to", .string("\(question.to)")), ("level", .string(question.level.key)),
            ("category", .string(question.selection.text)),
            ("step", question.step.map { .string($0.rawValue) } ?? .null),
            ("place", question.place.map { .string($0) } ?? .null),
        ])
    }

    private func stretch(_ range: Range<UTCSeconds>) -> [(String, JSON)] {
        [
            ("start", .string(DateFormat.iso(range.lowerBound, in: territory.calendar))),
            ("end", .string(DateFormat.iso(range.upperBound, in: territory.calendar))),
        ]
    }

    /// The map's figures.
    ///
    /// - Parameter spots: the places that stand out, where that was tested.
    func json(_ map: MapAnswer, spots: HotSpotAnswer? = nil) -> String {
        let standing = Dictionary(
            (spots?.spots ?? []).map { ($0.place.id, $0.verdict.rawValue) }, uniquingKeysWith: { first, _ in first })
        let cover = zip(map.figures.cover.parts, map.figures.editions).map { part, edition in
            JSON.object(
                [("table", .string(part.table.description.key))] + stretch(part.bin.start..<part.bin.end)
                    + [("edition", .integer(Int(edition.id)))])
        }
        let places = zip(map.figures.places, map.figures.readings).map { place, reading in
            let shown = map.breaks.classify(reading)
            var colour = JSON.null
            if case .level(let number) = shown { colour = .integer(map.breaks.colour(of: number)) }
            return JSON.object(
                [("id", .string(place.id)), ("name", .string(place.title(in: territory)))] + Self.members(reading)
                    + [
                        ("class", .string(shown.key)), ("colour", colour),
                        ("stands", standing[place.id].map { .string($0) } ?? .null),
                    ])
        }
        return JSON.object([
            ("question", question(map.question)), ("cover", .array(cover)),
            ("gaps", gaps(map)),
            (
                "classes",
                .array(map.breaks.ranges.map { .array([.integer($0.lowerBound), .integer($0.upperBound)]) })
            ),
            ("places", .array(places)),
        ]).text
    }

    private func gaps(_ map: MapAnswer) -> JSON {
        .array(map.figures.cover.gaps.map { .object(stretch($0)) })
    }

    /// The map's figures.
    func csv(_ map: MapAnswer) -> String {
        var csv = CSV(columns: ["place", "name", "from", "to", "gaps", "category"] + Self.readingColumns)
        let question = map.question
        // Days as in `from` and `to`, both included: ISO 8601 intervals, apart by spaces.
        let gaps = map.figures.cover.gaps.map { gap in
            "\(territory.calendar.date(at: gap.lowerBound))/\(territory.calendar.date(at: gap.upperBound - 1))"
        }.joined(separator: " ")
        for (place, reading) in zip(map.figures.places, map.figures.readings) {
            csv.add(
                [
                    place.id, place.title(in: territory), "\(question.from)", "\(question.to)", gaps,
                    question.selection.text,
                ] + Self.fields(reading))
        }
        return csv.text
    }

    /// The map's figures with its shapes.
    func geoJSON(_ map: MapAnswer, shapes: [PlaceGeometry.Shape]) -> String {
        let geometries = Dictionary(shapes.map { ($0.id, $0.geometry) }, uniquingKeysWith: { first, _ in first })
        let features = zip(map.figures.places, map.figures.readings).map { place, reading in
            JSON.object([
                ("type", "Feature"), ("id", .string(place.id)),
                (
                    "properties",
                    .object(
                        [("id", .string(place.id)), ("name", .string(place.title(in: territory)))]
                            + Self.members(reading))
                ),
                ("geometry", geometries[place.id].map { .written($0) } ?? .null),
            ])
        }
        return JSON.object([
            ("type", "FeatureCollection"), ("question", question(map.question)), ("gaps", gaps(map)),
            ("features", .array(features)),
        ]).text
    }

    /// The series' figures.
    func json(_ series: SeriesAnswer) -> String {
        let rows = series.figures.rows.map { row in
            JSON.object(
                stretch(row.bin.start..<row.bin.end) + [("time", .integer(Int(row.bin.start)))]
                    + Self.members(row.reading)
                    + [
                        ("edition", row.edition.map { .integer(Int($0.id)) } ?? .null),
                        ("corrected", .boolean(row.edition?.correction?.isChange == true)),
                        ("deliveredAgain", .boolean(row.edition?.correction?.isChange == false)),
                    ])
        }
        return JSON.object([
            ("question", question(series.question)), ("table", .string(series.family.latest.key)),
            ("bins", .array(rows)),
        ]).text
    }

    /// The series' figures.
    func csv(_ series: SeriesAnswer) -> String {
        var csv = CSV(
            columns: ["start", "end", "place", "category"] + Self.readingColumns + [
                "edition", "corrected", "delivered_again",
            ])
        let calendar = territory.calendar
        for row in series.figures.rows {
            csv.add(
                [
                    DateFormat.iso(row.bin.start, in: calendar), DateFormat.iso(row.bin.end, in: calendar),
                    series.question.place ?? territory.id, series.question.selection.text,
                ] + Self.fields(row.reading)
                    + [
                        row.edition.map { String($0.id) } ?? "",
                        row.edition?.correction?.isChange == true ? "true" : "false",
                        row.edition?.correction?.isChange == false ? "true" : "false",
                    ])
        }
        return csv.text
    }
}

extension Correction {
    /// Whether the counts are known to have changed, which is told of open data only.
    var isChange: Bool {
        if case .changed = self { true } else { false }
    }
}
