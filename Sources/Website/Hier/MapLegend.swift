import Markup
import Vocabulary

/// The legend of a map as a histogram: how many places fall in each class.
struct MapLegend {
    let map: MapAnswer
    let language: Language

    /// The legend.
    var html: HTML {
        let numbers = NumberFormat(language: language)
        var counts: [ClassBreaks.Class: Int] = [:]
        for reading in map.figures.readings { counts[map.breaks.classify(reading), default: 0] += 1 }
        let most = max(1, counts.values.max() ?? 1)
        var rows = HTML.nothing
        for (number, range) in map.breaks.ranges.enumerated() {
            let title =
                range.lowerBound == range.upperBound
                ? numbers.integer(range.lowerBound)
                : "\(numbers.integer(range.lowerBound))–\(numbers.integer(range.upperBound))"
            rows += Self.row("c\(map.breaks.colour(of: number))", title, counts[.level(number)] ?? 0, most, language)
        }
        if let few = counts[.tooFew] { rows += Self.row("few", YesterdayWords.tooFew[language], few, most, language) }
        if let unknown = counts[.unknown] { rows += Self.row("none", Words.unknown[language], unknown, most, language) }
        return "<ul class=\"legend\" aria-label=\"\(YesterdayWords.legend[language])\">\n\(rows)</ul>\n"
    }

    /// A class with how many places are in it, beside the largest class's.
    static func row(_ colour: String, _ title: String, _ count: Int, _ most: Int, _ language: Language) -> HTML {
        let numbers = NumberFormat(language: language)
        let width = max(1, count * 100 / most)
        let places = language == .french ? (count < 2 ? "lieu" : "lieux") : (count == 1 ? "place" : "places")
        return """
            <li><svg class="swatch \(colour)" viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">\
            <rect width="18" height="18"/><path d="M-2 8 8 -2M-2 20 20 -2M10 20 20 10"/></svg>\
            <span class="range">\(title)</span>\
            <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">\
            <rect width="\(width)" height="10"/></svg>\
            <span class="places">\(numbers.integer(count)) \(places)</span></li>

            """
    }
}
