import Foundation
import Statistics
import Vocabulary

@testable import Analysis

/// Pools of several sets of models, from origin to origin, each learning its own weights.
struct Trial<A: AudienceKind, O: ForecastableOrigin> {
    private let table: CountTable<A, O>
    private let calendar: CivilCalendar
    private let horizon: Int
    private let origins: [Int]
    private let trained: Int
    private let testFrom: UTCSeconds
    private let models: [any ForecastModel]
    private let outside: [OutsideForecasts]
    private let refit: Int
    /// What is compared: a title, and which members the pool has.
    private let sets: [(title: String, members: [Int], isGain: Bool)]
    private var pools: [ForecastPool] = []
    /// By set, then origin: the mean log score of the figures.
    private var scores: [[Double]]
    private var single: [[Double]]
    /// What the first set's pool is corrected by, and by origin its log score then.
    private var calibration: PoolCalibration
    private var corrected: [Double] = []

    init(
        _ table: CountTable<A, O>, _ calendar: CivilCalendar, trainUntil: UTCSeconds, testFrom: UTCSeconds,
        testUntil: UTCSeconds, horizon: Int, outside: [OutsideForecasts]
    ) throws {
        (self.table, self.calendar, self.horizon, self.testFrom) = (table, calendar, horizon, testFrom)
        self.outside = outside
        let catalogue = ForecastCatalogue.models
        let near: [(String, PlaceSpread.Kernel)] = [
            ("near, Gaussian 1", .gaussian(width: 1)), ("near, Gaussian 2", .gaussian(width: 2)),
            ("near, power law", .powerLaw(power: 1.5)),
        ]
        let spread = [false, true].flatMap { isRegressed in
            near.map { title, kernel -> any ForecastModel in
                SpreadShares(
                    name: title + (isRegressed ? ", regression" : ""), kernel: kernel, isRegressed: isRegressed)
            }
        }
        models = catalogue + spread
        guard let first = table.bins.firstIndex(where: { $0.start >= trainUntil }),
            let test = table.bins.firstIndex(where: { $0.start >= testFrom }),
            let end = table.bins.lastIndex(where: { $0.end <= testUntil })
        else { throw Usage() }
        trained = first
        let begin = min(first, test - max(60, 4 * horizon))
        origins =
            Array(stride(from: test - horizon, through: max(1, begin), by: -horizon).reversed())
            + Array(stride(from: test, through: end - horizon + 1, by: horizon))
        refit = max(1, Int((28 * BinCalendar.perDay(table.bins[0].level)).rounded()))
        let all = Array(catalogue.indices)
        var sets: [(title: String, members: [Int], isGain: Bool)] = [("the pool", all, true)]
        for index in catalogue.indices {
            sets.append(("without " + catalogue[index].name, all.filter { $0 != index }, false))
        }
        let (plain, regressed) = (
            catalogue.firstIndex { $0.name == "self_exciting" } ?? 0,
            catalogue.firstIndex { $0.name == "self_exciting_regression" } ?? 0
        )
        for number in near.indices {
            let (one, two) = (catalogue.count + number, catalogue.count + near.count + number)
            sets.append(
                (
                    "with both self-exciting " + near[number].0,
                    all.map {
                        $0 == plain ? one : $0 == regressed ? two : $0
                    }, true
                ))
        }
        for (number, other) in outside.enumerated() {
            sets.append(("with " + other.name, all + [models.count + number], true))
        }
        self.sets = sets
        pools = sets.map {
            ForecastPool(
                members: $0.members.count, categories: table.categories.count, places: table.places.count,
                memory: max(60, 4 * horizon))
        }
        calibration = PoolCalibration(
            categories: table.categories.count, places: table.places.count,
            binsPerWeek: 7 * BinCalendar.perDay(table.bins[0].level))
        scores = sets.map { _ in [] }
        single = Array(repeating: [], count: models.count + outside.count)
    }

    mutating func run() throws {
        let size = table.places.count * table.categories.count
        let calendars = table.bins.map { BinCalendar($0, in: calendar) }
        var fits: [any FittedForecast] = []
        var (lastFit, pending) = (0, [[[Double]]]())
        var widths: [[Double]] = []
        for (number, origin) in origins.enumerated() {
            let history = CountHistory(of: table, in: calendar, end: origin, horizon: horizon, calendars: calendars)
            if fits.isEmpty || origin - lastFit >= refit || (lastFit < trained && origin >= trained) {
                fits = try models.map { try $0.fit(history, horizon: horizon) }
                lastFit = origin
            } else {
                for index in fits.indices { fits[index].advance(to: history) }
            }
            for rows in pending {
                for (set, members) in sets.map(\.members).enumerated() {
                    pools[set].observe(logProbabilities: members.map { rows[$0] })
                }
            }
            if !pending.isEmpty { for set in pools.indices { pools[set].reweigh() } }
            for rows in widths { calibration.observe(rows) }
            let forecasts = fits.map { $0.forecast(history, horizon: horizon) }
            // By bin, then model.
            pending = (0..<horizon).compactMap { step in
                let bin = origin + step
                guard table.isKnown[bin] else { return nil }
                let figures = table.values[bin * size..<(bin + 1) * size].map { Int($0) }
                let all = forecasts.map { $0[step] } + outside.map { $0.forecasts(bin, count: size) }
                let variance = table.variances[bin]
                return all.map { laws in
                    zip(laws, figures).map { law, figure in law.withNoise(variance: variance).logProbability(figure) }
                }
            }
            if table.bins[origin].start >= testFrom { score(pending) }
            widths = correct(
                forecasts, known: (0..<horizon).filter { table.isKnown[origin + $0] }, origin: origin,
                isScored: table.bins[origin].start >= testFrom)
            FileHandle.standardError.write(Data("\r\(number + 1)/\(origins.count) ".utf8))
        }
    }

    /// Scores the corrected pool, and tells what figures say of its width.
    private mutating func correct(
        _ forecasts: [[[CountForecast]]], known: [Int], origin: Int, isScored: Bool
    ) -> [[Double]] {
        let (places, size) = (table.places.count, table.places.count * table.categories.count)
        var (sum, number) = (0.0, 0)
        let told = known.map { step in
            (0..<size).map { index -> Double in
                let (bin, category) = (origin + step, index / places)
                let law = pools[0].combined(sets[0].members.map { forecasts[$0][step][index] }, category: category)
                let (figure, variance) = (Int(table.values[bin * size + index]), table.variances[bin])
                let own = RecalibratedCounts(law, by: calibration.recalibration(of: category))
                sum -= CountForecast.recalibrated(own).withNoise(variance: variance).logProbability(figure)
                number += 1
                return Recalibration.score(of: law, figure: figure, noiseVariance: variance)
            }
        }
        if isScored, number > 0 { corrected.append(sum / Double(number)) }
        return told
    }

    private mutating func score(_ rows: [[[Double]]]) {
        let figures = Double(rows.reduce(0) { $0 + $1[0].count })
        guard figures > 0 else { return }
        for set in sets.indices {
            var sum = 0.0
            for row in rows {
                for index in row[0].indices {
                    let weights = pools[set].weights[index / table.places.count]
                    let largest = sets[set].members.reduce(-Double.infinity) { max($0, row[$1][index]) }
                    var density = 0.0
                    for (weight, member) in zip(weights, sets[set].members) {
                        density += weight * exp(row[member][index] - largest)
                    }
                    sum -= log(density) + largest
                }
            }
            scores[set].append(sum / figures)
        }
        for member in single.indices {
            single[member].append(-rows.reduce(0) { $0 + $1[member].reduce(0, +) } / figures)
        }
    }

    func report() {
        let names = models.map(\.name) + outside.map(\.name)
        print("\(table.places.count) places, \(table.categories.count) categories, \(scores[0].count) origins scored")
        for (name, values) in zip(names, single) { print("  \(name): \(Self.text(Self.mean(values)))") }
        print("  the pool: \(Self.text(Self.mean(scores[0])))")
        tell("recalibrated", zip(scores[0], corrected).map { $0 - $1 })
        for set in sets.indices.dropFirst() {
            // What the pool gains by having the model.
            tell(sets[set].title, zip(scores[0], scores[set]).map { sets[set].isGain ? $0 - $1 : $1 - $0 })
        }
        for category in table.categories.indices {
            let own = calibration.recalibration(of: category)
            print("correction, \(table.categories[category]): \(Self.text(own.bulge))")
        }
        for category in table.categories.indices {
            let weights = zip(names, pools[0].weights[category]).map { "\($0) \(Self.ratio($1, 1))" }
            print("weights, \(table.categories[category]): \(weights.joined(separator: ", "))")
        }
    }

    private func tell(_ title: String, _ gains: [Double]) {
        let mean = Self.mean(gains)
        let squares = gains.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let error = (squares / Double(max(1, gains.count * (gains.count - 1)))).squareRoot()
        print("\(title): gain \(Self.text(mean)) ± \(Self.text(error)) (\(Self.ratio(mean, error)) SE)")
    }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }
    private static func text(_ value: Double) -> String { String(format: "%.6f", value) }
    private static func ratio(_ value: Double, _ error: Double) -> String {
        String(format: "%.2f", error > 0 ? value / error : 0)
    }
}
