import Testing
import Vocabulary

@testable import Website

@Suite struct NumberFormatTests {
    let french = NumberFormat(language: .french)
    let english = NumberFormat(language: .english)

    @Test func thousandsAreSetApartAsEachLanguageDoes() {
        #expect(french.integer(1_234_567) == "1\u{202F}234\u{202F}567")
        #expect(english.integer(1_234_567) == "1,234,567")
        #expect(french.integer(999) == "999")
        #expect(english.integer(-1240) == "−1,240")
        #expect(french.integer(0) == "0")
    }

    @Test func percentagesHaveOneDecimalBelowTen() {
        #expect(french.percent(0.085) == "8,5\u{202F}%")
        #expect(english.percent(0.085) == "8.5%")
        #expect(english.percent(0.1234) == "12%")
        #expect(french.percent(-0.031) == "−3,1\u{202F}%")
        #expect(english.percent(0.08) == "8%")
    }

    @Test func decimalsRoundAndCarry() {
        #expect(english.decimal(0.9999, decimals: 3) == "1")
        #expect(english.decimal(1.005, decimals: 1) == "1")
        #expect(french.decimal(1234.56, decimals: 1) == "1\u{202F}234,6")
        #expect(english.decimal(-0.0001, decimals: 2) == "0")
    }

    @Test func listsEndWithAConjunction() {
        #expect(french.list(["a", "b", "c"]) == "a, b et c")
        #expect(english.list(["a", "b"]) == "a and b")
        #expect(english.list([]) == "")
    }
}
