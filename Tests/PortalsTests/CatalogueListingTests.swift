import Foundation
import Portals
import TestCity
import TestPortal
import Testing

/// CKAN and udata list the files of a data set.
struct CatalogueListingTests {
    private static func resources(_ name: String, _ files: [(id: String, format: String)]) -> String {
        let list = files.map {
            "{\"id\":\"\($0.id)\",\"\(name)\":\"T\",\"format\":\"\($0.format)\",\"url\":\"URL/\($0.id).\($0.format.lowercased())\"}"
        }
        return "[" + list.joined(separator: ",") + "]"
    }

    private static func open(_ files: [(id: String, format: String)]) async throws -> FaultyPortal {
        try await FaultyPortal.open { request in
            let root = "http://\(request.header("Host") ?? "")"
            switch request.path {
            case "/api/3/action/package_show":
                let list = resources("name", files).replacing("URL", with: root)
                return FaultyPortal.Reply(body: "{\"success\":true,\"result\":{\"resources\":\(list)}}")
            case "/api/1/datasets/noise/":
                let list = resources("title", files).replacing("URL", with: root)
                return FaultyPortal.Reply(body: "{\"resources\":\(list),\"title\":\"x\"}")
            default: return FaultyPortal.Reply(body: "file \(request.path)\n")
            }
        }
    }

    @Test(arguments: ["/dataset/noise", "/fr/datasets/noise/"])
    func theOnlyTableOfADataSetIsFetched(_ path: String) async throws {
        let portal = try await Self.open([("a", "PDF"), ("b", "CSV")])
        let report = try await Fetch(
            PortalAddress(portal.address(path)), folder: TestCity.temporaryFolder(), manners: hurried
        ).run()
        #expect(report.path.hasSuffix("/noise.csv") && text(report.path) == "file /b.csv\n")
        try await portal.close()
    }

    @Test(arguments: ["/dataset/noise", "/fr/datasets/noise/"])
    func severalTablesAreListedUnlessOneIsChosen(_ path: String) async throws {
        let portal = try await Self.open([("a", "CSV"), ("b", "CSV"), ("c", "XLSX")])
        let address = try PortalAddress(portal.address(path))
        let folder = try TestCity.temporaryFolder()
        let error = await #expect(throws: PortalError.self) {
            _ = try await Fetch(address, folder: folder, manners: hurried).run()
        }
        guard case .severalFiles(_, let files) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(files.count == 3)
        let report = try await Fetch(address, folder: folder, resource: "c", manners: hurried).run()
        #expect(text(report.path) == "file /c.xlsx\n" && report.path.hasSuffix(".xlsx"))
        try await portal.close()
    }

    @Test func aPageThatIsNoListIsRefused() async throws {
        let portal = try await FaultyPortal.open { _ in FaultyPortal.Reply(body: "<html>") }
        await #expect(throws: PortalError.self) {
            _ = try await Fetch(
                PortalAddress(portal.address("/dataset/noise")), folder: TestCity.temporaryFolder(), manners: hurried
            ).run()
        }
        try await portal.close()
    }
}
