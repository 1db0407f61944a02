import Editions
import Markup
import Vocabulary

/// What is expected of each place on one day, as a map without scripts; only where forecasts have shown skill.
struct PlacesAheadMap {
    let words: TomorrowWords
    let sheet: PlaceOutlines.Sheet

    private var choices: TomorrowChoices { words.choices }
    private var isFrench: Bool { words.isFrench }

    /// The map with its days, its key, and what the hatching means.
    var html: HTML {
        let places = choices.everywhere.forecast.places
        let expected = choices.everywhere.places(in: choices.bin)
        // Hundredths, so that classes can tell small counts apart.
        let hundredths = expected.map { Int(($0.mean * 100).rounded()) }
        let breaks = ClassBreaks(figures: zip(expected, hundredths).filter { $0.0.range80.lowerBound > 0 }.map(\.1))
        var (shapes, hatches) = (HTML.nothing, HTML.nothing)
        for (number, id) in places.enumerated() {
            guard let path = sheet.paths[id] else { continue }
            let isFew = expected[number].range80.lowerBound <= 0
            let found: ClassBreaks.Class = isFew ? .tooFew : breaks.classify(figure: hundredths[number])
            let name = choices.place(id).title(in: words.territory)
            let day = expected[number]
            let text = name + (isFrench ? " : " : ": ") + "\(words.number(day.mean)) (\(words.between(day.range80)))"
            let chosen: HTML = id == choices.question.place ? " chosen" : .nothing
            shapes += """
                <path class="\(SquarePaths.colour(found, in: breaks))\(chosen)" d="\(path)"><title>\(text)</title></path>
                """
            if isFew { hatches += "<path class=\"hatched\" d=\"\(path)\"/>" }
        }
        return """
            \(days)<svg class="places-map" viewBox="-2 -2 \(sheet.width + 4) \(sheet.height + 4)" role="img" \
            aria-labelledby="map-title"><defs><pattern id="few-hatch" width="6" height="6" patternUnits="userSpaceOnUse">\
            <path class="hatch" d="M0 6L6 0"/></pattern></defs>\(shapes)\(hatches)</svg>
            \(ClassKey(breaks: breaks, hasFew: expected.contains { $0.range80.lowerBound <= 0 }, language: words.language,
                unit: 0.01).html)
            """
    }

    /// The days to choose from.
    private var days: HTML {
        let forecast = choices.everywhere.forecast
        let items = HTML.each(forecast.bins.enumerated()) { number, bin in
            let date = words.territory.calendar.date(at: bin.start)
            let current: HTML = number == choices.bin ? " aria-current=\"true\"" : .nothing
            let query = choices.question.with { $0.day = date }.query
            let name = "\(words.dates.weekday(date.weekday).prefix(3)) \(date.parts.day)"
            return "<li><a href=\"?\(query)#map-title\"\(current)>\(name)</a></li>"
        }
        guard forecast.timeLevel == .day || forecast.timeLevel == .week else { return .nothing }
        return """
            <nav class="subtabs days" aria-label="\(isFrench ? "Jour de la carte" : "Day of the map")"><ul>\(items)</ul></nav>

            """
    }
}
