import Foundation
import Portals
import TestCity
import TestPortal
import Testing

/// Manners for tests: as polite, but in a hurry.
///
/// An answer may stand still for long, since the server runs in the same
/// process, whose threads other tests may hold for half a minute.
let hurried = Manners(interval: .zero, tries: 4, patience: .milliseconds(10), longestWait: .seconds(2))

/// A file's text, its byte order mark included.
func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
}

/// Files, asked for over a portal that fails in every way.
struct FileFetchTests {
    private static let rows = "id,code\n" + (0..<5000).map { "\($0),BRU\n" }.joined()

    /// A server that knows tags and ranges.
    private static func serve(_ request: FaultyPortal.Request, tag: String = "\"v1\"", cutAfter: Int? = nil)
        -> FaultyPortal.Reply
    {
        if request.header("If-None-Match") == tag { return .status(304) }
        var reply = FaultyPortal.Reply(headers: [("ETag", tag)], body: rows, cutAfter: cutAfter)
        if let range = request.header("Range"), request.header("If-Range") == tag,
            let start = Int(range.dropFirst("bytes=".count).dropLast())
        {
            reply.status = 206
            reply.bytes = Array(rows.utf8.dropFirst(start))
        }
        return reply
    }

    private static func fetch(
        _ portal: FaultyPortal, into folder: String, isFull: Bool = false, manners: Manners = hurried,
        progress: @escaping @Sendable (Fetch.Progress) throws -> Void = { _ in }
    ) async throws -> Fetch.Report {
        try await Fetch(
            PortalAddress(portal.address("/files/calls.csv")), folder: folder, isFull: isFull, manners: manners
        ).run(progress: progress)
    }

    @Test func aFileIsFetchedOnceAndThenOnlyAskedFor() async throws {
        let portal = try await FaultyPortal.open { Self.serve($0) }
        let folder = try TestCity.temporaryFolder()
        let first = try await Self.fetch(portal, into: folder)
        #expect(first.isChanged && first.path == folder + "/calls.csv" && text(first.path) == Self.rows)
        let second = try await Self.fetch(portal, into: folder)
        #expect(!second.isChanged && second.bytes == 0 && text(second.path) == Self.rows)
        let third = try await Self.fetch(portal, into: folder, isFull: true)
        #expect(third.isChanged && third.bytes == Self.rows.utf8.count)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names == ["calls.csv", "calls.fetch.json"])
        let mode = try FileManager.default.attributesOfItem(atPath: first.path)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o600)
        try await portal.close()
    }

    @Test func anAnswerThatBreaksOffIsGoneOnWith() async throws {
        let portal = try await FaultyPortal.open { request in
            Self.serve(request, cutAfter: request.number < 2 ? 9000 : nil)
        }
        let report = try await Self.fetch(portal, into: TestCity.temporaryFolder())
        #expect(text(report.path) == Self.rows)
        #expect(portal.requests.map { $0.header("Range") } == [nil, "bytes=9000-", "bytes=18000-"])
        try await portal.close()
    }

    @Test func aFetchThatWasStoppedGoesOnInTheNextRun() async throws {
        struct Stopped: Error {}
        let portal = try await FaultyPortal.open { Self.serve($0, cutAfter: $0.number == 0 ? 9000 : nil) }
        let folder = try TestCity.temporaryFolder()
        await #expect(throws: Stopped.self) {
            _ = try await Self.fetch(portal, into: folder) { if $0.bytes > 0 { throw Stopped() } }
        }
        #expect(text(folder + "/calls.csv") == nil)
        let report = try await Self.fetch(portal, into: folder)
        #expect(report.isResumed && text(report.path) == Self.rows)
        #expect(report.bytes < Self.rows.utf8.count)
        try await portal.close()
    }

    @Test func aFileThatChangedMeanwhileIsFetchedFromItsBeginning() async throws {
        let portal = try await FaultyPortal.open { request in
            Self.serve(request, tag: "\"v\(request.number)\"", cutAfter: request.number == 0 ? 9000 : nil)
        }
        let report = try await Self.fetch(portal, into: TestCity.temporaryFolder())
        #expect(text(report.path) == Self.rows)
        try await portal.close()
    }

    @Test func aServerWithoutRangesIsAskedForAllOfIt() async throws {
        let portal = try await FaultyPortal.open { request in
            FaultyPortal.Reply(
                headers: [("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT")], body: Self.rows,
                cutAfter: request.number == 0 ? 9000 : nil)
        }
        let report = try await Self.fetch(portal, into: TestCity.temporaryFolder())
        #expect(text(report.path) == Self.rows)
        try await portal.close()
    }

    @Test func aBusyServerIsWaitedFor() async throws {
        let portal = try await FaultyPortal.open { request in
            switch request.number {
            case 0: .status(429, [("Retry-After", "1")])
            case 1: .status(503)
            case 2: FaultyPortal.Reply(body: Self.rows, stallsAfter: 0)
            default: Self.serve(request)
            }
        }
        let clock = ContinuousClock()
        let start = clock.now
        // Tries enough for a server of this process that other tests keep from answering, too.
        let report = try await Self.fetch(
            portal, into: TestCity.temporaryFolder(),
            manners: Manners(interval: .zero, tries: 12, stall: .seconds(1), patience: .milliseconds(10)))
        #expect(text(report.path) == Self.rows && portal.requests.count >= 4)
        #expect(start.duration(to: clock.now) >= .seconds(1))
        try await portal.close()
    }

    @Test func aWaitThatIsTooLongIsSaid() async throws {
        let portal = try await FaultyPortal.open { _ in .status(429, [("Retry-After", "86400")]) }
        await #expect(throws: PortalError.mustWait(address: portal.address("/files/calls.csv"), seconds: 86_400)) {
            _ = try await Self.fetch(portal, into: TestCity.temporaryFolder())
        }
        #expect(portal.requests.count == 1)
        try await portal.close()
    }

    @Test func aRefusalIsFinalAndAFailureIsNotBeforeTheLastTry() async throws {
        let portal = try await FaultyPortal.open { _ in .status(404) }
        await #expect(throws: PortalError.refused(address: portal.address("/files/calls.csv"), status: 404)) {
            _ = try await Self.fetch(portal, into: TestCity.temporaryFolder())
        }
        #expect(portal.requests.count == 1)
        let broken = try await FaultyPortal.open { _ in .status(500) }
        let folder = try TestCity.temporaryFolder()
        await #expect(
            throws: PortalError.unreachable(
                address: broken.address("/files/calls.csv"), tries: 4, reason: "HTTP 500")
        ) { _ = try await Self.fetch(broken, into: folder) }
        #expect(broken.requests.count == 4)
        try await portal.close()
        try await broken.close()
    }

    @Test func requestsKeepTheirDistance() async throws {
        let portal = try await FaultyPortal.open { Self.serve($0, cutAfter: $0.number < 2 ? 9000 : nil) }
        let clock = ContinuousClock()
        let start = clock.now
        let manners = Manners(interval: .milliseconds(300), tries: 4, patience: .milliseconds(1))
        _ = try await Fetch(
            PortalAddress(portal.address("/files/calls.csv")), folder: TestCity.temporaryFolder(), manners: manners
        ).run()
        #expect(start.duration(to: clock.now) >= .milliseconds(600))
        try await portal.close()
    }
}
