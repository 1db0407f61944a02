import Foundation
import Portals
import TestCity
import TestPortal
import Testing
import Vocabulary

/// Open311 endpoints that speak XML, the one format that GeoReport v2 requires.
struct Open311XMLTests {
    /// As the standard's own example has it, with what must not be kept.
    private static let requests = """
        <?xml version="1.0" encoding="utf-8"?>
        <!-- a comment -->
        <service_requests type="array">
            <request>
                <service_request_id>638344</service_request_id>
                <status>closed</status>
                <status_notes>Duplicate, says CANARY-77c2.</status_notes>
                <service_name>Sidewalk &amp; Curb &#201;t&#xe9;, "all"</service_name>
                <service_code>006</service_code>
                <description><![CDATA[CANARY-77c2 <b>]]></description>
                <requested_datetime>2010-04-14T06:37:38-08:00</requested_datetime>
                <updated_datetime>
                    2010-04-14T06:37:38-08:00
                </updated_datetime>
                <address>8TH AVE and CANARY-77c2</address>
                <lat>37.762221815</lat>
                <long>-122.4651145</long>
                <notes><status>open</status></notes>
            </request>
            <request><service_request_id>638349</service_request_id><status>open</status><service_name/>
                <service_code>007</service_code></request>
        </service_requests>
        """
    private static let services = """
        <services><service><service_code>007</service_code><service_name>Bruit</service_name></service></services>
        """

    private static func fetch(_ portal: FaultyPortal, into folder: String, path: String = "/v2/requests.xml")
        async throws -> Fetch.Report
    {
        let today = Int(Date().timeIntervalSince1970) / 86_400
        return try await Fetch(
            PortalAddress(portal.address(path)), folder: folder, since: CivilDate(dayNumber: today - 120),
            manners: hurried
        ).run()
    }

    @Test(arguments: [404, 406])
    func anEndpointThatSpeaksOnlyXMLIsAskedForJSONOnce(status: Int) async throws {
        let portal = try await FaultyPortal.open { request in
            switch request.path {
            case "/v2/requests.xml":
                FaultyPortal.Reply(body: request.number == 1 ? Self.requests : "<service_requests/>")
            case "/v2/services.xml": FaultyPortal.Reply(body: Self.services)
            default: .status(status)
            }
        }
        let folder = try TestCity.temporaryFolder()
        let report = try await Self.fetch(portal, into: folder)
        #expect(report.rows == 2)
        let lines = (text(report.path) ?? "").split(separator: "\n")
        #expect(
            lines.dropFirst() == [
                "638344,closed,006,\"Sidewalk & Curb Été, \"\"all\"\"\",2010-04-14T06:37:38-08:00,"
                    + "2010-04-14T06:37:38-08:00,-122.4651145,37.762221815",
                "638349,open,007,Bruit,,,,",
            ])
        #expect(
            portal.requests.map(\.path) == [
                "/v2/requests.json", "/v2/requests.xml", "/v2/services.xml", "/v2/requests.xml",
            ])
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(files.allSatisfy { !(text(folder + "/" + $0) ?? "").contains("CANARY") })
        try await portal.close()
    }

    @Test func anEndpointThatAnswersInXMLWhateverItIsAskedForIsUnderstood() async throws {
        let portal = try await FaultyPortal.open { request in
            FaultyPortal.Reply(body: request.path == "/v2/services.json" ? "nothing" : "\u{FEFF}\n" + Self.requests)
        }
        let report = try await Self.fetch(portal, into: TestCity.temporaryFolder())
        #expect((text(report.path) ?? "").contains("\n638349,open,007,,,,,\n"), "a service without a name stays so")
        #expect(!portal.requests.contains { $0.path.hasSuffix(".xml") })
        try await portal.close()
    }

    @Test func anEndpointThatSpeaksJSONIsNeverAskedForXML() async throws {
        let portal = try await FaultyPortal.open { _ in FaultyPortal.Reply(body: "[]") }
        let report = try await Self.fetch(portal, into: TestCity.temporaryFolder())
        #expect(report.rows == 0 && portal.requests.allSatisfy { $0.path == "/v2/requests.json" })
        try await portal.close()
    }

    @Test func ofAnEndpointThatSpeaksNeitherTheFirstAnswerIsTold() async throws {
        let portal = try await FaultyPortal.open { request in .status(request.path.hasSuffix(".json") ? 400 : 404) }
        await #expect(throws: PortalError.refused(address: portal.address("/v2/requests.json"), status: 400)) {
            _ = try await Self.fetch(portal, into: TestCity.temporaryFolder())
        }
        try await portal.close()
    }

    @Test(arguments: [
        "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><service_requests><request><status>&x;</status>"
            + "</request></service_requests>",
        "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><service_requests/>",
        "<?xml version=\"1.0\"?><!DOCTYPE r SYSTEM \"http://127.0.0.1/r.dtd\"><service_requests/>",
        "<service_requests><request><status>&x;</status></request></service_requests>",
        "<service_requests><request><status>&#0;</status></request></service_requests>",
        "<service_requests><request></service_requests>", "<service_requests/><service_requests/>",
        "<?xml version=\"1.0\" encoding=\"utf-16\"?><service_requests/>", "<html><body>Sorry</body></html>",
        "<errors><error><code>400</code></error></errors>", "<service_requests>",
        "<service_requests>" + String(repeating: "<a>", count: 5000), "<", "",
    ])
    func hostileAndBrokenXMLIsRefused(_ body: String) async throws {
        let portal = try await FaultyPortal.open { request in
            request.path == "/v2/requests.xml" ? FaultyPortal.Reply(body: body) : .status(404)
        }
        let folder = try TestCity.temporaryFolder()
        await #expect(throws: PortalError.self) { _ = try await Self.fetch(portal, into: folder) }
        #expect(!FileManager.default.fileExists(atPath: folder + "/requests.csv"))
        #expect(portal.requests.allSatisfy { $0.path.hasPrefix("/v2/requests.") }, "nothing that it names is fetched")
        try await portal.close()
    }
}
