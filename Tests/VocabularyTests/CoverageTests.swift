import TestCity
import Testing
import Vocabulary

struct CoverageTests {
    @Test func rangesThatTouchBecomeOne() {
        #expect(Coverage([0..<10, 10..<20]).ranges == [0..<20])
        #expect(Coverage([10..<20, 0..<5, 4..<11]).ranges == [0..<20])
        #expect(Coverage([0..<5, 6..<10]).ranges == [0..<5, 6..<10])
        #expect(Coverage([3..<3]).ranges.isEmpty)
    }

    @Test func theUnionIsThatOfItsSecondsWhateverTheOrder() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<300 {
            var seconds: Set<Int64> = []
            var coverage = Coverage()
            for _ in 0..<12 {
                let start = Int64.random(in: 0..<100, using: &generator)
                let range = start..<start + .random(in: 0..<12, using: &generator)
                seconds.formUnion(range)
                coverage.insert(range)
            }
            #expect(coverage.ranges.flatMap(Array.init) == seconds.sorted())
            #expect(zip(coverage.ranges, coverage.ranges.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
        }
    }
}
