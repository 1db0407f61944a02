import Foundation
import Inspection
import TerritoryFolder
import TestCity
import Testing
import Vocabulary

/// A proposal written as YAML, and what the territory's loader makes of it.
struct ConventionProposalTests {
    private static let decisions = ConventionProposal.Decisions(
        title: Phrase(fr: "Main courante: \"nuit\"", en: "Handrail # night"),
        purpose: Phrase(fr: "Compter & décrire", en: "To count"),
        legalBasis: Phrase(fr: "Mission d'intérêt public", en: "Public task"), origin: .reported, recordsPerIncident: 1)

    private static func columns(place: [(name: String, values: [String])]) -> [(name: String, values: [String])] {
        let rows = 0..<300
        return [
            ("Numéro: fiche", rows.map { String(5000 + $0) }),
            (
                "Date de l'appel",
                rows.map { "\(PersonalFixtures.two($0 % 28 + 1))/0\($0 % 9 + 1)/2024 12:\(10 + $0 % 50)" }
            ),
            ("Nom", rows.map { PersonalFixtures.given[$0 % PersonalFixtures.given.count] }),
            ("code {nature}", rows.map { ["BRU", "RIX", "FEU"][$0 % 3] }),
            (
                "Commentaire",
                rows.map { "un texte libre numéro \($0) avec des mots " + String(repeating: "x", count: $0 % 40) }
            ),
        ] + place
    }

    private static func proposal(place: [(name: String, values: [String])]) throws -> ConventionProposal {
        var source = RowsSource(columns(place: place))
        let hints = TerritoryHints(of: try TestCity.territory())
        return ConventionProposal(source: "handrail", profile: try Inspector(hints: hints).profile(&source))
    }

    private static var degrees: [(name: String, values: [String])] {
        let points = (0..<300).map { TestCity.point(quartier: $0 % 6, east: Double($0)) }
        return [("lon", points.map { String($0.longitude) }), ("lat", points.map { String($0.latitude) })]
    }

    /// What the loader reads from a proposal's text in a folder.
    private func loaded(_ proposal: ConventionProposal) throws -> Convention? {
        let folder = try CityFolder()
        try Data("a gazetteer".utf8).write(to: URL(filePath: folder.path + "/gazetteer.csv"))
        let text = try ProposedConvention(source: proposal.source, text: proposal.yaml())
        return try TerritoryLoader().load(folder: folder.path, boundaries: nil, with: text)
            .conventions[proposal.source]
    }

    @Test func placeTimeCategoryAndKeyAreProposedAndPersonsDropped() throws {
        let proposal = try Self.proposal(place: Self.degrees)
        #expect(proposal.place == .coordinates(x: "lon", y: "lat", reference: .degrees))
        #expect(proposal.time == TimeColumns(.together("Date de l'appel"), order: .dayMonthYear))
        #expect(proposal.category == .code("code {nature}"))
        #expect(proposal.key == "Numéro: fiche")
        #expect(proposal.dropped.map(\.name) == ["Nom", "Commentaire"])
        #expect(proposal.dropped.allSatisfy { $0.personal != nil })
        let text = proposal.yaml()
        #expect(text.contains("# Dropped at the gate") || text.contains("Dropped at the gate:"))
        #expect(text.contains("#   \"Nom\" (un nom de personne / a person's name)"))
    }

    @Test func theTextLoadsBackAsTheSameConvention() throws {
        let plane = (0..<300).map {
            TestCity.grid.projection.project(TestCity.point(quartier: $0 % 6, east: Double($0)))
        }
        let places: [[(name: String, values: [String])]] = [
            Self.degrees,
            [("est", plane.map { String($0.x) }), ("nord", plane.map { String($0.y) })],
            [("quartier", (0..<300).map { "Q\($0 % 6 + 1)" })],
            [("lieu", (0..<300).map { "\($0 + 1) rue des Tartanes" })],
        ]
        var kinds: Set<String> = []
        for place in places {
            var proposal = try Self.proposal(place: place)
            proposal.decisions = Self.decisions
            proposal.format = FileFormat(
                delimited: DelimitedFormat(delimiter: 59, encoding: .windows1252), layer: "Feuille 1: \"x\"",
                headerRow: 3, rowsBelowHeader: 1, footer: "Total")
            let convention = try #require(try loaded(proposal))
            #expect(convention.place == proposal.place && convention.time == proposal.time)
            #expect(convention.category == proposal.category && convention.keyColumn == proposal.key)
            #expect(convention.format == proposal.format)
            #expect(convention.title == Self.decisions.title && convention.purpose == Self.decisions.purpose)
            #expect(convention.recordsPerIncident == .enforcedByKey(1))
            #expect(convention.transientColumns == proposal.transient)
            kinds.insert("\(convention.place)".prefix { $0 != "(" }.description)
        }
        #expect(kinds == ["coordinates", "zone", "address"])
    }

    @Test func whatAPersonMustDecideIsAskedAndNotGuessed() throws {
        let proposal = try Self.proposal(place: Self.degrees)
        let thrown = #expect(throws: FolderErrors.self) { _ = try loaded(proposal) }
        let fields = Set(thrown?.all.compactMap(\.position?.field) ?? [])
        #expect(fields == ["title", "purpose", "legal_basis", "origin", "k"])
        #expect(proposal.yaml().components(separatedBy: "QUESTION").count == 6)
    }

    @Test func aNameOfAColumnCanNotBreakTheText() throws {
        let names = [
            "a\"b", "p: {q}", "- #c", "d\\e", "t\tab", "'q'", "é&*!%@`", "nul\u{7}", "[z]", "~", "yes\u{85}no",
        ]
        for name in names {
            var proposal = try Self.proposal(place: Self.degrees)
            proposal.decisions = Self.decisions
            proposal.key = nil
            proposal.category = .code(name)
            #expect(try loaded(proposal)?.category == .code(name), "\(name)")
        }
    }

    @Test func savingWritesTheWholeFileOrNothing() throws {
        let folder = try CityFolder()
        var proposal = try Self.proposal(place: Self.degrees)
        let path = folder.path + "/conventions"
        let unanswered = try ProposedConvention(source: "handrail", text: proposal.yaml())
        #expect(throws: FolderErrors.self) { try unanswered.save(in: folder.path, boundaries: nil) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["calls.yaml"])
        proposal.decisions = Self.decisions
        let answered = try ProposedConvention(source: "handrail", text: proposal.yaml())
        let saved = try answered.save(in: folder.path, boundaries: nil)
        #expect(try String(contentsOfFile: saved, encoding: .utf8) == answered.text)
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).sorted() == ["calls.yaml", "handrail.yaml"])
        #expect(throws: FolderErrors.self) { try answered.save(in: folder.path, boundaries: nil) }
        try answered.save(in: folder.path, boundaries: nil, replacing: true)
        #expect(throws: FolderErrors.self) { _ = try ProposedConvention(source: "../x", text: "") }
        let other = try ProposedConvention(source: "other", text: answered.text)
        #expect(throws: FolderErrors.self) { try other.save(in: folder.path, boundaries: nil) }
    }
}
