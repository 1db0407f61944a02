import Markup
import Vocabulary

/// A series as a picture that needs no script: a line with its band, two marks on each axis.
struct SeriesPicture {
    let figures: SeriesFigures
    let territory: Territory
    let language: Language
    /// What the picture shows, for readers who don't see it.
    let label: String

    private static let (width, height) = (720, 200)
    private static let (left, bottom, top) = (48, 22, 8)

    private var numbers: NumberFormat { NumberFormat(language: language) }

    /// The picture; nothing where fewer than two bins are known.
    var html: HTML {
        let known = figures.rows.compactMap(\.reading)
        guard known.count > 1, let first = figures.rows.first?.bin, let last = figures.rows.last?.bin else {
            return .nothing
        }
        let most = Self.roundUp(known.map(\.high).max() ?? 1)
        let dates = DateFormat(language: language)
        let calendar = territory.calendar
        func mark(_ value: Int) -> HTML {
            let y = Self.y(Double(value), most)
            return """
                <path class="grid-line" d="M\(Self.left) \(JSON.rounded(y))H\(Self.width)"/>\
                <text x="\(Self.left - 6)" y="\(JSON.rounded(y + 4))" text-anchor="end">\(numbers.integer(value))</text>
                """
        }
        return """
            <svg class="line-picture" viewBox="0 0 \(Self.width) \(Self.height)" role="img" aria-label="\(label)">
            \(mark(0))\(mark(most / 2))\(mark(most))
            <path class="band" d="\(band(most))"/><path class="line" d="\(line(most))"/>
            <text x="\(Self.left)" y="\(Self.height - 4)">\(dates.date(calendar.date(at: first.start)))</text>
            <text x="\(Self.width)" y="\(Self.height - 4)" text-anchor="end">\
            \(dates.date(calendar.date(at: last.end - 1)))</text>
            </svg>

            """
    }

    /// The stretches of known bins, each by the numbers of its rows.
    private var stretches: [Range<Int>] {
        var found: [Range<Int>] = []
        for (number, row) in figures.rows.enumerated() where row.reading != nil {
            if let last = found.last, last.upperBound == number {
                found[found.count - 1] = last.lowerBound..<number + 1
            } else {
                found.append(number..<number + 1)
            }
        }
        return found
    }

    private func line(_ most: Int) -> String {
        path { stretch in
            stretch.compactMap { number in
                figures.rows[number].reading.map { (x(number), Self.y(Double($0.shown), most)) }
            }
        }
    }

    private func band(_ most: Int) -> String {
        path { stretch in
            let readings = stretch.compactMap { number in figures.rows[number].reading.map { (x(number), $0) } }
            return readings.map { ($0.0, Self.y(Double($0.1.high), most)) }
                + readings.reversed().map { ($0.0, Self.y(Double($0.1.low), most)) }
        }
    }

    private func path(_ points: (Range<Int>) -> [(Double, Double)]) -> String {
        stretches.map { stretch in
            "M" + points(stretch).map { "\(JSON.rounded($0.0)) \(JSON.rounded($0.1))" }.joined(separator: "L")
        }.joined()
    }

    private func x(_ number: Int) -> Double {
        let share = Double(number) / Double(max(1, figures.rows.count - 1))
        return ((Double(Self.left) + share * Double(Self.width - Self.left)) * 10).rounded() / 10
    }

    private static func y(_ value: Double, _ most: Int) -> Double {
        let room = Double(height - bottom - top)
        return ((Double(top) + room * (1 - value / Double(max(1, most)))) * 10).rounded() / 10
    }

    /// The next even number with one or two digits before its zeros.
    private static func roundUp(_ value: Int) -> Int {
        var scale = 2
        while value > 50 * scale { scale *= 10 }
        return max(2, (value + scale - 1) / scale * scale)
    }
}
