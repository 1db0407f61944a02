import Inspection
import TestCity
import Testing
import Vocabulary

/// How well columns that tell of persons are found: every kind under a telling, a neutral and a misleading name.
struct PersonalDetectionTests {
    private struct Judged {
        let name: String
        let isPersonal: Bool
        let isFlagged: Bool
    }

    /// The names under which a kind comes, with the share of rows left empty and how many rows there are.
    private static let settings: [(name: Int, empty: Double, rows: Int)] = [
        (0, 0, 300), (1, 0, 300), (2, 0, 300), (0, 0.4, 120), (1, 0.4, 120), (2, 0.4, 120), (1, 0.9, 600),
    ]
    private static let neutral = ["col", "champ", "valeur", "f", "data"]

    private static func judged() throws -> [Judged] {
        var random = SeededGenerator(seed: 20_240_331)
        var result: [Judged] = []
        let kinds = PersonalFixtures.kinds.map { ($0, true) } + HarmlessFixtures.kinds.map { ($0, false) }
        for (number, (kind, isPersonal)) in kinds.enumerated() {
            for setting in settings {
                let name = [kind.telling, "\(neutral[number % 5])\(number)", kind.misleading][setting.name]
                let values = (0..<setting.rows).map { row -> String in
                    Double.random(in: 0..<1, using: &random) < setting.empty ? "" : kind.make(&random, row)
                }
                var source = RowsSource([(name, values)])
                let column = try Inspector().profile(&source).columns[0]
                result.append(Judged(name: name, isPersonal: isPersonal, isFlagged: column.personal != nil))
            }
        }
        return result
    }

    /// Measured with this seed on 441 columns, 210 personal and 231 harmless: recall 1.00, precision 0.946.
    ///
    /// Whoever made the columns made the detector too, so these figures flatter it. Columns of the Faker library in
    /// ten countries' forms that it was not tuned on, 100 personal and 200 harmless, under names that tell nothing, gave
    /// a recall of 0.87 and a precision of 0.90: family names alone and streets of other languages are missed. That is
    /// why every value is masked, flagged or not.
    @Test func personalColumnsAreFoundWithTheStatedRecallAndPrecision() throws {
        let all = try Self.judged()
        #expect(all.count >= 400)
        let found = all.filter { $0.isPersonal && $0.isFlagged }.count
        let recall = Double(found) / Double(all.filter(\.isPersonal).count)
        let precision = Double(found) / Double(all.filter(\.isFlagged).count)
        let missed = Set(all.filter { $0.isPersonal && !$0.isFlagged }.map(\.name)).sorted()
        let wrong = Set(all.filter { !$0.isPersonal && $0.isFlagged }.map(\.name)).sorted()
        print("\(all.count) columns: recall \(recall), precision \(precision); missed \(missed); wrong \(wrong)")
        #expect(recall >= 0.97, "missed: \(missed)")
        #expect(precision >= 0.9, "flagged without reason: \(wrong)")
    }
}
