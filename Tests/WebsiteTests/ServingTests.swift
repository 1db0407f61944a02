import Editions
import Foundation
import HTTPTypes
import HummingbirdTesting
import Logging
import NIOCore
import Testing
import Vocabulary

@testable import Website

@Suite struct ServingTests {
    @Test func staffFiguresAreNotServedToOtherMachines() async throws {
        let site = try SharedFixture.site(of: SharedFixture.exact.get(), for: StaffAudience.self)
        for host in ["0.0.0.0", "::", "192.0.2.7", "example.org"] {
            await #expect(throws: SiteError.staffBeyondLoopback(host: host)) { try await site.run(host: host, port: 0) }
        }
    }

    @Test func aMissingLibraryIsNamedWithItsRemedy() throws {
        let editions = try EditionReader<PublicAudience>(folder: SharedFixture.exact.get().folder)
        let territory = try FixtureCity.territory()
        #expect(throws: SiteError.missingLibrary("/nowhere/maplibre-gl.js")) {
            try Site(territory: territory, editions: editions, libraries: "/nowhere", logger: Logger(label: "test"))
        }
        #expect(SiteError.missingLibrary("x").explanation.remedy[.english].contains("scripts/fetch-web-libraries"))
    }

    @Test func theSiteAnswersAndStopsWhenItIsToldTo() async throws {
        let site = try SharedFixture.site(of: SharedFixture.exact.get(), for: PublicAudience.self)
        let server = try await RunningSite(site)
        let (status, text) = try await server.get("/fr/confiance")
        #expect(status == 200)
        #expect(text.hasPrefix("<!doctype html>"))
        let clock = ContinuousClock()
        let start = clock.now
        await server.stop()
        #expect(start.duration(to: clock.now) < .seconds(6))
    }

    @Test func aPortThatIsTakenIsExplained() async throws {
        let site = try SharedFixture.site(of: SharedFixture.exact.get(), for: PublicAudience.self)
        let server = try await RunningSite(site)
        await #expect {
            try await site.run(host: "127.0.0.1", port: server.port)
        } throws: { error in
            guard case SiteError.unavailable(_, server.port, _) = error else { return false }
            return true
        }
        await server.stop()
    }

    @Test func theShelfNeverKeepsMoreThanItsCapacity() throws {
        let fixture = try SharedFixture.exact.get()
        let reader = try EditionReader<PublicAudience>(folder: fixture.folder)
        let small = EditionShelf(reader: reader, calendar: fixture.territory.calendar, capacity: 3000)
        let large = try SharedFixture.shelf(of: fixture)
        for family in try small.catalogue().families {
            let table = family.versions[0]
            for bin in table.bins {
                let a = try #require(try small.figures(of: table, at: bin))
                let b = try #require(try large.figures(of: table, at: bin))
                #expect(
                    a.table.value(bin: a.bin, place: 0, category: 0) == b.table.value(bin: b.bin, place: 0, category: 0)
                )
            }
        }
        // A year of days of six quartiers is 2,196 figures; one part may stand alone, however large.
        #expect(small.figuresKept <= 3000)
        #expect(large.figuresKept > 3000)
    }
}

/// A site on a free port of loopback, until it is stopped.
struct RunningSite {
    let port: Int
    private let task: Task<Void, any Error>

    init<A>(_ site: Site<A>) async throws {
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        task = Task {
            defer { continuation.finish() }
            try await site.run(host: "127.0.0.1", port: 0) { continuation.yield($0) }
        }
        guard let port = await ports.first(where: { _ in true }) else {
            try await task.value
            throw CancellationError()
        }
        self.port = port
    }

    var address: String { "http://127.0.0.1:\(port)" }

    func get(_ path: String) async throws -> (status: Int, text: String) {
        let response = try await TestClient.withClient(host: "127.0.0.1", port: port) { try await $0.get(path) }
        return (response.status.code, String(buffer: response.body ?? ByteBuffer()))
    }

    func stop() async {
        task.cancel()
        _ = await task.result
    }
}
