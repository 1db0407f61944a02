import Testing

@testable import Intake

struct NumberReadingTests {
    private func read(_ text: String) -> Double? {
        let bytes = Array(text.utf8)
        return NumberReading.decimal(bytes.span, from: 0, to: bytes.count)
    }

    @Test(arguments: [
        ("48.8566", 48.8566), ("48,8566", 48.8566), (" -0,5 ", -0.5), ("+2.25", 2.25), ("652 381,25", 652_381.25),
        ("652\u{A0}381,25", 652_381.25), ("6\u{202F}862\u{202F}047", 6_862_047), ("1,234,567.8", 1_234_567.8),
        ("1.234.567,8", 1_234_567.8), ("1'234.5", 1234.5), ("1’234’567", 1_234_567), ("\u{2212}5,25", -5.25),
        ("6.862047e6", 6_862_047), ("5.399999999999999467", 5.399999999999999467), ("1,234", 1.234),
        ("1,234,567", 1_234_567), ("\u{A0}12.5\u{A0}", 12.5),
    ])
    func numbersAreReadAsPeopleWriteThem(text: String, value: Double) {
        #expect(read(text) == value)
    }

    @Test(arguments: [
        "", " ", "-", "1 23", "1234 567", "1,23,456.7", "1.234,567.8", "48.85.66", "12 345 6", "NaN", "inf", "0x1p3",
        "1e",
        "5.4°", "- 5", ",", "1,,2",
    ])
    func whatIsNoNumberIsNone(text: String) {
        #expect(read(text) == nil)
    }
}
