import Foundation
import TestCity
import Testing
import Vocabulary

@testable import Intake

struct TextModelFileTests {
    @Test func aModelIsReadBackEqualAndIsItsOwnersAlone() async throws {
        let model = try await SharedLesson.task.value.model
        let path = TextModelFile.path(of: "handrail", data: try TestCity.temporaryFolder())
        try TextModelFile.write(model, to: path)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o600)
        let back = try TextModelFile.read(path)
        #expect(TextModelFile.text(of: back) == TextModelFile.text(of: model))
        try TextModelFile.write(back, to: path)
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["handrail.model"])
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        #expect(throws: TextModelError.exposed(file: path)) { try TextModelFile.read(path) }
        #expect(throws: TextModelError.self) { try TextModelFile.read(path + "x") }
    }

    @Test func aModelCutOrChangedAnywhereIsRefusedOrReadAsWritten() async throws {
        let model = try await SharedLesson.task.value.model
        let path = TextModelFile.path(of: "handrail", data: try TestCity.temporaryFolder())
        try TextModelFile.write(model, to: path)
        let text = TextModelFile.text(of: model)
        let changes = [
            "", String(text.dropLast(5)), String(text.prefix(text.count / 2)),
            text.replacing("model 1", with: "model 2"),
            text.replacing("temperature ", with: "temperature -"), text.replacing("\ntapage ", with: "\nTapage "),
            text.replacing("\ntapage ", with: "\ntapage nocturne bruyant "), text.replacing("\n* ", with: "\n* x"),
            text.replacing("categories noise", with: "categories noise noise"),
            text.replacing("taught 2023-01-01", with: "taught 2033-01-01"),
        ]
        for changed in changes {
            try Data(changed.utf8).write(to: URL(fileURLWithPath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            #expect(throws: TextModelError.self) { try TextModelFile.read(path) }
        }
    }

    @Test func canariesPlantedInTheTextsAreNowhereInTheModelNorInWhatIsPrinted() async throws {
        let entries = HandrailEntries(count: 2000, seed: 99)
        // Sixteen letters each: a name with a capital in mid-sentence in every record, one in small letters in too few
        // records, one in many records of few days, one with digits, one in an address, one at a sentence's start.
        let canaries = [
            "name": "Qxnamecanaryaaaa", "rare": "qxrarecanaryaaaa", "brief": "qxbriefcanaryaaa",
            "digits": "qxdigit0canaryaa", "mail": "qxmailcanaryaaaa", "opening": "Qxopencanaryaaaa",
            "mixed": "qxmixedcanaryaaa",
        ]
        func canary(_ key: String) -> String { canaries[key] ?? "" }
        var csv = "id,time,lon,lat,text,code\n"
        for (number, entry) in entries.entries.enumerated() {
            var text = entry.text + " Le voisin \(canary("name")) rappelle, plaque \(canary("digits")), "
            text += "écrire à \(canary("mail"))@example.org. Ensuite: fin du récit. \(canary("opening")) dit"
            if number % 110 == 0 { text += " \(canary("rare"))" }
            if number < 21 { text += " \(canary("brief"))" }
            // In small letters everywhere but once.
            text += number == 700 ? " voir Q\(canary("mixed").dropFirst())" : " \(canary("mixed"))"
            csv += "\(number),\(entry.day),1,2,\"\(text)\",\(entry.code)\n"
        }
        let (model, report) = try await taught(csv)
        let path = TextModelFile.path(of: "handrail", data: try TestCity.temporaryFolder())
        try TextModelFile.write(model, to: path)
        var printed = ""
        dump(report, to: &printed)
        dump(model, to: &printed)
        printed += "\(report) \(model) " + report.learned.joined(separator: " ")
        printed += Language.allCases.map { report.text(in: $0) }.joined() + report.json()
        let written = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        for (key, canary) in canaries {
            #expect(!printed.lowercased().contains(canary.lowercased()), "\(key) was printed")
            #expect(!written.lowercased().contains(canary.lowercased()), "\(key) is in the model")
        }
        // The search is able to find: a word that many records share is there.
        #expect(written.contains("\nrecit ") && printed.contains("recit"))
        for feature in model.features {
            #expect(feature.utf8.allSatisfy { (97...122).contains($0) || $0 == 32 })
        }
    }

    @Test func aLessonPrintsNothingOfItsTexts() {
        var corpus = TextCorpus()
        let text = Array("Le voisin Dupont crie".utf8)
        corpus.add(text.span, from: 0, to: text.count)
        corpus.close(day: 1, category: 0)
        var printed = "\(corpus)" + String(reflecting: corpus)
        dump(corpus, to: &printed)
        #expect(!printed.lowercased().contains("dupont"))
        #expect(corpus.count == 1)
    }
}
