import AsyncHTTPClient
import Foundation
import NIOCore
import Vocabulary

/// Fetches the export of an Opendatasoft data set (Explore 2.1), when its catalogue says that it has changed.
///
/// Exports know no ranges: one that breaks off begins again, and the copy is replaced only by a whole one.
struct OpendatasoftFetch {
    private let fetch: Fetch
    private let root: String
    private let dataset: String
    private let client: PoliteClient
    private let meter: Meter
    private let rows = QuotedRows(delimiter: UInt8(ascii: ";"))

    private struct Description: Decodable {
        struct Metas: Decodable { let `default`: Default }
        struct Default: Decodable {
            let modified: String?
            let data_processed: String?
            let records_count: Int?
        }
        let metas: Metas
    }

    init(_ fetch: Fetch, root: String, dataset: String, client: PoliteClient, meter: Meter) {
        self.fetch = fetch
        self.root = root
        self.dataset = dataset
        self.client = client
        self.meter = meter
    }

    func run() async throws -> Fetch.Report {
        let base = "\(root)/api/explore/v2.1/catalog/datasets/\(dataset)"
        let statePath = fetch.path(".fetch.json")
        let target = fetch.path(".csv")
        var state = try FetchState.load(statePath, dataset: base)
        let changed = try await lastChange(base)
        let isThere = FileManager.default.fileExists(atPath: target)
        if !fetch.isFull, isThere, let changed, changed == state.upTo {
            return Fetch.Report(
                path: target, isChanged: false, rows: 0, bytes: 0, isResumed: false, upTo: state.upTo)
        }
        let part = try PartFile(path: target + ".part", length: 0)
        let query = Query.text([("delimiter", ";"), ("use_labels", "false"), ("timezone", "UTC")])
        let header = try await client.get("\(base)/exports/csv?\(query)", coding: .gzip) { response in
            try part.restart()
            var beginning: [UInt8] = []
            for try await bytes in response.body {
                if beginning.count < 1 << 20 { beginning += bytes.readableBytesView }
                try part.append(bytes.readableBytesView)
                try meter.add(bytes: bytes.readableBytes)
            }
            return rows.ranges(in: beginning, isEnd: true).first.map { rows.fields(of: beginning[$0]) } ?? []
        }
        let columns = header.map { $0.hasPrefix("\u{FEFF}") ? String($0.dropFirst()) : $0 }
        if !fetch.isFull, isThere, !state.columns.isEmpty, columns != state.columns {
            throw PortalError.changedColumns(
                address: base, gone: state.columns.filter { !columns.contains($0) },
                new: columns.filter { !state.columns.contains($0) })
        }
        try part.replace(target)
        state.columns = columns
        state.upTo = changed
        try state.save(statePath)
        return Fetch.Report(
            path: target, isChanged: true, rows: 0, bytes: meter.bytes, isResumed: false, upTo: changed)
    }

    private func lastChange(_ base: String) async throws -> String? {
        let (_, bytes) = try await client.bytes(base, limit: 16 << 20)
        guard let description = try? JSONDecoder().decode(Description.self, from: Data(bytes)) else {
            throw PortalError.unexpected(
                address: base,
                reason: Phrase(fr: "La description est illisible.", en: "The description can't be read."))
        }
        return description.metas.default.data_processed ?? description.metas.default.modified
    }
}
