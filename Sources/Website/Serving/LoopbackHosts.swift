import HTTPTypes
import Hummingbird
import NIOCore

/// Names that mean this machine and no other.
enum LoopbackHost {
    /// Whether a name is `localhost` or an address of loopback, and not merely one that begins like it.
    static func isOne(_ host: String) -> Bool {
        if host == "localhost" { return true }
        guard let address = try? SocketAddress(ipAddress: host, port: 0) else { return false }
        switch address.protocol {
        case .inet: return host.hasPrefix("127.")
        case .inet6: return host == "::1"
        default: return false
        }
    }

    /// Whether a request's authority, which may name a port, is one.
    static func isOne(authority: String) -> Bool {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            return isOne(String(authority[authority.index(after: authority.startIndex)..<end]))
        }
        return isOne(String(authority.prefix { $0 != ":" }))
    }
}

/// Refuses requests that ask for another host than this machine: a page elsewhere whose name was made to point here
/// (DNS rebinding) would read what only this machine's users may.
struct LoopbackHosts<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard let authority = request.head.authority, LoopbackHost.isOne(authority: authority) else {
            throw HTTPError(.misdirectedRequest)
        }
        return try await next(request, context)
    }
}
