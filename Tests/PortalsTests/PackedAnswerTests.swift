import Foundation
import Portals
import TestCity
import TestPortal
import Testing
import Vocabulary

/// Answers that come compressed, honest and otherwise.
struct PackedAnswerTests {
    private static let packed = [("Content-Encoding", "gzip"), ("Date", "Thu, 01 Feb 2024 00:00:00 GMT")]
    private static let page =
        ":id,:updated_at,code\n" + (0..<3000).map { "row-\(10_000 + $0),2024-01-01,B\($0 % 7)\n" }.joined()

    private static func fetch(_ portal: FaultyPortal, _ path: String, into folder: String) async throws -> Fetch.Report
    {
        try await Fetch(PortalAddress(portal.address(path)), folder: folder, manners: hurried).run()
    }

    @Test func whatIsAskedForWholeMayComeCompressed() async throws {
        let portal = try await FaultyPortal.open { request in
            guard request.header("Accept-Encoding") == "gzip" else { return .status(400) }
            return FaultyPortal.Reply(headers: Self.packed, bytes: Gzip.pack(Array(Self.page.utf8)))
        }
        let report = try await Self.fetch(portal, "/resource/abcd-1234.csv", into: TestCity.temporaryFolder())
        #expect(text(report.path) == Self.page && report.rows == 3000)
        try await portal.close()
    }

    @Test func anExportMayComeCompressedAndIsAskedForAgainWhenItBreaksOff() async throws {
        let export = "id;code\n" + (0..<20_000).map { "\($0);B\($0 % 7)\n" }.joined()
        let portal = try await FaultyPortal.open { request in
            guard request.path.hasSuffix("/exports/csv") else {
                return FaultyPortal.Reply(body: "{\"metas\":{\"default\":{\"data_processed\":\"2024-01-01\"}}}")
            }
            return FaultyPortal.Reply(
                headers: Self.packed, bytes: Gzip.pack(Array(export.utf8)), cutAfter: request.number == 1 ? 9000 : nil)
        }
        let report = try await Self.fetch(portal, "/explore/dataset/appels/table/", into: TestCity.temporaryFolder())
        #expect(text(report.path) == export && portal.requests.count == 3)
        try await portal.close()
    }

    @Test(arguments: ["/resource/abcd-1234.csv", "/v2/requests.json", "/explore/dataset/appels/table/"])
    func whatSwellsBeyondMeasureIsRefusedAndNotAskedForAgain(_ path: String) async throws {
        // Twenty million spaces in some twenty thousand bytes.
        let bomb = Gzip.pack([UInt8](repeating: 32, count: 20_000_000))
        #expect(bomb.count < 30_000)
        let portal = try await FaultyPortal.open { request in
            request.path.hasSuffix("/appels")
                ? FaultyPortal.Reply(body: "{\"metas\":{\"default\":{}}}")
                : FaultyPortal.Reply(headers: Self.packed, bytes: bomb)
        }
        let folder = try TestCity.temporaryFolder()
        let error = await #expect(throws: PortalError.self) {
            _ = try await Self.fetch(portal, path, into: folder)
        }
        guard case .unexpected(_, let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason[.french].contains("enfle") && reason[.english].contains("swells"))
        // An Open311 endpoint is asked for XML too.
        #expect(portal.requests.count <= 2)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(!left.contains { $0.hasSuffix(".csv") })
        try await portal.close()
    }

    @Test func aPackedAnswerThatIsDamagedIsAFailedTryAndNoFile() async throws {
        let portal = try await FaultyPortal.open { request in
            var bytes = Gzip.pack(Array(Self.page.utf8))
            if request.number < 2 { for index in 200..<260 { bytes[index] ^= 0xFF } }
            return FaultyPortal.Reply(headers: Self.packed, bytes: bytes)
        }
        let report = try await Self.fetch(portal, "/resource/abcd-1234.csv", into: TestCity.temporaryFolder())
        #expect(text(report.path) == Self.page && portal.requests.count == 3)
        try await portal.close()
    }

    @Test func aPackingThatWasNotAskedForIsRefused() async throws {
        let portal = try await FaultyPortal.open { _ in
            FaultyPortal.Reply(headers: [("Content-Encoding", "br")], body: Self.page)
        }
        await #expect(throws: PortalError.self) {
            _ = try await Self.fetch(portal, "/resource/abcd-1234.csv", into: TestCity.temporaryFolder())
        }
        #expect(portal.requests.count == 1)
        try await portal.close()
    }

    // MARK: - Files

    @Test func aFileIsAskedForAsItIsSoThatItsRangesAreItsOwn() async throws {
        let portal = try await FaultyPortal.open { request in
            guard request.header("Accept-Encoding") == "identity" else { return .status(400) }
            let start = request.header("Range").flatMap { Int($0.dropFirst("bytes=".count).dropLast()) } ?? 0
            return FaultyPortal.Reply(
                status: start > 0 ? 206 : 200, headers: [("ETag", "\"v1\"")],
                bytes: Array(Self.page.utf8.dropFirst(start)), cutAfter: request.number == 0 ? 9000 : nil)
        }
        let report = try await Self.fetch(portal, "/files/calls.csv", into: TestCity.temporaryFolder())
        #expect(text(report.path) == Self.page)
        #expect(portal.requests.map { $0.header("Range") } == [nil, "bytes=9000-"])
        try await portal.close()
    }

    @Test func aFileThatComesPackedAnywayIsUnpackedAndNeverGoneOnWith() async throws {
        let portal = try await FaultyPortal.open { request in
            FaultyPortal.Reply(
                headers: Self.packed + [("ETag", "\"v1\"")], bytes: Gzip.pack(Array(Self.page.utf8)),
                cutAfter: request.number == 1 ? 5000 : nil)
        }
        let report = try await Self.fetch(portal, "/files/calls.csv", into: TestCity.temporaryFolder())
        #expect(text(report.path) == Self.page && !report.isResumed)
        #expect(portal.requests.map { $0.header("Accept-Encoding") } == ["identity", "gzip", "gzip"])
        #expect(portal.requests.allSatisfy { $0.header("Range") == nil })
        try await portal.close()
    }

    @Test func anArchiveStaysOne() async throws {
        let archive = Gzip.pack(Array(Self.page.utf8))
        let portal = try await FaultyPortal.open { _ in
            FaultyPortal.Reply(headers: [("Content-Encoding", "gzip")], bytes: archive)
        }
        let report = try await Self.fetch(portal, "/files/calls.csv.gz", into: TestCity.temporaryFolder())
        #expect(report.path.hasSuffix("/calls.csv.gz"))
        #expect(FileManager.default.contents(atPath: report.path).map { [UInt8]($0) } == archive)
        try await portal.close()
    }
}
