import Accountability
import Foundation
import Vocabulary

/// What `clairevoie simulate feedback` prints.
struct FeedbackReport: Encodable {
    struct Setting: Encodable {
        let steps: Int
        let visitsPerDay: Int
        let days: Double
        let runs: Int
        let discovery: Double
        let reportsPerStep: Double
        let reportedWeight: Double
        let floor: Double
        let startingRecords: Double
        let startsFromCounts: Bool
        let isExact: Bool
        let seed: UInt64
    }

    struct Area: Encodable {
        let place: String
        let name: String
        let count: Double
        let trueShare: Double
        let uncorrectedLongRun: Double?
    }

    struct Spread: Encodable {
        let mean: Double
        let low: Double
        let high: Double

        init(_ spread: RunSpread) {
            (mean, low, high) = (spread.mean, spread.low, spread.high)
        }
    }

    struct Moment: Encodable {
        let step: Int
        let shares: [Spread]
        let misplaced: Spread
    }

    struct Rule: Encodable {
        let rule: String
        let path: [Moment]
    }

    struct Note: Encodable {
        let fr: String
        let en: String
    }

    let setting: Setting
    let areas: [Area]
    let rules: [Rule]
    let notes: [Note]

    init(audit: FeedbackAudit, outcomes: [FeedbackOutcome], visitsPerDay: Int) {
        setting = Setting(
            steps: audit.steps, visitsPerDay: visitsPerDay, days: Double(audit.steps) / Double(visitsPerDay),
            runs: audit.runs, discovery: audit.discovery, reportsPerStep: audit.reportsPerStep,
            reportedWeight: audit.reportedWeight, floor: audit.floor,
            startingRecords: audit.startingRecords, startsFromCounts: audit.startsFromCounts,
            isExact: audit.areas.allSatisfy { $0.count.variance == 0 }, seed: audit.seed)
        let (truth, long) = (audit.trueShares, audit.longRun)
        areas = audit.areas.indices.map {
            Area(
                place: audit.areas[$0].id, name: audit.areas[$0].name, count: audit.areas[$0].count.value,
                trueShare: truth[$0], uncorrectedLongRun: long?[$0])
        }
        rules = outcomes.map { outcome in
            Rule(
                rule: outcome.rule.rawValue,
                path: outcome.path.map {
                    Moment(step: $0.step, shares: $0.shares.map(Spread.init), misplaced: Spread($0.misplaced))
                })
        }
        notes = Self.notes(floor: audit.floor).map { Note(fr: $0[.french], en: $0[.english]) }
    }

    private static func notes(floor: Double) -> [Phrase] {
        let alike = String(format: "%.0f", floor * 100)
        return [
            Phrase(
                fr: """
                    Parts des incidents enregistrés, selon lesquelles la présence est répartie : moyenne des parcours et \
                    l'intervalle où finissent 95 % d'entre eux. Avec 1/probabilité, \(alike) % des visites vont à tous les \
                    secteurs également.
                    """,
                en: """
                    Parts of the recorded incidents, by which presence is shared out: the mean of the runs and the range in \
                    which 95 % of them end. With 1/probability, \(alike) % of the visits go to all areas alike.
                    """),
            Phrase(
                fr: """
                    Une simulation, pas une prévision : les patrouilles n'y changent rien à ce qui arrive, et les taux ne \
                    bougent pas.
                    """,
                en: """
                    A simulation, not a forecast: patrols change nothing of what happens in it, and rates stay as they are.
                    """),
        ]
    }

    /// The report as lines for a terminal.
    func text(in language: Language) -> String {
        let days = Self.number(setting.days)
        let head = Phrase(
            fr: "Après \(setting.steps) visites (\(days) jours de \(setting.visitsPerDay)), \(setting.runs) parcours",
            en: "After \(setting.steps) visits (\(days) days of \(setting.visitsPerDay)), \(setting.runs) runs")
        let heads = [
            Phrase(fr: "secteur", en: "area"), Phrase(fr: "part réelle", en: "true share"),
            Phrase(fr: "sans correction", en: "uncorrected"), Phrase(fr: "règle de l'article", en: "the paper's rule"),
            Phrase(fr: "1/probabilité", en: "1/probability"),
        ].map { $0[language] }
        var rows = [heads]
        // The largest first, since that is where presence goes.
        let order = areas.indices.sorted { (areas[$1].trueShare, $0) < (areas[$0].trueShare, $1) }
        for area in order.prefix(Self.longest) {
            rows.append(
                [areas[area].name, Self.part(areas[area].trueShare, language)]
                    + rules.map { Self.part($0.path.last?.shares[area], language) })
        }
        let misplaced = Phrase(fr: "au mauvais endroit", en: "in the wrong place")
        rows.append([misplaced[language], ""] + rules.map { Self.part($0.path.last?.misplaced, language) })
        let widths = heads.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        var lines = [head[language], ""]
        for row in rows {
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            lines.append(cells.joined(separator: "  ").trimmingCharacters(in: .whitespaces))
        }
        if areas.count > Self.longest {
            let rest = areas.count - Self.longest
            lines.append(
                Phrase(
                    fr: "… et \(rest) autres : --json les donne tous.", en: "… and \(rest) more: --json has them all.")[
                        language])
        }
        return (lines + [""] + notes.map { language == .french ? $0.fr : $0.en }).joined(separator: "\n")
    }

    private static let longest = 40

    private static func part(_ value: Double, _ language: Language) -> String {
        let text = String(format: "%.3f", value)
        return language == .french ? text.replacing(".", with: ",") : text
    }

    private static func part(_ spread: Spread?, _ language: Language) -> String {
        guard let spread else { return "" }
        return "\(part(spread.mean, language)) [\(part(spread.low, language)) … \(part(spread.high, language))]"
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() ? "\(Int(value))" : String(format: "%.1f", value)
    }
}
