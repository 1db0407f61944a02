import Inspection
import TestCity
import Testing

/// Values masked to their shapes.
struct ShapeTests {
    private func shapes(_ values: [String]) throws -> [String] {
        var source = RowsSource([("col", values)])
        return try Inspector().profile(&source).columns[0].shapes
    }

    @Test(arguments: [
        ("31/03/2024 02:30", "99/99/9999 99:99"), ("Mars 12", "Aa 99"), ("ÉLODIE dupont-Ézé", "A a-Aa"),
        ("a.b@exemple.fr", "a.a@a.a"), ("€ 12,50", "€ 99,99"), ("日本 ٣", "a 9"), ("🙂🙃", "?"), ("x\u{1B}[2J", "a?[9A"),
        ("0123456789 0123456789 0123456789", "9999999999 9999999999 99…"),
    ])
    func lettersAndDigitsAreMaskedAndLongValuesCut(_ value: String, _ shape: String) throws {
        #expect(try shapes(Array(repeating: value, count: 5)) == [shape])
    }

    @Test func aShapeThatFourRowsShareIsHidden() throws {
        #expect(try shapes(["A-1", "A-2", "B-3", "C-4"]) == ["…"])
        #expect(try shapes(["A-1", "A-2", "B-3", "C-4", "D-5", "odd (one)"]) == ["A-9", "…"])
    }
}
