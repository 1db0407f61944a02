/// An Open311 GeoReport v2 endpoint, asked in the format that it speaks: JSON first, and XML where it has no other.
struct Open311Endpoint {
    private let root: String
    private let client: PoliteClient
    private let meter: Meter
    /// The format in which it has answered.
    private var format: Open311Format?

    init(root: String, client: PoliteClient, meter: Meter) {
        self.root = root
        self.client = client
        self.meter = meter
    }

    /// The requests of some days.
    ///
    /// - Throws: ``PortalError``.
    mutating func requests(_ query: [(String, String)]) async throws -> [ServiceRequest] {
        try await ask("requests", query) { try $0.requests() }
    }

    /// The names of the services, by their codes; empty where the endpoint lists none.
    mutating func serviceNames() async throws -> [String: String] {
        let services: [ListedService]
        do {
            services = try await ask("services", []) { try $0.services() }
        } catch PortalError.refused, PortalError.unexpected {
            return [:]
        }
        return Dictionary(services.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    private mutating func ask<T>(
        _ name: String, _ query: [(String, String)], _ read: (Open311Answer) throws -> T
    ) async throws -> T {
        var refusal: PortalError?
        for format in format.map({ [$0] }) ?? Open311Format.allCases {
            let address = "\(root)/\(name).\(format.rawValue)" + (query.isEmpty ? "" : "?" + Query.text(query))
            do {
                let (_, bytes) = try await client.bytes(address, limit: 64 << 20)
                try meter.add(bytes: bytes.count)
                let result = try read(Open311Answer(bytes: bytes, address: PoliteClient.shown(address)))
                self.format = format
                return result
            } catch let error as PortalError {
                // Of an endpoint that speaks neither, what it said to the first is told.
                guard self.format == nil, Self.couldBeTheFormat(error) else { throw error }
                refusal = refusal ?? error
            }
        }
        throw refusal ?? PortalError.badAddress(root)
    }

    /// Whether another format may be answered where this one wasn't.
    private static func couldBeTheFormat(_ error: PortalError) -> Bool {
        switch error {
        case .refused(_, let status): [400, 404, 405, 406, 415].contains(status)
        case .unexpected: true
        default: false
        }
    }
}
