import Foundation
import Testing

@testable import Boosting

struct PoissonTreesTests {
    /// Splits that nothing holds back.
    private var free: TreeGrowth {
        var growth = TreeGrowth()
        (growth.mostTrees, growth.depth, growth.learningRate) = (1, 1, 1)
        (growth.leastWeight, growth.penalty, growth.rowShare, growth.columnShare) = (0, 0, 1, 1)
        return growth
    }

    /// Counts from 0 to 5 whose first column matters, the second doesn't; every eleventh first value isn't known.
    private func rows(_ count: Int, from start: Int = 0) -> CountRows {
        var rows = CountRows(columns: 2)
        for number in start..<start + count {
            let step = number * 7919 % 13
            let isBusy = step > 6
            rows.append(
                [number % 11 == 5 ? .nan : Float(step), Float(number % 3)], expected: isBusy ? 1.5 : 2,
                count: Double(isBusy ? 3 + number % 3 : number % 2))
        }
        return rows
    }

    @Test func oneSplitIsThatDoneByHand() throws {
        var rows = CountRows(columns: 1)
        for count in [1.0, 2, 1, 2] { rows.append([0], expected: 1, count: count) }
        for count in [0.0, 1, 0, 1] { rows.append([1], expected: 2, count: count) }
        let trees = try PoissonTrees(growingFrom: rows, growth: free)
        #expect(trees.count == 1)
        // A leaf is (Σ counts − Σ expected) / (Σ expected · e^0.7), where .7 is the largest step.
        let bound = exp(0.7)
        #expect(abs(trees.logRatio([0]) - (6 - 4) / (4 * bound)) < 1e-6)
        #expect(abs(trees.logRatio([1]) - (2 - 8) / (8 * bound)) < 1e-6)
        #expect(trees.logRatio([-7]) == trees.logRatio([0]) && trees.logRatio([9]) == trees.logRatio([1]))
    }

    @Test func theLargestStepBoundsALeaf() throws {
        var rows = CountRows(columns: 1)
        for number in 0..<20 { rows.append([Float(number % 2)], expected: 1, count: number % 2 == 0 ? 30 : 1) }
        let trees = try PoissonTrees(growingFrom: rows, growth: free)
        #expect(abs(trees.logRatio([0]) - 0.7) < 1e-6 && abs(trees.logRatio([1])) < 1e-6)
    }

    @Test func whatIsNotKnownGoesWhereItsCountsAre() throws {
        var rows = CountRows(columns: 1)
        for number in 0..<60 {
            let value: Float = number % 3 == 2 ? .nan : Float(number % 3)
            rows.append([value], expected: 1, count: number % 3 == 0 ? 0 : 2)
        }
        let trees = try PoissonTrees(growingFrom: rows, growth: free)
        #expect(trees.logRatio([.nan]) == trees.logRatio([1]) && trees.logRatio([.nan]) > trees.logRatio([0]))
    }

    @Test func treesCopiedOutSayWhatTheLibrarySays() throws {
        let (grown, watched) = (rows(400), rows(120, from: 400))
        var growth = TreeGrowth()
        (growth.mostTrees, growth.leastWeight) = (30, 3)
        let forest = try Forest(grown, watched, growth)
        for tree in 0..<30 { try forest.grow(tree) }
        let told = try #require(try forest.watchedLoss(29))
        let trees = try PoissonTrees(growingFrom: grown, growth: growth)
        let losses = (0..<watched.count).map { row -> Double in
            let ratio = trees.logRatio(Array(watched.features[2 * row..<2 * row + 2]))
            let (mean, count) = (exp(Double(watched.margins[row]) + ratio), Double(watched.counts[row]))
            return mean - count * log(mean) + lgamma(count + 1)
        }
        #expect(trees.count == 30)
        #expect(abs(losses.reduce(0, +) / 120 - told) < 1e-6)
    }

    @Test func theSameRowsAndSeedGiveTheSameTrees() throws {
        var growth = TreeGrowth()
        growth.leastWeight = 3
        growth.mostTrees = 20
        let trees = try PoissonTrees(growingFrom: rows(400), growth: growth)
        #expect(try PoissonTrees(growingFrom: rows(400), growth: growth) == trees)
        growth.seed = 2
        #expect(try PoissonTrees(growingFrom: rows(400), growth: growth) != trees)
    }

    @Test func noMoreTreesAreKeptThanHelpWhatIsWatched() throws {
        // What is watched is the opposite of what is learned: the first tree harms already.
        var opposite = CountRows(columns: 1)
        var grown = CountRows(columns: 1)
        for number in 0..<200 {
            grown.append([Float(number % 2)], expected: 1, count: number % 2 == 0 ? 2 : 0)
            opposite.append([Float(number % 2)], expected: 1, count: number % 2 == 0 ? 0 : 2)
        }
        #expect(try PoissonTrees(growingFrom: grown, watching: opposite).count == 1)
        let alike = try PoissonTrees(growingFrom: grown, watching: grown)
        #expect(alike.count > 50)
        #expect(abs(exp(alike.logRatio([0])) - 2) < 0.15)
    }

    @Test func aWrongShapeIsRefused() throws {
        #expect(throws: BoostingFailure.shapes(columns: 2, watched: 1)) {
            var other = CountRows(columns: 1)
            other.append([1], expected: 1, count: 1)
            _ = try PoissonTrees(growingFrom: rows(10), watching: other)
        }
        #expect(throws: BoostingFailure.noRows) { _ = try PoissonTrees(growingFrom: CountRows(columns: 2)) }
        #expect(throws: BoostingFailure.noRows) {
            _ = try PoissonTrees(growingFrom: rows(10), watching: CountRows(columns: 2))
        }
    }

    @Test func whatTheLibraryRefusesIsToldInItsWords() throws {
        var growth = TreeGrowth()
        growth.rowShare = 7
        let failure = #expect(throws: BoostingFailure.self) {
            _ = try PoissonTrees(growingFrom: rows(10), growth: growth)
        }
        #expect(try #require(failure).description.contains("subsample"))
    }
}
