import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import Synchronization
import Vocabulary

/// An HTTP client that keeps to its manners: it waits between requests, does as `Retry-After` says, and tries again
/// when a portal fails or breaks off.
final class PoliteClient: Sendable {
    /// How a body may travel.
    enum Coding {
        /// As it is: ranges are counted in the bytes of the file.
        case identity
        /// Compressed, for what is asked for whole; it is unpacked as it comes.
        case gzip
    }

    /// Tables and lists pack tenfold to fiftyfold; zlib can't pack more than 1032-fold.
    private static let mostSwelling = 200

    private let plain: HTTPClient
    private let unpacking: HTTPClient
    private let manners: Manners
    private let checkpoint: @Sendable () throws -> Void
    private let clock = ContinuousClock()
    private let nextRequest = Mutex<ContinuousClock.Instant?>(nil)

    /// Makes a client.
    ///
    /// - Parameter checkpoint: called while waiting and between requests; what it throws ends the fetch.
    init(_ manners: Manners, checkpoint: @escaping @Sendable () throws -> Void) {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .follow(max: 5, allowCycles: false),
            timeout: .init(connect: .seconds(15), read: .nanoseconds(manners.stall.nanoseconds)))
        configuration.decompression = .disabled
        plain = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        configuration.decompression = .enabled(limit: .ratio(Self.mostSwelling))
        unpacking = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        self.manners = manners
        self.checkpoint = checkpoint
    }

    /// Closes the connections.
    func close() async {
        try? await plain.shutdown()
        try? await unpacking.shutdown()
    }

    /// Asks until `read` has an answer that it takes.
    ///
    /// - Parameters:
    ///   - coding: how the body may travel; a portal may pack what should come as it is, which is for `read` to see.
    ///   - headers: asked anew for each try, so that a later one can go on where an earlier broke off.
    ///   - read: gets answers with a status of 2xx or 304; what it throws of the network counts as a failed try.
    /// - Throws: ``PortalError``, or what `read` or the checkpoint throws otherwise.
    func get<T: Sendable>(
        _ address: String, coding: Coding, headers: () throws -> HTTPHeaders = { [:] },
        read: (HTTPClientResponse) async throws -> T
    ) async throws -> T {
        var reason = ""
        for number in 1...manners.tries {
            try await keepInterval()
            var request = HTTPClientRequest(url: address)
            request.headers = try headers()
            request.headers.replaceOrAdd(name: "User-Agent", value: "Clairevoie")
            request.headers.replaceOrAdd(name: "Accept-Encoding", value: coding == .gzip ? "gzip" : "identity")
            var wait = min(manners.patience * (1 << min(number - 1, 16)), manners.longestWait)
            do {
                let http = coding == .gzip ? unpacking : plain
                let response = try await http.execute(request, deadline: .distantFuture)
                switch response.status.code {
                case 200..<300, 304:
                    if coding == .gzip { try Self.checkCoding(response.headers, address) }
                    return try await read(response)
                case 408, 429, 500..<600:
                    reason = "HTTP \(response.status.code)"
                    if let asked = Self.retryAfter(response.headers) {
                        guard asked <= manners.longestWait else {
                            throw PortalError.mustWait(
                                address: Self.shown(address), seconds: Int(asked.components.seconds))
                        }
                        wait = asked
                    }
                case let status:
                    throw PortalError.refused(address: Self.shown(address), status: Int(status))
                }
            } catch let error as any ExplainedError {
                throw error
            } catch NIOHTTPDecompression.DecompressionError.limit {
                throw PortalError.unexpected(
                    address: Self.shown(address),
                    reason: Phrase(
                        fr: "Décompressée, la réponse enfle plus de \(Self.mostSwelling) fois.",
                        en: "Unpacked, the answer swells more than \(Self.mostSwelling)-fold."))
            } catch let error as HTTPClientError {
                reason = "\(error)"
            } catch let error as any ChannelOrParserError {
                reason = "\(error)"
            }
            if number < manners.tries { try await pause(wait) }
        }
        throw PortalError.unreachable(address: Self.shown(address), tries: manners.tries, reason: reason)
    }

    /// How a body came, where it didn't come as it is.
    static func packing(_ headers: HTTPHeaders) -> String? {
        let name = headers.first(name: "Content-Encoding")?.lowercased() ?? "identity"
        return name == "identity" || name.isEmpty ? nil : name
    }

    private static func checkCoding(_ headers: HTTPHeaders, _ address: String) throws {
        guard let packing = packing(headers), !["gzip", "deflate"].contains(packing) else { return }
        throw PortalError.unexpected(
            address: shown(address),
            reason: Phrase(
                fr: "Elle est compressée d'une façon qui n'a pas été demandée : \(packing.prefix(60)).",
                en: "It is packed in a way that wasn't asked for: \(packing.prefix(60))."))
    }

    /// The whole of a short answer, which may come compressed.
    ///
    /// - Throws: ``PortalError``; also for more than `limit` bytes, unpacked.
    func bytes(_ address: String, limit: Int) async throws -> (headers: HTTPHeaders, bytes: [UInt8]) {
        try await get(address, coding: .gzip) { response in
            var bytes: [UInt8] = []
            for try await part in response.body {
                bytes += part.readableBytesView
                guard bytes.count <= limit else {
                    throw PortalError.unexpected(
                        address: Self.shown(address),
                        reason: Phrase(
                            fr: "Plus de \(limit >> 20) Mio de description.",
                            en: "More than \(limit >> 20) MiB of description."))
                }
            }
            return (response.headers, bytes)
        }
    }

    /// An address without its query, which may hold a key.
    static func shown(_ address: String) -> String { String(address.prefix { $0 != "?" }) }

    // MARK: - Waiting

    private func keepInterval() async throws {
        let now = clock.now
        let due = nextRequest.withLock { next in
            let due = max(now, next ?? now)
            next = due + manners.interval
            return due
        }
        try await pause(now.duration(to: due))
    }

    private func pause(_ length: Duration) async throws {
        let end = clock.now + length
        try checkpoint()
        while clock.now < end {
            try await Task.sleep(until: min(end, clock.now + .milliseconds(200)), clock: clock)
            try checkpoint()
        }
    }

    /// What the header says: seconds, or a date (RFC 9110, section 10.2.3).
    static func retryAfter(_ headers: HTTPHeaders, now: Date = Date()) -> Duration? {
        guard let text = headers.first(name: "Retry-After") else { return nil }
        if let seconds = Int(text), seconds >= 0 { return .seconds(min(seconds, 1 << 40)) }
        guard let date = HTTPDate.date(text) else { return nil }
        return .seconds(max(0, date.timeIntervalSince(now).rounded(.up)))
    }
}

/// The errors of a connection that broke off or stood still, which are worth another try.
protocol ChannelOrParserError: Error {}
extension HTTPParserError: ChannelOrParserError {}
extension NIOHTTPDecompression.DecompressionError: ChannelOrParserError {}
extension NIOHTTPDecompression.ExtraDecompressionError: ChannelOrParserError {}
extension ChannelError: ChannelOrParserError {}
extension IOError: ChannelOrParserError {}
extension NIOConnectionError: ChannelOrParserError {}

/// Dates of HTTP headers (RFC 9110, section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
    static func date(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.date(from: text)
    }
}

extension Duration {
    fileprivate var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
