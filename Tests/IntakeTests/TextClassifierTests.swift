import Connectors
import Foundation
import TestCity
import Testing
import Vocabulary

@testable import Intake

struct TextClassifierTests {
    private func words(_ text: String) -> [TextWords.Word] {
        let bytes = Array(text.utf8)
        var found: [TextWords.Word] = []
        TextWords.forEach(in: bytes.span, from: 0, to: bytes.count) { found.append($0) }
        return found
    }

    private func classify(_ text: String, by model: TextClassifier) -> String? {
        let bytes = Array(text.utf8)
        return model.classify(bytes.span, from: 0, to: bytes.count).map { model.categories[$0] }
    }

    @Test(arguments: [
        ("Tapage NOCTURNE, l'été.", ["tapage", "nocturne", "ete"]),
        ("cœur d’Œuvre ÆON ÿ", ["coeur", "oeuvre", "aeon"]),
        ("AB-123-CD 06.12.34 rue", ["rue"]), ("jean.dupont@example.org dit-il", ["dit", "il"]),
        ("a \u{0}\u{1} 日本 été\u{301}", ["ete"]), ("", []), (String(repeating: "x", count: 33) + " mot", ["mot"]),
    ])
    func wordsAreSmallLettersWithoutAccentsAndNeverDigits(text: String, expected: [String]) {
        #expect(words(text).map(\.text) == expected)
    }

    @Test func aCapitalInMidSentenceIsSeenAfterAnAbbreviationToo() {
        let found = words("Appel de M. Dupont. Voisin Martin\nNom: Durand")
        let names = found.filter { $0.isCapitalised && !$0.opensSentence }.map(\.text)
        #expect(names == ["dupont", "martin", "durand"])
    }

    @Test func bytesThatAreNoTextAreRead() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<2000 {
            let bytes = (0..<40).map { _ in UInt8.random(in: 0...255, using: &generator) }
            TextWords.forEach(in: bytes.span, from: 0, to: bytes.count) { #expect($0.count >= 2) }
        }
    }

    @Test func textsAreToldAndNonsenseIsRefused() async throws {
        let model = try await SharedLesson.task.value.model
        #expect(classify("Tapage nocturne et musique très forte au troisième", by: model) == "noise")
        #expect(classify("CHIEN ERRANT SANS LAISSE", by: model) == "dog")
        #expect(classify("gravats et encombrants", by: model) == "waste")
        #expect(classify("", by: model) == nil)
        #expect(classify("xyzzy plugh 12345", by: model) == nil)
    }

    @Test func aTextHasTheFeaturesThatItWasTaughtWith() throws {
        var corpus = TextCorpus()
        let entries = HandrailEntries(count: 500, seed: 3).entries
        for entry in entries {
            let bytes = Array(entry.text.utf8)
            corpus.add(bytes.span, from: 0, to: bytes.count)
            corpus.close(day: Int32(entry.day.dayNumber), category: 0)
        }
        let vocabulary = TextVocabulary(of: corpus, rows: Array(0..<500))
        let index = TextFeatureIndex(vocabulary.features)
        #expect(vocabulary.features.contains("tapage nocturne"))
        for (row, entry) in entries.enumerated() {
            let bytes = Array(entry.text.utf8)
            var found = TextFeatures()
            index.find(in: bytes.span, from: 0, to: bytes.count, &found)
            let ours = vocabulary.features(of: row, in: corpus)
            #expect((0..<found.count).map { found.numbers[$0] } == (0..<ours.count).map { ours.numbers[$0] })
        }
    }

    @Test func theGateTellsCategoriesFromTextsAndCountsTheUnsure() async throws {
        let model = try await SharedLesson.task.value.model
        let territory = try HandrailEntries.territory()
        let convention = try #require(territory.conventions["handrail"])
        let point = TestCity.point()
        let texts = ["tapage nocturne et cris", "xyzzy", "feu de poubelle, fumée noire", "chien errant"]
        let csv =
            "time,lon,lat,text\n"
            + texts.map { "2024-02-03 10:00,\(point.longitude),\(point.latitude),\"\($0)\"\n" }.joined()
        let path = try TestCity.temporaryFolder() + "/entries.csv"
        try Data(csv.utf8).write(to: URL(fileURLWithPath: path))
        let file = try DelimitedFile(path: path, format: convention.format)
        let columns = file.columns
        let days = try ["2024-02-01", "2024-03-01"].map { try #require(CivilDate(iso: $0)) }
        let period = territory.calendar.start(of: days[0])..<territory.calendar.start(of: days[1])
        #expect(throws: TextModelError.noModel(source: "handrail")) {
            try Gate(territory: territory, convention: convention, file: path, columns: columns)
        }
        let gate = try Gate(
            territory: territory, convention: convention, file: path, columns: columns,
            texts: FrozenClassifier(model, before: [period], territory: territory))
        let admission = Admission(
            gate: gate, convention: convention, calendar: territory.calendar, columns: columns, periods: [period],
            sink: Ledger())
        let done = try await ImportRun.run(source: file, gate: gate, admission: admission, width: 2) { _ in }
        #expect(
            done.sink.tallies.map { HandrailEntries.taxonomy.categories[$0.category].id } == ["noise", "fire", "dog"])
        #expect(done.report.refused == [.unsureCategory: 1])
        #expect(done.report.unmappedCodes.isEmpty)
    }
}
