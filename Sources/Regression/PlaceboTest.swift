import Statistics

/// How unusual an effect is beside effects of measures that never were: the test that no standard error replaces.
public struct PlaceboTest: Sendable, Hashable {
    /// The statistic of the measure itself.
    public let actual: Double
    /// The statistics of the placebos.
    public let placebos: [Double]

    /// The actual statistic's rank among all, from the largest, over placebos + 1 (Fisher 1935; Abadie 2010).
    public var pValue: Double {
        Double(1 + placebos.count { $0 >= actual }) / Double(placebos.count + 1)
    }

    /// Placebos in space: as many units, drawn from all, are taken to be treated from the same date.
    ///
    /// The statistic is |t| of the effect, which is fairer than its size where units differ in how much they vary.
    ///
    /// - Parameters:
    ///   - treated: the units treated in truth; fewer than all.
    ///   - start: the first period of the measure.
    ///   - draws: how many placebos; p is at least 1/(draws + 1). Draws that can't be estimated are drawn again.
    ///   - seed: what the draws begin from.
    /// - Complexity: that of `draws` fits.
    public static func inSpace(
        _ model: DifferenceInDifferences, _ panel: Panel, treated: Set<Int>, from start: Int, draws: Int = 199,
        seed: UInt64 = 1
    ) throws(RegressionFailure) -> PlaceboTest {
        var units = Array(Set(panel.units)).sorted()
        guard !treated.isEmpty, treated.count < units.count, treated.isSubset(of: units) else {
            throw .shapes("the treated units are some of the panel's units and not all")
        }
        let actual = try statistic(model, panel, treated: treated, from: start)
        var generator = Xoshiro256(seed: seed)
        var placebos: [Double] = []
        for _ in 0..<4 * draws where placebos.count < draws {
            generator.shuffle(&units)
            if let placebo = try? statistic(model, panel, treated: Set(units.prefix(treated.count)), from: start) {
                placebos.append(placebo)
            }
        }
        return PlaceboTest(actual: actual, placebos: placebos)
    }

    /// Placebos in time: the effects found when the measure is taken to begin earlier, in the periods before it began.
    ///
    /// Effects there are signs that trends weren't parallel.
    ///
    /// - Parameter starts: earlier first periods, with some periods before each.
    /// - Returns: one fit for each start, its effect named "placebo".
    public static func inTime(
        _ model: DifferenceInDifferences, _ panel: Panel, treated: Set<Int>, before start: Int, starts: [Int]
    ) throws(RegressionFailure) -> [DifferenceFit] {
        let earlier = panel.keeping { $1 < start }
        var fits: [DifferenceFit] = []
        for placebo in starts {
            guard placebo < start else { throw .shapes("a placebo in time begins before the measure") }
            fits.append(try model.fit(earlier, [("placebo", earlier.treatment(of: treated, from: placebo))]))
        }
        return fits
    }

    private static func statistic(
        _ model: DifferenceInDifferences, _ panel: Panel, treated: Set<Int>, from start: Int
    ) throws(RegressionFailure) -> Double {
        let fit = try model.fit(panel, [("treated", panel.treatment(of: treated, from: start))])
        return abs(fit.coefficients[0]) / fit.standardErrors[0]
    }
}
