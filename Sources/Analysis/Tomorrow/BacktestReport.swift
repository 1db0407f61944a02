import Foundation
import Statistics
import Vocabulary

/// What a back-test found: each model's scores over all figures, in total and by category.
public struct BacktestReport: Sendable, Hashable, Encodable {
    /// What was asked for.
    public let setting: Setting
    /// The models, in the order in which they were given, the pool last.
    public let models: [Model]
    /// What a reader must know, in plain words.
    public let notes: [Note]

    /// What a back-test was asked for.
    public struct Setting: Sendable, Hashable, Encodable {
        /// Models first learned from what came before, as UTC.
        public let trainUntil: String
        /// When the test begins.
        public let testFrom: String
        /// The first moment after it.
        public let testUntil: String
        /// The level of the bins.
        public let bins: String
        /// How many bins ahead each forecast looked.
        public let horizon: Int
        /// How many bins lay between origins.
        public let step: Int
        /// After how many bins parameters were estimated anew; 0 for never.
        public let refit: Int
        /// How many origins were scored.
        public let origins: Int
        /// How many places there are.
        public let places: Int
        /// The categories' keys.
        public let categories: [String]
        /// The seed of the randomised transforms and the bootstrap.
        public let seed: UInt64
    }

    /// One model.
    public struct Model: Sendable, Hashable, Encodable {
        /// Its key.
        public let model: String
        /// Where it is published.
        public let source: String
        /// Seconds to fit and to move on, over all origins; nil where nobody looked at a clock.
        public let fitSeconds: Double?
        /// Seconds to forecast, over all origins.
        public let forecastSeconds: Double?
        /// The weights of the pool's members by category, at the end.
        public let weights: [String: [String: Double]]?
        /// Over all categories together, then for each.
        public let scores: [Scores]
    }

    /// The scores over some figures.
    public struct Scores: Sendable, Hashable, Encodable {
        /// The category's key; nil for all together.
        public let category: String?
        /// How many figures were scored.
        public let figures: Int
        /// The mean logarithmic score, in nats; the smaller the better, as of all that follow up to `mase`.
        public let logScore: Double
        /// The mean continuous ranked probability score, in counts.
        public let crps: Double
        /// The mean unit deviance of the expected count.
        public let poissonDeviance: Double
        /// The root mean square error of the expected count.
        public let rmse: Double
        /// The mean absolute error of the median.
        public let mae: Double
        /// The mean absolute error over that of the seasonal naive in training, averaged over series where that isn't 0.
        public let mase: Double?
        /// Over the figures above 0 alone, as some papers score; nil where none is.
        ///
        /// It rewards forecasting nothing.
        public let positive: Positive?
        /// Expected over observed, less 1.
        public let bias: Double?
        /// The share inside the central half, by randomised transforms.
        public let coverage50: Double?
        /// The share inside the central 80 %.
        public let coverage80: Double?
        /// The lower end of its 95 % interval, from blocks of weeks; nil where nothing was scored.
        public let coverage80Low: Double?
        /// The upper end.
        public let coverage80High: Double?
        /// The share inside the central 95 %.
        public let coverage95: Double?
        /// The lower end of its 95 % interval.
        public let coverage95Low: Double?
        /// The upper end.
        public let coverage95High: Double?
        /// The share inside intervals of 80 % that adapt to their misses.
        public let conformalCoverage80: Double?
        /// The lower end of its 95 % interval, from blocks of weeks.
        public let conformalCoverage80Low: Double?
        /// The upper end.
        public let conformalCoverage80High: Double?
        /// The share inside intervals of 95 % that adapt to their misses.
        public let conformalCoverage95: Double?
        /// The lower end of its 95 % interval.
        public let conformalCoverage95Low: Double?
        /// The upper end.
        public let conformalCoverage95High: Double?
        /// How many transforms fell into each tenth; level where forecasts are right.
        public let pit: [Int]
        /// Places pointed at anew for each bin, by share of the area.
        public let pointed: [Pointed]
        /// Places pointed at once for all the bins that an origin looks ahead, by share of the area.
        public let pointedAhead: [Pointed]
        /// How much better than each baseline.
        public let skill: [Skill]
    }

    /// The errors over the figures above 0 alone, of the median of the counts above 0.
    public struct Positive: Sendable, Hashable, Encodable {
        /// How many figures were above 0.
        public let figures: Int
        /// The mean absolute error.
        public let mae: Double
        /// The mean of absolute errors over counts.
        public let mape: Double
    }

    /// What fell into the places that were expected to have most.
    public struct Pointed: Sendable, Hashable, Encodable {
        /// The share of the places.
        public let areaShare: Double
        /// The share of what came that fell there.
        public let hitRate: Double
        /// Hit rate over area share.
        public let pai: Double
        /// Of the most that so many places could have held.
        public let pei: Double
    }

    /// A comparison with a baseline.
    public struct Skill: Sendable, Hashable, Encodable {
        /// The baseline's key.
        public let over: String
        /// How much smaller the mean log score is, in nats a figure.
        public let logScoreGain: Double
        /// The lower end of its 95 % interval, from blocks of weeks.
        public let logScoreGainLow: Double
        /// The upper end.
        public let logScoreGainHigh: Double
        /// 1 − CRPS over the baseline's CRPS.
        public let crpsSkill: Double
        /// The lower end of its 95 % interval.
        public let crpsSkillLow: Double
        /// The upper end.
        public let crpsSkillHigh: Double
        /// Diebold and Mariano's statistic of the log scores by origin, negative where the model is better.
        public let dieboldMariano: Double?
        /// Its two-sided p-value.
        public let p: Double?
    }

    /// A note in each language.
    public struct Note: Sendable, Hashable, Encodable {
        /// In French.
        public let fr: String
        /// In English.
        public let en: String
    }
}

extension BacktestReport {
    init(
        _ test: Backtest, table bins: [TimeBin], categories: [String], places: Int, _ rolling: RollingOrigin,
        scales: [Double], isTimed: Bool
    ) {
        let sheets = rolling.sheets
        let names = test.models.map(\.name)
        let level = bins.first?.level ?? .day
        let blockBins = max(1, (7 * BinCalendar.perDay(level)).rounded())
        let comparison = SkillComparison(
            sheets: sheets, names: names, block: max(1, Int((blockBins / Double(test.step)).rounded(.up))),
            overlap: (test.horizon + test.step - 1) / test.step, seed: test.seed)
        setting = Setting(
            trainUntil: Self.text(test.trainUntil), testFrom: Self.text(test.testFrom),
            testUntil: Self.text(test.testUntil), bins: level.rawValue, horizon: test.horizon, step: test.step,
            refit: test.refit, origins: sheets.first?.sums[0].logScores.count ?? 0, places: places,
            categories: categories, seed: test.seed)
        models = sheets.indices.map { index in
            let isPool = index >= names.count
            return Model(
                model: isPool ? Backtest.pool : names[index],
                source: isPool
                    ? "Hall & Mitchell 2007: a linear pool, weights by past log score" : test.models[index].source,
                fitSeconds: isTimed ? rolling.fitSeconds[index] : nil,
                forecastSeconds: isTimed ? rolling.forecastSeconds[index] : nil,
                weights: isPool
                    ? Dictionary(
                        uniqueKeysWithValues: zip(
                            categories,
                            rolling.pool.weights.map { Dictionary(uniqueKeysWithValues: zip(names, $0)) })) : nil,
                scores: ([nil] + categories.map(Optional.some)).enumerated().map { scope, category in
                    let series = scope == 0 ? 0..<scales.count : (scope - 1) * places..<scope * places
                    return Scores(
                        category: category, sheets[index].sums[scope], bootstrap: comparison.bootstrap,
                        mase: Self.scaledError(sheets[index], series, scales),
                        skill: comparison.skill(of: index, scope: scope))
                })
        }
        notes = [
            Note(
                fr: "Les scores portent sur toutes les cases, vides comprises ; plus petits, ils sont meilleurs.",
                en: "Scores are over all cells, empty ones too; the smaller the better."),
            Note(
                fr: "Les covariables des jours prévus sont prises comme connues : données d'avance ou prévues.",
                en: "Covariates of the days forecast are taken as known: known ahead or themselves forecast."),
        ]
    }

    /// The mean over series of their mean absolute error over its scale.
    private static func scaledError(_ sheet: ScoreSheet, _ series: Range<Int>, _ scales: [Double]) -> Double? {
        let ratios = series.filter { scales[$0] > 0 && sheet.errorCounts[$0] > 0 }
            .map { sheet.absoluteErrors[$0] / Double(sheet.errorCounts[$0]) / scales[$0] }
        return ratios.isEmpty ? nil : ratios.reduce(0, +) / Double(ratios.count)
    }

    private static func text(_ time: UTCSeconds) -> String {
        let days = Int((Double(time) / 86_400).rounded(.down))
        let second = Int(time) - days * 86_400
        let clock = [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(CivilDate(dayNumber: days))T\(clock.joined(separator: ":"))Z"
    }
}

extension BacktestReport.Scores {
    init(
        category: String?, _ sums: ScoreSheet.Sums, bootstrap: BlockBootstrap, mase: Double?,
        skill: [BacktestReport.Skill]
    ) {
        let n = Double(max(1, sums.figures))
        self.category = category
        figures = sums.figures
        logScore = sums.logScore / n
        crps = sums.rankedProbability / n
        poissonDeviance = sums.deviance / n
        rmse = (sums.squares / n).squareRoot()
        mae = sums.absolutes / n
        self.mase = mase
        let positives = Double(sums.positives)
        positive =
            sums.positives > 0
            ? BacktestReport.Positive(
                figures: sums.positives, mae: sums.positiveErrors / positives, mape: sums.positiveShares / positives)
            : nil
        bias = sums.observed > 0 ? sums.expected / sums.observed - 1 : nil
        coverage50 = sums.calibration.coverage(0.5)
        coverage80 = sums.calibration.coverage(0.8)
        coverage95 = sums.calibration.coverage(0.95)
        let ranges = (sums.insides + sums.conformalInsides).map { inside in
            sums.figures > 0 ? bootstrap.interval(inside, sums.figureCounts, coverage: 0.95) { $0 / $1 } : nil
        }
        (coverage80Low, coverage80High) = (ranges[0]?.low, ranges[0]?.high)
        (coverage95Low, coverage95High) = (ranges[1]?.low, ranges[1]?.high)
        (conformalCoverage80Low, conformalCoverage80High) = (ranges[2]?.low, ranges[2]?.high)
        (conformalCoverage95Low, conformalCoverage95High) = (ranges[3]?.low, ranges[3]?.high)
        conformalCoverage80 = sums.figures > 0 ? Double(sums.conformalInside[0]) / n : nil
        conformalCoverage95 = sums.figures > 0 ? Double(sums.conformalInside[1]) / n : nil
        pit = sums.calibration.histogram
        pointed = sums.pointed.found.map(BacktestReport.Pointed.init)
        pointedAhead = sums.pointedAhead.found.map(BacktestReport.Pointed.init)
        self.skill = skill
    }
}

extension BacktestReport.Pointed {
    fileprivate init(_ accuracy: PredictiveAccuracy) {
        (areaShare, hitRate) = (accuracy.areaShare, accuracy.hitRate)
        (pai, pei) = (accuracy.index, accuracy.efficiency)
    }
}

/// Compares models with the baselines, origin by origin.
private struct SkillComparison {
    let sheets: [ScoreSheet]
    let names: [String]
    let block: Int
    let overlap: Int
    let seed: UInt64

    /// Draws whole weeks of origins.
    var bootstrap: BlockBootstrap { BlockBootstrap(block: block, seed: seed) }

    func skill(of index: Int, scope: Int) -> [BacktestReport.Skill] {
        Backtest.baselines.compactMap { baseline in
            guard let other = names.firstIndex(of: baseline), other != index else { return nil }
            let (ours, theirs) = (sheets[index].sums[scope], sheets[other].sums[scope])
            let figures = Double(ours.figures)
            guard ours.figures > 0 else { return nil }
            let bootstrap = bootstrap
            let gain = bootstrap.interval(theirs.logScores, ours.logScores, coverage: 0.95) { ($0 - $1) / figures }
            let ranked = bootstrap.interval(
                ours.rankedProbabilities, theirs.rankedProbabilities, coverage: 0.95
            ) { 1 - $0 / $1 }
            let test = DieboldMariano(zip(ours.logScores, theirs.logScores).map { $0 - $1 }, horizon: overlap)
            return BacktestReport.Skill(
                over: baseline, logScoreGain: (theirs.logScore - ours.logScore) / figures,
                logScoreGainLow: gain?.low ?? -.infinity, logScoreGainHigh: gain?.high ?? .infinity,
                crpsSkill: 1 - ours.rankedProbability / theirs.rankedProbability,
                crpsSkillLow: ranked?.low ?? -.infinity, crpsSkillHigh: ranked?.high ?? .infinity,
                dieboldMariano: test?.statistic, p: test?.pValue)
        }
    }
}
