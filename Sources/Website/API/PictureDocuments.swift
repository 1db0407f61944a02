import Editions
import Vocabulary

/// The figures of the calendar, of the hours, of the places that stand out, and of the map's frames.
struct PictureDocuments {
    let territory: Territory

    private var figures: FigureDocuments { FigureDocuments(territory: territory) }

    /// The days of the calendar as JSON.
    func json(_ days: SeriesFigures, _ question: Question) -> String {
        let rows = days.rows.map { row in
            JSON.object(
                [("date", .string("\(territory.calendar.date(at: row.bin.start))"))]
                    + FigureDocuments.members(row.reading)
                    + [("edition", row.edition.map { .integer(Int($0.id)) } ?? .null)])
        }
        return JSON.object([("question", figures.question(question)), ("days", .array(rows))]).text
    }

    /// The days of the calendar as CSV.
    func csv(_ days: SeriesFigures, _ question: Question) -> String {
        var csv = CSV(columns: ["date", "place", "category"] + FigureDocuments.readingColumns + ["edition"])
        for row in days.rows {
            csv.add(
                [
                    "\(territory.calendar.date(at: row.bin.start))", question.place ?? territory.id,
                    question.selection.text,
                ] + FigureDocuments.fields(row.reading) + [row.edition.map { String($0.id) } ?? ""])
        }
        return csv.text
    }

    /// The means by weekday, 1 for Monday, and hour.
    func json(_ week: WeekFigures, _ question: Question) -> String {
        let slots = slots(of: week).map { day, hour, mean in
            JSON.object([
                ("weekday", .integer(day)), ("hour", .integer(hour)), ("mean", mean.map { .number($0.value) } ?? .null),
                ("low", mean.map { .number($0.low) } ?? .null), ("high", mean.map { .number($0.high) } ?? .null),
                ("bins", .integer(mean?.bins ?? 0)),
            ])
        }
        let calendar = territory.calendar
        return JSON.object([
            ("question", figures.question(question)),
            ("from", .string("\(calendar.date(at: week.range.lowerBound))")),
            ("to", .string("\(calendar.date(at: week.range.upperBound - 1))")),
            ("hoursPerSlot", .integer(week.hoursPerSlot)), ("slots", .array(slots)),
        ]).text
    }

    /// The means by weekday and hour as CSV.
    func csv(_ week: WeekFigures, _ question: Question) -> String {
        var csv = CSV(columns: ["weekday", "hour", "hours", "place", "category", "mean", "low", "high", "bins"])
        for (day, hour, mean) in slots(of: week) {
            csv.add(
                [
                    "\(day)", "\(hour)", "\(week.hoursPerSlot)", question.place ?? territory.id,
                    question.selection.text,
                ] + [mean?.value, mean?.low, mean?.high].map { $0.map(JSON.rounded) ?? "" } + ["\(mean?.bins ?? 0)"])
        }
        return csv.text
    }

    private func slots(of week: WeekFigures) -> [(day: Int, hour: Int, mean: WeekFigures.Mean?)] {
        week.days.enumerated().flatMap { day, slots in
            slots.enumerated().map { (day + 1, $0.offset * week.hoursPerSlot, $0.element) }
        }
    }

    /// Every place that was tested, with its statistic.
    func json(_ spots: HotSpotAnswer, _ question: Question) -> String {
        let places = spots.places.map { spot in
            JSON.object(
                [("id", .string(spot.place.id)), ("name", .string(spot.place.title(in: territory)))]
                    + FigureDocuments.members(spot.reading)
                    + [
                        ("statistic", .number(spot.statistic)), ("q", .number(spot.q)),
                        ("verdict", .string(spot.verdict.rawValue)),
                    ])
        }
        return JSON.object([
            ("question", figures.question(question)), ("method", "Getis-Ord Gi*, Benjamini-Hochberg, noise-adjusted"),
            ("falseDiscoveryLevel", .number(spots.level)), ("places", .array(places)),
        ]).text
    }

    /// Every place that was tested, as CSV.
    func csv(_ spots: HotSpotAnswer, _ question: Question) -> String {
        var csv = CSV(
            columns: ["place", "name", "from", "to", "category"] + FigureDocuments.readingColumns
                + ["statistic", "q", "verdict"])
        for spot in spots.places {
            csv.add(
                [
                    spot.place.id, spot.place.title(in: territory), "\(question.from)", "\(question.to)",
                    question.selection.text,
                ] + FigureDocuments.fields(spot.reading)
                    + [JSON.rounded(spot.statistic), JSON.rounded(spot.q), spot.verdict.rawValue])
        }
        return csv.text
    }

    /// The map bin by bin: for each a letter a place, `0` to `4` for its colour, `f` for too few, `u` for unknown.
    func json(_ frames: MapFrames) -> String {
        let bins = frames.frames.map { frame in
            let (fr, en) = (DateFormat(language: .french), DateFormat(language: .english))
            return JSON.object([
                ("start", .string(DateFormat.iso(frame.bin.start, in: territory.calendar))),
                ("end", .string(DateFormat.iso(frame.bin.end, in: territory.calendar))),
                (
                    "title",
                    .object([
                        ("fr", .string(fr.bin(frame.bin, in: territory.calendar))),
                        ("en", .string(en.bin(frame.bin, in: territory.calendar))),
                    ])
                ), ("shades", .string(frame.shades)),
            ])
        }
        return JSON.object([
            ("question", figures.question(frames.question)),
            ("places", .array(frames.places.map { .string($0) })),
            (
                "classes",
                .array(frames.breaks.ranges.map { .array([.integer($0.lowerBound), .integer($0.upperBound)]) })
            ), ("frames", .array(bins)),
        ]).text
    }
}
