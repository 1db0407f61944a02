import Foundation
public import Vocabulary

/// How one area's part of the records moves under some rules, as SVG: each rule's mean in its range, beside the true share.
///
/// Visits are on a scale of ratios. The classes are the site's: `observed` is presence uncorrected, `trend` corrected by
/// inverse probability, `expected` the true share, `around` a range. It has no words of its own but numbers, so a page
/// puts a heading, a key and a table beside it.
public struct FeedbackPicture: Sendable {
    /// The runs of each rule to draw; ``FeedbackRule/complement`` isn't drawn.
    public let outcomes: [FeedbackOutcome]
    /// The area's number.
    public let area: Int
    /// Its part of what happens, in 0...1.
    public let trueShare: Double

    private static let size = (width: 640.0, height: 260.0)
    private static let margin = (left: 56.0, right: 10.0, top: 10.0, bottom: 30.0)

    /// Makes a picture.
    ///
    /// - Precondition: every outcome has the area.
    public init(of outcomes: [FeedbackOutcome], area: Int, trueShare: Double) {
        precondition(outcomes.allSatisfy { $0.path.allSatisfy { $0.shares.indices.contains(area) } })
        self.outcomes = outcomes
        self.area = area
        self.trueShare = trueShare
    }

    /// The picture; empty where no time passes.
    ///
    /// - Parameter title: the id of the heading that names it: letters, digits and hyphens.
    /// - Precondition: the title has nothing else.
    public func svg(in language: Language, title: String) -> String {
        precondition(title.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        let drawn = outcomes.filter { $0.rule != .complement }
        let steps = drawn.flatMap { $0.path.map(\.step) }
        guard let first = steps.min(), let last = steps.max(), first < last else { return "" }
        let scale = Scale(first: Double(first), last: Double(last))
        let truth = "M\(Self.text(scale.x(first))) \(Self.text(scale.y(trueShare)))H\(Self.text(scale.x(last)))"
        let bands = drawn.map { path("around", band($0, scale) + "Z") }
        let lines = drawn.map {
            let points = $0.path.map { (step: $0.step, share: $0.shares[area].mean) }
            return path($0.rule == .uncorrected ? "observed" : "trend", line(points, scale))
        }
        return """
            <svg class="chart" viewBox="0 0 \(Int(Self.size.width)) \(Int(Self.size.height))" role="img" \
            aria-labelledby="\(title)">\(axes(scale, in: language))\(bands.joined())\(path("expected", truth))\
            \(lines.joined())</svg>
            """
    }

    /// Where visits and shares lie.
    private struct Scale {
        let first: Double
        let last: Double

        func x(_ step: Int) -> Double {
            let width = FeedbackPicture.size.width - FeedbackPicture.margin.left - FeedbackPicture.margin.right
            return FeedbackPicture.margin.left + width * log(Double(step) / first) / log(last / first)
        }

        func y(_ share: Double) -> Double {
            let height = FeedbackPicture.size.height - FeedbackPicture.margin.top - FeedbackPicture.margin.bottom
            return FeedbackPicture.margin.top + height * (1 - share)
        }
    }

    private func axes(_ scale: Scale, in language: Language) -> String {
        let (left, right) = (Self.margin.left, Self.size.width - Self.margin.right)
        let bottom = Self.size.height - Self.margin.bottom
        var text = ""
        for tick in 0...5 {
            let y = scale.y(Double(tick) / 5)
            let percent = Phrase(fr: "\(tick * 20)\u{202F}%", en: "\(tick * 20)%")[language]
            text += path("grid", "M\(Self.text(left)) \(Self.text(y))H\(Self.text(right))")
            text += "<text class=\"number\" x=\"\(Self.text(left - 6))\" y=\"\(Self.text(y + 4))\">\(percent)</text>"
        }
        // Powers of ten are round on a scale of ratios.
        var step = 1
        while Double(step) <= scale.last {
            if Double(step) >= scale.first {
                let x = Self.text(scale.x(step))
                text += path("grid", "M\(x) \(Self.text(bottom))v5")
                text += "<text class=\"date\" x=\"\(x)\" y=\"\(Self.text(Self.size.height - 8))\">"
                text += Self.grouped(step, in: language) + "</text>"
            }
            step *= 10
        }
        return text
    }

    private func line(_ points: [(step: Int, share: Double)], _ scale: Scale) -> String {
        points.enumerated().map { number, point in
            "\(number == 0 ? "M" : "L")\(Self.text(scale.x(point.step))) \(Self.text(scale.y(point.share)))"
        }.joined()
    }

    /// There along the upper ends of the ranges, back along the lower ones.
    private func band(_ outcome: FeedbackOutcome, _ scale: Scale) -> String {
        line(
            outcome.path.map { ($0.step, $0.shares[area].high) }
                + outcome.path.reversed().map { ($0.step, $0.shares[area].low) }, scale)
    }

    private func path(_ style: String, _ data: String) -> String { "<path class=\"\(style)\" d=\"\(data)\"/>" }

    private static func grouped(_ number: Int, in language: Language) -> String {
        let digits = String(number)
        let separator = Phrase(fr: "\u{202F}", en: ",")[language]
        var text = ""
        for (position, digit) in digits.enumerated() {
            if position > 0, (digits.count - position).isMultiple(of: 3) { text += separator }
            text.append(digit)
        }
        return text
    }

    private static func text(_ value: Double) -> String { String(format: "%.1f", value) }
}
