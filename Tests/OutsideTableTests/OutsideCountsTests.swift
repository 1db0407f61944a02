import Foundation
import Testing
import Vocabulary

@testable import OutsideTable

@Suite struct OutsideCountsTests {
    private let calendar: CivilCalendar

    init() throws {
        calendar = try #require(CivilCalendar(timeZoneName: "Europe/Paris"))
    }

    /// A file with some text, gone after `body`.
    static func with<T>(_ text: String, _ body: (_ path: String) throws -> T) throws -> T {
        let path = NSTemporaryDirectory() + "clairevoie-outside-" + UUID().uuidString + ".csv"
        try Data(text.utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try body(path)
    }

    private func read(_ text: String, step: TimeLevel? = nil) throws -> CountTable<StaffAudience, Reported> {
        try Self.with(text) { try OutsideCounts.read(path: $0, calendar: calendar, step: step) }
    }

    @Test func combinationsWithoutARowAreZerosAndRepeatedOnesAddUp() throws {
        let table = try read(
            """
            place,time,category,count
            b,2026-03-28,noise,3
            a,2026-03-30,litter,2
            b,2026-03-28,noise,4
            """)
        #expect(table.places.map(\.id) == ["b", "a"])
        #expect(table.categories == ["noise", "litter"])
        #expect(table.bins.map(\.level) == [.day, .day, .day])
        // The clocks change on the second day.
        #expect(table.bins[1].end - table.bins[1].start == 23 * 3600)
        #expect(table.values == [7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2])
        #expect(table.isExact && table.covariates.isEmpty)
        #expect(table.value(bin: 2, category: 1, place: 1) == 2)
    }

    @Test(arguments: [
        (["2026-03-01", "2026-04-01"], TimeLevel.month, 2), (["2025-01-01", "2027-01-01"], .year, 3),
        (["2026-03-02", "2026-03-23"], .week, 4), (["2026-03-02", "2026-03-03"], .day, 2),
        (["2026-03-02T05:00", "2026-03-02T07:00"], .hour, 3), (["2026-03-01"], .day, 1),
    ])
    func theStepIsWhatTheTimesAreMadeOf(times: [String], level: TimeLevel, bins: Int) throws {
        let table = try read("place,time,category,count\n" + times.map { "a,\($0),c,1\n" }.joined())
        #expect(table.bins.map(\.level) == Array(repeating: level, count: bins))
        #expect(table.values.reduce(0, +) == Double(times.count))
    }

    @Test func aStatedStepAddsDaysUp() throws {
        let table = try read("place,time,count\na,2026-03-02,5\na,2026-03-08,2\na,2026-03-09,1\n", step: .week)
        #expect(table.values == [7, 1])
        #expect(table.categories == ["all"])
    }

    @Test func placesHaveTheirPointAndPopulationAndCovariatesFillTheImpliedZeros() throws {
        let table = try read(
            """
            place,time,category,count,x,y,population,light,rain
            a,2026-03-01,c,1,10,20,500,7,0.5
            b,2026-03-02,c,1,30,40,,8,1.5
            a,2026-03-02,c,1,,,,7,1.5
            """)
        #expect(table.places[0].position == PlanarPoint(x: 10, y: 20))
        #expect(table.places.map(\.population) == [500, nil])
        #expect(table.covariates.map(\.name) == ["light", "rain"])
        // Light is of the place, rain of the day: neither leaves a gap.
        #expect(table.covariates[0].values == [7, 8, 7, 8])
        #expect(table.covariates[1].values == [0.5, 0.5, 1.5, 1.5])
    }

    @Test func aCovariateOfBothPlaceAndTimeKeepsItsGaps() {
        let filled = Spread.filled([1, .nan, 2, 3], places: 2)
        #expect(filled[0] == 1 && filled[1].isNaN && filled[2] == 2 && filled[3] == 3)
    }

    @Test(arguments: [
        ("place,time,category\na,2026-01-01,c\n", 1, "count"), ("place,time,count\na,hier,1\n", 2, "time"),
        ("place,time,count\na,2026-01-01,1\n,2026-01-01,1\n", 3, "place"),
        ("place,time,count\na,2026-01-01,many\n", 2, "count"),
        ("place,time,count\na,2026-01-01,inf\n", 2, "count"),
        ("place,time,count,x\na,2026-01-01,1,5\na,2026-01-02,1,6\n", 3, "x"),
        ("place,time,count,light\na,2026-01-01,1,dark\n", 2, "light"),
        ("place,time,count,light\na,2026-01-01,1,5\na,2026-01-01,1,6\n", 3, "light"),
    ])
    func aTableThatCannotBeReadIsRefusedWithLineAndColumn(text: String, line: Int, column: String) throws {
        #expect {
            _ = try read(text)
        } throws: { error in
            guard let position = (error as? OutsideTableError)?.explanation.position else { return false }
            return position.line == line && position.field == column
        }
    }

    @Test func aTableOfTooManyImpliedZerosIsRefusedBeforeItIsMade() throws {
        var text = "place,time,category,count\n"
        for place in 0..<2000 { text += "p\(place),2000-01-01T00:00,c,1\np\(place),2026-01-01T00:00,c,1\n" }
        #expect {
            _ = try read(text)
        } throws: { error in
            guard case OutsideTableError.tooLarge(_, let figures, _) = error else { return false }
            return figures > OutsideCounts.mostFigures
        }
    }

    @Test func pointsAreReadWithTheirTimesAndCategories() throws {
        let points = try Self.with(
            "X,Y,Time,Category\n1.5,-2e3,2026-07-01T00:30:00+02:00,noise\n2,3,2026-07-01,litter\n"
        ) {
            try OutsidePoints(path: $0, calendar: calendar)
        }
        #expect(points.x == [1.5, 2] && points.y == [-2000, 3])
        #expect(points.times == [1_782_858_600, 1_782_856_800])
        #expect(points.categories == ["noise", "litter"] && points.categoryOf == [0, 1])
        let bare = try Self.with("x,y\n1,2\n") { try OutsidePoints(path: $0, calendar: calendar) }
        #expect(bare.times.isEmpty && bare.categories == ["all"] && bare.categoryOf == [0])
    }
}

@Suite struct OutsideRingsTests {
    @Test func ringsAreReadInOrderAndNeedThreeCorners() throws {
        let rings = try OutsideCountsTests.with(
            "ring,x,y\nriver,0,0\nriver,10,0\nsea,5,5\nriver,10,2\nsea,6,5\nsea,6,6\n"
        ) {
            try OutsideRings.read(path: $0)
        }
        #expect(rings.map(\.count) == [3, 3] && rings[0][2] == PlanarPoint(x: 10, y: 2))
        #expect(throws: OutsideTableError.self) {
            try OutsideCountsTests.with("ring,x,y\nriver,0,0\nriver,10,0\n") { try OutsideRings.read(path: $0) }
        }
    }
}

@Suite struct ISOMomentTests {
    private func read(_ text: String) -> ISOMoment? {
        let bytes = Array(text.utf8)
        return ISOMoment(bytes.span, from: 0, to: bytes.count)
    }

    @Test(
        arguments: [
            ("1970-01-02", 86_400, nil, false), ("1970-02", 2_678_400, nil, false),
            ("1970-01-01T01:02:03Z", 3723, 0, true), ("1970-01-01 01:02", 3720, nil, true),
            ("1970-01-01T00:00:00.250+0530", 0, 19_800, true), ("1970-01-01T24:00:00-03", 86_400, -10_800, true),
        ] as [(String, Int64, Int64?, Bool)])
    func whatISO8601WritesIsRead(text: String, clock: Int64, offset: Int64?, hasTime: Bool) throws {
        let moment = try #require(read(text))
        #expect(moment.clock == clock && moment.offset == offset && moment.hasTime == hasTime)
    }

    @Test(arguments: [
        "", "1970", "1970-13-01", "1970-02-30", "1970-1-1", "01/02/1970", "1970-01-01T", "1970-01-01T25:00",
        "1970-01-01T24:01", "1970-01-01T00:60", "1970-01-01T00:00:00.", "1970-01-01T00:00+", "1970-01-01T00:00Zx",
        "1970-01-01x",
    ])
    func whatItDoesNotWriteIsNotRead(text: String) {
        #expect(read(text) == nil)
    }
}
