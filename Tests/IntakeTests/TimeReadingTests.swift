import Intake
import TestCity
import Testing
import Vocabulary

struct TimeReadingTests {
    /// Admits one record per row of time columns; the place and the category are always good.
    private func run(
        _ time: TimeColumns, _ rows: [[String]], validity: Validity? = nil, from: String = "2024-01-01",
        until: String = "2025-01-01"
    ) async throws -> (report: ImportReport, bins: [String]) {
        let point = TestCity.point()
        var generator = SeededGenerator(seed: 1)
        let done = try await GateRun(
            .reading(time: time, validity: validity), columns: ["lon", "lat", "code"] + time.columns,
            rows: rows.map { ["\(point.longitude)", "\(point.latitude)", "BRU"] + $0 },
            secret: DrawSecret(using: &generator), from: from, until: until)
        let calendar = try TestCity.territory().calendar
        return (done.report, done.tallies.map { "\($0.bin.level.rawValue) \(calendar.text($0.bin))" })
    }

    @Test(arguments: [
        ("3 mars 2024", "day 2024-03-03 00"), ("1er août 2024", "day 2024-08-01 00"), ("3-Mar-24", "day 2024-03-03 00"),
        ("3 March 2024 14:30", "hour 2024-03-03 14"), ("March 3, 2024", "day 2024-03-03 00"),
        ("12 FÉVR. 2024 à 7h05", "hour 2024-02-12 07"), ("12 fevrier 2024", "day 2024-02-12 00"),
        ("31/12/2024, 11:59 PM", "hour 2024-12-31 23"), ("2024-03", "month 2024-03-01 00"),
        ("03/2024", "month 2024-03-01 00"), ("mars 2024", "month 2024-03-01 00"), ("Sept. 2024", "month 2024-09-01 00"),
        ("2024-03-03T09:00:00Z", "hour 2024-03-03 10"), ("2024-03-03T23:30-05:00", "hour 2024-03-04 05"),
        ("31/03/2024 24:00", "hour 2024-04-01 00"), ("2024-06-01", "day 2024-06-01 00"),
    ])
    func howFinelyATimeIsKnownIsReadOffTheValue(text: String, bin: String) async throws {
        let (report, bins) = try await run(TimeColumns(.together("time"), order: .dayMonthYear), [[text]])
        #expect(bins == [bin], "\(report.refused)")
    }

    @Test(arguments: [
        "45372", "202403", "240331", "jui 2024", "13/2024", "00/2024", "30 février 2024", "3 ventôse 2024", "2024-3-",
        "03/04", "2024-03 14:00", "24:30", "3 mars", "mars", "1/2/3", "31/04/2024", "2024-05-04 24:01", "ma 2024",
    ])
    func whatCouldMeanSeveralTimesIsRefused(text: String) async throws {
        let (report, _) = try await run(TimeColumns(.together("time"), order: .dayMonthYear), [[text]])
        #expect(report.refused == [.unreadableTime: 1])
    }

    @Test func yearsOfTwoDigitsTurnAtSixtyNine() async throws {
        let order = TimeColumns(.together("time"), order: .dayMonthYear)
        let late = try await run(order, [["31/12/68"]], from: "2068-01-01", until: "2069-01-01")
        #expect(late.bins == ["day 2068-12-31 00"])
        let early = try await run(order, [["01/02/72"]], from: "1972-01-01", until: "1973-01-01")
        #expect(early.bins == ["day 1972-02-01 00"])
    }

    @Test func theHoursOfTheClockChangesAreDecidedByARuleAndCounted() async throws {
        let (report, bins) = try await run(
            TimeColumns(.together("time")),
            [
                ["2024-10-27 02:30"], ["2024-10-27 02:59:59"], ["2024-10-27 03:00"], ["2024-10-27 02:30+01:00"],
                ["2024-03-31 02:30"], ["2024-03-31 03:30"],
            ])
        #expect(report.ambiguousHours == 2)
        #expect(report.skippedHours == 1)
        #expect(bins.suffix(2) == ["hour 2024-03-31 03", "hour 2024-03-31 03"])
    }

    @Test func timesInUTCAreNeverAmbiguous() async throws {
        let (report, bins) = try await run(TimeColumns(.together("time"), clock: .utc), [["2024-10-27 01:30"]])
        #expect(report.ambiguousHours == 0)
        #expect(bins == ["hour 2024-10-27 02"])
    }

    @Test(arguments: [
        (["2024-05-04", "14:30"], "hour 2024-05-04 14"), (["2024-05-04", "14h"], "hour 2024-05-04 14"),
        (["2024-05-04", "14"], "hour 2024-05-04 14"), (["2024-05-04", "0930"], "hour 2024-05-04 09"),
        (["2024-05-04", "930"], "hour 2024-05-04 09"), (["2024-05-04", "2:30 pm"], "hour 2024-05-04 14"),
        (["2024-05-04", "24:00"], "hour 2024-05-05 00"), (["2024-05-04", ""], "day 2024-05-04 00"),
        (["2024-05-04 00:00:00", "14:30:00"], "hour 2024-05-04 14"),
        (["2024-05-04T00:00:00", "1899-12-30T14:30:00"], "hour 2024-05-04 14"),
        (["2024-05", ""], "month 2024-05-01 00"),
    ])
    func aDateAndAnHourInTwoColumnsAreOneTime(fields: [String], bin: String) async throws {
        let (report, bins) = try await run(TimeColumns(.dateAndHour(date: "date", hour: "hour")), [fields])
        #expect(bins == [bin], "\(report.refused)")
    }

    @Test(arguments: [
        ["2024-05-04 12:00:00", "14:30"], ["2024-05-04", "soir"], ["2024-05-04", "2530"], ["2024-05", "14:30"],
        ["", "14:30"], ["2024-05-04", "2024-05-05 14:30"],
    ])
    func anHourThatContradictsItsDateIsRefused(fields: [String]) async throws {
        let (report, _) = try await run(TimeColumns(.dateAndHour(date: "date", hour: "hour")), [fields])
        #expect(report.refused == [.unreadableTime: 1])
    }

    @Test func aYearAndAMonthInTwoColumnsAreAMonth() async throws {
        let time = TimeColumns(.yearAndMonth(year: "year", month: "month"))
        let (report, bins) = try await run(
            time, [["2024", "3"], ["2024", "03"], ["24", "déc."], ["2024", "13"], ["2024", ""], ["", "3"]])
        #expect(bins == ["month 2024-03-01 00", "month 2024-03-01 00", "month 2024-12-01 00"])
        #expect(report.refused == [.unreadableTime: 3])
    }

    @Test func aMonthThatAPeriodHoldsOnlyHalfOfIsOutsideIt() async throws {
        let time = TimeColumns(.together("time"))
        let (report, _) = try await run(time, [["2024-03"]], from: "2024-03-01", until: "2024-03-20")
        #expect(report.refused == [.outsidePeriod: 1])
        #expect(!report.isInsidePeriod)
    }

    @Test func daysBeyondTheAgreementAreRefusedAndNotPublished() async throws {
        let validity = try #require(
            CivilDate(iso: "2024-03-10").flatMap { from in
                CivilDate(iso: "2024-04-15").flatMap { Validity(from: from, until: $0) }
            })
        let (report, bins) = try await run(
            TimeColumns(.together("time")),
            [
                ["2024-03-09 23:59"], ["2024-03-10 00:00"], ["2024-04-14"], ["2024-04-15"], ["2024-03"],
                ["2024-04-15 00:00"],
            ],
            validity: validity)
        #expect(bins == ["hour 2024-03-10 00", "day 2024-04-14 00"])
        #expect(report.refused == [.outsideAgreement: 4])
        #expect(!Refusal.outsideAgreement.isPublished)
    }

    // MARK: - Intervals

    private let between = TimeColumns(.between(start: "from", end: "to"))

    @Test(arguments: [
        (["2024-05-04 14:10", "2024-05-04 14:50"], "hour 2024-05-04 14"),
        (["2024-05-04 14:00", "2024-05-04 15:00"], "hour 2024-05-04 14"),
        (["2024-05-04 14:10", "2024-05-04 14:10"], "hour 2024-05-04 14"),
        (["2024-05-04 14:10", ""], "hour 2024-05-04 14"), (["2024-05-04", ""], "day 2024-05-04 00"),
        (["2024-05-04", "2024-05-04"], "day 2024-05-04 00"), (["2024-05", "mai 2024"], "month 2024-05-01 00"),
        (["2024-05-04 23:00", "2024-05-04"], "hour 2024-05-04 23"),
    ])
    func anIntervalWithinOneBinIsThatBin(fields: [String], bin: String) async throws {
        let (report, bins) = try await run(between, [fields])
        #expect(bins == [bin], "\(report.refused)")
    }

    @Test func intervalsThatTellNothingAreRefused() async throws {
        let (report, _) = try await run(
            between,
            [
                ["2024-05-04 14:00", "2024-05-04 13:59"], ["", "2024-05-04 13:59"], ["2024-05-04 14:00", "later"],
                ["2024-01-01 00:00", "2024-04-15 01:01"],
            ])
        #expect(report.refused == [.unreadableTime: 3, .vagueTime: 1])
    }

    @Test func anIntervalLongEnoughForEveryHourToWeighOneIsDrawn() async throws {
        let (report, bins) = try await run(between, [["2024-01-01 00:00", "2024-04-15 00:00"]])
        #expect(report.admitted == 1)
        #expect(bins.first?.hasPrefix("hour 2024-0") == true)
    }

    @Test func anEndThatNamesADayCoversIt() async throws {
        let (_, bins) = try await run(
            between,
            (0..<400).map { _ in ["2024-05-03 22:00", "2024-05-04"] }.enumerated().map { index, row in
                ["2024-05-03 \(20 + index % 4):00", row[1]]
            })
        #expect(bins.allSatisfy { $0.hasPrefix("hour 2024-05-03 2") || $0.hasPrefix("hour 2024-05-04") })
    }

    @Test func withoutTheVaultsSecretNothingIsDrawn() throws {
        #expect(throws: GateError.missingSecret(source: "calls")) {
            try Gate(
                territory: TestCity.territory(), convention: .reading(time: between), file: "f",
                columns: ["lon", "lat", "from", "to", "code"])
        }
    }
}
