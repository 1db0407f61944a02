import TerritoryFolder
import Testing
import Vocabulary

struct MeasuresFileTests {
    private static let header = "key,title_fr,title_en,kind,level,places,from,to,categories,note_fr,note_en"
    private static let light =
        "lights,Éclairage du port,Harbour lights,lighting,quartier,2|1,2024-06-01,2024-12-01,noise,Le soir.,At night."

    private static func folder(_ lines: String...) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write("measures.csv", ([header] + lines).joined(separator: "\n"))
        return folder
    }

    @Test func aFolderWithoutTheFileHasNoMeasures() throws {
        #expect(try TemporaryFolder().load().measures.isEmpty)
    }

    @Test func aMeasureIsReadWithItsPlacesDaysAndCategories() throws {
        let measures = try Self.folder("# a comment", Self.light).load().measures
        #expect(
            measures == [
                Measure(
                    id: "lights", title: Phrase(fr: "Éclairage du port", en: "Harbour lights"), kind: .lighting,
                    level: .zone("quartier"), places: ["2", "1"], from: try #require(CivilDate(iso: "2024-06-01")),
                    to: CivilDate(iso: "2024-12-01"), categories: ["noise"],
                    note: Phrase(fr: "Le soir.", en: "At night."))
            ])
    }

    @Test func aMeasureMayGoOnConcernAllPlacesAndAllCategories() throws {
        let measures = try Self.folder("hours,Fermeture,Closing,hours,territory,,2024-06-01,,,,").load().measures
        #expect(measures.first?.to == nil)
        #expect(measures.first?.places == [] && measures.first?.categories == [])
        #expect(measures.first?.level == .territory)
    }

    @Test func aGroupStandsForItsCategoriesAndARepeatCountsOnce() throws {
        let measures = try Self.folder("a,A,A,other,quartier, 1 | 1 ,2024-06-01,,rescue|fire|calm,,").load().measures
        #expect(measures.first?.categories == ["noise", "fire"])
        #expect(measures.first?.places == ["1"])
    }

    @Test func squaresOfTheGridArePlacesToo() throws {
        let cell = try #require(TemporaryFolder().load().places(at: .cell(metres: 1000))?.first?.id)
        let measures = try Self.folder("a,A,A,works,cell1000,\(cell),2024-06-01,,,,").load().measures
        #expect(measures.first?.places == [cell])
    }

    @Test(arguments: [
        Mistake("measures.csv", "\nlights,", "\nLights,", line: 2, "key", "small letters"),
        Mistake("measures.csv", "Harbour lights", "", line: 2, "title_en", "both titles"),
        Mistake("measures.csv", ",lighting", ",light", line: 2, "kind", "lighting, mediation"),
        Mistake("measures.csv", ",quartier", ",district", line: 2, "level", "territory, quartier, cell200"),
        Mistake("measures.csv", ",2|1", ",2|3", line: 2, "places", "1 (Ouest), 2 (Est)"),
        Mistake("measures.csv", "2024-06-01", "2024-06-31", line: 2, "from", "2024-06-01"),
        Mistake("measures.csv", "2024-12-01", "1 December", line: 2, "to", "2024-06-01"),
        Mistake("measures.csv", "2024-12-01", "2024-06-01", line: 2, "to", "first day without"),
        Mistake("measures.csv", ",noise,", ",noyse,", line: 2, "categories", "calm, rescue, noise, fire"),
        Mistake("measures.csv", ",Le soir.", "", line: 2, "key", "between quotes"),
        Mistake("measures.csv", "kind,", "genre,", line: 1, "kind", "key,title_fr,title_en,kind"),
    ])
    func aMistakeIsRefusedByFileLineFieldAndRemedy(_ mistake: Mistake) throws {
        let folder = try Self.folder(Self.light)
        try folder.edit(mistake.file, mistake.old, mistake.new)
        let errors = try folder.errors()
        #expect(errors.count == 1, "\(FolderErrorsText(errors))")
        let error = try #require(errors.first)
        #expect(error.position?.file.hasSuffix("measures.csv") == true)
        #expect(error.position?.line == mistake.line && error.position?.field == mistake.field)
        #expect(error.remedy[.english].contains(mistake.word), "\(error.remedy[.english])")
        #expect(error.what[.french] != error.what[.english])
    }

    @Test func aKeyGivenTwiceIsRefusedAndSoIsEverythingElseThatIsWrongInOneGo() throws {
        let errors = try Self.folder(Self.light, Self.light, "b,,B,party,quartier,9,2024-06-01,,,,").errors()
        #expect(errors.map(\.position?.line) == [3, 4, 4, 4])
        #expect(errors.map(\.position?.field) == ["key", "title_fr", "kind", "places"])
    }
}
