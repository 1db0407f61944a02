import Analysis
import Foundation
import Testing
import Vocabulary

@Suite struct ContextJoinTests {
    private typealias Reading = ContextSeries.Reading

    private let calendar: CivilCalendar
    private let quartier = PlaceLevel.zone("quartier")
    private let arrondissement = PlaceLevel.zone("arrondissement")

    init() throws { calendar = try #require(YesterdayTables.calendar) }

    private func series(
        _ name: String, level: PlaceLevel = .territory, unit: String = "", _ readings: [Reading]
    ) throws -> ContextSeries {
        try ContextSeries(
            name: name, title: Phrase(verbatim: name), unit: unit, level: level, source: "", licence: "",
            readings: readings)
    }

    /// Readings of equal length from a moment on.
    private func readings(
        _ place: String, from start: UTCSeconds, hours: Int64, _ values: [Double?]
    ) -> [Reading] {
        values.enumerated().map { index, value in
            let first = start + Int64(index) * hours * 3600
            return Reading(place: place, start: first, end: first + hours * 3600, value: value)
        }
    }

    private func table(
        _ level: TimeLevel, from: (Int, Int, Int), days: Int, places: [String] = ["city"]
    ) -> CountTable<PublicAudience, Reported> {
        let bins = YesterdayTables.bins(level, from: from, days: days)
        return YesterdayTables.table(
            bins, places: places.map { CountedPlace(id: $0, name: $0) },
            values: [Double](repeating: 1, count: bins.count * places.count))
    }

    private func values(
        _ joined: ContextJoin.Joined<PublicAudience, Reported>, _ name: String
    ) throws -> [Double] {
        try #require(joined.table.covariates.first { $0.name == name }).values
    }

    @Test func hoursBecomeTheMeanTheHighestAndTheLowestOfADayThatTheClocksMakeShort() throws {
        // 31 March 2024 has 23 hours in Paris.
        let table = table(.day, from: (2024, 3, 30), days: 3)
        let hours = (0..<71).map { Double?(Double($0)) }
        let join = ContextJoin(
            series: [
                try series("temperature", unit: "°C", readings("city", from: table.bins[0].start, hours: 1, hours))
            ], level: .territory)
        let joined = try join.joined(to: table, covariates: ["temperature", "temperature-max", "temperature-min"])
        #expect(try values(joined, "temperature") == [11.5, 35, 58.5])
        #expect(try values(joined, "temperature-max") == [23, 46, 70])
        #expect(try values(joined, "temperature-min") == [0, 24, 47])
        #expect(joined.units["temperature-max"] == "°C")
        // By default a series enters once, as its mean.
        #expect(try join.joined(to: table).table.covariates.map(\.name) == ["temperature"])
    }

    @Test func aThresholdOnASeriesTakesThePlaceOfItsUsualSummary() throws {
        let table = table(.day, from: (2024, 5, 1), days: 2)
        let join = ContextJoin(
            series: [
                try series("rain", unit: "mm", readings("city", from: table.bins[0].start, hours: 24, [1, 2])),
                try series("temperature", unit: "°C", readings("city", from: table.bins[0].start, hours: 24, [3, 4])),
            ], level: .territory)
        let joined = try join.joined(to: table, cuts: ["temperature-max"])
        #expect(Set(joined.table.covariates.map(\.name)) == ["temperature-max", "rain"])
        // Asked for by name, both are there.
        let both = try join.joined(to: table, covariates: ["temperature"], cuts: ["temperature-max"])
        #expect(both.table.covariates.map(\.name) == ["temperature", "temperature-max"])
    }

    @Test func rainAddsUpAndIsUnknownWithoutOneOfItsReadingsWhileAMeanMayLackOneInEight() throws {
        let table = table(.day, from: (2024, 5, 1), days: 3)
        let start = table.bins[0].start
        // Three-hourly readings: a whole day, a day that lacks one, a day that lacks two.
        let whole = [Double?](repeating: 2, count: 8)
        let values: [Double?] = whole + [nil] + whole.dropLast() + [nil, nil] + whole.dropLast(2)
        let join = ContextJoin(
            series: [
                try series("rain", readings("city", from: start, hours: 3, values)),
                try series("humidity", readings("city", from: start, hours: 3, values)),
            ], level: .territory)
        let joined = try join.joined(to: table)
        let (rain, humidity) = (try self.values(joined, "rain"), try self.values(joined, "humidity"))
        #expect(rain[0] == 16 && rain[1].isNaN && rain[2].isNaN)
        #expect(humidity[0] == 2 && humidity[1] == 2 && humidity[2].isNaN)
    }

    @Test func aReadingThatTwoBinsShareIsSplitByTimeInASumAndHoldsForBothInAMean() throws {
        let table = table(.hour, from: (2024, 5, 1), days: 1)
        let start = table.bins[0].start
        let join = ContextJoin(
            series: [
                try series("rain", readings("city", from: start, hours: 3, [6] + Array(repeating: 0, count: 7))),
                try series("temperature", readings("city", from: start, hours: 3, (0..<8).map { Double?(Double($0)) })),
            ], level: .territory)
        let joined = try join.joined(to: table)
        #expect(try values(joined, "rain").prefix(4) == [2, 2, 2, 0])
        #expect(try values(joined, "temperature").prefix(6) == [0, 0, 0, 1, 1, 1])
    }

    @Test func holidaysAreYesOrNoOfDaysAndHoursAndANumberOfDaysOfLongerBins() throws {
        let days = table(.day, from: (2024, 4, 29), days: 14)
        // 1, 8 and 9 May 2024.
        let flags = days.bins.indices.map { Double?([2, 9, 10].contains($0) ? 1 : 0) }
        let own = zip(days.bins, flags).map { Reading(place: "city", start: $0.start, end: $0.end, value: $1) }
        let join = ContextJoin(series: [try series("public-holidays", own)], level: .territory)
        let byDay = try join.joined(to: days)
        #expect(try values(byDay, "public-holidays") == flags.compactMap(\.self))
        #expect(byDay.units["public-holidays"] == "yes")
        let byWeek = try join.joined(to: table(.week, from: (2024, 4, 29), days: 14))
        #expect(try values(byWeek, "public-holidays") == [1, 2] && byWeek.units["public-holidays"] == "day")
        let byHour = try values(join.joined(to: table(.hour, from: (2024, 5, 1), days: 2)), "public-holidays")
        #expect(byHour == Array(repeating: 1, count: 24) + Array(repeating: 0, count: 24))
    }

    @Test func placesTakeTheirOwnReadingsOrThoseOfTheZoneTheyLieIn() throws {
        let table = table(.day, from: (2024, 5, 1), days: 2, places: ["Q2", "Q1", "Q3"])
        let start = table.bins[0].start
        let join = ContextJoin(
            series: [
                try series(
                    "works-quartier", level: quartier,
                    readings("Q1", from: start, hours: 24, [1, 2]) + readings("Q2", from: start, hours: 24, [3, 4])),
                try series(
                    "events", level: arrondissement,
                    readings("A", from: start, hours: 24, [5, 6]) + readings("B", from: start, hours: 24, [7, 8])),
            ], level: quartier, relations: [arrondissement: .within(["Q1": "A", "Q2": "A", "Q3": "B"])])
        let joined = try join.joined(to: table)
        let works = try values(joined, "works-quartier")
        #expect(works[0] == 3 && works[1] == 1 && works[2].isNaN && works[3] == 4 && works[4] == 2 && works[5].isNaN)
        #expect(try values(joined, "events") == [5, 5, 7, 6, 6, 8])
    }

    @Test func aPlaceMadeOfOthersHasTheirWorksTogetherAndTheirMeanWeather() throws {
        let table = table(.day, from: (2024, 5, 1), days: 1)
        let start = table.bins[0].start
        func both(_ name: String) throws -> ContextSeries {
            try series(
                name, level: quartier,
                readings("Q1", from: start, hours: 24, [1]) + readings("Q2", from: start, hours: 24, [3]))
        }
        let known = [try both("works-quartier"), try both("humidity"), try both("population-quartier")]
        let join = ContextJoin(
            series: known, level: .territory, relations: [quartier: .madeOf(["city": ["Q1", "Q2"]])])
        let joined = try join.joined(to: table)
        #expect(try values(joined, "works-quartier") == [4] && values(joined, "humidity") == [2])
        #expect(joined.table.places[0].population == 4)
        // Without a third quartier's works those of the city aren't known.
        let unknown = ContextJoin(
            series: known, level: .territory, relations: [quartier: .madeOf(["city": ["Q1", "Q2", "Q3"]])])
        #expect(try unknown.joined(to: table).table.covariates.isEmpty)
        #expect(try unknown.joined(to: table).table.places[0].population == nil)
        // Nothing says how quartiers lie to the city.
        let unrelated = ContextJoin(series: known, level: .territory)
        #expect(try unrelated.joined(to: table).notes.count == 2)
    }

    @Test func inhabitantsBecomeTheExposureOfPlaces() throws {
        let table = table(.day, from: (2024, 5, 1), days: 2, places: ["Q1", "Q2"])
        let start = table.bins[0].start
        let people = try series(
            "population-quartier", level: quartier,
            readings("Q1", from: start, hours: 48, [1200]) + readings("Q2", from: start, hours: 48, [nil]))
        let joined = try ContextJoin(series: [people], level: quartier).joined(to: table)
        #expect(joined.table.places.map(\.population) == [1200, nil])
        #expect(joined.table.covariates.isEmpty)
    }

    @Test func attendanceIsCountedInThousands() throws {
        let table = table(.day, from: (2024, 5, 1), days: 1)
        let hours = readings("city", from: table.bins[0].start, hours: 1, (0..<24).map { $0 == 20 ? 30_000 : 0 })
        let joined = try ContextJoin(series: [try series("event-attendance", hours)], level: .territory)
            .joined(to: table)
        #expect(try values(joined, "event-attendance") == [30] && joined.units["event-attendance"] == "1000")
    }

    @Test func aNameThatNoSeriesHasIsUnknownAndOneKnownNowhereIsMissing() throws {
        let table = table(.day, from: (2024, 5, 1), days: 1)
        let before = try series("rain", readings("city", from: table.bins[0].start - 86_400, hours: 24, [1]))
        let join = ContextJoin(series: [before], level: .territory)
        #expect(throws: AnalysisError.unknown(kind: "covariate", name: "wind", known: ["rain"])) {
            try join.joined(to: table, covariates: ["wind"])
        }
        #expect {
            try join.joined(to: table, covariates: ["rain-max"])
        } throws: { error in
            if case .missing? = error as? AnalysisError { true } else { false }
        }
        // Not asked for by name it is left out with a note.
        let joined = try join.joined(to: table)
        #expect(joined.table.covariates.isEmpty && joined.notes.count == 1)
        #expect(joined.notes[0][.french].contains("« rain »"))
    }
}
