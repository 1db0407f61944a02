import TerritoryFolder
import Testing
import Vocabulary

/// A gazetteer that a convention names must be there before anything is imported with it.
struct NamedGazetteerTests {
    private static func folder(_ gazetteer: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.edit(
            "conventions/calls.yaml", "  place: {longitude: lon, latitude: lat}",
            "  place:\n    address:\n      street: voie\n      gazetteer: \(gazetteer)")
        try folder.edit("conventions/calls.yaml", "delay_hours: 24", "transient: [voie]\ndelay_hours: 24")
        return folder
    }

    @Test func aGazetteerThatIsMissingIsRefusedByFileFieldAndRemedy() throws {
        let folder = try Self.folder("adresses/ban.csv")
        let errors = try folder.errors()
        #expect(errors.count == 1, "\(FolderErrorsText(errors))")
        let error = try #require(errors.first)
        #expect(error.position?.file.hasSuffix("conventions/calls.yaml") == true)
        #expect(error.position?.field == "columns.place.address.gazetteer" && error.position?.line == 11)
        #expect(error.what[.french].hasPrefix("Fichier introuvable : « adresses/ban.csv »"))
        #expect(error.what[.english].hasPrefix("No such file: `adresses/ban.csv`"))
        #expect(error.remedy[.french].contains("Copiez-le dans le dossier"))
        #expect(error.remedy[.english].contains("Copy it into the folder"))
    }

    @Test(arguments: ["../ban.csv", "/etc/passwd"])
    func aGazetteerOutsideTheFolderIsRefused(_ name: String) throws {
        let errors = try Self.folder(name).errors()
        #expect(errors.map(\.position?.field) == ["columns.place.address.gazetteer"])
        #expect(errors.first?.remedy[.english].contains("relative path") == true)
    }

    @Test func aGazetteerIsFoundInTheFolderOrUnderTheBoundaries() throws {
        let folder = try Self.folder("ban.csv")
        let boundaries = try TemporaryFolder(empty: true)
        try boundaries.write("ban.csv", "id")
        let convention = try folder.load(boundaries: boundaries.path).conventions["calls"]
        #expect(convention?.transientColumns == ["voie"])
        try folder.write("ban.csv", "id")
        #expect(throws: Never.self) { try folder.load() }
    }
}
