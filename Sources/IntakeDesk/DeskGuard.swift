/// Who may speak to the desk: a browser on this machine that was given the process's key.
///
/// The host's name is checked against a site that makes its own name lead here (DNS rebinding), the origin and the
/// key against a form on another site (cross-site request forgery); the key also shuts out other accounts of the
/// machine.
struct DeskGuard: Sendable {
    /// The names of this machine that the desk answers to.
    static let hosts = ["127.0.0.1", "localhost", "[::1]"]

    let key: String

    /// A key of 128 bits from the system's generator.
    static func newKey() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(generator.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// Why a request is refused.
    ///
    /// - Returns: nil for a request that may go on.
    func refusal(of request: DeskRequest, fields: FormFields) -> DeskAnswer? {
        guard let host = request.host, Self.isOurs(host) else {
            return .text("421 Misdirected Request\n", status: 421)
        }
        if request.method == "POST", let origin = request.origin, origin != "http://\(host)" {
            return .text("403 Forbidden\n", status: 403)
        }
        guard isKey(fields["key"] ?? "") else { return .text("403 Forbidden\n", status: 403) }
        return nil
    }

    private static func isOurs(_ host: String) -> Bool {
        hosts.contains { name in
            guard host.hasPrefix(name) else { return false }
            let port = host.dropFirst(name.count)
            return port.isEmpty || port.first == ":" && port.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
        }
    }

    /// Compares in a time that doesn't tell how much is right.
    private func isKey(_ given: String) -> Bool {
        let (a, b) = (Array(key.utf8), Array(given.utf8))
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
