import Foundation

/// Exponential smoothing with additive errors: a level, a damped trend or none, an additive season or none.
///
/// The state space form of Hyndman, Koehler, Ord & Snyder 2008 (ETS(A,N|Ad,N|A)): parameters by the least sum of squares,
/// the form by the corrected criterion of Akaike.
public struct ExponentialSmoothing: Sendable, Hashable {
    /// What moves beside the level.
    public struct Form: Sendable, Hashable {
        /// Whether there is a damped trend.
        public let hasTrend: Bool
        /// How many times a season has; 1 for none.
        public let period: Int

        /// Makes a form.
        public init(hasTrend: Bool = false, period: Int = 1) {
            precondition(period >= 1)
            (self.hasTrend, self.period) = (hasTrend, period)
        }
    }

    /// How fast each part follows: in 0...1, the trend damped by `damping` a time.
    public struct Rates: Sendable, Hashable {
        /// Of the level.
        public var level: Double
        /// Of the trend, as a share of the level's.
        public var trend: Double
        /// Of the season, as a share of what the level leaves.
        public var season: Double
        /// What is left of a trend one time on.
        public var damping: Double

        /// Makes rates.
        public init(level: Double = 0.1, trend: Double = 0.05, season: Double = 0.05, damping: Double = 0.97) {
            (self.level, self.trend, self.season, self.damping) = (level, trend, season, damping)
        }
    }

    /// The form.
    public let form: Form
    /// The rates.
    public let rates: Rates
    /// The mean square of the errors of one step.
    public private(set) var errorVariance: Double
    /// The level now.
    public private(set) var level: Double
    private var trend = 0.0
    private var seasons: [Double]
    /// Which time of the season comes next.
    private var season = 0

    /// Runs a form with given rates over a series.
    ///
    /// It begins with the mean of the first two seasons (or ten values) and each season's difference from it.
    ///
    /// - Parameter series: in the order of time, at least two seasons long; NaN where nobody knows.
    /// - Complexity: O(series).
    public init(_ form: Form, _ rates: Rates, running series: [Double]) {
        precondition(series.count >= 2 * form.period && series.count >= 3, "a season must have been seen twice")
        let head = series.prefix(form.period > 1 ? 2 * form.period : min(10, series.count))
        let known = head.filter { !$0.isNaN }
        let mean = known.isEmpty ? 0 : known.reduce(0, +) / Double(known.count)
        (self.form, self.rates, level, errorVariance) = (form, rates, mean, 0)
        seasons = (0..<form.period).map { time in
            let own = [time, time + form.period].filter { form.period > 1 && !series[$0].isNaN }
            return own.isEmpty ? 0 : own.reduce(0) { $0 + series[$1] } / Double(own.count) - mean
        }
        var (squares, count) = (0.0, 0)
        for value in series {
            guard !value.isNaN else {
                skip()
                continue
            }
            let error = observe(value)
            squares += error * error
            count += 1
        }
        errorVariance = squares / Double(max(1, count))
    }

    /// Learns of the next value; the error variance stays.
    ///
    /// - Returns: the error of the step.
    /// - Complexity: O(1).
    @discardableResult
    public mutating func observe(_ value: Double) -> Double {
        let damped = form.hasTrend ? rates.damping * trend : 0
        let expected = level + damped + seasons[season]
        let error = value - expected
        level += damped + rates.level * error
        if form.hasTrend { trend = damped + rates.level * rates.trend * error }
        if form.period > 1 { seasons[season] += (1 - rates.level) * rates.season * error }
        passSeason()
        return error
    }

    /// Moves on over a time of which nothing is known: trend and season go on, nothing is learned.
    ///
    /// - Complexity: O(1).
    public mutating func skip() {
        if form.hasTrend {
            trend *= rates.damping
            level += trend
        }
        passSeason()
    }

    private mutating func passSeason() { season = season + 1 == form.period ? 0 : season + 1 }

    /// The expected values of the times to come, and the variances of their errors.
    ///
    /// - Complexity: O(horizon).
    public func forecast(horizon: Int) -> [(mean: Double, variance: Double)] {
        var (drift, damping, spread) = (0.0, 1.0, 1.0)
        return (1...max(1, horizon)).map { step in
            if form.hasTrend {
                damping *= rates.damping
                drift += damping * trend
            }
            let result = (level + drift + seasons[(season + step - 1) % form.period], errorVariance * spread)
            var weight = rates.level
            if form.hasTrend {
                // α(1 + β*(φ + … + φʲ))
                let sum = rates.damping * (1 - pow(rates.damping, Double(step))) / max(1 - rates.damping, 1e-12)
                weight += rates.level * rates.trend * sum
            }
            if form.period > 1, step % form.period == 0 { weight += (1 - rates.level) * rates.season }
            spread += weight * weight
            return result
        }
    }

    /// The form and the rates that fit a series best.
    ///
    /// - Parameters:
    ///   - series: in the order of time; NaN where nobody knows.
    ///   - forms: those to choose from; those too long for the series are left out.
    /// - Returns: nil where the series is too short for any.
    /// - Complexity: O(forms × series × some 100).
    public init?(fitting series: [Double], forms: [Form]) {
        let n = Double(series.count { !$0.isNaN })
        var best: (criterion: Double, model: ExponentialSmoothing)?
        for form in forms where series.count >= max(2 * form.period, 3) {
            let model = Self.leastSquares(form, series)
            let parameters = 2.0 + (form.hasTrend ? 3 : 0) + (form.period > 1 ? Double(form.period) : 0)
            guard n - parameters - 1 > 0 else { continue }
            let criterion =
                n * log(max(model.errorVariance, .leastNormalMagnitude)) + 2 * parameters
                + 2 * parameters * (parameters + 1) / (n - parameters - 1)
            if best.map({ criterion < $0.criterion }) ?? true { best = (criterion, model) }
        }
        guard let best else { return nil }
        self = best.model
    }

    /// Rates searched one after another on a logistic scale.
    private static func leastSquares(_ form: Form, _ series: [Double]) -> ExponentialSmoothing {
        func rates(_ point: [Double]) -> Rates {
            let shares = point.map { 1 / (1 + exp(-$0)) }
            return Rates(
                level: shares[0], trend: shares[1], season: shares[2], damping: 0.8 + 0.18 * shares[3])
        }
        var axes = [0]
        if form.hasTrend { axes += [1, 3] }
        if form.period > 1 { axes.append(2) }
        var point = [-2.0, -3, -3, 1]
        var best = ExponentialSmoothing(form, rates(point), running: series)
        var step = 2.0
        while step > 0.1 {
            var moved = false
            for axis in axes {
                for direction in [step, -step] {
                    var trial = point
                    trial[axis] = min(max(trial[axis] + direction, -9), 6)
                    let model = ExponentialSmoothing(form, rates(trial), running: series)
                    if model.errorVariance < best.errorVariance * (1 - 1e-9) {
                        (point, best, moved) = (trial, model, true)
                        break
                    }
                }
            }
            if !moved { step /= 2 }
        }
        return best
    }
}
