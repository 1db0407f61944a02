import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Fetches a file as it is: asks only for what is new, and goes on where an earlier answer broke off.
struct FileFetch {
    private let fetch: Fetch
    private let file: CatalogueFile
    private let client: PoliteClient
    private let meter: Meter

    init(_ fetch: Fetch, file: CatalogueFile, client: PoliteClient, meter: Meter) {
        self.fetch = fetch
        self.file = file
        self.client = client
        self.meter = meter
    }

    /// A portal packed what was asked for as it is.
    private struct PackedAnyway: Error {}

    func run() async throws -> Fetch.Report {
        do {
            return try await run(.identity)
        } catch is PackedAnyway {
            // Nothing then tells where in the file a broken answer ended, so it can't be gone on with.
            return try await run(.gzip)
        }
    }

    private func run(_ coding: PoliteClient.Coding) async throws -> Fetch.Report {
        let statePath = fetch.path(".fetch.json")
        let target = fetch.path(ending)
        var state = try FetchState.load(statePath, dataset: PoliteClient.shown(file.url))
        if fetch.isFull { state.validator = nil }
        if fetch.isFull || coding == .gzip { state.unfinished = nil }
        let isThere = FileManager.default.fileExists(atPath: target)
        let isResumed = (state.unfinished?.bytes ?? 0) > 0
        let part = try PartFile(path: target + ".part", length: resumable(state, target))
        let known = isThere ? state.validator : nil
        var received = state.unfinished?.validator
        let isChanged = try await client.get(
            file.url, coding: coding,
            headers: {
                var headers: HTTPHeaders = [:]
                if coding == .identity, part.length > 0, let received {
                    headers.add(name: "Range", value: "bytes=\(part.length)-")
                    headers.add(name: "If-Range", value: received)
                } else if let known {
                    headers.add(
                        name: known.hasPrefix("\"") || known.hasPrefix("W/") ? "If-None-Match" : "If-Modified-Since",
                        value: known)
                }
                return headers
            },
            read: { response in
                if response.status == .notModified { return false }
                let isPacked = coding == .identity && PoliteClient.packing(response.headers) != nil
                // A file that is an archive itself is wanted so.
                if isPacked, !ending.hasSuffix(".gz") { throw PackedAnyway() }
                // A portal that doesn't know ranges, or whose file has changed, sends all of it.
                if response.status != .partialContent, part.length > 0 { try part.restart() }
                received = Self.validator(response.headers)
                let length = response.headers.first(name: "Content-Length").flatMap { Int64($0) }
                meter.expect(coding == .gzip ? nil : length)
                state.unfinished = FetchState.Unfinished(
                    bytes: part.length, after: nil, latest: nil, since: nil, begun: nil,
                    validator: coding == .gzip ? nil : received)
                var noted = part.length
                do {
                    for try await bytes in response.body {
                        try part.append(bytes.readableBytesView)
                        try meter.add(bytes: bytes.readableBytes)
                        if part.length - noted > 4 << 20 {
                            try note(part, &state, statePath)
                            noted = part.length
                        }
                    }
                } catch {
                    try note(part, &state, statePath)
                    throw error
                }
                return true
            })
        if isChanged {
            try part.replace(target)
            state.validator = received
        } else {
            try? FileManager.default.removeItem(atPath: part.path)
        }
        state.unfinished = nil
        try state.save(statePath)
        return Fetch.Report(
            path: target, isChanged: isChanged, rows: 0, bytes: meter.bytes, isResumed: isResumed, upTo: state.validator
        )
    }

    /// A strong validator alone may resume: a weak one doesn't promise the same bytes (RFC 9110, section 13.1.5).
    private static func validator(_ headers: HTTPHeaders) -> String? {
        if let tag = headers.first(name: "ETag"), !tag.hasPrefix("W/") { return tag }
        return headers.first(name: "Last-Modified") ?? headers.first(name: "ETag")
    }

    private func resumable(_ state: FetchState, _ target: String) -> Int64 {
        guard let unfinished = state.unfinished, let validator = unfinished.validator, !validator.hasPrefix("W/"),
            let size = try? FileManager.default.attributesOfItem(atPath: target + ".part")[.size] as? NSNumber,
            size.int64Value >= unfinished.bytes
        else { return 0 }
        return unfinished.bytes
    }

    private func note(_ part: PartFile, _ state: inout FetchState, _ path: String) throws {
        try part.synchronise()
        state.unfinished?.bytes = part.length
        try state.save(path)
    }

    /// The file's ending, by its address or else by what its catalogue says.
    private var ending: String {
        let name = file.url.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").last ?? ""
        let parts = name.split(separator: ".").dropFirst().suffix(2).map { $0.lowercased() }
        let isPlain = { (part: String) in
            part.utf8.count <= 7 && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        }
        let kept = parts.drop { !isPlain($0) }
        if let last = kept.last, ["gz", "zst"].contains(last) { return "." + kept.joined(separator: ".") }
        if let last = kept.last { return "." + last }
        let format = file.format.lowercased()
        return isPlain(format) && !format.isEmpty ? "." + format : ".data"
    }
}
