import Statistics
import Testing
import Vocabulary

@testable import Analysis

struct CategoryLevelsTests {
    /// Sixteen weeks after a fall by half: a mean of 60 and above would be 4 deviations of the four weeks that it rests on.
    @Test func levelsOfWeeksFollowWithinWeeks() throws {
        let calendar = try ForecastTables.calendar()
        let first = try #require(CivilDate(year: 2020, month: 1, day: 6))
        let bins = calendar.bins(
            .week, within: calendar.start(of: first)..<calendar.start(of: first.adding(days: 7 * 161)))
        var random = Xoshiro256(seed: 950)
        let table = CountTable<PublicAudience, Reported>(
            places: [CountedPlace(id: "p", name: "Place")], bins: bins, categories: ["noise"],
            values: bins.indices.map { random.count($0 < 144 ? 100 : 50) })
        let history = CountHistory(of: table, in: calendar, end: 160, horizon: 1)
        let expected = CategoryLevels(fitting: history, lag: 1).expected(0, history.calendar[160])
        #expect((30...66).contains(expected))
    }
}
