import Portals
import Testing

/// Addresses as people copy them from the browser.
struct PortalAddressTests {
    @Test(arguments: [
        (
            "https://data.example.org/resource/abcd-1234.json",
            PortalAddress.socrata(root: "https://data.example.org", dataset: "abcd-1234")
        ),
        (
            "https://data.example.org/Public-Safety/Calls/abcd-1234",
            .socrata(root: "https://data.example.org", dataset: "abcd-1234")
        ),
        ("https://data.example.org/d/ab1d-12x4", .socrata(root: "https://data.example.org", dataset: "ab1d-12x4")),
        (
            "https://opendata.example.fr/explore/dataset/appels-2024/information/?disjunctive.q",
            .opendatasoft(root: "https://opendata.example.fr", dataset: "appels-2024")
        ),
        (
            "https://opendata.example.fr/api/explore/v2.1/catalog/datasets/appels/exports/csv",
            .opendatasoft(root: "https://opendata.example.fr", dataset: "appels")
        ),
        (
            "http://127.0.0.1:8080/dataset/noise/resource/0a1b",
            .ckan(root: "http://127.0.0.1:8080", dataset: "noise", resource: "0a1b")
        ),
        (
            "https://ckan.example.org/fr/dataset/noise",
            .ckan(root: "https://ckan.example.org", dataset: "noise", resource: nil)
        ),
        (
            "https://www.data.gouv.fr/fr/datasets/accidents/",
            .udata(root: "https://www.data.gouv.fr", dataset: "accidents", resource: nil)
        ),
        (
            "https://www.data.gouv.fr/datasets/accidents/#/resources/12ab",
            .udata(root: "https://www.data.gouv.fr", dataset: "accidents", resource: "12ab")
        ),
        (
            "https://311.example.org/open311/v2/requests.json?status=open",
            .open311(root: "https://311.example.org/open311/v2")
        ),
        ("https://example.org/files/incidents.csv.gz", .file("https://example.org/files/incidents.csv.gz")),
        ("https://example.org/dataset/incidents.csv", .file("https://example.org/dataset/incidents.csv")),
    ])
    func aPortalIsRecognised(_ text: String, _ expected: PortalAddress) throws {
        #expect(try PortalAddress(text) == expected)
    }

    @Test(arguments: [
        "", "example.org", "ftp://example.org/a.csv", "https://", "file:///etc/passwd", "https://u:p@example.org/a.csv",
    ])
    func whatIsNoAddressIsRefused(_ text: String) {
        #expect(throws: PortalError.badAddress(text)) { try PortalAddress(text) }
    }

    @Test func aKindThatIsSaidWins() throws {
        let text = "https://example.org/geo/v2"
        #expect(try PortalAddress(text, kind: .open311) == .open311(root: text))
        #expect(try PortalAddress("https://x.org/dataset/a", kind: .file) == .file("https://x.org/dataset/a"))
        #expect(throws: PortalError.self) { try PortalAddress(text, kind: .socrata) }
    }
}
