import Connectors
import Foundation
import TestCity
import Testing
import Vocabulary

@testable import Intake

/// Teaches on the rows of a CSV text, as the command does.
func taught(
    _ csv: String, before: CivilDate? = nil, confidence: Double = TextTeacher.confidence, without struck: [String] = []
) async throws -> (model: TextClassifier, report: TeachReport) {
    let path = try TestCity.temporaryFolder() + "/labelled.csv"
    try Data(csv.utf8).write(to: URL(fileURLWithPath: path))
    let territory = try HandrailEntries.territory()
    let convention = try #require(territory.conventions["handrail"])
    var file = try DelimitedFile(path: path, format: convention.format)
    var teacher = try TextTeacher(
        territory: territory, convention: convention, label: "code", before: before, file: path, columns: file.columns)
    while let chunk = try file.next() { try teacher.read(chunk.split(selecting: teacher.selection)) }
    return try await teacher.teach(confidence: confidence, without: struck)
}

/// One lesson for the tests that only look at it.
enum SharedLesson {
    static let entries = HandrailEntries(count: 3000, seed: 20_230_101)
    static let task = Task { try await taught(entries.csv) }
}

struct TextTeacherTests {
    @Test func theSameRowsAlwaysGiveTheSameModel() async throws {
        let first = try await SharedLesson.task.value.model
        let second = try await taught(SharedLesson.entries.csv).model
        #expect(TextModelFile.text(of: first) == TextModelFile.text(of: second))
    }

    @Test func mostEntriesAreToldAndTheDoubtfulAreRefused() async throws {
        let report = try await SharedLesson.task.value.report
        // Of a hundred entries three have another's label, some nine don't say their affair, and seventeen name another.
        #expect(report.accuracy > 0.9)
        #expect(report.refusalRate > 0.03 && report.refusalRate < 0.25)
        #expect(report.logLoss < report.baseline / 2)
        #expect(report.calibrationError < 0.04)
        for category in report.categories.indices { #expect(report.recall(of: category) > 0.65) }
        #expect(report.confusion.flatMap(\.self).reduce(0, +) == report.rows)
        #expect(report.rows == 3000)
    }

    @Test func theRowsLeftOutAddUp() async throws {
        let csv =
            SharedLesson.entries.csv
            + "x,never,1,2,\"feu\",FEU\nx,2023-03-01,1,2,\"feu\",???\nx,2024-03-01,1,2,\"feu\",FEU\nx,2\n"
        let report = try await taught(csv, before: CivilDate(iso: "2024-01-01")).report
        #expect(
            report.account
                == TeachAccount.of(read: 3004, unreadable: 1, withoutDay: 1, tooLate: 1, unmapped: 1))
        #expect(report.rows + report.rare + 4 == report.account.read)
        #expect(report.taught.upperBound <= (try #require(CivilDate(iso: "2024-01-01"))))
    }

    @Test func logisticRegressionBeatsComplementBayesByCrossValidatedLogLoss() async throws {
        let lesson = try await lesson(SharedLesson.entries)
        let logistic = TextTrial(of: lesson)
        let bayes = TextTrial(of: lesson) { ComplementBayes.fit($0, lesson) }
        func loss(_ trial: TextTrial) -> Double {
            let outcomes = trial.outcomes
            return outcomes.reduce(0) { $0 - log(max($1.probabilityOfTruth, 1e-12)) } / Double(outcomes.count)
        }
        // The choice of the model rests on this, 0.49 to 0.66; both have their temperature fitted in the same way.
        #expect(loss(logistic) < loss(bayes))
    }

    @Test func aPeriodThatTheModelMayHaveLearnedFromIsRefused() async throws {
        let (model, _) = try await SharedLesson.task.value
        let territory = try HandrailEntries.territory()
        func period(_ from: String, _ to: String) throws -> Range<UTCSeconds> {
            territory.calendar.start(
                of: try #require(CivilDate(iso: from)))..<territory.calendar.start(of: try #require(CivilDate(iso: to)))
        }
        #expect(throws: Never.self) {
            try FrozenClassifier(model, before: [period("2024-01-01", "2024-02-01")], territory: territory)
        }
        #expect(
            throws: TextModelError.tooLate(
                taught: try #require(CivilDate(iso: "2023-12-31")), period: try #require(CivilDate(iso: "2023-12-31")))
        ) {
            try FrozenClassifier(
                model, before: [period("2024-01-01", "2024-02-01"), period("2023-12-31", "2024-01-01")],
                territory: territory)
        }
        #expect(throws: TextModelError.unknownCategory("noise")) {
            let other = Territory(
                id: "x", name: "x", language: .french, isSimulated: true, calendar: territory.calendar,
                geography: territory.geography,
                taxonomy: Taxonomy(categories: [], groups: [], categoryOfCode: [:]), conventions: [:],
                plan: territory.plan, water: nil)
            _ = try FrozenClassifier(model, before: [], territory: other)
        }
    }

    @Test func tooFewRowsAndAConventionOfCodesAreRefused() async throws {
        await #expect(throws: TextModelError.self) { try await taught(HandrailEntries(count: 60, seed: 1).csv) }
        let city = try TestCity.territory()
        #expect(throws: TextModelError.noText(source: "calls")) {
            try TextTeacher(
                territory: city, convention: TestCity.convention(), label: "code", before: nil, file: "f",
                columns: ["time", "code"])
        }
    }

    @Test func aWordThatIsStruckOutIsNowhereInTheModelNorInItsPairs() async throws {
        let whole = try await SharedLesson.task.value.model
        for feature in ["tapage", "tapage nocturne", "voisins", "bruyants", "voisins bruyants"] {
            #expect(whole.features.contains(feature))
        }
        let (model, report) = try await taught(SharedLesson.entries.csv, without: ["Tapage", "Voisins Bruyants"])
        #expect(!model.features.contains { $0.split(separator: " ").contains("tapage") })
        #expect(!model.features.contains("voisins bruyants"))
        #expect(model.features.contains("voisins") && model.features.contains("bruyants"))
        #expect(report.struck == ["tapage", "voisins bruyants"] && report.accuracy > 0.85)
        #expect(!TextModelFile.text(of: model).contains("\ntapage "))
    }

    @Test func strikingOutAWordThatTheModelDoesNotKnowIsRefusedAsTyped() async throws {
        await #expect(throws: TextModelError.unknownWords(["Réveillé", "!"])) {
            try await taught(SharedLesson.entries.csv, without: ["tapage", "Réveillé", "!"])
        }
    }

    private func lesson(_ entries: HandrailEntries) async throws -> TextLesson {
        var corpus = TextCorpus()
        for entry in entries.entries {
            let bytes = Array(entry.text.utf8)
            corpus.add(bytes.span, from: 0, to: bytes.count)
            let category = try #require(HandrailEntries.taxonomy.categoryOfCode[entry.code])
            corpus.close(day: Int32(entry.day.dayNumber), category: category)
        }
        return TextLesson(corpus: corpus, taxonomy: HandrailEntries.taxonomy)
    }
}

extension TeachAccount {
    static func of(read: Int, unreadable: Int, withoutDay: Int, tooLate: Int, unmapped: Int) -> TeachAccount {
        var account = TeachAccount()
        account.read = read
        account.unreadable = unreadable
        account.withoutDay = withoutDay
        account.tooLate = tooLate
        account.unmapped = unmapped
        return account
    }
}

/// The model that logistic regression is compared with: complement naive Bayes.
///
/// Rennie, Shih, Teevan & Karger 2003.
enum ComplementBayes {
    static func fit(_ rows: [Int], _ lesson: TextLesson) -> (vocabulary: TextVocabulary, softmax: TextSoftmax) {
        let vocabulary = TextVocabulary(of: lesson.corpus, rows: rows)
        let width = lesson.categories.count
        let count = vocabulary.features.count
        var counts = [Double](repeating: 0, count: count * width)
        var prior = [Double](repeating: 1, count: width)
        for row in rows {
            let category = lesson.categoryOfRow[row]
            prior[category] += 1
            let found = vocabulary.features(of: row, in: lesson.corpus)
            for slot in 0..<found.count { counts[Int(found.numbers[slot]) * width + category] += 1 }
        }
        let total = prior.reduce(0, +)
        var weights = prior.map { Float(log($0 / total)) } + [Float](repeating: 0, count: count * width)
        for category in 0..<width {
            let complement = (0..<count).map { feature in
                1 + (0..<width).reduce(0) { $0 + ($1 == category ? 0 : counts[feature * width + $1]) }
            }
            let sum = complement.reduce(0, +)
            for feature in 0..<count {
                weights[(feature + 1) * width + category] = Float(-log(complement[feature] / sum))
            }
        }
        return (vocabulary, TextSoftmax(categories: width, weights: weights))
    }
}
