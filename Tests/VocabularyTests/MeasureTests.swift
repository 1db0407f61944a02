import Testing
import Vocabulary

struct MeasureTests {
    private let taxonomy = Taxonomy(
        categories: [
            Category(id: "noise", title: Phrase(verbatim: "Noise"), group: "calm"),
            Category(id: "music", title: Phrase(verbatim: "Music"), group: "calm"),
            Category(id: "fights", title: Phrase(verbatim: "Fights"), group: "calm"),
            Category(id: "fire", title: Phrase(verbatim: "Fire"), group: "rescue"),
        ],
        groups: [
            Taxonomy.NamedGroup(id: "calm", title: Phrase(verbatim: "Calm")),
            Taxonomy.NamedGroup(id: "rescue", title: Phrase(verbatim: "Rescue")),
        ], categoryOfCode: [:])

    private func measure(_ categories: [String]) -> Measure {
        Measure(
            id: "a", title: Phrase(verbatim: "A"), kind: .mediation, level: .zone("quartier"), places: ["1"],
            from: CivilDate(dayNumber: 20_000), categories: categories)
    }

    @Test func aFineTableTellsAMeasuresCategoriesApartAndACoarseOneCountsOthersWithThem() {
        let measure = measure(["noise", "music"])
        #expect(measure.scope(at: .category, in: taxonomy).keys == ["noise", "music"])
        #expect(measure.scope(at: .category, in: taxonomy).besides == 0)
        #expect(measure.scope(at: .group, in: taxonomy).keys == ["calm"])
        #expect(measure.scope(at: .group, in: taxonomy).besides == 1)
        #expect(measure.scope(at: .all, in: taxonomy).keys == ["all"])
        #expect(measure.scope(at: .all, in: taxonomy).besides == 2)
    }

    @Test func aMeasureForEverythingIsThinnedOutByNothing() {
        for level in CategoryLevel.allCases {
            #expect(measure([]).scope(at: level, in: taxonomy).besides == 0)
        }
        #expect(measure([]).scope(at: .group, in: taxonomy).keys == ["calm", "rescue"])
    }

    @Test func theNarrowestTableAnswersBestThenTheOneByWeekAndYearsNever() throws {
        let measure = measure(["noise", "music", "fights"])
        func rank(_ level: CategoryLevel, _ step: TimeLevel) throws -> (besides: Int, step: Int) {
            try #require(measure.rank(level, step, in: taxonomy))
        }
        #expect(try rank(.group, .month) < rank(.all, .week))
        #expect(try rank(.category, .month) > rank(.group, .week))
        #expect(try rank(.group, .week) < rank(.group, .day))
        #expect(measure.rank(.all, .year, in: taxonomy) == nil)
    }
}
