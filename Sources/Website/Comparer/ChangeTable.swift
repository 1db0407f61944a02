import Analysis
import Foundation
import Markup
import Vocabulary

/// A table of changes: a row a place or category, with both counts, the change, its interval, and whiskers.
struct ChangeTable {
    /// One row.
    struct Row {
        /// Made for the rows that are shown alone.
        let title: () -> String
        /// The address that chooses it; nil where it can't be chosen.
        let link: () -> String?
        let isChosen: Bool
        /// Nil where it isn't known.
        let change: Change?

        init(
            title: @autoclosure @escaping () -> String, link: @autoclosure @escaping () -> String?, isChosen: Bool,
            change: Change?
        ) {
            (self.title, self.link, self.isChosen, self.change) = (title, link, isChosen, change)
        }
    }

    let rows: [Row]
    /// What the first column holds.
    let heading: String
    /// The id of the heading above.
    let titleId: String
    let language: Language
    private let reach: Double

    init(rows: [Row], heading: String, titleId: String, language: Language) {
        (self.rows, self.heading, self.titleId, self.language) = (rows, heading, titleId, language)
        reach = Self.reach(of: rows)
    }

    /// The most rows; a fine grid has thousands, and those with a clear difference come first.
    static let longest = 200

    private var numbers: NumberFormat { NumberFormat(language: language) }
    private var words: ChangeWords { ChangeWords(language: language) }
    private var isFrench: Bool { language == .french }
    private var hasPopulation: Bool { rows.contains { $0.change?.yearlyPerThousand != nil } }

    /// The table.
    var html: HTML {
        let order = rows.enumerated().sorted { a, b in
            let (first, second) = (a.element.change, b.element.change)
            // Clear differences first, then by count.
            let (x, y) = (first?.isClear == true ? 1 : 0, second?.isClear == true ? 1 : 0)
            let (m, n) = (first?.after.value ?? -.infinity, second?.after.value ?? -.infinity)
            return (x, m, b.offset) > (y, n, a.offset)
        }.map(\.element)
        let rest = order.count - Self.longest
        let note: HTML =
            rest <= 0
            ? .nothing
            : """
            <p class="note">\(isFrench
                ? "Les \(Self.longest) premiers sur \(numbers.integer(order.count)), différences nettes d'abord ; le CSV les a tous."
                : "The first \(Self.longest) of \(numbers.integer(order.count)), clear differences first; the CSV has them all.")</p>

            """
        let rate: HTML =
            hasPopulation
            ? "<th scope=\"col\" class=\"number\">\(isFrench ? "Par an pour 1 000 habitants" : "A year per 1,000 inhabitants")</th>"
            : .nothing
        return """
            \(note)<div class="scroll" tabindex="0" role="group" aria-labelledby="\(titleId)">
            <table><thead><tr><th scope="col">\(heading)</th>\
            <th scope="col" class="number">\(isFrench ? "Avant" : "Before")</th>\
            <th scope="col" class="number">\(isFrench ? "Après" : "After")</th>\
            <th scope="col" class="number">\(isFrench ? "Écart" : "Change")</th>\
            <th scope="col" class="number">\(YesterdayWords.interval[language])</th>\(rate)\
            <th scope="col" class="scale"><span>\(words.change(1 / reach))</span> <span>\(words.change(reach))</span></th></tr></thead>
            <tbody>
            \(.each(order.prefix(Self.longest), row))</tbody></table></div>

            """
    }

    private func row(_ row: Row) -> HTML {
        let current: HTML = row.isChosen ? " aria-current=\"true\"" : .nothing
        let title: HTML = row.link().map { "<a href=\"?\($0)\"\(current)>\(row.title())</a>" } ?? "\(row.title())"
        let rates = hasPopulation
        guard let change = row.change else {
            return """
                <tr><th scope="row">\(title)</th>\
                <td class="number unknown" colspan="\(rates ? 6 : 5)">\(Words.unknown[language])</td></tr>

                """
        }
        var rate = HTML.nothing
        if rates {
            let text =
                change.yearlyPerThousand.map {
                    "\(numbers.decimal($0.before, decimals: 1)) → \(numbers.decimal($0.after, decimals: 1))"
                } ?? "—"
            rate = "<td class=\"number\">\(text)</td>"
        }
        let few: HTML = change.isClear ? .nothing : " <i>\(words.verdict(change.verdict))</i>"
        let interval =
            change.ratio == nil
            ? (change.isClear ? words.atLeast(change) : "—")
            : "\(words.change(change.interval.low)) – \(words.change(change.interval.high))"
        return """
            <tr><th scope="row">\(title)</th>\(count(change.before))\(count(change.after))\
            <td class="number">\(change.ratio.map(words.change) ?? (change.isClear ? words.verdict(change.verdict) : "—"))\
            \(few)</td>\
            <td class="number">\(interval)</td>\(rate)<td class="whisker">\(whisker(change))</td></tr>

            """
    }

    private func count(_ count: Change.Count) -> HTML {
        guard !count.isExact else { return "<td class=\"number\">\(numbers.integer(count.shown))</td>" }
        return """
            <td class="number">\(numbers.integer(count.shown)) \
            <i>\(numbers.integer(count.lowShown))–\(numbers.integer(count.highShown))</i></td>
            """
    }

    /// How many times as many the right end of the whiskers' scale stands for, from a quarter more to four times as many; the
    /// left end stands for as many times fewer.
    private static func reach(of rows: [Row]) -> Double {
        let ends = rows.compactMap { $0.change?.ratio == nil ? nil : $0.change?.interval }
            .flatMap { [$0.high, 1 / max($0.low, 0.01)] }
        return min(4, max(1.25, ends.filter(\.isFinite).max() ?? 1.25))
    }

    /// The interval on the scale, with a line at no change.
    private func whisker(_ change: Change) -> HTML {
        guard let ratio = change.ratio else { return .nothing }
        return """
            <svg viewBox="-2 0 104 10" aria-hidden="true"><path class="even" d="M50 0V10"/>\
            <path d="M\(place(change.interval.low)) 5H\(place(change.interval.high))"/>\
            <circle class="\(change.shade.rawValue)" cx="\(place(ratio))" cy="5" r="3"/></svg>
            """
    }

    private func place(_ ratio: Double) -> Int {
        // Halves and doubles lie equally far from the middle.
        Int((50 + 50 * log(min(reach, max(1 / reach, ratio))) / log(reach)).rounded())
    }
}

extension Change {
    /// Whether there is a difference that can be told from chance and noise.
    var isClear: Bool { verdict == .higher || verdict == .lower }
}
