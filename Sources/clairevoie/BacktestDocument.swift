import Analysis
import Foundation
import Vocabulary

/// The report as it is printed, with what it is about and what it cost.
struct BacktestDocument: Encodable {
    let table: Table
    let setting: BacktestReport.Setting
    let cost: Cost
    let models: [BacktestReport.Model]
    let notes: [Note]

    /// What was forecast.
    struct Table: Encodable {
        /// How its counts came to be.
        let origin: String
        /// What the models knew ahead of times and places.
        let covariates: [String]
        /// The largest variance of the noise in a figure; 0 where all are exact.
        let noiseVariance: Double
        /// How many of its bins are covered, of all.
        let coveredBins: Int
        let bins: Int
    }

    /// What a reader must know, in each language.
    struct Note: Encodable {
        let fr: String
        let en: String
    }

    /// What a back-test cost.
    struct Cost: Encodable {
        let seconds: Double
        let processorSeconds: Double
        let peakMemoryBytes: Int
    }

    /// The report of a table.
    ///
    /// - Parameter notes: of the table, before those of the report.
    init<O: ForecastableOrigin>(
        _ report: BacktestReport, of table: CountTable<StaffAudience, O>, notes: [Phrase], cost: Cost
    ) {
        self.table = Table(
            origin: O.origin.rawValue, covariates: table.covariates.map(\.name),
            noiseVariance: table.variances.max() ?? 0, coveredBins: table.isKnown.count { $0 }, bins: table.bins.count)
        (setting, models, self.cost) = (report.setting, report.models, cost)
        self.notes =
            notes.map { Note(fr: $0[.french], en: $0[.english]) } + report.notes.map { Note(fr: $0.fr, en: $0.en) }
    }

    /// The document as JSON, in one line.
    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "infinity", negativeInfinity: "-infinity", nan: "nan")
        var data = try encoder.encode(self)
        data.append(10)
        return data
    }

    /// The document as lines for a terminal.
    func text(in language: Language) -> String {
        var lines: [String] = []
        for category in [nil] + setting.categories.map(Optional.some) {
            let title = category ?? Phrase(fr: "toutes catégories", en: "all categories")[language]
            lines.append(title)
            let heads = [
                "", "log", "CRPS", "RMSE", "MASE", "80 %", "95 %", Phrase(fr: "gain", en: "gain")[language], "s",
            ]
            var rows = [heads]
            for model in models {
                guard let scores = model.scores.first(where: { $0.category == category }) else { continue }
                let gain = scores.skill.first { $0.over == Backtest.baselines.last }
                rows.append([
                    model.model, Self.format(scores.logScore, 4), Self.format(scores.crps, 4),
                    Self.format(scores.rmse, 3), scores.mase.map { Self.format($0, 3) } ?? "",
                    scores.coverage80.map { Self.format($0, 3) } ?? "",
                    scores.coverage95.map { Self.format($0, 3) } ?? "",
                    gain.map {
                        let numbers = [$0.logScoreGain, $0.logScoreGainLow, $0.logScoreGainHigh]
                        let texts = numbers.map { Self.format($0, 4) }
                        return "\(texts[0]) [\(texts[1]) … \(texts[2])]"
                    } ?? "",
                    category == nil ? Self.format((model.fitSeconds ?? 0) + (model.forecastSeconds ?? 0), 1) : "",
                ])
            }
            let widths = heads.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
            for row in rows {
                let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
                let line = "  " + cells.joined(separator: "  ")
                lines.append(String(line.reversed().drop { $0 == " " }.reversed()))
            }
            lines.append("")
        }
        lines.append(
            Phrase(
                fr: "gain : score logarithmique gagné sur la moyenne de chaque case, intervalle à 95 % par semaines.",
                en: "gain: log score gained over each cell's mean, 95 % interval by weeks.")[language])
        lines += notes.map { language == .french ? $0.fr : $0.en }
        let (seconds, processor) = (Self.format(cost.seconds, 1), Self.format(cost.processorSeconds, 1))
        lines.append("\(seconds) s, \(processor) s CPU, \(cost.peakMemoryBytes >> 20) MiB")
        return lines.joined(separator: "\n")
    }

    private static func format(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
}
