import TerritoryFolder
import Testing
import Vocabulary

/// One edit of a small folder that loads, and where its error must point.
struct Mistake: Sendable, CustomTestStringConvertible {
    let file: String
    let old: String
    let new: String
    let line: Int
    let field: String
    /// A word that the English remedy or sentence must hold.
    let word: String

    init(_ file: String, _ old: String, _ new: String, line: Int, _ field: String, _ word: String = "") {
        self.file = file
        self.old = old
        self.new = new
        self.line = line
        self.field = field
        self.word = word
    }

    var testDescription: String { "\(file): \(old) → \(new)" }
}

struct TerritoryLoaderTests {
    @Test func aSmallFolderLoads() throws {
        let territory = try TemporaryFolder().load()
        #expect(territory.id == "testville")
        #expect(territory.name == "Testville")
        #expect(territory.language == .french)
        #expect(!territory.isSimulated)
        #expect(territory.calendar.timeZoneName == "Europe/Paris")
        #expect(territory.geography.grid.plane == .europe)
        #expect(territory.geography.cellSizes == [200, 1000])
        #expect(territory.geography.layers.map(\.level) == ["quartier"])
        #expect(territory.geography.layers[0].zones.map(\.name) == ["Ouest", "Est"])
        #expect(territory.taxonomy.categories.map(\.id) == ["noise", "fire"])
        #expect(territory.taxonomy.categoryOfCode == ["B1": 0, "B2": 0, "F,1": 1])
        #expect(territory.taxonomy.categories.map(\.origin) == [.reported, nil])
        let convention = try #require(territory.conventions["calls"])
        #expect(convention.recordsPerIncident == .stated(2))
        #expect(convention.columns == ["lon", "lat", "at", "code", "number"])
        #expect(convention.delay == 86_400)
        #expect(territory.plan.tables[0].protection == .noised(public: Epsilon("0.1"), staff: Epsilon("0.5")))
        #expect(territory.plan.cost(of: "calls", for: .public) == Epsilon("0.4"))
        #expect(territory.plan.cost(of: "calls", for: .staff) == Epsilon("1.3"))
    }

    @Test(arguments: [
        Mistake("territory.yaml", "id: testville", "id: Test Ville", line: 1, "id"),
        Mistake("territory.yaml", "name: Testville", "nmae: Testville", line: 2, "nmae", "`name`"),
        Mistake("territory.yaml", "language: fr", "language: de", line: 3, "language", "fr, en"),
        Mistake("territory.yaml", "Europe/Paris", "Europe/Pariss", line: 4, "time_zone", "IANA"),
        Mistake("territory.yaml", "time_zone: Europe/Paris", "time_zone: CET", line: 4, "time_zone", "IANA"),
        Mistake("territory.yaml", "plane: auto", "plane: autp", line: 6, "grid.plane", "`auto`"),
        Mistake("territory.yaml", "cell: 200", "cell: 20.5", line: 7, "grid.cell", "whole number"),
        Mistake("territory.yaml", "[1000]", "[900]", line: 8, "grid.coarse", "multiple"),
        Mistake("territory.yaml", "  plane: auto", "  simulatd: yes", line: 6, "grid.simulatd", "plane"),
        Mistake(
            "territory.yaml", "  plane: auto", "  plane: local\n  centre: {longitude: 5.33, latitude: 43.3}", line: 7,
            "grid.centre", "tenths"),
        Mistake(
            "territory.yaml", "  plane: auto", "  plane: auto\n  centre: {longitude: 5.3, latitude: 43.3}", line: 7,
            "grid.centre", "local"),
        Mistake(
            "territory.yaml", "  plane: auto", "  plane: local\n  centre: {longitude: 95.3, latitude: 43.3}", line: 5,
            "grid", "3,000 km"),
        Mistake("territory.yaml", "level: quartier", "level: territory", line: 10, "zones[1].level", "reserved"),
        Mistake("territory.yaml", "level: quartier", "level: cell200", line: 10, "zones[1].level", "reserved"),
        Mistake(
            "territory.yaml", "file: zones/quartiers.geojson", "file: a.geojson", line: 12, "zones[1].file",
            "CLAIREVOIE_DATA"),
        Mistake("territory.yaml", "file: zones/", "file: ../zones/", line: 12, "zones[1].file", ".."),
        Mistake("territory.yaml", "{fr: Quartier, en: Neighbourhood}", "{fr: Quartier}", line: 11, "zones[1].title.en"),
        Mistake("territory.yaml", "    name: name\n", "", line: 10, "zones[1].name", "missing"),
        Mistake(
            "territory.yaml", "language: fr", "language: fr\nwater: none.geojson", line: 4, "water", "No such file"),
        Mistake(
            "territory.yaml", "language: fr", "language: fr\nsimulated: yes", line: 4, "simulated", "true or false"),

        Mistake("taxonomy.csv", "code,category,", "code,categorie,", line: 1, "category", "header"),
        Mistake("taxonomy.csv", "B2,noise", "B1,noise", line: 3, "code", "twice"),
        Mistake("taxonomy.csv", "B2,noise", " B1 ,noise", line: 3, "code", "twice"),
        Mistake("taxonomy.csv", "B2,noise,,", "B2,noise,Vacarme,", line: 3, "category_fr", "contradicts"),
        Mistake("taxonomy.csv", "calm,,,reported", "rescue,Secours,Rescue,reported", line: 3, "group", "contradicts"),
        Mistake(
            "taxonomy.csv", "Rescue,", "Rescue,found", line: 4, "origin", "reported, discovered, measured, contextual"),
        Mistake("taxonomy.csv", "\"F,1\",fire", "\"F,1\",Fire!", line: 4, "category", "key"),
        Mistake("taxonomy.csv", "\"F,1\",fire", "\"F,1\",all", line: 4, "category", "reserved"),
        Mistake("taxonomy.csv", "\"F,1\"", "F,1", line: 4, "code", "9 fields"),
        Mistake("taxonomy.csv", "\"F,1\"", "", line: 4, "code", "empty"),
        Mistake("taxonomy.csv", "fire,Incendie,Fire", "fire,Incendie,", line: 4, "category_en", "empty"),

        Mistake("conventions/calls.yaml", "origin: reported", "origin: report", line: 5, "origin", "`reported`"),
        Mistake("conventions/calls.yaml", "k: 2", "k: 0", line: 6, "k", "1 to 1000"),
        Mistake("conventions/calls.yaml", "k: 2", "k: 2\nk_enforced_by: key", line: 6, "k", "k: 1"),
        Mistake("conventions/calls.yaml", "legal_basis:", "legalbasis:", line: 4, "legalbasis", "`legal_basis`"),
        Mistake("conventions/calls.yaml", "  category: code\n", "", line: 7, "columns.category", "missing"),
        Mistake("conventions/calls.yaml", "key: number", "key: code", line: 7, "columns", "twice"),
        Mistake(
            "conventions/calls.yaml", "{column: at}", "{column: at, order: dym}", line: 9, "columns.time.order",
            "ymd, dmy, mdy"),
        Mistake(
            "conventions/calls.yaml", "{longitude: lon, latitude: lat}", "{zone: ilot, column: q}", line: 7, "columns",
            "quartier"),
        Mistake(
            "conventions/calls.yaml", "delay_hours: 24", "delay_hours: soon", line: 12, "delay_hours", "whole number"),
        Mistake("conventions/calls.yaml", "disclosure: noised", "disclosure: open", line: 14, "disclosure", "noised"),
        Mistake(
            "conventions/calls.yaml", "disclosure: noised",
            "disclosure: {open: {url: ftp://a, licence: b, checksum: \(String(repeating: "a", count: 64))}}", line: 14,
            "disclosure.open.url", "https"),
        Mistake(
            "conventions/calls.yaml", "disclosure: noised",
            "disclosure: {open: {url: https://a, licence: b, checksum: abc}}", line: 14, "disclosure.open.checksum",
            "sha256sum"),
        Mistake(
            "conventions/calls.yaml", "retention_days: 365", "format: {delimiter: colon}\nretention_days: 365",
            line: 13, "format.delimiter", "semicolon"),

        Mistake("plan.yaml", "public: 1,", "public: -1,", line: 1, "limits.public", "not negative"),
        Mistake("plan.yaml", "{public: 1, staff: 4}", "{public: 0.7, staff: 4}", line: 1, "limits.public", "0.8"),
        Mistake("plan.yaml", "{public: 1, staff: 4}", "{public: 1, staff: 2.5}", line: 1, "limits.staff", "2.6"),
        Mistake(
            "plan.yaml", "figures_per_month: 1000", "figures_per_month: 250", line: 2, "figures_per_month",
            "figures a month"),
        Mistake("plan.yaml", "figures_per_month: 1000\n", "", line: 1, "figures_per_month", "missing"),
        Mistake(
            "plan.yaml", "{source: calls, place: territory", "{source: call, place: territory", line: 4,
            "tables[1].source", "`calls`"),
        Mistake("plan.yaml", "place: quartier", "place: quartiers", line: 5, "tables[2].place", "`quartier`"),
        Mistake("plan.yaml", "place: cell200", "place: cell500", line: 6, "tables[3].place", "cell200"),
        Mistake("plan.yaml", "time: day", "time: days", line: 4, "tables[1].time", "`day`"),
        Mistake("plan.yaml", "category: group", "category: groups", line: 5, "tables[2].category", "`group`"),
        Mistake(
            "plan.yaml", "public: 0.1, staff: 0.5", "public: 0.6, staff: 0.5", line: 4, "tables[1].public", "larger"),
        Mistake("plan.yaml", "public: 0.1, staff: 0.5", "public: 0", line: 4, "tables[1].public", "zero"),
        Mistake("plan.yaml", "public: 0.1, staff: 0.5", "public: 1e-1", line: 4, "tables[1].public", "0.25"),
        Mistake("plan.yaml", "public: 0.1, staff: 0.5", "exact: true", line: 4, "tables[1].exact", "isn't open"),
        Mistake(
            "plan.yaml", "public: 0.1, staff: 0.5", "exact: true, staff: 0.5", line: 4, "tables[1].exact", "pays no"),
        Mistake("plan.yaml", ", public: 0.2", "", line: 5, "tables[2]", "Nobody"),
        Mistake(
            "plan.yaml", "place: quartier, time: month, category: group", "place: territory, time: day, category: all",
            line: 5, "tables[2]", "twice"),
        Mistake(
            "plan.yaml", "  - {source: calls, public: 0.1}", "  - {source: calls, exact: true}", line: 8,
            "reports[1].exact", "isn't open"),
        Mistake(
            "plan.yaml", "  - {source: calls, public: 0.1}",
            "  - {source: calls, public: 0.1}\n  - {source: calls, public: 0.1}", line: 9, "reports[2]", "twice"),
        Mistake("plan.yaml", "reports:", "report:", line: 7, "report", "`reports`"),
    ])
    func aMistakeIsExplainedWhereItStands(_ mistake: Mistake) throws {
        let folder = try TemporaryFolder()
        try folder.edit(mistake.file, mistake.old, mistake.new)
        let errors = try folder.errors()
        let found = errors.contains { error in
            error.position?.file == "\(folder.path)/\(mistake.file)" && error.position?.line == mistake.line
                && error.position?.field == mistake.field && error.text(in: .english).contains(mistake.word)
                && error.text(in: .french) != error.text(in: .english)
        }
        #expect(found, "\(FolderErrorsText(errors))")
    }

    @Test func everyFileWithAMistakeIsReported() throws {
        let folder = try TemporaryFolder()
        try folder.edit("territory.yaml", "language: fr", "language: de")
        try folder.edit("taxonomy.csv", "B2,noise", "B1,noise")
        try folder.edit("conventions/calls.yaml", "k: 2", "k: many")
        try folder.edit("plan.yaml", "time: day", "time: days")
        let files = try folder.errors().compactMap { $0.position?.file.split(separator: "/").last }
        #expect(files == ["territory.yaml", "taxonomy.csv", "calls.yaml", "plan.yaml"])
    }

    @Test func aDuplicatedKeyIsRefused() throws {
        let folder = try TemporaryFolder()
        try folder.edit("plan.yaml", "figures_per_month: 1000", "figures_per_month: 1000\nfigures_per_month: 2000")
        let errors = try folder.errors()
        #expect(errors.count == 1)
        #expect(errors[0].position?.field == "figures_per_month")
        #expect(errors[0].position?.file == "\(folder.path)/plan.yaml")
    }

    @Test(arguments: ["territory.yaml", "taxonomy.csv", "plan.yaml"])
    func aMissingFileIsNamed(_ file: String) throws {
        let folder = try TemporaryFolder()
        try folder.remove(file)
        #expect(try folder.errors().contains { $0.position == TextPosition(file: "\(folder.path)/\(file)") })
    }

    @Test(arguments: [
        "territory.yaml", "taxonomy.csv", "plan.yaml", "conventions/calls.yaml", "zones/quartiers.geojson",
    ])
    func anEmptyFileIsNamed(_ file: String) throws {
        let folder = try TemporaryFolder()
        for text in ["", "\n", "# nothing\n", "\u{FEFF}"] {
            try folder.write(file, text)
            #expect(try folder.errors().contains { $0.position?.file == "\(folder.path)/\(file)" })
        }
    }

    @Test func aFolderWithoutConventionsIsRefused() throws {
        let folder = try TemporaryFolder()
        try folder.remove("conventions/calls.yaml")
        #expect(try folder.errors().contains { $0.position?.file == "\(folder.path)/conventions" })
    }

    @Test func twoConventionsOfASourceAreRefused() throws {
        let folder = try TemporaryFolder()
        try folder.write("conventions/other.yaml", folder.read("conventions/calls.yaml"))
        let errors = try folder.errors()
        #expect(errors.map(\.position?.field) == ["source"])
        #expect(errors[0].position?.file.hasSuffix("other.yaml") == true)
    }

    @Test func textThatIsNotYAMLIsRefusedWithItsLine() throws {
        let folder = try TemporaryFolder()
        try folder.edit("plan.yaml", "figures_per_month: 1000", "figures_per_month: [1000")
        #expect(try folder.errors().contains { ($0.position?.line ?? 0) >= 2 })
    }

    @Test func latin1IsRefusedWithItsLine() throws {
        let folder = try TemporaryFolder()
        try folder.write("territory.yaml", Array("id: a\nname: ".utf8) + [0xE9, 10])
        let errors = try folder.errors()
        #expect(errors.contains { $0.position?.line == 2 && $0.text(in: .english).contains("UTF-8") })
    }

    @Test(arguments: [
        String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 10_000),
        String(repeating: "- ", count: 100_000),
        (0..<5000).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n"),
        bomb, "id: &a x\nname: *a", "\u{0}\u{1}\u{2}", "", "- a\n- b", "just words",
        String(repeating: "a", count: 2_000_000),
    ])
    func hostileYAMLIsRefused(_ text: String) throws {
        let start = ContinuousClock.now
        let folder = try TemporaryFolder()
        try folder.write("territory.yaml", text)
        #expect(try folder.errors().contains { $0.position?.file == "\(folder.path)/territory.yaml" })
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    /// Nine levels of nine aliases, as a key, whose hash would take for ever.
    private static let bomb =
        "a0: &a0 [x]\n"
        + (1...9).map {
            "a\($0): &a\($0) [" + [String](repeating: "*a\($0 - 1)", count: 9).joined(separator: ",") + "]\n"
        }
        .joined() + "? *a9\n: 1\n"

    @Test func zonesAreLookedUpUnderTheBoundariesFolder() throws {
        let folder = try TemporaryFolder()
        let boundaries = try TemporaryFolder()
        try folder.edit("territory.yaml", "zones/quartiers.geojson", "city/q.geojson")
        try boundaries.write("city/q.geojson", folder.read("zones/quartiers.geojson"))
        #expect(try folder.load(boundaries: boundaries.path).geography.layers[0].zones.count == 2)
    }

    @Test func anOpenSourceIsPublishedExactly() throws {
        let folder = try TemporaryFolder()
        try folder.edit(
            "conventions/calls.yaml", "disclosure: noised",
            "disclosure: {open: {url: https://a.example/b, licence: ODbL, checksum: \(String(repeating: "A1", count: 32))}}"
        )
        try folder.edit("plan.yaml", "public: 0.1, staff: 0.5", "exact: true")
        let territory = try folder.load()
        #expect(territory.plan.tables[0].protection == .exact)
        guard case .open(let dataset)? = territory.conventions["calls"]?.disclosure else {
            Issue.record("the source isn't open")
            return
        }
        #expect(dataset.checksum == String(repeating: "a1", count: 32))
    }

    @Test func aSourceKnownByZoneHasNoTableOfCells() throws {
        let folder = try TemporaryFolder()
        try folder.edit(
            "conventions/calls.yaml", "{longitude: lon, latitude: lat}", "{zone: quartier, column: code_quartier}")
        let errors = try folder.errors()
        #expect(errors.map(\.position?.field) == ["tables[3].place"])
        try folder.edit("plan.yaml", "place: cell200", "place: quartier")
        #expect(try folder.load().conventions["calls"]?.place == .zone(level: "quartier", column: "code_quartier"))
    }

    @Test func cellsWithFewHouseholdsJoinANeighbour() throws {
        let folder = try TemporaryFolder()
        let plain = try folder.load().geography
        let all = plain.cells.map { "\(plain.grid.id(of: $0)),12.5" }
        try folder.edit("territory.yaml", "  coarse: [1000]", Self.population)
        try folder.write(
            "households.csv", "idcar_200m,men\n" + all.dropFirst().joined(separator: "\n") + "\n")
        let merged = try folder.load().geography
        #expect(merged.smallPlaces?.minimum == 11)
        #expect(merged.groups.count == plain.cells.count - 1)
        #expect(merged.counted(plain.cells[0]) != plain.cells[0])
    }

    @Test(arguments: [
        ("cell,men\n", 1, "idcar_200m"), ("idcar_200m,men\nCRS3035RES1kmN2E3,4\n", 2, "idcar_200m"),
        ("idcar_200m,men\n# INSEE\nCRS3035RES200mN2471400E3953800,many\n", 3, "men"),
        ("idcar_200m,men\nCRS3035RES200mN2471400E3953800,-1\n", 2, "men"),
        ("idcar_200m,men\nCRS3035RES200mN2471400E3953800\n", 2, "idcar_200m"),
    ])
    func aPopulationFileThatCannotBeReadIsRefusedWithItsLine(_ text: String, _ line: Int, _ field: String) throws {
        let folder = try TemporaryFolder()
        try folder.edit("territory.yaml", "  coarse: [1000]", Self.population)
        try folder.write("households.csv", text)
        let errors = try folder.errors()
        #expect(errors.count == 1)
        #expect(errors.first?.position?.line == line && errors.first?.position?.field == field)
    }

    private static let population =
        "  coarse: [1000]\n  population: {file: households.csv, cell: idcar_200m, households: men}"
}

/// Errors as text, for a failed test.
struct FolderErrorsText: CustomStringConvertible {
    let errors: [Explanation]

    init(_ errors: [Explanation]) {
        self.errors = errors
    }

    var description: String { errors.map { $0.text(in: .english) }.joined(separator: "\n") }
}
