import Markup

/// A request to the desk, whatever server received it.
public struct DeskRequest: Sendable {
    /// The method, in capitals.
    public let method: String
    /// The path without the query.
    public let path: String
    /// The query without its question mark.
    public let query: String
    /// The `Host` header.
    public let host: String?
    /// The `Origin` header, which browsers send with a form.
    public let origin: String?
    /// The body.
    public let body: [UInt8]

    /// Makes a request.
    public init(method: String, path: String, query: String, host: String?, origin: String?, body: [UInt8] = []) {
        self.method = method
        self.path = path
        self.query = query
        self.host = host
        self.origin = origin
        self.body = body
    }
}

/// What the desk answers.
public struct DeskAnswer: Sendable, Hashable {
    /// The status code.
    public let status: Int
    /// The type of the body.
    public let type: String
    /// The body.
    public let body: String

    /// The headers of every answer: nothing is kept, framed, sent elsewhere or loaded from elsewhere.
    public static let headers: [(name: String, value: String)] = [
        (
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
        // With `no-referrer` a browser would send the desk's own form with `Origin: null`.
        ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"), ("Cache-Control", "no-store"),
        ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "geolocation=(), camera=(), microphone=()"),
    ]

    static func page(_ html: HTML, status: Int = 200) -> DeskAnswer {
        DeskAnswer(status: status, type: "text/html; charset=utf-8", body: html.text)
    }

    static func text(_ text: String, status: Int) -> DeskAnswer {
        DeskAnswer(status: status, type: "text/plain; charset=utf-8", body: text)
    }
}
