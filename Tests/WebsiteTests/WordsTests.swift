import Testing
import Vocabulary

@testable import Website

@Suite struct WordsTests {
    @Test func binsAreCountedInEachLanguagesNumber() {
        #expect(Words.bins(1, .sixHours)[.english] == "1 stretch of six hours")
        #expect(Words.bins(2, .sixHours)[.french] == "2 tranches de six heures")
        #expect(Words.bins(1, .sixHours)[.french] == "1 tranche de six heures")
        #expect(Words.bins(0, .day)[.english] == "0 days")
        #expect(Words.bins(0, .day)[.french] == "0 jour")
        #expect(Words.bins(1240, .month)[.french] == "1\u{202F}240 mois")
        #expect(Words.bins(1240, .week)[.english] == "1,240 weeks")
    }

    @Test func squaresAreMeasuredInEachLanguagesNumber() throws {
        let level = Words.level(.cell(metres: 1000), in: try FixtureCity.territory())
        #expect(level[.french] == "Carreaux de 1\u{202F}000\u{202F}m")
        #expect(level[.english] == "Squares of 1,000 m")
    }
}
