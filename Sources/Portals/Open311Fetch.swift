import Foundation
import Vocabulary

/// Fetches the requests of an Open311 GeoReport v2 endpoint, window by window, and again the days that may still change.
///
/// Only what counting needs is written: the id, the state, the service, the times and the place. Descriptions, names,
/// telephones, addresses and pictures are left out as the answer is read.
struct Open311Fetch {
    /// The most that the standard lets an endpoint answer.
    private static let longestWindow: Int64 = 90 * 86_400
    private static let mostRows = 1000

    private let fetch: Fetch
    private let root: String
    private let client: PoliteClient
    private let meter: Meter
    private let rows = QuotedRows(delimiter: UInt8(ascii: ","))

    init(_ fetch: Fetch, root: String, client: PoliteClient, meter: Meter) {
        self.fetch = fetch
        self.root = root
        self.client = client
        self.meter = meter
    }

    func run(now: Int64 = Int64(Date().timeIntervalSince1970)) async throws -> Fetch.Report {
        let statePath = fetch.path(".fetch.json")
        let target = fetch.path(".csv")
        var state = try FetchState.load(statePath, dataset: "\(root)/requests")
        let isThere = FileManager.default.fileExists(atPath: target)
        let known = isThere && !fetch.isFull ? state.upTo.flatMap(Self.moment) : nil
        if fetch.isFull { state.unfinished = nil }
        // A request may change for weeks, so the last window is asked for again.
        let first =
            known.map { $0 - Self.longestWindow } ?? fetch.since.map { Int64($0.dayNumber) * 86_400 }
            ?? now - Self.longestWindow
        let isResumed = state.unfinished != nil
        var running =
            state.unfinished
            ?? FetchState.Unfinished(
                bytes: 0, after: Self.timestamp(first), latest: nil, since: known.map(Self.timestamp),
                begun: Self.timestamp(now), validator: nil)
        let end = running.begun.flatMap(Self.moment) ?? now
        let part = try PartFile(path: target + ".part", length: running.bytes)
        if running.bytes == 0 { try part.append(rows.row(ServiceRequest.columns)) }
        var start = running.after.flatMap(Self.moment) ?? first
        var width = Self.longestWindow
        var endpoint = Open311Endpoint(root: root, client: client, meter: meter)
        var names: [String: String]?
        while start < end {
            let stop = min(end, start + width)
            var found = try await endpoint.requests([
                ("start_date", Self.timestamp(start)), ("end_date", Self.timestamp(stop)),
            ])
            // An answer as long as an answer may be was cut: the window was too wide.
            if found.count >= Self.mostRows, width > 60 {
                width = max(60, (stop - start) / 2)
                continue
            }
            try await name(&found, &names, &endpoint)
            for request in found where !request.id.isEmpty { try part.append(rows.row(request.fields)) }
            try meter.add(bytes: 0, rows: found.count)
            start = stop
            if found.count < Self.mostRows / 4 { width = min(Self.longestWindow, width * 2) }
            try part.synchronise()
            running.bytes = part.length
            running.after = Self.timestamp(start)
            state.unfinished = running
            try state.save(statePath)
        }
        if running.since != nil, isThere {
            _ = try MirrorMerge(rows: rows, key: 0).merge(changes: part.path, into: target)
            try? FileManager.default.removeItem(atPath: part.path)
        } else {
            try part.replace(target)
        }
        state.columns = ServiceRequest.columns
        state.upTo = Self.timestamp(end)
        state.unfinished = nil
        try state.save(statePath)
        return Fetch.Report(
            path: target, isChanged: meter.rows > 0, rows: meter.rows, bytes: meter.bytes, isResumed: isResumed,
            upTo: state.upTo)
    }

    /// Gives the requests that lack it their service's name, from the endpoint's list.
    private func name(
        _ requests: inout [ServiceRequest], _ names: inout [String: String]?, _ endpoint: inout Open311Endpoint
    ) async throws {
        guard requests.contains(where: { $0.serviceName.isEmpty && !$0.code.isEmpty }) else { return }
        if names == nil { names = try await endpoint.serviceNames() }
        for index in requests.indices where requests[index].serviceName.isEmpty {
            requests[index].serviceName = names?[requests[index].code] ?? ""
        }
    }

    private static func timestamp(_ time: Int64) -> String {
        Date(timeIntervalSince1970: Double(time)).formatted(.iso8601)
    }

    private static func moment(_ text: String) -> Int64? {
        (try? Date(text, strategy: .iso8601)).map { Int64($0.timeIntervalSince1970) }
    }
}
