import Editions
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Testing
import Vocabulary

@testable import Website

@Suite struct ServingTests {
    @Test func staffFiguresAreNotServedToOtherMachines() async throws {
        let site = try SharedFixture.site(of: SharedFixture.exact.get(), for: StaffAudience.self)
        for host in ["0.0.0.0", "::", "192.0.2.7", "example.org", "127.example.org", "127.0.0.1.example.org"] {
            await #expect(throws: SiteError.staffBeyondLoopback(host: host)) { try await site.run(host: host, port: 0) }
        }
    }

    @Test(arguments: [
        ("localhost:8080", true), ("127.0.0.1:8080", true), ("127.9.9.9", true), ("[::1]:8080", true),
        ("127.example.org", false), ("example.org:8080", false), ("localhost.example.org", false), ("", false),
    ])
    func staffFiguresAreNotGivenToAPageThatNamesThisMachineOtherwise(authority: String, isServed: Bool) async throws {
        let server = try await RunningSite(
            try SharedFixture.site(of: SharedFixture.exact.get(), for: StaffAudience.self))
        let (status, text) = try await server.get("/fr/confiance", authority: authority)
        await server.stop()
        #expect((status == 421) != isServed)
        #expect(text.contains("Ces chiffres ne se lisent que sur cette machine") != isServed)
    }

    @Test func publicFiguresAreServedUnderAnyName() async throws {
        let server = try await RunningSite(
            try SharedFixture.site(of: SharedFixture.exact.get(), for: PublicAudience.self))
        #expect(try await server.get("/fr/confiance", authority: "observatoire.example").status == 200)
        await server.stop()
    }

    @Test func aHostThatNobodyKnowsIsExplained() async throws {
        let site = try SharedFixture.site(of: SharedFixture.exact.get(), for: PublicAudience.self)
        await #expect {
            try await site.run(host: "no-such-host.invalid", port: 0)
        } throws: { error in
            guard case SiteError.unavailable("no-such-host.invalid", _, _) = error else { return false }
            return true
        }
    }

    @Test func aTagOfOneAudienceOrOfAnEarlierRunIsNotAnotherOnes() async throws {
        let fixture = try SharedFixture.exact.get()
        func tag<A: AudienceKind>(_ audience: A.Type) throws -> String {
            let shelf = EditionShelf(
                reader: try EditionReader<A>(folder: fixture.folder), calendar: fixture.territory.calendar)
            let pages = Pages(
                figures: YesterdayFigures(territory: fixture.territory, shelf: shelf),
                assets: try Assets(libraries: SharedFixture.stubLibraries.get()), clock: { SharedFixture.afterwards })
            let request = Request(
                head: HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: "/fr/hier"),
                body: RequestBody(buffer: ByteBuffer()))
            return pages.tag(request, state: 5)
        }
        let tags = [try tag(PublicAudience.self), try tag(PublicAudience.self), try tag(StaffAudience.self)]
        #expect(Set(tags).count == 3)
        #expect(tags[0].contains("public") && tags[2].contains("staff"))
    }

    @Test func whatWasReadBeforeAPublicationDoesNotAnswerForIt() async throws {
        let days = SharedFixture.firstDay...SharedFixture.firstDay.adding(days: 59)
        let editions = try FixtureEditions(territory: try FixtureCity.territory(), days: days, perDay: 5)
        SharedFixture.removeAtExit(editions.folder)
        let table = FixtureEditions.Table(place: .zone("quartier"), time: .month, category: .all)
        try editions.publish([table], days: days.lowerBound...days.lowerBound.adding(days: 30))
        let reader = try EditionReader<PublicAudience>(folder: editions.folder)
        let shelf = EditionShelf(reader: reader, calendar: editions.territory.calendar)
        let before = try #require(try shelf.catalogue().families.first).versions[0]
        let early = try reader.read(before.description)
        try editions.publish(
            [table], days: days.lowerBound.adding(days: 31)...days.upperBound)
        try await Task.sleep(for: .milliseconds(1100))
        let family = try #require(try shelf.catalogue().families.first)
        let after = family.versions[0]
        #expect(after.bins.count == 2)
        // A slow request that began before the publication puts its part on the shelf now.
        shelf.keep(early, of: before, at: before.bins[0])
        let february = try shelf.figures(of: after, at: after.bins[1])
        #expect(february.table.editions.count == 2)
        let cover = Cover(of: after.bins[0].start..<after.bins[1].end, by: [family], category: "all")
        let total = try RangeFigures(cover, category: "all", from: shelf)
        #expect(total.editions.count == 2)
    }

    @Test func aWarmShelfHoldsWhatTheFirstReadersAsk() throws {
        let fixture = try SharedFixture.exact.get()
        let shelf = try SharedFixture.shelf(of: fixture)
        try shelf.warm()
        let kept = shelf.figuresKept
        #expect(kept > 3000)
        for family in try shelf.catalogue().families {
            let table = family.versions[0]
            for bin in table.bins { _ = try shelf.figures(of: table, at: bin) }
        }
        #expect(shelf.figuresKept == kept)
    }

    @Test func onePlaceAloneIsReadAsAmongAll() throws {
        let fixture = try SharedFixture.noised.get()
        let shelf = try SharedFixture.shelf(of: fixture)
        let families = try shelf.catalogue().families(
            source: "incidents", place: .zone("quartier"), contents: .incidents(.all))
        let calendar = fixture.territory.calendar
        let range = calendar.start(of: SharedFixture.firstDay)..<calendar.start(of: SharedFixture.lastDay)
        let cover = Cover(of: range, by: families, category: "all")
        let all = try RangeFigures(cover, category: "all", from: shelf)
        for place in all.places {
            let one = try RangeFigures(cover, category: "all", only: place.id, from: shelf)
            #expect(one.places == [place])
            #expect(one.reading(of: place.id) == all.reading(of: place.id))
        }
        #expect(try RangeFigures(cover, category: "all", only: "nowhere", from: shelf).places.isEmpty)
    }

    @Test func aBinThatIsNotInTheStoreIsNeverLeftOutOfASum() throws {
        let fixture = try SharedFixture.exact.get()
        let shelf = try SharedFixture.shelf(of: fixture)
        let table = try #require(try shelf.catalogue().family(key: "incidents.quartier.month.all")).versions[0]
        let never = TimeBin(level: .month, start: 0, end: 2_678_400)
        #expect(throws: MissingBin(table: "incidents.quartier.month.all", bin: never)) {
            try shelf.figures(of: table, at: never)
        }
    }

    @Test func aMissingLibraryIsNamedWithItsRemedy() throws {
        let editions = try EditionReader<PublicAudience>(folder: SharedFixture.exact.get().folder)
        let territory = try FixtureCity.territory()
        #expect(throws: SiteError.missingLibrary("/nowhere/maplibre-gl.js")) {
            try Site(
                territory: territory, editions: editions, libraries: "/nowhere", logger: Logger(label: "test"),
                clock: { 0 })
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
                let a = try small.figures(of: table, at: bin)
                let b = try large.figures(of: table, at: bin)
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

    func get(_ path: String, authority: String = "localhost") async throws -> (status: Int, text: String) {
        let request = TestClient.Request(path, method: .get, authority: authority, headers: [.connection: "close"])
        let response = try await TestClient.withClient(host: "127.0.0.1", port: port) { try await $0.execute(request) }
        return (response.status.code, String(buffer: response.body ?? ByteBuffer()))
    }

    func stop() async {
        task.cancel()
        _ = await task.result
    }
}
