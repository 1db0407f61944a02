import Foundation
import Statistics
import Testing

struct MannKendallTests {
    @Test func testsAreThoseOfPymannkendall() throws {
        let fixture = try FixtureFile.numbers("mann_kendall.json")
        func values(_ name: String) throws -> [Double] { try #require(fixture[name]) }
        let series = try values("series")
        let tests = MannKendall.tests(of: series, length: 104)
        #expect(try tests.map { Double($0.s) } == values("s"))
        #expect(try tests.map(\.variance) == values("variance"))
        #expect(try largestDifference(tests.map(\.z), values("z")) < 1e-14)
        #expect(try largestDifference(tests.map(\.p), values("p")) < 1e-14)
        let trends = stride(from: 0, to: series.count, by: 104).map { TheilSenTrend(Array(series[$0..<$0 + 104])) }
        #expect(try largestDifference(trends.map(\.slope), values("slope")) < 1e-14)
        #expect(try largestDifference(trends.map(\.intercept), values("intercept")) < 1e-14)
        let short = try values("short")
        let parts = [short[..<2], short[2..<5], short[5...]].map { MannKendall(Array($0)) }
        #expect(try parts.map { Double($0.s) } == values("shortS"))
        #expect(try largestDifference(parts.map(\.z), values("shortZ")) < 1e-14)
    }

    @Test func countsOfPairsAreThoseOfTheDefinition() {
        var random = Xoshiro256(seed: 5)
        for length in [1, 2, 7, 8, 9, 31, 64, 100] {
            let series = (0..<length).map { _ in Double(random.below(9)) }
            var s = 0
            for i in 0..<length {
                for j in i + 1..<max(i + 1, length) { s += series[j] > series[i] ? 1 : series[j] < series[i] ? -1 : 0 }
            }
            #expect(MannKendall(series).s == s)
            #expect(MannKendall(series.map { -$0 }).s == -s)
            #expect(MannKendall(series.map { exp($0) }) == MannKendall(series))
        }
    }
}
