import Editions
import Testing
import Vocabulary

@testable import Website

@Suite struct CoverTests {
    private func cover(
        _ from: String, _ to: String, _ fixture: FixtureEditions, place: PlaceLevel = .zone("quartier")
    ) throws -> Cover {
        let calendar = fixture.territory.calendar
        let start = calendar.start(of: try #require(CivilDate(iso: from)))
        let end = calendar.start(of: try #require(CivilDate(iso: to)).adding(days: 1))
        let families = try SharedFixture.shelf(of: fixture).catalogue()
            .families(source: "incidents", place: place, contents: .incidents(.all))
        return Cover(of: start..<end, by: families, category: "all")
    }

    private func levels(_ cover: Cover) -> [TimeLevel] { cover.parts.map(\.bin.level) }

    @Test func aMonthIsReadAsOneBin() throws {
        let cover = try cover("2024-03-01", "2024-03-31", SharedFixture.noised.get())
        #expect(levels(cover) == [.month])
        #expect(cover.isComplete)
    }

    @Test func aYearAndSomeDaysAreReadAsAYearAndThoseDays() throws {
        let cover = try cover("2024-01-01", "2025-01-03", SharedFixture.noised.get())
        #expect(levels(cover) == [.year, .day, .day, .day])
    }

    @Test func weeksAreUsedWhereMonthsDoNotFit() throws {
        // 2024-04-29 is a Monday; the week runs over the end of the month.
        let cover = try cover("2024-04-28", "2024-05-06", SharedFixture.noised.get())
        #expect(levels(cover) == [.day, .week, .day])
    }

    @Test(arguments: [("2024-01-17", "2024-06-20"), ("2024-02-29", "2024-03-31"), ("2024-12-30", "2025-02-28")])
    func noCoverHasFewerBins(from: String, to: String) throws {
        let fixture = try SharedFixture.noised.get()
        let cover = try cover(from, to, fixture)
        let calendar = fixture.territory.calendar
        let first = try #require(CivilDate(iso: from)).dayNumber
        let last = try #require(CivilDate(iso: to)).dayNumber
        // The fewest bins up to each day, by trying all.
        var fewest = [0]
        for end in first...last {
            let edge = calendar.start(of: CivilDate(dayNumber: end + 1))
            fewest.append(
                [TimeLevel.day, .week, .month, .year].compactMap { level in
                    let bin = calendar.bin(level, containing: edge - 1)
                    let start = calendar.date(at: bin.start).dayNumber
                    return bin.end == edge && start >= first ? fewest[start - first] + 1 : nil
                }.min() ?? .max)
        }
        #expect(cover.parts.count == fewest[last - first + 1])
        #expect(cover.isComplete)
    }

    @Test func theBinsOfACoverFollowOneAnotherWithoutOverlap() throws {
        let cover = try cover("2024-01-05", "2025-03-20", SharedFixture.exact.get())
        for (a, b) in zip(cover.parts, cover.parts.dropFirst()) { #expect(a.bin.end == b.bin.start) }
    }

    @Test func whatIsNotPublishedIsAGapAndNotZero() throws {
        let fixture = try SharedFixture.exact.get()
        let cover = try cover("2025-03-01", "2025-04-10", fixture)
        let calendar = fixture.territory.calendar
        #expect(levels(cover) == [.month])
        #expect(cover.gaps.count == 1)
        #expect(calendar.date(at: try #require(cover.gaps.first).lowerBound).description == "2025-04-01")
        let figures = try RangeFigures(
            try self.cover("2026-01-01", "2026-01-31", fixture), category: "all", from: SharedFixture.shelf(of: fixture)
        )
        #expect(figures.readings.allSatisfy { $0 == nil })
    }

    @Test func theSumOfACoverIsTheCountOfTheIncidents() throws {
        let fixture = try SharedFixture.exact.get()
        let cover = try cover("2024-01-17", "2025-02-09", fixture)
        let figures = try RangeFigures(cover, category: "all", from: SharedFixture.shelf(of: fixture))
        let days =
            try #require(CivilDate(iso: "2024-01-17"))
            .dayNumber...(try #require(CivilDate(iso: "2025-02-09")).dayNumber)
        let zones = try #require(fixture.territory.geography.placeOfCell(at: .zone("quartier")))
        for (number, reading) in figures.readings.enumerated() {
            let count = fixture.incidents.count { days.contains($0.day) && zones[$0.cell] == Int32(number) }
            #expect(reading?.value == count)
            #expect(reading?.isExact == true)
        }
    }

    @Test func theIntervalOfASumIsThatOfTheFiguresAdded() throws {
        let fixture = try SharedFixture.noised.get()
        let shelf = try SharedFixture.shelf(of: fixture)
        let cover = try cover("2024-01-17", "2025-02-09", fixture)
        let figures = try RangeFigures(cover, category: "all", from: shelf)
        for place in 0..<6 {
            var sum: Figure<PublicAudience>?
            for part in cover.parts {
                let found = try shelf.figures(of: part.table, at: part.bin)
                let figure = found.table.figure(bin: found.bin, place: place, category: 0)
                sum = sum.map { $0 + figure } ?? figure
            }
            let reading = try #require(figures.readings[place])
            #expect(reading.value == sum?.value)
            #expect(reading.low == sum?.interval().lowerBound)
            #expect(reading.high == sum?.interval().upperBound)
            #expect(abs(reading.variance - (sum?.noise.variance ?? 0)) < 1e-9)
        }
    }
}
