import Foundation
import Testing
import Vocabulary

struct CivilCalendarTests {
    private func calendar(_ name: String) throws -> CivilCalendar {
        try #require(CivilCalendar(timeZoneName: name))
    }

    private func day(_ text: String, in calendar: CivilCalendar) throws -> TimeBin {
        calendar.bin(.day, containing: calendar.start(of: try #require(CivilDate(iso: text))))
    }

    /// Days that are not 24 hours long, with their first second, from the zones' published rules.
    @Test(arguments: [
        ("Europe/Paris", "2024-03-31", 23.0, "2024-03-30T23:00:00Z"),
        ("Europe/Paris", "2024-10-27", 25.0, "2024-10-26T22:00:00Z"),
        ("Europe/Paris", "2024-06-01", 24.0, "2024-05-31T22:00:00Z"),
        ("America/New_York", "2024-03-10", 23.0, "2024-03-10T05:00:00Z"),
        ("America/New_York", "2024-11-03", 25.0, "2024-11-03T04:00:00Z"),
        // The clock went from 23:59:59 to 01:00:00.
        ("America/Sao_Paulo", "2018-11-04", 23.0, "2018-11-04T03:00:00Z"),
        ("America/Sao_Paulo", "2018-02-17", 25.0, "2018-02-17T02:00:00Z"),
        // Half an hour of summer time.
        ("Australia/Lord_Howe", "2023-10-01", 23.5, "2023-09-30T13:30:00Z"),
        ("Australia/Lord_Howe", "2023-04-02", 24.5, "2023-04-01T13:00:00Z"),
        ("Asia/Kolkata", "2024-03-31", 24.0, "2024-03-30T18:30:00Z"),
    ])
    func aDayIsAsLongAsTheClockSays(_ zone: String, _ date: String, _ hours: Double, _ start: String) throws {
        let bin = try day(date, in: calendar(zone))
        #expect(Double(bin.end - bin.start) / 3600 == hours)
        #expect(bin.start == Int64(try Date(start, strategy: .iso8601).timeIntervalSince1970))
    }

    @Test func binsAgreeWithPythonsZoneinfo() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/civil_bins.csv")
        var calendars: [String: CivilCalendar] = [:]
        let rows = try String(contentsOf: path, encoding: .utf8).split(separator: "\n").dropFirst()
        #expect(rows.count > 1000)
        for row in rows {
            let fields = row.split(separator: ",")
            let zone = String(fields[0])
            if calendars[zone] == nil { calendars[zone] = try calendar(zone) }
            let level = try #require(TimeLevel(rawValue: String(fields[1])))
            let time = try #require(Int64(fields[2]))
            let bin = calendars[zone]?.bin(level, containing: time)
            #expect(bin?.start == Int64(fields[3]), "\(row)")
            #expect(bin?.end == Int64(fields[4]), "\(row)")
        }
    }

    @Test(arguments: [
        "Europe/Paris", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kolkata",
        "Africa/Casablanca",
    ])
    func binsOfALevelFollowEachOtherWithoutGapOrOverlap(_ zone: String) throws {
        let calendar = try calendar(zone)
        // 2016 to 2020, in which São Paulo still changed its clocks.
        let range = try day("2016-01-01", in: calendar).start..<(try day("2020-01-01", in: calendar).start)
        for level in TimeLevel.allCases {
            let bins = calendar.bins(level, within: range)
            for (bin, next) in zip(bins, bins.dropFirst()) {
                #expect(bin.end == next.start && bin.start < bin.end)
            }
            for bin in bins {
                #expect(calendar.bin(level, containing: bin.start) == bin)
                #expect(calendar.bin(level, containing: bin.end - 1) == bin)
            }
            if level != .week {
                #expect(bins.first?.start == range.lowerBound && bins.last?.end == range.upperBound)
            }
        }
        #expect(calendar.bins(.day, within: range).count == 1461)
        #expect(calendar.bins(.month, within: range).count == 48)
        #expect(calendar.bins(.year, within: range).count == 4)
    }

    @Test func onlyWholeBinsLieWithinARange() throws {
        let calendar = try calendar("Europe/Paris")
        let day = try day("2024-05-01", in: calendar)
        #expect(calendar.bins(.day, within: day.start + 1..<day.end).isEmpty)
        #expect(calendar.bins(.day, within: day.start..<day.end) == [day])
        #expect(calendar.bins(.hour, within: day.start + 1..<day.end).count == 23)
        #expect(calendar.bins(.day, within: day.start..<day.start).isEmpty)
    }

    @Test func anHourShownTwiceMeansItsFirstShowingAndOneLeftOutIsReadOn() throws {
        let calendar = try calendar("Europe/Paris")
        func local(_ text: String, _ hour: Int64, _ minute: Int64) throws -> Int64 {
            Int64(try #require(CivilDate(iso: text)).dayNumber) * 86_400 + hour * 3600 + minute * 60
        }
        func utc(_ text: String) throws -> Int64 { Int64(try Date(text, strategy: .iso8601).timeIntervalSince1970) }
        #expect(try calendar.time(local: local("2024-10-27", 2, 30)) == utc("2024-10-27T00:30:00Z"))
        #expect(try calendar.time(local: local("2024-03-31", 2, 0)) == utc("2024-03-31T01:00:00Z"))
        #expect(try calendar.time(local: local("2024-03-31", 2, 30)) == utc("2024-03-31T01:30:00Z"))
        // The day of either reading is the local one.
        #expect(calendar.date(at: try utc("2024-03-30T23:00:00Z")) == CivilDate(iso: "2024-03-31"))
        #expect(calendar.date(at: try utc("2024-03-30T22:59:59Z")) == CivilDate(iso: "2024-03-30"))
    }

    @Test func theRepeatedHourIsTwoBins() throws {
        let calendar = try calendar("Europe/Paris")
        let day = try day("2024-10-27", in: calendar)
        let hours = calendar.bins(.hour, within: day.start..<day.end)
        #expect(hours.count == 25)
        #expect(hours.map { (calendar.local($0.start) / 3600) % 24 } == [0, 1, 2] + Array(2...23))
        let quarters = calendar.bins(.sixHours, within: day.start..<day.end)
        #expect(quarters.map { ($0.end - $0.start) / 3600 } == [7, 6, 6, 6])
    }

    @Test func halfAnHourOfSummerTimeCutsAnHourInTwo() throws {
        let calendar = try calendar("Australia/Lord_Howe")
        let day = try day("2023-04-02", in: calendar)
        let lengths = calendar.bins(.hour, within: day.start..<day.end).map { ($0.end - $0.start) / 60 }
        let total: Int64 = lengths.reduce(0, +)
        #expect(total == 1470)
        #expect(lengths.filter { $0 == 30 }.count == 1)
    }

    @Test(arguments: ["Europe/Paris", "America/Sao_Paulo", "Africa/Casablanca", "Australia/Lord_Howe"])
    func timesThatAreSteadyAreASubtraction(zone: String) throws {
        let calendar = try calendar(zone)
        var steady = 0
        var wrong = 0
        for local in stride(from: Int64(946_684_800), to: 1_893_456_000, by: 7 * 3600 + 1800) {
            guard let (times, offset) = calendar.steadyTimes(around: local), times.contains(local) else { continue }
            steady += 1
            if calendar.moment(local: local) != (local - offset, .none) { wrong += 1 }
        }
        #expect(steady > 34_000)
        #expect(wrong == 0)
    }

    @Test func aTimeShownTwiceOrNeverIsSaidToBe() throws {
        let calendar = try calendar("Europe/Paris")
        func local(_ day: String, _ hour: Int64, _ minute: Int64) throws -> Int64 {
            Int64(try #require(CivilDate(iso: day)).dayNumber) * 86_400 + hour * 3600 + minute * 60
        }
        #expect(try calendar.moment(local: local("2024-10-27", 2, 30)).change == .repeated)
        #expect(try calendar.moment(local: local("2024-10-27", 3, 0)).change == .none)
        #expect(try calendar.moment(local: local("2024-10-27", 1, 59)).change == .none)
        #expect(try calendar.moment(local: local("2024-03-31", 2, 0)).change == .skipped)
        #expect(try calendar.moment(local: local("2024-03-31", 3, 0)).change == .none)
    }

    @Test(arguments: ["", "Europe/Pariss", "Moon/Crater"])
    func anUnknownZoneHasNoCalendar(_ name: String) {
        #expect(CivilCalendar(timeZoneName: name) == nil)
    }
}
