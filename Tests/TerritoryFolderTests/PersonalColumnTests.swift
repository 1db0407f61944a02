import TerritoryFolder
import Testing
import Vocabulary

/// What a convention may not ask for.
struct PersonalColumnTests {
    @Test(arguments: [
        "nom", "NOM_APPELANT", "prenom", "prénom", "nomAppelant", "last_name", "email", "e-mail", "courriel",
        "adresse_mail", "tel", "telephone", "Téléphone", "numTelephone", "phone_number", "callerphonenumber",
        "immatriculation", "plaque", "licence_plate", "imei", "device_id", "mac_address", "adresse", "street_address",
        "commentaire", "description", "observations", "texte_libre", "date_naissance", "latitude", "gps", "point_x",
    ])
    func aColumnNamedLikeAPersonIsRefusedAsKeyOrCategory(_ column: String) throws {
        for (role, old, line) in [("key", "key: number", 11), ("category", "category: code", 10)] {
            let folder = try TemporaryFolder()
            try folder.edit("conventions/calls.yaml", old, "\(role): \(column)")
            let errors = try folder.errors()
            let found = errors.contains {
                $0.position?.field == "columns.\(role)" && $0.position?.line == line
                    && $0.text(in: .english).contains(column)
            }
            #expect(found, "\(FolderErrorsText(errors))")
        }
    }

    @Test(arguments: [
        "numero", "dc_key", "objectid", "text_general_code", "code_nature", "offense_name", "nom_categorie",
        "type_incident", "id_fiche", "libelle_nature", "template", "plateau", "notebook_no",
    ])
    func aColumnNamedLikeARecordOrAKindIsAdmitted(_ column: String) throws {
        let folder = try TemporaryFolder()
        try folder.edit("conventions/calls.yaml", "category: code", "category: \(column)")
        #expect(try folder.load().conventions["calls"]?.category == .code(column))
    }

    @Test(
        arguments: ["keep", "transient"], ["[nom, telephone]", "commentaire", "{plate: immatriculation}", "[colour]"])
    func nothingElseMayBeKept(_ key: String, _ value: String) throws {
        let folder = try TemporaryFolder()
        try folder.edit("conventions/calls.yaml", "delay_hours: 24", "\(key): \(value)\ndelay_hours: 24")
        let errors = try folder.errors()
        #expect(!errors.isEmpty)
        #expect(errors.allSatisfy { $0.position?.field == key && $0.position?.line == 12 && $0.why != nil })
    }

    @Test(arguments: ["name", "telephone", "text", "colour"])
    func thereAreNoColumnsBeyondPlaceTimeCategoryAndKey(_ key: String) throws {
        let folder = try TemporaryFolder()
        try folder.edit("conventions/calls.yaml", "  key: number", "  key: number\n  \(key): something")
        let errors = try folder.errors()
        #expect(errors.contains { $0.position?.field == "columns.\(key)" && $0.position?.line == 12 })
    }

    @Test func aBirthDateIsNoTimeAndAnAddressNoZone() throws {
        let folder = try TemporaryFolder()
        try folder.edit("conventions/calls.yaml", "{column: at}", "{column: date_naissance}")
        try folder.edit(
            "conventions/calls.yaml", "{longitude: lon, latitude: lat}", "{zone: quartier, column: adresse}")
        let fields = try folder.errors().compactMap(\.position?.field)
        #expect(fields == ["columns.place.column", "columns.time.column"])
    }
}
