import Foundation
import NIOHTTP1
import Vocabulary

/// Fetches a Socrata data set page by page, in the order of its rows' own ids, and later only what has changed.
///
/// A page is asked for by the id that it begins after, never by its number, so that rows that come or go meanwhile
/// neither repeat nor hide another.
struct SocrataFetch {
    private static let columns = [":id", ":updated_at"]

    private let fetch: Fetch
    private let root: String
    private let dataset: String
    private let client: PoliteClient
    private let meter: Meter
    private let rows = QuotedRows(delimiter: UInt8(ascii: ","))

    init(_ fetch: Fetch, root: String, dataset: String, client: PoliteClient, meter: Meter) {
        self.fetch = fetch
        self.root = root
        self.dataset = dataset
        self.client = client
        self.meter = meter
    }

    func run() async throws -> Fetch.Report {
        let statePath = fetch.path(".fetch.json")
        let target = fetch.path(".csv")
        var state = try FetchState.load(statePath, dataset: "\(root)/resource/\(dataset)")
        let isThere = FileManager.default.fileExists(atPath: target)
        if fetch.isFull || !isThere { state.upTo = nil }
        if fetch.isFull { state.unfinished = nil }
        let isResumed = state.unfinished != nil
        var running =
            state.unfinished
            ?? FetchState.Unfinished(
                bytes: 0, after: nil, latest: nil, since: state.upTo, begun: nil, validator: nil)
        let part = try PartFile(path: target + ".part", length: running.bytes)
        while true {
            let page = try await page(running)
            try checkColumns(page.header, state)
            if running.bytes == 0 { try part.append(rows.row(page.header)) }
            try part.append(page.body)
            try meter.add(bytes: page.body.count, rows: page.count)
            try part.synchronise()
            running.bytes = part.length
            running.after = page.lastID ?? running.after
            running.latest = [running.latest, page.latest].compactMap(\.self).max()
            running.begun = running.begun ?? page.date
            state.unfinished = running
            state.columns = page.header
            try state.save(statePath)
            if page.count < fetch.pageSize { break }
        }
        let isChanged = running.since == nil || running.after != nil
        if running.since == nil {
            try part.replace(target)
        } else {
            if running.after != nil {
                _ = try MirrorMerge(rows: rows, key: 0).merge(changes: part.path, into: target)
            }
            try? FileManager.default.removeItem(atPath: part.path)
        }
        // Rows that changed while the pages came may have been missed: the next fetch asks from the beginning of this.
        state.upTo = [state.upTo, running.begun ?? running.latest].compactMap(\.self).max()
        state.unfinished = nil
        try state.save(statePath)
        return Fetch.Report(
            path: target, isChanged: isChanged, rows: meter.rows, bytes: meter.bytes, isResumed: isResumed,
            upTo: state.upTo)
    }

    private struct Page {
        let header: [String]
        let body: [UInt8]
        let count: Int
        let lastID: String?
        let latest: String?
        let date: String?
    }

    private func page(_ running: FetchState.Unfinished) async throws -> Page {
        var conditions: [String] = []
        if let since = running.since { conditions.append(":updated_at >= '\(since)'") }
        if let after = running.after { conditions.append(":id > '\(after)'") }
        var query = [("$select", ":id,:updated_at,*"), ("$order", ":id"), ("$limit", "\(fetch.pageSize)")]
        if !conditions.isEmpty { query.append(("$where", conditions.joined(separator: " AND "))) }
        let address = "\(root)/resource/\(dataset).csv?" + Query.text(query)
        let (headers, bytes) = try await client.bytes(address, limit: 1 << 30)
        let ranges = rows.ranges(in: bytes, isEnd: true)
        guard let first = ranges.first, case let header = rows.fields(of: bytes[first]),
            header.starts(with: Self.columns)
        else {
            throw PortalError.unexpected(
                address: PoliteClient.shown(address),
                reason: Phrase(
                    fr: "Les colonnes :id et :updated_at manquent.", en: "The columns :id and :updated_at are missing.")
            )
        }
        let keys = ranges.dropFirst().map { rows.fields(of: bytes[$0], upTo: 2) }
        return Page(
            header: header, body: Array(bytes[first.upperBound...]), count: keys.count, lastID: keys.last?.first,
            latest: keys.compactMap { $0.count > 1 ? $0[1] : nil }.max(),
            // An hour's grace, since a portal may show a change later than it dates it.
            date: headers.first(name: "Date").flatMap(HTTPDate.date).map {
                Self.timestamp($0.addingTimeInterval(-3600))
            })
    }

    private func checkColumns(_ header: [String], _ state: FetchState) throws {
        guard !state.columns.isEmpty, header != state.columns, !fetch.isFull || state.unfinished != nil else { return }
        throw PortalError.changedColumns(
            address: "\(root)/resource/\(dataset)", gone: state.columns.filter { !header.contains($0) },
            new: header.filter { !state.columns.contains($0) })
    }

    /// As Socrata writes moments: `2024-03-31T12:00:00.000Z`.
    private static func timestamp(_ date: Date) -> String {
        date.formatted(.iso8601.year().month().day().dateSeparator(.dash).time(includingFractionalSeconds: true))
            + "Z"
    }
}

/// The query of an address.
enum Query {
    /// Names and values, with all but letters, digits and `-._~` escaped (RFC 3986).
    static func text(_ items: [(String, String)]) -> String {
        items.map { "\(escaped($0.0))=\(escaped($0.1))" }.joined(separator: "&")
    }

    private static func escaped(_ text: String) -> String {
        let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
}
