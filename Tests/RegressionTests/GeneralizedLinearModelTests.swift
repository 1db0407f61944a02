import Foundation
import Regression
import Testing

struct GeneralizedLinearModelTests {
    let file: FixtureFile
    let design: Design
    let response: CountResponse

    init() throws {
        file = try FixtureFile("generalized-linear-models.json")
        design = try Design(columns: [
            ("x1", file.numbers("x1")), ("x2", file.numbers("x2")), ("d", file.numbers("d")),
        ])
        response = try CountResponse(counts: file.numbers("y"), exposure: file.numbers("exposure"))
    }

    private func agrees(_ fit: CountFit, with name: String, deviance: Double = 1e-10) throws {
        #expect(largestDifference(fit.coefficients, try file.numbers("\(name).coefficients")) < 1e-9)
        #expect(largestDifference(fit.covariance.values, try file.matrix("\(name).covariance")) < 1e-9)
        #expect(largestDifference([fit.deviance ?? .nan], [try file.number("\(name).deviance")]) < deviance)
        #expect(largestDifference([fit.pearsonStatistic], [try file.number("\(name).pearson")]) < 1e-9)
    }

    @Test func aPoissonFitIsThatOfR() throws {
        let fit = try GeneralizedLinearModel(.poisson).fit(design, response)
        try agrees(fit, with: "poisson")
        #expect(largestDifference([fit.logLikelihood ?? .nan], [try file.number("poisson.logLikelihood")]) < 1e-11)
        #expect(largestDifference([fit.akaikeCriterion ?? .nan], [try file.number("poisson.aic")]) < 1e-11)
        let robust = try fit.robustCovariance(design, response)
        #expect(largestDifference(robust.values, try file.matrix("poisson.robust")) < 1e-9)
        let clustered = try fit.clusteredCovariance(design, response, clusters: file.integers("clusters"))
        #expect(largestDifference(clustered.values, try file.matrix("poisson.clustered")) < 1e-9)
    }

    @Test func priorWeightsCountAsInR() throws {
        let weighted = try CountResponse(
            counts: file.numbers("y"), exposure: file.numbers("exposure"), weights: file.numbers("weights"))
        let fit = try GeneralizedLinearModel(.poisson).fit(design, weighted)
        try agrees(fit, with: "weighted")
        let robust = try fit.robustCovariance(design, weighted)
        #expect(largestDifference(robust.values, try file.matrix("weighted.robust")) < 1e-9)
    }

    @Test func aQuasiPoissonFitScalesTheCovariance() throws {
        let fit = try GeneralizedLinearModel(.quasiPoisson).fit(design, response)
        try agrees(fit, with: "quasi")
        #expect(largestDifference([fit.dispersion], [try file.number("quasi.dispersion")]) < 1e-9)
        #expect(fit.logLikelihood == nil)
    }

    @Test func aNegativeBinomialFitIsThatOfMASS() throws {
        let fit = try GeneralizedLinearModel(.negativeBinomial(shape: nil)).fit(design, response)
        try agrees(fit, with: "negativeBinomial", deviance: 1e-9)
        let shape = try #require(fit.shape)
        #expect(largestDifference([shape.value], [try file.number("negativeBinomial.theta")]) < 1e-9)
        #expect(
            largestDifference([shape.standardError ?? .nan], [try file.number("negativeBinomial.thetaError")]) < 1e-8)
        #expect(
            largestDifference([fit.logLikelihood ?? .nan], [try file.number("negativeBinomial.logLikelihood")]) < 1e-11)
        #expect(largestDifference([fit.akaikeCriterion ?? .nan], [try file.number("negativeBinomial.aic")]) < 1e-11)
        let robust = try fit.robustCovariance(design, response)
        #expect(largestDifference(robust.values, try file.matrix("negativeBinomial.robust")) < 1e-8)
    }

    @Test func aGivenShapeIsKept() throws {
        let fit = try GeneralizedLinearModel(.negativeBinomial(shape: 1.7)).fit(design, response)
        try agrees(fit, with: "fixedShape")
        #expect(fit.shape?.value == 1.7)
        #expect(fit.shape?.standardError == nil)
    }

    @Test func aColumnThatOthersMakeUpIsNamedAndLeftOut() throws {
        let more = try Design(columns: [
            ("x1", file.numbers("x1")), ("x2", file.numbers("x2")), ("both", file.numbers("both")),
            ("d", file.numbers("d")),
        ])
        let fit = try GeneralizedLinearModel(.poisson).fit(more, response)
        #expect(fit.aliased == ["both"])
        #expect(largestDifference(fit.coefficients, try file.numbers("poisson.coefficients")) < 1e-9)
    }

    @Test func nearlyDependentColumnsAreSolvedByOrthogonalTransformations() throws {
        let x1 = try file.numbers("x1")
        let x2 = try file.numbers("x2")
        let near = zip(x1, x2).map { $0 + 1e-6 * $1 }
        let close = try Design(columns: [("x1", x1), ("near", near), ("d", file.numbers("d"))])
        let fit = try GeneralizedLinearModel(.poisson).fit(close, response)
        // The same space of columns: x2's coefficient is that of `near` in units of 10⁻⁶.
        let plain = try file.numbers("poisson.coefficients")
        #expect(abs(fit.coefficients[2] * 1e-6 - plain[2]) < 1e-7)
        #expect(abs((fit.deviance ?? .nan) - (try file.number("poisson.deviance"))) < 1e-7)
    }

    @Test func aDistrictWithoutAnyCountIsASeparation() throws {
        let count = 60
        let place = (0..<count).map { $0 % 3 }
        let counts = place.enumerated().map { $1 == 2 ? 0.0 : Double(3 + $0 % 4) }
        let design = try Design(columns: Design.indicators("place", levels: ["a", "b", "c"], values: place))
        #expect(throws: RegressionFailure.separation(columns: ["place=c"])) {
            try GeneralizedLinearModel(.poisson).fit(design, CountResponse(counts: counts))
        }
    }

    @Test func countsThatVaryLikePoissonOnesHaveNoShape() throws {
        let counts = (0..<40).map { Double(4 + $0 % 2) }
        let design = try Design(columns: [("x", (0..<40).map { Double($0) / 40 })])
        #expect(throws: RegressionFailure.notOverdispersed) {
            try GeneralizedLinearModel(.negativeBinomial(shape: nil)).fit(design, CountResponse(counts: counts))
        }
    }

    @Test func whatCannotBeUsedIsRefusedByRow() throws {
        #expect(throws: RegressionFailure.value("the count -1.0 isn't a finite number from 0 up", row: 1)) {
            try CountResponse(counts: [1, -1])
        }
        #expect(throws: RegressionFailure.value("x isn't finite", row: 2)) {
            try Design(columns: [("x", [0, 1, .nan])])
        }
        #expect(throws: RegressionFailure.tooFewRows(rows: 2, coefficients: 2)) {
            try GeneralizedLinearModel(.poisson).fit(
                Design(columns: [("x", [0, 1])]), CountResponse(counts: [1, 2]))
        }
    }

    @Test func aFitOfManyRowsThatBeganFromASampleIsTheWholeOnes() throws {
        let rows = 120_000
        let x = (0..<rows).map { Double(($0 * 7919) % 1000) / 1000 - 0.5 }
        // A level that the sample's runs of rows miss.
        let rare = (0..<rows).map { $0 > rows - 80 ? 1.0 : 0.0 }
        let counts = x.indices.map { Double(($0 * 104_729) % 7) + (x[$0] > 0 ? 3 : 0) + rare[$0] }
        let response = try CountResponse(counts: counts)
        let design = try Design(columns: [("x", x), ("rare", rare)])
        let fit = try GeneralizedLinearModel(.poisson).fit(design, response)
        let means = try fit.means(design)
        // The score equations.
        for column in [[Double](repeating: 1, count: rows), x, rare] {
            let score = column.indices.reduce(0) { $0 + column[$1] * (counts[$1] - means[$1]) }
            #expect(abs(score) < 1e-6)
        }
    }

    @Test func rateRatiosCarryTheirIntervals() throws {
        let fit = try GeneralizedLinearModel(.poisson).fit(design, response)
        let ratio = fit.rateRatios(coverage: 0.95)[1]
        #expect(ratio.name == "x1")
        #expect(abs(log(ratio.upper / ratio.lower) - 2 * 1.959963984540054 * fit.standardErrors[1]) < 1e-12)
        #expect(ratio.lower < ratio.ratio && ratio.ratio < ratio.upper)
        #expect(ratio.pValue < 1e-10)
    }
}
