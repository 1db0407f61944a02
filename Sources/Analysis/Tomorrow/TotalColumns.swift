import Foundation
import Regression
import Vocabulary

/// The columns that explain a category's total: calendar, smooth season, covariates, the level so far.
struct TotalColumns: Sendable {
    private static let harmonics = 2
    /// The most rows that a regression takes; the last ones.
    private static let mostRows = 20_000

    /// The bins that a regression learns from.
    let rows: [Int]
    /// By category the mean total, and at least a hundredth.
    let usual: [Double]
    private let lag: Int
    private let level: TimeLevel
    private let hasYear: Bool
    private let covariateMeans: [Double]
    private var calendar: [BinCalendar]
    /// By covariate, then bin: the mean over places.
    private var covariates: [[Double]]
    /// By category, then bin: the logarithm of the level known `lag` bins before.
    private var levels: [[Double]]
    private var sums: [Double]
    private var weight = 0.0
    private var end = 0

    init(_ history: CountHistory, lag: Int) {
        self.lag = lag
        level = history.level
        let covered = history.covered
        let first = TracedRows.firstRow(covered.count, recurrence: min(history.recurrence, covered.count / 4))
        rows = Array(covered.dropFirst(first).suffix(Self.mostRows))
        hasYear = Double(rows.count) / BinCalendar.perDay(history.level) >= 300
        let totals = covered.map { history.totals($0) }
        usual = history.categories.indices.map { category in
            max(0.01, totals.reduce(0) { $0 + $1[category] } / Double(max(1, totals.count)))
        }
        (calendar, covariates, levels) = ([], [], history.categories.map { _ in [] })
        sums = usual.map { _ in 0 }
        covariateMeans = history.covariates.map { covariate in
            let known = covariate.values[..<(history.end * history.places.count)].filter { !$0.isNaN }
            return known.isEmpty ? 0 : known.reduce(0, +) / Double(known.count)
        }
        extend(history)
    }

    /// Moves on to a longer history.
    mutating func extend(_ history: CountHistory) {
        // Two weeks, and two bins at least.
        let decay = pow(0.5, 1 / max(2, 14 * BinCalendar.perDay(history.level)))
        for bin in end..<history.end where history.isKnown[bin] {
            let totals = history.totals(bin)
            for category in totals.indices { sums[category] = decay * sums[category] + totals[category] }
            weight = decay * weight + 1
            record(bin, count: history.bins.count)
        }
        end = history.end
        calendar = history.calendar
        covariates = history.covariates.enumerated().map { number, covariate in
            history.bins.indices.map { bin in
                let width = history.places.count
                let known = covariate.values[bin * width..<(bin + 1) * width].filter { !$0.isNaN }
                return known.isEmpty ? covariateMeans[number] : known.reduce(0, +) / Double(known.count)
            }
        }
        // The bins ahead are forecast with what is known now.
        for category in levels.indices { pad(category, to: history.bins.count + lag) }
    }

    /// A bin sees the level as it was `lag` bins before.
    private mutating func record(_ bin: Int, count: Int) {
        for category in levels.indices {
            if levels[category].count > bin + lag { levels[category].removeLast(levels[category].count - bin - lag) }
            pad(category, to: bin + lag)
            levels[category].append(logLevel(category))
        }
    }

    private mutating func pad(_ category: Int, to count: Int) {
        let last = levels[category].last ?? log(usual[category])
        while levels[category].count < count { levels[category].append(last) }
    }

    private func logLevel(_ category: Int) -> Double {
        // Two bins as usual, so that a beginning isn't taken at its word.
        log(max(sums[category] + 2 * usual[category], 0.1 * usual[category]) / (weight + 2))
    }

    /// The columns of some bins; nil where there is no row.
    func design(_ bins: [Int], category: Int) -> Design? {
        var columns: [(name: String, values: [Double])] = []
        let days = bins.map { calendar[$0] }
        switch level {
        case .hour, .sixHours:
            let parts = level == .hour ? 24 : 4
            columns += Self.indicators("day", parts: 7, days.map { $0.position / parts })
            // Hours of working days and of weekends apart.
            columns += Self.indicators("hour", parts: 2 * parts, days.map(\.group)).filter {
                $0.name != "hour\(parts)"
            }
        case .day: columns += Self.indicators("day", parts: 7, days.map(\.position))
        case .week, .month, .year: break
        }
        if level < .week { columns.append(("month start", days.map { $0.isMonthStart ? 1 : 0 })) }
        if hasYear {
            for harmonic in 1...Self.harmonics {
                let angles = days.map { 2 * .pi * Double(harmonic) * $0.phase }
                columns.append(("cos\(harmonic)", angles.map { cos($0) }))
                columns.append(("sin\(harmonic)", angles.map { sin($0) }))
            }
        }
        columns.append(("level", bins.map { levels[category][$0] - log(usual[category]) }))
        for (number, values) in covariates.enumerated() {
            columns.append((Self.name(of: number), bins.map { values[$0] - covariateMeans[number] }))
        }
        return try? Design(columns: columns)
    }

    /// The name of a covariate's column.
    static func name(of covariate: Int) -> String { "covariate\(covariate)" }

    private static func indicators(_ name: String, parts: Int, _ values: [Int]) -> [(name: String, values: [Double])] {
        (1..<parts).map { part in ("\(name)\(part)", values.map { $0 == part ? 1 : 0 }) }
    }
}
