import Foundation
import Inspection
import IntakeDesk
import TestCity
import Testing
import Vocabulary

/// The page *Nouvelle source*, without the server around it.
struct DeskTests {
    private static let host = "127.0.0.1:8081"
    private static func key(of desk: Desk) -> String {
        desk.address.split(separator: "=").last.map(String.init) ?? ""
    }

    private static func get(
        _ desk: Desk, path: String = "/fr/nouvelle-source", host: String? = host, key: String? = nil
    )
        -> DeskAnswer
    {
        desk.answer(
            DeskRequest(
                method: "GET", path: path, query: "key=\(key ?? Self.key(of: desk))", host: host, origin: nil))
    }

    private static func post(
        _ desk: Desk, _ fields: [String: String], host: String = host, origin: String? = "http://\(host)",
        key: String? = nil
    ) -> DeskAnswer {
        func encoded(_ text: String) -> String {
            text.utf8.map { "%" + (($0 < 16 ? "0" : "") + String($0, radix: 16)) }.joined()
        }
        let all = fields.merging(["key": key ?? Self.key(of: desk)]) { $1 }
        let body = all.map { "\($0.key)=\(encoded($0.value))" }.joined(separator: "&")
        return desk.answer(
            DeskRequest(
                method: "POST", path: "/fr/nouvelle-source", query: "", host: host, origin: origin,
                body: Array(body.utf8)))
    }

    @Test func thePageShowsTheProfileMaskedAndTheProposalAsAForm() throws {
        let folder = try CityFolder()
        let desk = try FixtureDesk.make(in: folder)
        let answer = Self.get(desk)
        #expect(answer.status == 200)
        #expect(
            answer.body.contains("un nom de personne, d&#39;après ses valeurs")
                || answer.body.contains("d&#39;après son nom et ses valeurs"))
        #expect(answer.body.contains("<option value=\"lon\" selected>"))
        #expect(answer.body.contains("<code>9999-99-99 99:99</code>"))
        #expect(!answer.body.contains("<script") && !answer.body.contains("<b>calls"))
        let english = Self.get(desk, path: "/en/new-source")
        #expect(english.status == 200 && english.body.contains("What will be dropped"))
        // The key is random and may hold any number.
        let body = answer.body.replacing(Self.key(of: desk), with: "")
        for row in FixtureDesk.rows().rows { for value in row { #expect(!body.contains(value)) } }
    }

    @Test func aCompleteFormSavesAConventionThatTheFolderLoads() throws {
        let folder = try CityFolder()
        let desk = try FixtureDesk.make(in: folder)
        let answer = Self.post(desk, FixtureDesk.complete)
        #expect(answer.status == 200, "\(answer.body)")
        let text = try String(contentsOfFile: folder.path + "/conventions/handrail.yaml", encoding: .utf8)
        #expect(text.contains("k_enforced_by: key") && text.contains("fr: \"Public task\""))
        #expect(Self.post(desk, FixtureDesk.complete).status == 422, "it exists already")
        #expect(Self.post(desk, FixtureDesk.complete.merging(["replace": "1"]) { $1 }).status == 200)
    }

    @Test(arguments: [
        ["k": ""], ["origin": "guess"], ["purpose_fr": " "], ["time_column": "nom"], ["time_column": "other"],
        ["category": "nom"], ["source": "../../etc"], ["source": "calls"], ["place": "none"],
        ["zone_level": "x", "place": "zone"],
    ])
    func whatDoesNotLoadIsNotSavedAndSaysWhy(_ change: [String: String]) throws {
        let folder = try CityFolder()
        let desk = try FixtureDesk.make(in: folder)
        let answer = Self.post(desk, FixtureDesk.complete.merging(change) { $1 })
        #expect(answer.status == 422 && answer.body.contains("role=\"alert\""))
        #expect(answer.body.contains("Main courante"), "what was typed is shown again")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/conventions") == ["calls.yaml"])
    }

    @Test func onlyTheQuestionsThatWaitForAnAnswerAreAskedAgain() throws {
        let folder = try CityFolder()
        let desk = try FixtureDesk.make(in: folder)
        let one = Self.post(desk, FixtureDesk.complete.merging(["k": "many"]) { $1 }).body
        #expect(one.contains("<a href=\"#k\">Lignes au plus par incident (k)</a>\u{A0}: à remplir."))
        #expect(one.components(separatedBy: "à remplir.").count == 2 && !one.contains("Il manque"))
        let some = Self.post(desk, ["source": "handrail", "origin": "reported", "save": "1"]).body
        for control in ["title_fr", "purpose_fr", "legal_basis_fr", "k", "place", "time", "category"] {
            #expect(some.contains("<li><a href=\"#\(control)\">"), "\(control)")
        }
        #expect(!some.contains("href=\"#origin\""))
    }

    @Test func otherSitesAndOtherAccountsAreRefused() throws {
        let folder = try CityFolder()
        let desk = try FixtureDesk.make(in: folder)
        #expect(Self.get(desk, host: "evil.example").status == 421)
        #expect(Self.get(desk, host: "127.0.0.1.evil.example").status == 421)
        #expect(Self.get(desk, host: nil).status == 421)
        #expect(Self.get(desk, key: "").status == 403)
        #expect(Self.get(desk, key: String(repeating: "0", count: 32)).status == 403)
        #expect(Self.post(desk, FixtureDesk.complete, origin: "https://evil.example").status == 403)
        #expect(Self.post(desk, FixtureDesk.complete, origin: "null").status == 403)
        #expect(Self.post(desk, FixtureDesk.complete, key: "x").status == 403)
        #expect(Self.get(desk, path: "/fr/other").status == 404)
        #expect(try Self.key(of: desk) != Self.key(of: FixtureDesk.make(in: folder)))
        let large = DeskRequest(
            method: "POST", path: "/fr/nouvelle-source", query: "", host: Self.host, origin: nil,
            body: Array(repeating: 65, count: 1 << 17))
        #expect(desk.answer(large).status == 413)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/conventions") == ["calls.yaml"])
    }

    @Test func aFileThatCanNotBeReadSoIsExplainedWithoutQuotingIt() throws {
        let folder = try CityFolder()
        let desk = try FixtureDesk.make(in: folder)
        let answer = Self.post(desk, ["header_row": "60", "relook": "1"])
        #expect(answer.status == 422 && answer.body.contains("autre ligne d&#39;en-tête"))
        #expect(!answer.body.contains("Kqzwvg"))
    }

    @Test func noScriptRunsAndNothingComesFromElsewhere() {
        let policy = DeskAnswer.headers.first { $0.name == "Content-Security-Policy" }?.value ?? ""
        #expect(policy.contains("default-src 'none'") && !policy.contains("script-src"))
        #expect(policy.contains("frame-ancestors 'none'") && policy.contains("form-action 'self'"))
        // A stricter one takes the origin away from the desk's own form, which is then refused.
        #expect(DeskAnswer.headers.contains { $0 == ("Referrer-Policy", "same-origin") })
    }
}
