import Foundation
import Portals
import Synchronization
import TestCity
import TestPortal
import Testing

/// An Opendatasoft export, fetched when its catalogue says that it has changed.
struct OpendatasoftFetchTests {
    private static func fetch(_ portal: FaultyPortal, _ folder: String, isFull: Bool = false) async throws
        -> Fetch.Report
    {
        try await Fetch(
            PortalAddress(portal.address("/explore/dataset/appels/table/")), folder: folder, isFull: isFull,
            manners: hurried
        ).run()
    }

    @Test func anExportIsFetchedWhenItHasChanged() async throws {
        let state = Mutex((date: "2024-01-01", body: "\u{FEFF}id;code\n1;BRU\n"))
        let portal = try await FaultyPortal.open { request in
            let (date, body) = state.withLock { $0 }
            guard request.path.hasSuffix("/exports/csv") else {
                return FaultyPortal.Reply(
                    body: "{\"metas\":{\"default\":{\"data_processed\":\"\(date)\",\"records_count\":1}}}")
            }
            return FaultyPortal.Reply(body: body, cutAfter: request.number == 1 ? 4 : nil)
        }
        let folder = try TestCity.temporaryFolder()
        let first = try await Self.fetch(portal, folder)
        #expect(first.isChanged && text(first.path) == "\u{FEFF}id;code\n1;BRU\n")
        #expect(try await !Self.fetch(portal, folder).isChanged)
        state.withLock { $0 = ("2024-02-01", "\u{FEFF}id;code\n1;BRU\n2;FEU\n") }
        let second = try await Self.fetch(portal, folder)
        #expect(second.isChanged && text(second.path)?.hasSuffix("2;FEU\n") == true)
        state.withLock { $0 = ("2024-03-01", "id;nature\n1;BRU\n") }
        await #expect(throws: PortalError.self) { _ = try await Self.fetch(portal, folder) }
        #expect(text(second.path)?.hasSuffix("2;FEU\n") == true)
        #expect(try await Self.fetch(portal, folder, isFull: true).isChanged)
        try await portal.close()
    }
}
