import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing
import Vocabulary

@testable import Website

struct ICalendarTests {
    @Test func linesAreFoldedAt75OctetsAndNoCharacterIsCut() {
        let text = "DESCRIPTION:" + String(repeating: "é€𝄞a", count: 40)
        let folded = ICalendar.folded(text)
        let lines = folded.components(separatedBy: "\r\n")
        #expect(lines.count > 4 && lines.allSatisfy { $0.utf8.count <= 75 })
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix(" ") })
        #expect(lines.dropLast().allSatisfy { $0.utf8.count > 70 })
        #expect(lines[0] + lines.dropFirst().map { $0.dropFirst() }.joined() == text)
        #expect(ICalendar.folded(String(repeating: "a", count: 75)) == String(repeating: "a", count: 75))
    }

    @Test func textsAreEscaped() {
        #expect(ICalendar.escaped("a, b; c\\d\r\ne") == "a\\, b\\; c\\\\d\\ne")
    }

    @Test func theDaysAheadAreAFileForAgendas() async throws {
        try await ForecastFixture.site(ForecastFixture.city.get()).withClient { client in
            let response = try await client.get("/fr/demain.ics")
            #expect(response.headers[.contentType] == "text/calendar; charset=utf-8")
            let text = response.text
            #expect(text.hasSuffix("END:VCALENDAR\r\n"))
            #expect(!text.replacingOccurrences(of: "\r\n", with: "").contains("\n"))
            #expect(text.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 75 })
            let lines = text.replacingOccurrences(of: "\r\n ", with: "").components(separatedBy: "\r\n")
            #expect(lines.filter { $0 == "BEGIN:VEVENT" }.count == 14)
            #expect(Set(lines.filter { $0.hasPrefix("UID:") }).count == 14)
            // Written an hour before 2 April 2025, 13:20 UTC.
            #expect(lines.filter { $0 == "DTSTAMP:20250402T122000Z" }.count == 14)
            #expect(lines.contains("DTSTART;VALUE=DATE:20250405") && lines.contains("DTEND;VALUE=DATE:20250406"))
            let saturday = try #require(lines.first { $0.hasPrefix("SUMMARY:187") })
            #expect(saturday.hasPrefix("SUMMARY:187 signalements attendus ("))
            #expect(lines.contains { $0.contains("Match au stade\\, entre 5") })
            // A newer forecast of the same day has the same name.
            let again = try await client.get("/en/demain.ics").text.replacingOccurrences(of: "\r\n ", with: "")
            let names = { (text: String) in
                text.components(separatedBy: "\r\n").filter { $0.hasPrefix("UID:") }
            }
            #expect(names(again) == lines.filter { $0.hasPrefix("UID:") })
        }
    }
}
