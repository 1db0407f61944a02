import Testing
import Vocabulary

@testable import Website

@Suite struct DateFormatTests {
    let french = DateFormat(language: .french)
    let english = DateFormat(language: .english)

    private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

    @Test func daysAreNamed() throws {
        #expect(french.longDate(try day("2024-03-04")) == "lundi 4 mars 2024")
        #expect(french.longDate(try day("2024-03-01")) == "vendredi 1er mars 2024")
        #expect(english.longDate(try day("2024-03-04")) == "Monday 4 March 2024")
    }

    @Test func periodsAreAsShortAsTheyCanBe() throws {
        #expect(french.period(try day("2024-02-01"), try day("2024-02-29")) == "en février 2024")
        #expect(french.period(try day("2024-02-01"), try day("2024-02-28")) == "du 1er au 28 février 2024")
        #expect(french.period(try day("2024-02-28"), try day("2024-03-03")) == "du 28 février au 3 mars 2024")
        #expect(
            english.period(try day("2023-12-28"), try day("2024-01-03")) == "from 28 December 2023 to 3 January 2024")
        #expect(english.period(try day("2024-01-01"), try day("2024-12-31")) == "in 2024")
        #expect(french.period(try day("2024-03-04"), try day("2024-03-04")) == "le lundi 4 mars 2024")
    }

    @Test func hoursOfBothSidesOfAClockChangeCarryTheirOffset() throws {
        let calendar = try #require(CivilCalendar(timeZoneName: "Europe/Paris"))
        let start = calendar.start(of: try day("2024-10-27"))
        let hours = calendar.bins(.hour, within: start..<(start + 25 * 3600))
        #expect(hours.count == 25)
        #expect(DateFormat.iso(hours[2].start, in: calendar) == "2024-10-27T02:00:00+02:00")
        #expect(DateFormat.iso(hours[3].start, in: calendar) == "2024-10-27T02:00:00+01:00")
        #expect(french.bin(hours[22], in: calendar) == "dimanche 27 octobre 2024, 21\u{202F}h")
        #expect(english.bin(hours[9], in: calendar) == "Sunday 27 October 2024, 08:00")
    }
}
