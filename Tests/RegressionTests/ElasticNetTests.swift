import Foundation
import Regression
import Statistics
import Testing

struct ElasticNetTests {
    let file: FixtureFile
    let design: Design
    let response: CountResponse

    init() throws {
        file = try FixtureFile("elastic-net.json")
        let values = try file.matrix("columns")
        let rows = try file.numbers("y").count
        design = try Design(
            columns: (0..<values.count / rows).map { ("X\($0 + 1)", Array(values[$0 * rows..<($0 + 1) * rows])) })
        response = try CountResponse(counts: file.numbers("y"), exposure: file.numbers("exposure"))
    }

    @Test func thePathIsThatOfGlmnet() throws {
        let path = try ElasticNet(mixing: 0.5).path(design, response, penalties: file.numbers("lambda"))
        #expect(largestDifference(path.flatMap(\.coefficients), try file.matrix("coefficients")) < 1e-6)
    }

    @Test func crossValidationIsThatOfGlmnet() throws {
        let judged = try ElasticNet(mixing: 0.5).crossValidation(
            design, response, folds: Folds(file.integers("fold")), penalties: file.numbers("lambda"))
        #expect(largestDifference(judged.meanDeviance, try file.numbers("meanDeviance")) < 1e-6)
        #expect(largestDifference(judged.standardError, try file.numbers("standardError")) < 1e-5)
        #expect(judged.gain > 0.1)
        #expect(judged.simplest <= judged.best)
    }

    @Test func theLargestPenaltyDropsAllAndTheFirstBelowItDoesNot() throws {
        let path = try ElasticNet(mixing: 1, steps: 20).path(design, response)
        #expect(path[0].coefficients.dropFirst().allSatisfy { abs($0) < 1e-9 })
        #expect(path[1].coefficients.dropFirst().contains { $0 != 0 })
        #expect(zip(path, path.dropFirst()).allSatisfy { $0.deviance >= $1.deviance - 1e-9 })
    }

    @Test func theSameSeedDividesTheSameWay() throws {
        let folds = try Folds(rows: 103, count: 5, seed: 7)
        #expect(folds == (try Folds(rows: 103, count: 5, seed: 7)))
        #expect(folds != (try Folds(rows: 103, count: 5, seed: 8)))
        #expect((0..<5).allSatisfy { fold in (20...21).contains(folds.assignment.count { $0 == fold }) })
    }

    @Test func stepwiseSelectionChoosesWhatMASSChooses() throws {
        let chosen = try StepwiseSelection(criterion: .bayes).select(
            design, response, folds: Folds(file.integers("fold")))
        #expect(Set(chosen.names) == ["X1", "X3", "X7"])
        #expect(chosen.gain > 0.1)
        #expect(zip(chosen.criteria, chosen.criteria.dropFirst()).allSatisfy { $0 > $1 })
    }

    @Test func factorsThatExplainNothingGainNothing() throws {
        var generator = Xoshiro256(seed: 12)
        let noise = try Design(columns: [("n", (0..<300).map { _ in generator.normal() })])
        let chosen = try StepwiseSelection(criterion: .bayes).select(noise, response, folds: Folds(rows: 300, count: 5))
        #expect(chosen.names.isEmpty)
        #expect(chosen.gain < 0.01)
    }
}
