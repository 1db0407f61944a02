import Foundation
import Statistics
import Testing

struct SpecialFunctionsTests {
    /// What each name of the fixture is here.
    private func value(_ name: String, _ a: Double, _ b: Double, _ c: Double) -> Double? {
        switch name {
        case "logGamma": logGamma(a)
        case "normalTail": Normal.upperTail(a)
        case "normalQuantile": Normal.quantile(a)
        case "gammaP": regularizedGammaP(a, b)
        case "gammaQ": regularizedGammaQ(a, b)
        case "beta": regularizedBeta(a, b, c)
        case "tTail": StudentT.upperTail(a, degreesOfFreedom: b)
        case "tQuantile": StudentT.quantile(a, degreesOfFreedom: b)
        case "chiTail": ChiSquared.upperTail(a, degreesOfFreedom: b)
        case "poissonProbability": Poisson(mean: b).probability(Int(a))
        case "poissonCumulative": Poisson(mean: b).cumulative(Int(a))
        case "poissonTail": Poisson(mean: b).upperTail(Int(a))
        case "poissonQuantile": Double(Poisson(mean: b).quantile(a))
        case "binomialProbability": NegativeBinomial(mean: b, size: c).probability(Int(a))
        case "binomialCumulative": NegativeBinomial(mean: b, size: c).cumulative(Int(a))
        case "binomialTail": NegativeBinomial(mean: b, size: c).upperTail(Int(a))
        case "binomialQuantile": Double(NegativeBinomial(mean: b, size: c).quantile(a))
        default: nil
        }
    }

    @Test func everyFunctionAgreesToTwelveDigitsWithFiftyDigitArithmetic() throws {
        var worst: [String: (error: Double, row: [String])] = [:]
        for row in try FixtureFile.rows("special_functions.csv") {
            let arguments = row[1...3].map { Double($0) ?? 0 }
            let expected = try #require(Double(row[4]))
            let ours = try #require(value(row[0], arguments[0], arguments[1], arguments[2]))
            // The upper end of a beta distribution is a difference from 1.
            let slack = row[0] == "beta" ? 1e-13 : 0
            let error = ours == expected ? 0 : max(0, abs(ours - expected) - slack) / abs(expected)
            if !(error <= worst[row[0]]?.error ?? 0) { worst[row[0]] = (error, row) }
        }
        for (name, worst) in worst { #expect(worst.error < 1e-12, "\(name): \(worst.error) at \(worst.row)") }
    }
}
