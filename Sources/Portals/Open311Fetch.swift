import Foundation
import Vocabulary

/// Fetches the requests of an Open311 GeoReport v2 endpoint, window by window, and again the days that may still change.
///
/// Only what counting needs is written: the id, the state, the service, the times and the place. Descriptions, names,
/// telephones, addresses and pictures are left out as the answer is read.
struct Open311Fetch {
    private static let columns = [
        "service_request_id", "status", "service_code", "service_name", "requested_datetime", "updated_datetime",
        "long", "lat",
    ]
    /// The most that the standard lets an endpoint answer.
    private static let longestWindow: Int64 = 90 * 86_400
    private static let mostRows = 1000

    private let fetch: Fetch
    private let root: String
    private let client: PoliteClient
    private let meter: Meter
    private let rows = QuotedRows(delimiter: UInt8(ascii: ","))

    /// A request, without what could tell of a person.
    private struct ServiceRequest: Decodable {
        let fields: [String]
        let id: String

        private struct Key: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: Key.self)
            func text(_ name: String) -> String {
                let key = Key(stringValue: name)
                if let text = try? values.decode(String.self, forKey: key) { return text }
                if let number = try? values.decode(Int.self, forKey: key) { return String(number) }
                if let number = try? values.decode(Double.self, forKey: key) { return "\(number)" }
                return ""
            }
            fields = Open311Fetch.columns.map(text)
            id = fields[0]
        }
    }

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
        if running.bytes == 0 { try part.append(rows.row(Self.columns)) }
        var start = running.after.flatMap(Self.moment) ?? first
        var width = Self.longestWindow
        while start < end {
            let stop = min(end, start + width)
            let found = try await requests(from: start, to: stop)
            // An answer as long as an answer may be was cut: the window was too wide.
            if found.count >= Self.mostRows, width > 60 {
                width = max(60, (stop - start) / 2)
                continue
            }
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
        state.columns = Self.columns
        state.upTo = Self.timestamp(end)
        state.unfinished = nil
        try state.save(statePath)
        return Fetch.Report(
            path: target, isChanged: meter.rows > 0, rows: meter.rows, bytes: meter.bytes, isResumed: isResumed,
            upTo: state.upTo)
    }

    private func requests(from start: Int64, to stop: Int64) async throws -> [ServiceRequest] {
        let query = Query.text([("start_date", Self.timestamp(start)), ("end_date", Self.timestamp(stop))])
        let address = "\(root)/requests.json?\(query)"
        let (_, bytes) = try await client.bytes(address, limit: 64 << 20)
        try meter.add(bytes: bytes.count)
        do {
            return try JSONDecoder().decode([ServiceRequest].self, from: Data(bytes))
        } catch {
            throw PortalError.unexpected(
                address: PoliteClient.shown(address),
                reason: Phrase(
                    fr: "Ce n'est pas une liste de demandes en JSON.", en: "This isn't a list of requests in JSON."))
        }
    }

    private static func timestamp(_ time: Int64) -> String {
        Date(timeIntervalSince1970: Double(time)).formatted(.iso8601)
    }

    private static func moment(_ text: String) -> Int64? {
        (try? Date(text, strategy: .iso8601)).map { Int64($0.timeIntervalSince1970) }
    }
}
