import Markup
import Vocabulary

/// The classes of a calendar or a matrix in one line: a square of each colour and the figures that it stands for.
struct ClassKey {
    let breaks: ClassBreaks
    let hasFew: Bool
    let language: Language
    /// What the classes' figures are multiples of: 0.01 for means kept in hundredths.
    var unit = 1.0

    /// The line.
    var html: HTML {
        let numbers = NumberFormat(language: language)
        func number(_ value: Int) -> String {
            let value = Double(value) * unit
            return numbers.decimal(value, decimals: unit < 1 && value < 9.95 ? 1 : 0)
        }
        let classes = HTML.each(breaks.ranges.enumerated()) { index, range in
            let (low, high) = (number(range.lowerBound), number(range.upperBound))
            return item("c\(breaks.colour(of: index))", low == high ? low : "\(low)–\(high)")
        }
        return
            "<p class=\"key classes\">\(classes)\(hasFew ? item("few", YesterdayWords.tooFew[language]) : .nothing)</p>\n"
    }

    private func item(_ colour: String, _ title: String) -> HTML {
        """
        <span><svg class="swatch \(colour)" viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">\
        <rect width="18" height="18"/><path d="M-2 8 8 -2M-2 20 20 -2M10 20 20 10"/></svg> \(title)</span>
        """
    }
}
