import Foundation
public import Vocabulary

/// Fetches a data set of a portal into a folder, and keeps the copy up to date.
///
/// The copy is `NAME.csv` (or the file's own ending), what is known of it `NAME.fetch.json`. A fetch that stopped goes
/// on where it was; the copy is replaced only by a whole one.
public struct Fetch: Sendable {
    /// How a fetch goes.
    public struct Progress: Sendable {
        /// Bytes received in this run.
        public let bytes: Int64
        /// Bytes in all, where the portal says.
        public let total: Int64?
        /// Rows received in this run, where the portal gives rows.
        public let rows: Int
    }

    /// What came of it.
    public struct Report: Sendable, Equatable {
        /// Where the copy is.
        public let path: String
        /// Whether the portal had anything new.
        public let isChanged: Bool
        /// Rows received, where the portal gives rows.
        public let rows: Int
        /// Bytes received.
        public let bytes: Int64
        /// Whether the fetch went on from one that had stopped.
        public let isResumed: Bool
        /// The change up to which the copy is complete, where the portal tells changes.
        public let upTo: String?
    }

    let address: PortalAddress
    let name: String
    let folder: String
    let resource: String?
    let isFull: Bool
    let since: CivilDate?
    let manners: Manners
    /// How many rows a page has.
    let pageSize: Int

    /// Prepares a fetch.
    ///
    /// - Parameters:
    ///   - name: what the copy is called, or nil for the data set's own name.
    ///   - resource: which file of a data set that has several.
    ///   - isFull: fetch everything again, and take new columns as they are.
    ///   - since: the first day of requests to ask an Open311 endpoint for.
    public init(
        _ address: PortalAddress, name: String? = nil, folder: String, resource: String? = nil, isFull: Bool = false,
        since: CivilDate? = nil, manners: Manners = Manners(), pageSize: Int = 50_000
    ) {
        self.address = address
        self.name = Self.fileName(name ?? address.name)
        self.folder = folder
        self.resource = resource
        self.isFull = isFull
        self.since = since
        self.manners = manners
        self.pageSize = pageSize
    }

    /// Fetches what is new.
    ///
    /// - Parameter progress: called now and then; what it throws stops the fetch, which a later one goes on with.
    /// - Throws: ``PortalError``, or what `progress` throws.
    @concurrent
    public func run(progress: @escaping @Sendable (Progress) throws -> Void = { _ in }) async throws -> Report {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw PortalError.unwritable(path: folder, reason: "\(error)")
        }
        let meter = Meter(progress)
        let client = PoliteClient(manners, checkpoint: meter.check)
        do {
            let report = try await fetch(client, meter)
            await client.close()
            return report
        } catch {
            await client.close()
            throw error
        }
    }

    private func fetch(_ client: PoliteClient, _ meter: Meter) async throws -> Report {
        switch address {
        case .socrata(let root, let dataset):
            return try await SocrataFetch(self, root: root, dataset: dataset, client: client, meter: meter).run()
        case .opendatasoft(let root, let dataset):
            return try await OpendatasoftFetch(self, root: root, dataset: dataset, client: client, meter: meter).run()
        case .ckan(let root, let dataset, let chosen):
            let listing = CatalogueListing.ckan(root: root, dataset: dataset)
            let file = try await listing.file(chosen: resource ?? chosen, client: client)
            return try await FileFetch(self, file: file, client: client, meter: meter).run()
        case .udata(let root, let dataset, let chosen):
            let listing = CatalogueListing.udata(root: root, dataset: dataset)
            let file = try await listing.file(chosen: resource ?? chosen, client: client)
            return try await FileFetch(self, file: file, client: client, meter: meter).run()
        case .open311(let root):
            return try await Open311Fetch(self, root: root, client: client, meter: meter).run()
        case .file(let url):
            let file = CatalogueFile(id: "", title: name, format: "", url: url)
            return try await FileFetch(self, file: file, client: client, meter: meter).run()
        }
    }

    /// A path in the folder.
    func path(_ suffix: String) -> String { "\(folder)/\(name)\(suffix)" }

    /// A name without anything that could lead out of the folder.
    private static func fileName(_ text: String) -> String {
        let plain = text.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" }
        let name = String(plain.drop { $0 == "." }.prefix(100))
        return name.isEmpty ? "data" : name
    }
}

extension PortalAddress {
    /// What the data set is called in its address.
    var name: String {
        switch self {
        case .socrata(_, let dataset), .opendatasoft(_, let dataset): dataset
        case .ckan(_, let dataset, _), .udata(_, let dataset, _): dataset
        case .open311: "requests"
        case .file(let url):
            url.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").last.map { last in
                // The ending comes back with the copy's own name.
                String(last.split(separator: ".").first ?? last)
            } ?? "data"
        }
    }
}
