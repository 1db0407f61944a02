public import Statistics

/// A way to forecast counts; `fit / forecast` are the same for all, and ``ForecastScores`` scores them.
public protocol ForecastModel: Sendable {
    /// Its key, in small letters, such as `cell_mean`.
    var name: String { get }
    /// Where the method is published.
    var source: String { get }
    /// Estimates what the model has to estimate.
    ///
    /// - Parameters:
    ///   - history: all that is known; there is at least one covered bin.
    ///   - horizon: how many bins ahead the forecasts will look.
    func fit(_ history: CountHistory, horizon: Int) throws -> any FittedForecast
}

/// A model whose parameters were estimated, at an origin.
public protocol FittedForecast: Sendable {
    /// Moves the origin to the end of a longer history: states follow, parameters stay.
    mutating func advance(to history: CountHistory)
    /// What may come: a distribution for each bin after the origin, and in it for each category and place.
    ///
    /// - Returns: `horizon` arrays in the order of the history's figures.
    func forecast(_ history: CountHistory, horizon: Int) -> [[CountForecast]]
}

extension CountHistory {
    /// The calendar of the bins to forecast.
    func calendarAhead(_ horizon: Int) -> ArraySlice<BinCalendar> {
        precondition(end + horizon <= calendar.count, "the history has fewer bins ahead")
        return calendar[end..<end + horizon]
    }

    /// A copy of the figures of a bin.
    func row(_ bin: Int) -> [Double] { Array(figures(bin)) }
}
