import Statistics
import Testing

struct EmergingHotSpotsTests {
    private func pattern(_ periods: String, trend: Int = 0) -> EmergingHotSpots.Pattern? {
        EmergingHotSpots.pattern(
            of: periods.map { $0 == "h" }, opposite: periods.map { $0 == "c" }, trend: trend)
    }

    @Test func patternsAreThoseOfTheirDefinitions() {
        #expect(pattern("---------h") == .new)
        #expect(pattern("c--------h") == .new)
        #expect(pattern("-------hhh") == .consecutive)
        #expect(pattern("-hhhhhhhhh") == .persistent)
        #expect(pattern("hhhhhhhhhh", trend: 1) == .intensifying)
        #expect(pattern("hhhh-hhhhh", trend: -1) == .diminishing)
        #expect(pattern("hhhhhhhhh-") == .historical)
        #expect(pattern("h-hh----hh") == .sporadic)
        #expect(pattern("h-hc----hh") == .oscillating)
        #expect(pattern("h-hh----h-") == nil)
        #expect(pattern("----------") == nil)
    }

    @Test func aCubeOfScoresIsClassifiedPlaceByPlace() {
        // Ten periods of four places: always and ever hotter, cold at last, nothing, outside.
        let z: [Double] = (0..<10).flatMap { (period: Int) -> [Double] in
            [4 + 0.1 * Double(period), period == 9 ? -5 : 0.1, 0.2, 9]
        }
        let found = EmergingHotSpots(
            z: z, places: 4, window: [true, true, true, false], significance: .pointwise(level: 0.05))
        #expect(found.findings[0] == .init(temperature: .hot, pattern: .intensifying))
        #expect(found.findings[1] == .init(temperature: .cold, pattern: .new))
        #expect(found.findings[2] == nil && found.findings[3] == nil)
        let corrected = EmergingHotSpots(z: z, places: 4, window: [true, true, true, false])
        #expect(corrected.findings == found.findings)
        let colder = EmergingHotSpots(
            z: z.map { -$0 }, places: 4, window: [true, true, true, false], significance: .pointwise(level: 0.05))
        #expect(colder.findings[0] == .init(temperature: .cold, pattern: .intensifying))
    }

    @Test func everyPatternHasAWord() {
        let words = EmergingHotSpots.Pattern.allCases.map(\.summary)
        #expect(
            words == [
                .emerging, .emerging, .emerging, .persistent, .persistent, .intermittent, .intermittent, .intermittent,
            ])
    }
}
