import Statistics
import Vocabulary

/// Models that move from origin to origin, with their pool and their scores.
///
/// What came is learned from when it is over and not before, though forecasts of several bins are scored at once.
struct RollingOrigin {
    /// The models' sheets, the pool's last where there are several.
    private(set) var sheets: [ScoreSheet]
    /// Seconds to fit and to move on; to forecast.
    private(set) var fitSeconds: [Double]
    private(set) var forecastSeconds: [Double]
    /// The pool of the models.
    private(set) var pool: ForecastPool
    private var calibration: PoolCalibration
    private let models: [any ForecastModel]
    private let horizon: Int
    private let refit: Int
    private let trained: Int
    private let places: Int
    private var fits: [any FittedForecast] = []
    private var lastFit = 0
    private var pending: [Pending] = []

    /// What figures will tell the pool once their bin is over.
    private struct Pending {
        let bin: Int
        /// By model: the logarithms of what the figures' probabilities were.
        let logarithms: [[Double]]
        /// What they say of the pool's width.
        let widths: [Double]
    }

    /// Models that have seen nothing.
    ///
    /// - Parameter trained: the bin from which on models must have been fitted on all before it.
    init(_ test: Backtest, trained: Int, categories: Int, places: Int, level: TimeLevel) {
        (models, horizon, refit) = (test.models, test.horizon, test.refit)
        (self.trained, self.places) = (trained, places)
        let count = models.count + (models.count > 1 ? 1 : 0)
        sheets = Array(
            repeating: ScoreSheet(
                categories: categories, places: places, areaShares: test.areaShares, seed: test.seed), count: count)
        fitSeconds = Array(repeating: 0, count: count)
        forecastSeconds = fitSeconds
        pool = ForecastPool(
            members: models.count, categories: categories, places: places, memory: max(60, 4 * test.horizon))
        calibration = PoolCalibration(
            categories: categories, places: places, binsPerWeek: 7 * BinCalendar.perDay(level))
    }

    /// The coverages that the models' intervals are formed with, by category.
    var intervals: [[[Double]]] { sheets.map { $0.conformal.map { $0.map(\.coverage) } } }

    /// The forecasts of each model, and of the pool.
    mutating func forecast(
        _ history: CountHistory, steps: Int, stopwatch: (() -> Double)?
    ) throws -> [[[CountForecast]]] {
        let isDue =
            fits.isEmpty || (refit > 0 && history.end - lastFit >= refit)
            || (lastFit < trained && history.end >= trained)
        if isDue { lastFit = history.end }
        var forecasts: [[[CountForecast]]] = []
        var next: [any FittedForecast] = []
        for (index, model) in models.enumerated() {
            let began = stopwatch?() ?? 0
            var fit = isDue ? try model.fit(history, horizon: horizon) : fits[index]
            if !isDue { fit.advance(to: history) }
            let fitted = stopwatch?() ?? 0
            forecasts.append(fit.forecast(history, horizon: steps))
            next.append(fit)
            fitSeconds[index] += fitted - began
            forecastSeconds[index] += (stopwatch?() ?? 0) - fitted
        }
        fits = next
        guard models.count > 1 else { return forecasts }
        let began = stopwatch?() ?? 0
        let known = pending.filter { $0.bin < history.end }
        for bin in known {
            pool.observe(logProbabilities: bin.logarithms)
            calibration.observe(bin.widths)
        }
        pending.removeAll { $0.bin < history.end }
        if !known.isEmpty { pool.reweigh() }
        let weighed = stopwatch?() ?? 0
        forecasts.append(pooled(forecasts, steps: steps, series: history.series))
        fitSeconds[models.count] += weighed - began
        forecastSeconds[models.count] += (stopwatch?() ?? 0) - weighed
        return forecasts
    }

    /// What the pool would say at the last origin if other values were foreseen.
    ///
    /// - Parameter history: as at that origin, but for covariates of the bins ahead.
    func reforecast(_ history: CountHistory, steps: Int) -> [[CountForecast]] {
        let members = fits.map { fit in
            var copy = fit
            copy.advance(to: history)
            return copy.forecast(history, horizon: steps)
        }
        guard models.count > 1 else { return members[0] }
        return pooled(members, steps: steps, series: history.series)
    }

    private func pooled(_ members: [[[CountForecast]]], steps: Int, series: Int) -> [[CountForecast]] {
        let corrections = (0..<series / places).map { calibration.recalibration(of: $0) }
        return (0..<steps).map { step in
            (0..<series).map { series in
                let category = series / places
                return .recalibrated(
                    RecalibratedCounts(
                        pool.combined(members.map { $0[step][series] }, category: category),
                        by: corrections[category]))
            }
        }
    }

    /// Scores the forecasts of an origin.
    ///
    /// - Parameter variances: of the noise in each bin's figures; forecasts of noised figures are scored with the noise.
    mutating func score(
        _ forecasts: [[[CountForecast]]], observed: [ArraySlice<Double>], variances: ArraySlice<Double>, origin: Int,
        isScored: Bool
    ) {
        let variances = Array(variances)
        let logarithms = forecasts.indices.map { index in
            sheets[index].score(
                zip(forecasts[index], variances).map { laws, variance in
                    variance > 0 ? laws.map { $0.withNoise(variance: variance) } : laws
                }, observed: observed, origin: origin, isScored: isScored)
        }
        guard models.count > 1 else { return }
        for step in observed.indices where !observed[step].isEmpty {
            let widths = zip(forecasts[models.count][step], observed[step]).map { law, figure in
                Recalibration.score(
                    of: law.withoutRecalibration, figure: Int(figure.rounded()), noiseVariance: variances[step])
            }
            pending.append(
                Pending(
                    bin: origin + step, logarithms: models.indices.map { logarithms[$0][step] },
                    widths: widths))
        }
    }
}

extension CountForecast {
    /// The distribution below a correction.
    fileprivate var withoutRecalibration: CountForecast {
        if case .recalibrated(let law) = self { law.law } else { self }
    }
}
