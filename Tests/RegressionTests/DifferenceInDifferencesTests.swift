import Foundation
import Regression
import Testing

struct DifferenceInDifferencesTests {
    let file: FixtureFile
    let panel: Panel
    let columns: [(name: String, values: [Double])]

    init() throws {
        file = try FixtureFile("difference_in_differences.json")
        panel = try Panel(
            units: file.integers("unit"), periods: file.integers("period"), outcomes: file.numbers("count"),
            exposures: file.numbers("exposure"))
        columns = try [("treated", file.numbers("treated")), ("rain", file.numbers("rain"))]
    }

    @Test func aLinearFitIsThatOfFixest() throws {
        let fit = try DifferenceInDifferences(.linear).fit(panel, columns)
        #expect(largestDifference(fit.coefficients, try file.numbers("ols.coefficients")) < 1e-9)
        #expect(largestDifference(fit.standardErrors, try file.numbers("ols.errors")) < 1e-9)
        #expect(largestDifference(fit.coefficients, try file.numbers("dummies.coefficients")) < 1e-9)
    }

    @Test func weightsCountAsInFixest() throws {
        let weighted = try Panel(
            units: panel.units, periods: panel.periods, outcomes: panel.outcomes,
            weights: panel.units.map { 1 + Double($0 % 3) })
        let fit = try DifferenceInDifferences(.linear).fit(weighted, columns)
        #expect(largestDifference(fit.coefficients, try file.numbers("weighted.coefficients")) < 1e-9)
        #expect(largestDifference(fit.standardErrors, try file.numbers("weighted.errors")) < 1e-9)
    }

    @Test func aPoissonFitIsThatOfFixestAndOfStatsmodelsWithIndicators() throws {
        let fit = try DifferenceInDifferences(.poisson).fit(panel, columns)
        #expect(largestDifference(fit.coefficients, try file.numbers("offset.coefficients")) < 1e-9)
        #expect(largestDifference(fit.coefficients, try file.numbers("poisson.coefficients")) < 1e-7)
        // statsmodels without corrections: ours without its factor.
        let (groups, rows) = (24.0, Double(fit.rows))
        let factor = (groups / (groups - 1) * (rows - 1) / (rows - 16)).squareRoot()
        let plain = fit.standardErrors.map { $0 / factor }
        #expect(largestDifference(plain, try file.numbers("offset.errorsWithoutCorrection")) < 1e-8)
        // fixest without exposures: they don't change within a unit, so its effects take them up.
        #expect(largestDifference(fit.standardErrors, try file.numbers("poisson.errors")) < 1e-6)
        let effect = fit.effects()[0]
        #expect(effect.lower < effect.estimate && effect.estimate < effect.upper && effect.upper < 1)
    }

    @Test func aUnitWithoutAnyCountSaysNothing() throws {
        var (units, periods, outcomes) = (panel.units, panel.periods, panel.outcomes)
        for period in 0..<14 {
            units.append(99)
            periods.append(period)
            outcomes.append(0)
        }
        let more = try Panel(units: units, periods: periods, outcomes: outcomes)
        let fit = try DifferenceInDifferences(.poisson).fit(
            more, columns.map { ($0.name, $0.values + [Double](repeating: 0, count: 14)) })
        #expect(largestDifference(fit.coefficients, try file.numbers("poisson.coefficients")) < 1e-7)
    }

    @Test func whatTheEffectsExplainIsNoEffect() throws {
        #expect(throws: RegressionFailure.singular(columns: ["period"])) {
            try DifferenceInDifferences(.linear).fit(panel, [("period", panel.periods.map { Double($0) })])
        }
        #expect(throws: RegressionFailure.self) {
            try Panel(units: [1, 1], periods: [2, 2], outcomes: [3, 4])
        }
    }

    @Test func placebosInSpaceRankTheEffect() throws {
        let test = try PlaceboTest.inSpace(
            DifferenceInDifferences(.poisson), panel, treated: Set(0..<8), from: 7, draws: 99, seed: 3)
        #expect(test.placebos.count == 99)
        #expect(test.pValue <= 0.1)
        let none = try PlaceboTest.inSpace(
            DifferenceInDifferences(.poisson), panel.keeping { unit, _ in unit >= 8 }, treated: [9, 14, 20], from: 7,
            draws: 99, seed: 3)
        #expect(none.pValue > 0.05)
        #expect(none.pValue * 100 == (none.pValue * 100).rounded())
    }

    @Test func placebosInTimeLookBeforeTheMeasureOnly() throws {
        let fits = try PlaceboTest.inTime(
            DifferenceInDifferences(.poisson), panel, treated: Set(0..<8), before: 7, starts: [3, 4])
        #expect(fits.count == 2)
        #expect(fits.allSatisfy { abs($0.coefficients[0]) < 3 * $0.standardErrors[0] })
    }

    @Test func whatMovesToTheRingIsCounted() throws {
        // 20 % of 100 a period prevented in each of 4 units, half of which turn up in the 4 of the ring; no randomness.
        var (units, periods, outcomes): ([Int], [Int], [Double]) = ([], [], [])
        for unit in 0..<20 {
            for period in 0..<10 {
                let after = period >= 5
                let factor = after && unit < 4 ? 0.8 : after && unit < 8 ? 1.1 : 1
                units.append(unit)
                periods.append(period)
                outcomes.append(100 * factor + (unit >= 8 ? Double((unit * 7 + period * 3) % 3 - 1) : 0))
            }
        }
        let found = try Displacement(
            Panel(units: units, periods: periods, outcomes: outcomes), treated: Set(0..<4), ring: Set(4..<8), from: 5)
        #expect(abs(found.prevented - 400) < 8)
        #expect(abs(found.displaced - 200) < 8)
        #expect(abs(found.net.estimate - 200) < 8)
        #expect(found.net.standardError > 0)
    }
}
