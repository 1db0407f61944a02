import Markup
import Vocabulary

/// The bins ahead as marks with whiskers: the expected count, its ranges, and the usual beside it.
///
/// Its twin in words and its table stand beside it, so it has no text of its own but that of its axes.
struct ExpectedPicture {
    let days: [ExpectedCount]
    let territory: Territory
    let language: Language
    /// The id of the heading that names the picture.
    let title: String

    private static let size = (width: 640.0, height: 270.0)
    private static let margin = (left: 56.0, right: 10.0, top: 10.0, bottom: 46.0)

    private func x(_ number: Int) -> Double {
        let width = Self.size.width - Self.margin.left - Self.margin.right
        return Self.margin.left + width * (Double(number) + 0.5) / Double(days.count)
    }

    /// The picture.
    var html: HTML {
        let most = LineChart.niceEnd(days.flatMap { [Double($0.range95.upperBound), $0.usual ?? 0] }.max() ?? 1)
        func y(_ value: Double) -> String {
            let height = Self.size.height - Self.margin.top - Self.margin.bottom
            return LineChart.text(Self.margin.top + height * (1 - min(max(value, 0), most) / most))
        }
        let half = min(9, (Self.size.width - Self.margin.left - Self.margin.right) / Double(days.count) / 2.5)
        var (wide, narrow, usual) = ("", "", "")
        var marks = HTML.nothing
        for (number, day) in days.enumerated() {
            let middle = LineChart.text(x(number))
            wide += "M\(middle) \(y(Double(day.range95.lowerBound)))V\(y(Double(day.range95.upperBound)))"
            narrow += "M\(middle) \(y(Double(day.range80.lowerBound)))V\(y(Double(day.range80.upperBound)))"
            if let value = day.usual {
                usual += "M\(LineChart.text(x(number) - half)) \(y(value))h\(LineChart.text(2 * half))"
            }
            marks += "<circle cx=\"\(middle)\" cy=\"\(y(day.mean))\" r=\"3.5\"/>"
        }
        return """
            <svg class="chart ahead" viewBox="0 0 \(Int(Self.size.width)) \(Int(Self.size.height))" role="img" \
            aria-labelledby="\(title)">\(values(most, y))\(dates)<path class="wide" d="\(wide)"/>\
            <path class="narrow" d="\(narrow)"/><path class="usual" d="\(usual)"/>\(marks)</svg>

            """
    }

    private func values(_ most: Double, _ y: (Double) -> String) -> HTML {
        let numbers = NumberFormat(language: language)
        let step = LineChart.niceStep(most)
        let left = Self.margin.left
        return .each(0...Int((most / step).rounded())) { tick in
            let value = Double(tick) * step
            return """
                <path class="grid" d="M\(LineChart.text(left)) \(y(value))H\(LineChart.text(Self.size.width - Self.margin.right))"/>\
                <text class="number" x="\(LineChart.text(left - 6))" y="\(y(value))" dy="4">\(numbers.decimal(value, decimals: 1))</text>
                """
        }
    }

    /// The days' numbers, with two letters of their weekday above; as many as there is room for.
    private var dates: HTML {
        let words = DateFormat(language: language)
        let calendar = territory.calendar
        let firsts = days.indices.filter { number in
            number == 0
                || calendar.date(at: days[number].bin.start) != calendar.date(at: days[number - 1].bin.start)
        }
        let every = (firsts.count + 15) / 16
        return .each(firsts.enumerated().filter { $0.offset.isMultiple(of: every) }) { _, number in
            let date = calendar.date(at: days[number].bin.start)
            let middle = LineChart.text(x(number))
            return """
                <text class="date" x="\(middle)" y="\(LineChart.text(Self.size.height - 26))">\
                \(String(words.weekday(date.weekday).prefix(2)))</text>\
                <text class="date" x="\(middle)" y="\(LineChart.text(Self.size.height - 8))">\(date.parts.day)</text>
                """
        }
    }

    /// What the marks mean.
    var key: HTML {
        let isFrench = language == .french
        func sample(_ drawing: HTML, _ name: String) -> HTML {
            """
            <span><svg class="chart ahead swatch" viewBox="0 0 24 12" width="24" height="12" aria-hidden="true">\
            \(drawing)</svg> \(name)</span>
            """
        }
        let hasUsual = days.contains { $0.usual != nil }
        var key = sample(
            "<path class=\"narrow\" d=\"M2 6H22\"/><circle cx=\"12\" cy=\"6\" r=\"3.5\"/>",
            hasUsual
                ? Phrase(
                    fr: "attendu, huit fois sur dix dans la barre", en: "expected, eight times in ten within the bar")[
                        language]
                : Phrase(
                    fr: "d'habitude, huit fois sur dix dans la barre",
                    en: "usually, eight times in ten within the bar")[language])
        key += sample(
            "<path class=\"wide\" d=\"M0 6H24\"/>",
            isFrench ? "dix-neuf fois sur vingt" : "nineteen times in twenty")
        if hasUsual {
            key += sample(
                "<path class=\"usual\" d=\"M3 6H21\"/>", isFrench ? "d'habitude, le même jour" : "the usual, same day")
        }
        return "<p class=\"key\">\(key)</p>\n"
    }
}
