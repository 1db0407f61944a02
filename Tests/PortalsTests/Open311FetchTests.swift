import Foundation
import Portals
import Synchronization
import TestCity
import TestPortal
import Testing
import Vocabulary

/// An Open311 endpoint that answers at most 1,000 requests, and holds what must not be kept.
struct Open311FetchTests {
    private static func day(_ number: Int) -> String {
        Date(timeIntervalSince1970: Double(number) * 86_400 + 3600).formatted(.iso8601)
    }

    @Test func crowdedWindowsAreSplitAndNothingPersonalIsWritten() async throws {
        let today = Int(Date().timeIntervalSince1970) / 86_400
        let first = today - 200
        let status = Mutex("open")
        let portal = try await FaultyPortal.open { request in
            guard let start = request.query["start_date"].flatMap({ try? Date($0, strategy: .iso8601) }),
                let end = request.query["end_date"].flatMap({ try? Date($0, strategy: .iso8601) })
            else { return .status(400) }
            guard end.timeIntervalSince(start) <= 90 * 86_400 else { return .status(400) }
            // Twenty requests a day.
            let found = (first..<today).flatMap { day in
                (0..<20).compactMap { number -> String? in
                    let time = Double(day) * 86_400 + Double(number) * 3600
                    guard time >= start.timeIntervalSince1970, time < end.timeIntervalSince1970 else { return nil }
                    let stamp = Date(timeIntervalSince1970: time).formatted(.iso8601)
                    let state = day == today - 3 ? status.withLock { $0 } : "closed"
                    return """
                        {"service_request_id":\(day * 100 + number),"status":"\(state)","service_code":"n1",
                        "description":"CANARY-4af1","email":"CANARY-4af1@x.org","address":"1 rue CANARY-4af1",
                        "requested_datetime":"\(stamp)","lat":43.3,"long":"5.4","media_url":null}
                        """
                }
            }
            return FaultyPortal.Reply(body: "[" + found.prefix(1000).joined(separator: ",") + "]")
        }
        let folder = try TestCity.temporaryFolder()
        let fetch = Fetch(
            try PortalAddress(portal.address("/v2/requests.json")), folder: folder,
            since: CivilDate(dayNumber: first), manners: hurried)
        let report = try await fetch.run()
        let body = try #require(text(report.path))
        let lines = body.split(separator: "\n").dropFirst()
        #expect(lines.count == 4000 && Set(lines.map { $0.prefix { $0 != "," } }).count == 4000)
        #expect(!body.contains("CANARY"))
        #expect(lines.first?.hasSuffix(",5.4,43.3") == true)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(files.allSatisfy { !(text(folder + "/" + $0) ?? "").contains("CANARY") })
        // A request that was closed since gives way to itself.
        status.withLock { $0 = "closed" }
        _ = try await fetch.run()
        let again = try #require(text(report.path))
        #expect(again.split(separator: "\n").count == 4001 && !again.contains(",open,"))
        try await portal.close()
    }
}
