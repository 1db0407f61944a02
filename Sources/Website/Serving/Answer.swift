import HTTPTypes
import Hummingbird
import Markup
import NIOCore

/// What a handler found, before it is told how the browser wants it.
struct Answer: Sendable {
    /// How long a browser may keep it.
    enum Keeping: Sendable {
        /// For ever, since its address changes when it does.
        case always
        /// Until the state that it was made from changes; the tag tells whether it has.
        case whileUnchanged(tag: String)
        /// Not at all.
        case never

        var header: String {
            switch self {
            case .always: "public, max-age=31536000, immutable"
            case .whileUnchanged: "no-cache"
            case .never: "no-store"
            }
        }
    }

    var status: HTTPResponse.Status = .ok
    let type: String
    let bytes: [UInt8]
    /// The same bytes compressed beforehand.
    var compressed: [UInt8]?
    let keeping: Keeping
    var headers: HTTPFields = [:]

    /// A text of a type.
    init(_ text: String, type: String, keeping: Keeping, status: HTTPResponse.Status = .ok) {
        self.init(Array(text.utf8), type: type, keeping: keeping, status: status)
    }

    init(
        _ bytes: [UInt8], compressed: [UInt8]? = nil, type: String, keeping: Keeping, status: HTTPResponse.Status = .ok
    ) {
        self.bytes = bytes
        self.compressed = compressed
        self.type = type
        self.keeping = keeping
        self.status = status
    }

    static func page(_ html: HTML, keeping: Keeping, status: HTTPResponse.Status = .ok) -> Answer {
        Answer(html.text, type: "text/html; charset=utf-8", keeping: keeping, status: status)
    }

    static func json(_ text: String, keeping: Keeping) -> Answer {
        Answer(text, type: "application/json", keeping: keeping)
    }

    /// The response to a request, compressed where the browser can take it.
    func response(to request: Request) -> Response {
        var headers = self.headers
        headers[.contentType] = type
        headers[.cacheControl] = keeping.header
        headers[.vary] = "Accept-Encoding"
        if case .whileUnchanged(let tag) = keeping { headers[.eTag] = tag }
        var body = bytes
        if bytes.count > 1000, request.headers[.acceptEncoding]?.contains("gzip") == true,
            let smaller = compressed ?? Gzip.compress(bytes, level: 2)
        {
            body = smaller
            headers[.contentEncoding] = "gzip"
        }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}
