import Foundation
import Portals
import Synchronization
import TestCity
import TestPortal
import Testing

/// A Socrata data set, page by page and then by its changes.
struct SocrataFetchTests {
    /// A data set that answers the questions that the fetch asks of it.
    final class DataSet: Sendable {
        let rows: Mutex<[String: (updated: String, value: String)]>
        let columns = Mutex("code")

        init(_ count: Int) {
            rows = Mutex(
                Dictionary(
                    uniqueKeysWithValues: (0..<count).map {
                        (Self.id($0), (updated: "2024-01-01T00:00:00.000Z", value: "v\($0) \"é\",\n2"))
                    }))
        }

        static func id(_ number: Int) -> String { "row-" + String(10_000 + number) }

        func change(_ number: Int, to value: String, at time: String) {
            rows.withLock { $0[Self.id(number)] = (time, value) }
        }

        /// What a whole copy must hold.
        var all: [String] { rows.withLock { $0.map { "\($0.key)|\($0.value.value)" } }.sorted() }

        func answer(_ query: [String: String]) -> FaultyPortal.Reply {
            let condition = query["$where"] ?? ""
            func bound(_ name: String) -> String? {
                condition.split(separator: " AND ").map(String.init).first { $0.hasPrefix(name + " >") }
                    .flatMap { $0.split(separator: "'").dropFirst().first.map(String.init) }
            }
            let (after, since) = (bound(":id"), bound(":updated_at"))
            let found = rows.withLock { rows in
                rows.filter { $0.key > after ?? "" && $0.value.updated >= since ?? "" }.sorted { $0.key < $1.key }
            }
            let body = found.prefix(Int(query["$limit"] ?? "") ?? 0).map {
                "\"\($0.key)\",\"\($0.value.updated)\",\"\($0.value.value.replacing("\"", with: "\"\""))\"\n"
            }
            return FaultyPortal.Reply(
                headers: [("Date", "Thu, 01 Feb 2024 00:00:00 GMT")],
                body: "\":id\",\":updated_at\",\"\(columns.withLock { $0 })\"\n" + body.joined())
        }
    }

    private static func fetch(_ portal: FaultyPortal, _ folder: String, isFull: Bool = false) async throws
        -> Fetch.Report
    {
        try await Fetch(
            PortalAddress(portal.address("/resource/abcd-1234.csv")), folder: folder, isFull: isFull, manners: hurried,
            pageSize: 100
        ).run()
    }

    /// The copy's rows as `id|value`; the values of the fixture hold quotes, a comma and a line end.
    private static func rows(_ path: String) -> [String] {
        let body = (text(path) ?? "").replacing(",\n2\"\n", with: ",\u{1}2\"\n").split(separator: "\n").dropFirst()
        return body.map { line in
            let parts = line.split(separator: ",", maxSplits: 2).map { part in
                var part = part
                if part.hasPrefix("\"") { part = part.dropFirst().dropLast() }
                return part.replacing("\"\"", with: "\"")
            }
            return "\(parts[0])|\(parts[2].replacing("\u{1}", with: "\n"))"
        }.sorted()
    }

    @Test func allPagesMakeOneCopyAndLaterOnlyChangesAreAskedFor() async throws {
        let data = DataSet(250)
        let portal = try await FaultyPortal.open { data.answer($0.query) }
        let folder = try TestCity.temporaryFolder()
        let first = try await Self.fetch(portal, folder)
        #expect(first.rows == 250 && portal.requests.count == 3)
        #expect(Self.rows(first.path) == data.all)
        data.change(7, to: "changed", at: "2024-03-01T00:00:00.000Z")
        data.change(999, to: "new", at: "2024-03-02T00:00:00.000Z")
        let second = try await Self.fetch(portal, folder)
        #expect(second.rows == 2 && second.isChanged)
        #expect(Self.rows(second.path) == data.all)
        try await portal.close()
    }

    @Test func aRowThatChangesWhileThePagesComeIsNotMissed() async throws {
        let data = DataSet(250)
        let portal = try await FaultyPortal.open { request in
            // After the second page, a row of the first changes.
            if request.number == 2 { data.change(3, to: "meanwhile", at: "2024-02-01T00:00:05.000Z") }
            return data.answer(request.query)
        }
        let folder = try TestCity.temporaryFolder()
        _ = try await Self.fetch(portal, folder)
        let second = try await Self.fetch(portal, folder)
        #expect(Self.rows(second.path) == data.all)
        try await portal.close()
    }

    @Test func aFetchThatFailsBetweenPagesGoesOnThere() async throws {
        let data = DataSet(350)
        let isDown = Mutex(true)
        let portal = try await FaultyPortal.open { request in
            if (request.query["$where"] ?? "").contains("row-10199"), isDown.withLock({ $0 }) { return .status(502) }
            return data.answer(request.query)
        }
        let folder = try TestCity.temporaryFolder()
        await #expect(throws: PortalError.self) { _ = try await Self.fetch(portal, folder) }
        #expect(text(folder + "/abcd-1234.csv") == nil)
        isDown.withLock { $0 = false }
        let report = try await Self.fetch(portal, folder)
        #expect(report.isResumed && report.rows == 150)
        #expect(Self.rows(report.path) == data.all)
        try await portal.close()
    }

    @Test func aCutPageIsAskedForAgain() async throws {
        let data = DataSet(150)
        let portal = try await FaultyPortal.open { request in
            var reply = data.answer(request.query)
            if request.number == 1 { reply.cutAfter = 200 }
            return reply
        }
        let report = try await Self.fetch(portal, TestCity.temporaryFolder())
        #expect(Self.rows(report.path) == data.all && portal.requests.count == 3)
        try await portal.close()
    }

    @Test func changedColumnsLeaveTheCopyAsItWasUnlessAllIsFetchedAgain() async throws {
        let data = DataSet(20)
        let portal = try await FaultyPortal.open { data.answer($0.query) }
        let folder = try TestCity.temporaryFolder()
        let first = try await Self.fetch(portal, folder)
        let before = text(first.path)
        data.columns.withLock { $0 = "nature" }
        data.change(3, to: "x", at: "2024-03-01T00:00:00.000Z")
        await #expect(
            throws: PortalError.changedColumns(
                address: portal.address("/resource/abcd-1234"), gone: ["code"], new: ["nature"])
        ) { _ = try await Self.fetch(portal, folder) }
        #expect(text(first.path) == before)
        let full = try await Self.fetch(portal, folder, isFull: true)
        #expect(Self.rows(full.path) == data.all)
        #expect(text(full.path)?.hasPrefix(":id,:updated_at,nature\n") == true)
        try await portal.close()
    }
}
