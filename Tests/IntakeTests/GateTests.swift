import Connectors
import Foundation
import Intake
import TestCity
import Testing
import Vocabulary

/// Holds what the gate lets through.
struct Ledger: TallySink, RefusalSink, Sendable {
    var tallies: [Tally] = []
    var refusals: [Refusal] = []

    mutating func add(_ tallies: [Tally]) { self.tallies += tallies }
    mutating func count(_ refusal: Refusal, day: UTCSeconds?) { refusals.append(refusal) }
}

struct GateTests {
    private func admit(
        _ rows: [String], convention: Convention = TestCity.convention(), period: String = "2024-01-01/2025-01-01"
    ) async throws -> (report: ImportReport, ledger: Ledger, territory: Territory) {
        let territory = try TestCity.territory(convention: convention)
        let path = try TestCity.temporaryFolder() + "/calls.csv"
        let text = "id,time,lon,lat,code,caller\n" + rows.joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let input = try DelimitedFile(path: path, format: convention.format)
        let columns = input.columns
        let gate = try Gate(territory: territory, convention: convention, file: path, columns: columns)
        let days = period.split(separator: "/").compactMap { CivilDate(iso: $0) }
        let range = territory.calendar.start(of: days[0])..<territory.calendar.start(of: days[1])
        let admission = Admission(
            gate: gate, convention: convention, calendar: territory.calendar, columns: columns, periods: [range],
            sink: Ledger())
        let done = try await ImportRun.run(source: input, gate: gate, admission: admission, width: 2) { _ in }
        return (done.report, done.sink, territory)
    }

    private func row(
        _ id: String, _ time: String = "2024-05-04 12:30:00", quartier: Int = 0, code: String = "BRU"
    ) -> String {
        let point = TestCity.point(quartier: quartier)
        return "\(id),\(time),\(point.longitude),\(point.latitude),\(code),Jeanne"
    }

    @Test func aRecordBecomesItsCellItsHourAndItsCategory() async throws {
        let (report, ledger, territory) = try await admit([row("1")])
        #expect(report.read == 1 && report.admitted == 1)
        let tally = try #require(ledger.tallies.first)
        let cell = try #require(territory.geography.grid.cell(containing: TestCity.point()))
        #expect(tally.place == .cell(cell))
        #expect(tally.category == 0)
        // Half past noon in Paris in May is half past ten in UTC.
        let date = try #require(CivilDate(year: 2024, month: 5, day: 4))
        #expect(tally.bin.start == UTCSeconds(date.dayNumber) * 86_400 + 10 * 3600)
        #expect(tally.bin.end == tally.bin.start + 3600)
    }

    @Test func everyRefusalHasItsReasonAndTheReportAddsUp() async throws {
        let here = TestCity.point()
        let rows = [
            row("1"), row("1", "2024-06-01 10:00:00"), row("2", "yesterday"), row("3", "2023-12-31 23:59:59"),
            row("4", code: "XXX"), "5,2024-05-04 12:30:00,,,BRU,x", "6,2024-05-04 12:30:00,0,0,BRU,x",
            "7,2024-05-04 12:30:00,two,three,BRU,x", "8,2024-05-04 12:30:00,2.35,48.85,BRU,x",
            ",2024-05-04 12:30:00,\(here.longitude),\(here.latitude),BRU,x", "9,too,few", row("10", code: " FEU "),
        ]
        let (report, ledger, _) = try await admit(rows)
        #expect(
            report.refused == [
                .repeatedKey: 1, .unreadableTime: 1, .outsidePeriod: 1, .unmappedCategory: 1, .noCoordinates: 2,
                .unreadableCoordinates: 1, .outsideTerritory: 1, .missingKey: 1, .unreadableRow: 1,
            ])
        #expect(report.admitted == 2)
        #expect(report.read == rows.count)
        #expect(report.read == report.admitted + report.refused.values.reduce(0, +))
        #expect(report.unmappedCodes == ["XXX": 1])
        #expect(report.dropped == ["caller": 11])
        #expect(ledger.tallies.map(\.category) == [0, 2])
    }

    @Test func theFirstOfRepeatedRecordsWinsEvenWhenItIsRefused() async throws {
        let (report, ledger, _) = try await admit([row("1", code: "XXX"), row("1"), row("2", quartier: 5)])
        #expect(report.refused == [.unmappedCategory: 1, .repeatedKey: 1])
        #expect(ledger.tallies.count == 1)
    }

    @Test func spacesAroundAKeyDoNotMakeItAnother() async throws {
        let (report, _, _) = try await admit([row("1"), row(" 1 "), row("   ")])
        #expect(report.refused == [.repeatedKey: 1, .missingKey: 1])
    }

    @Test func noMoreThanTwoHundredUnmappedCodesAreNamed() async throws {
        // Enough rows for several chunks, each of which would name two hundred.
        let filler = String(repeating: "x", count: 4000)
        let rows = (0..<3000).map { row("\($0)", code: "Z\($0 / 5)") + filler }
        let (report, _, _) = try await admit(rows)
        #expect(report.unmappedCodes.count == 201)
        #expect(report.unmappedCodes.values.reduce(0, +) == 3000)
    }

    @Test func aRowOfAnotherPeriodDoesNotClaimItsKey() async throws {
        let (report, _, _) = try await admit([row("1", "2023-05-01 10:00"), row("1")])
        #expect(report.refused == [.outsidePeriod: 1])
        #expect(report.admitted == 1)
    }

    @Test(arguments: [
        ("2024-05-04 12:30:00", "2024-05-04T10:30:00"), ("2024-05-04T12:30", "2024-05-04T10:30:00"),
        ("2024-05-04 12:30:00+00", "2024-05-04T12:30:00"), ("2024-05-04T12:30:00Z", "2024-05-04T12:30:00"),
        ("2024-05-04 12:30:00.123-05:30", "2024-05-04T18:00:00"), ("20240504 12:30", "2024-05-04T10:30:00"),
        ("2024/5/4 9:05", "2024-05-04T07:05:00"), ("2024-12-01 12h30", "2024-12-01T11:30:00"),
        // The hour that the clock shows twice is read as its first showing; the one left out as after the gap.
        ("2024-10-27 02:30:00", "2024-10-27T00:30:00"), ("2024-03-31 02:30:00", "2024-03-31T01:30:00"),
    ])
    func isoTimesAreRead(text: String, utc: String) async throws {
        let (report, ledger, _) = try await admit([row("1", text)])
        #expect(report.admitted == 1)
        #expect(ledger.tallies.first?.bin.start == hour(of: utc))
    }

    @Test(arguments: [
        ("04/05/2024 12:30:59", "2024-05-04T10:30:00"), ("4.5.24 0:00", "2024-05-03T22:00:00"),
        ("04-05-2024 23h", "2024-05-04T21:00:00"),
    ])
    func dayFirstTimesAreRead(text: String, utc: String) async throws {
        let (_, ledger, _) = try await admit([row("1", text)], convention: TestCity.convention(order: .dayMonthYear))
        #expect(ledger.tallies.first?.bin.start == hour(of: utc))
    }

    @Test(arguments: [("5/4/2024 12:30:00 AM", "2024-05-03T22:30:00"), ("05/04/2024 12:30 pm", "2024-05-04T10:30:00")])
    func monthFirstTimesAreRead(text: String, utc: String) async throws {
        let (_, ledger, _) = try await admit([row("1", text)], convention: TestCity.convention(order: .monthDayYear))
        #expect(ledger.tallies.first?.bin.start == hour(of: utc))
    }

    @Test(arguments: [
        "2024-02-30 10:00", "2024-13-01 10:00", "2024-05-04 25:00", "2024-05-04 10:61", "2024-05-04 10:00 maybe", "",
        "04/05/2024 10:00", "2024-05-04 10:00+99", "99999999999999999999",
    ])
    func timesThatAreNoneAreRefused(text: String) async throws {
        let (report, _, _) = try await admit([row("1", text)])
        #expect(report.refused == [.unreadableTime: 1])
    }

    @Test func aDateAloneKeepsThePrecisionOfADay() async throws {
        let (_, ledger, _) = try await admit([row("1", "2024-03-31")])
        let bin = try #require(ledger.tallies.first?.bin)
        #expect(bin.level == .day)
        #expect(bin.end - bin.start == 23 * 3600)
    }

    @Test func aDecimalCommaIsUnderstood() async throws {
        let point = TestCity.point()
        let comma = { (value: Double) in "\"" + "\(value)".replacingOccurrences(of: ".", with: ",") + "\"" }
        let (report, _, _) = try await admit([
            "1,2024-05-04 12:30:00,\(comma(point.longitude)),\(comma(point.latitude)),BRU,x"
        ])
        #expect(report.admitted == 1)
    }

    @Test func aMissingColumnIsNamedWithThoseThatAreThere() throws {
        let territory = try TestCity.territory()
        #expect(
            throws: GateError.missingColumn(name: "lat", file: "f.csv", columns: ["id", "time", "lon", "code"])
        ) {
            try Gate(
                territory: territory, convention: TestCity.convention(), file: "f.csv",
                columns: ["id", "time", "lon", "code"])
        }
    }

    private func hour(of utc: String) -> UTCSeconds? {
        guard let date = CivilDate(iso: utc.prefix(10)), let hour = Int64(utc.dropFirst(11).prefix(2)) else {
            return nil
        }
        return UTCSeconds(date.dayNumber) * 86_400 + hour * 3600
    }
}
