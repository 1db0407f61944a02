import Markup
import Vocabulary

/// A picture of counts over days: lines, bands around them, and dates that are marked; drawn as SVG, without scripts.
///
/// Its twin in words and its table stand beside it, so it has no text of its own but that of its axes.
struct LineChart {
    /// Points joined by straight lines; a gap where one is missing.
    struct Line {
        /// Its class in the style sheet: `observed`, `expected`, `trend`, `level`.
        let style: HTML
        let points: [(day: Int, value: Double)?]
    }

    /// What lies between two values on each day; a gap where one is missing.
    struct Band {
        let points: [(day: Int, low: Double, high: Double)?]
    }

    /// A date, with the days between which it lies.
    struct Mark {
        let day: Int
        var earliest: Int?
        var latest: Int?
    }

    var bands: [Band] = []
    let lines: [Line]
    var marks: [Mark] = []
    let language: Language
    /// The id of the heading that names the picture.
    let title: String

    private static let size = (width: 640.0, height: 260.0)
    private static let margin = (left: 56.0, right: 10.0, top: 10.0, bottom: 30.0)

    private var days: [Int] { lines.flatMap { $0.points.compactMap { $0?.day } } }

    /// The picture; nothing where there is nothing to draw.
    var html: HTML {
        let days = days
        guard let first = days.min(), let last = days.max(), first < last else { return .nothing }
        let most = Self.niceEnd(
            (lines.flatMap { $0.points.compactMap { $0?.value } }
                + bands.flatMap { $0.points.compactMap { $0?.high } }).max() ?? 1)
        let scale = Scale(first: first, last: last, most: most)
        return """
            <svg class="chart" viewBox="0 0 \(Int(Self.size.width)) \(Int(Self.size.height))" role="img" \
            aria-labelledby="\(title)">\(axes(scale))\
            \(.each(marks) { mark($0, scale) })\(.each(bands) { band($0, scale) })\(.each(lines) { line($0, scale) })</svg>

            """
    }

    /// Where days and values lie.
    private struct Scale {
        let first: Int
        let last: Int
        let most: Double

        func x(_ day: Int) -> Double {
            let width = LineChart.size.width - LineChart.margin.left - LineChart.margin.right
            return LineChart.margin.left + width * Double(day - first) / Double(last - first)
        }

        func y(_ value: Double) -> Double {
            let height = LineChart.size.height - LineChart.margin.top - LineChart.margin.bottom
            return LineChart.margin.top + height * (1 - min(max(value, 0), most) / most)
        }
    }

    /// The smallest of 1, 2, 5 times a power of ten that five steps of reach the value, times that number of steps.
    static func niceEnd(_ value: Double) -> Double {
        let step = niceStep(value)
        return max((value / step).rounded(.up), 1) * step
    }

    static func niceStep(_ value: Double) -> Double {
        var power = 1.0
        while power * 10 <= value { power *= 10 }
        while power > max(value, 0.01) { power /= 10 }
        for factor in [0.2, 0.5, 1, 2] where value / (factor * power) <= 5 { return factor * power }
        return 2 * power
    }

    private func axes(_ scale: Scale) -> HTML {
        let numbers = NumberFormat(language: language)
        let step = Self.niceStep(scale.most)
        let left = Self.margin.left
        let values = HTML.each(0...Int((scale.most / step).rounded())) { tick in
            let value = Double(tick) * step
            let y = scale.y(value)
            return """
                <path class="grid" d="M\(Self.text(left)) \(Self.text(y))H\(Self.text(Self.size.width - Self.margin.right))"/>\
                <text class="number" x="\(Self.text(left - 6))" y="\(Self.text(y + 4))">\(numbers.decimal(value, decimals: 1))</text>
                """
        }
        let months = monthTicks(scale)
        let dates = HTML.each(months) { tick in
            let x = Self.text(scale.x(tick.day))
            return """
                <path class="grid" d="M\(x) \(Self.text(Self.size.height - Self.margin.bottom))v5"/>\
                <text class="date" x="\(x)" y="\(Self.text(Self.size.height - 8))">\(tick.text)</text>
                """
        }
        return values + dates
    }

    /// At most six first days of months, Januaries called by their year.
    private func monthTicks(_ scale: Scale) -> [(day: Int, text: String)] {
        let dates = DateFormat(language: language)
        let (from, to) = (CivilDate(dayNumber: scale.first).parts, CivilDate(dayNumber: scale.last).parts)
        let (first, last) = (from.year * 12 + from.month - 1, to.year * 12 + to.month - 1)
        let step = [1, 2, 3, 6, 12, 24, 60, 120].first { (last - first) / $0 <= 5 } ?? 240
        return stride(from: first - first % step, through: last, by: step).compactMap { month in
            let name = month % 12 == 0 ? "\(month / 12)" : String(dates.monthName(month % 12 + 1).prefix(4))
            guard let day = CivilDate(year: month / 12, month: month % 12 + 1, day: 1)?.dayNumber,
                day >= scale.first, day <= scale.last
            else { return nil }
            return (day, name)
        }
    }

    private func line(_ line: Line, _ scale: Scale) -> HTML {
        var path = ""
        var isDrawing = false
        for point in line.points {
            guard let point else {
                isDrawing = false
                continue
            }
            path += "\(isDrawing ? "L" : "M")\(Self.text(scale.x(point.day))) \(Self.text(scale.y(point.value)))"
            isDrawing = true
        }
        return "<path class=\"\(line.style)\" d=\"\(path)\"/>"
    }

    private func band(_ band: Band, _ scale: Scale) -> HTML {
        var path = ""
        for run in band.points.split(whereSeparator: { $0 == nil }) {
            let points = run.compactMap(\.self)
            let there = points.map { "\(Self.text(scale.x($0.day))) \(Self.text(scale.y($0.high)))" }
            let back = points.reversed().map { "\(Self.text(scale.x($0.day))) \(Self.text(scale.y($0.low)))" }
            path += "M" + (there + back).joined(separator: "L") + "Z"
        }
        return path.isEmpty ? .nothing : "<path class=\"between\" d=\"\(path)\"/>"
    }

    private func mark(_ mark: Mark, _ scale: Scale) -> HTML {
        let (top, bottom) = (Self.text(Self.margin.top), Self.text(Self.size.height - Self.margin.bottom))
        var html = HTML.nothing
        if let earliest = mark.earliest, let latest = mark.latest, latest > earliest {
            let (left, right) = (scale.x(max(earliest, scale.first)), scale.x(min(latest, scale.last)))
            html += "<path class=\"around\" d=\"M\(Self.text(left)) \(top)V\(bottom)H\(Self.text(right))V\(top)Z\"/>"
        }
        let day = min(max(mark.day, scale.first), scale.last)
        return html + "<path class=\"mark\" d=\"M\(Self.text(scale.x(day))) \(top)V\(bottom)\"/>"
    }

    /// A number with one decimal, as SVG writes it.
    static func text(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
    }
}

/// What the lines and bands of a chart are called.
enum ChartKey {
    /// A line's sample and name.
    static func line(_ style: HTML, _ name: String) -> HTML {
        """
        <span><svg class="chart swatch" viewBox="0 0 24 12" width="24" height="12" aria-hidden="true">\
        <path class="\(style)" d="M0 6h24"/></svg> \(name)</span>
        """
    }

    /// An area's sample and name.
    static func area(_ style: HTML, _ name: String) -> HTML {
        """
        <span><svg class="chart swatch" viewBox="0 0 24 12" width="24" height="12" aria-hidden="true">\
        <path class="\(style)" d="M0 0h24v12h-24Z"/></svg> \(name)</span>
        """
    }
}
