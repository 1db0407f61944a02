import TestBrowser
import Vocabulary

@testable import Website

extension Browser {
    /// Looks at a site that runs meanwhile on a free port of loopback.
    static func look(
        at site: Site<PublicAudience>, _ window: Window, _ body: (Browser, _ address: String) async throws -> Void
    ) async throws {
        let server = try await RunningSite(site)
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await look(window) { try await body($0, server.address) })
        } catch {
            outcome = .failure(error)
        }
        await server.stop()
        try outcome.get()
    }
}
