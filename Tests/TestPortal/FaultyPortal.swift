import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A portal on loopback that answers as a test says, faults included.
public final class FaultyPortal: Sendable {
    /// What was asked.
    public struct Request: Sendable {
        /// The path without the query.
        public let path: String
        /// The query; of a name that comes twice the last.
        public let query: [String: String]
        /// How many requests came before.
        public let number: Int
        let headers: HTTPHeaders

        /// A header; of several, the first.
        public func header(_ name: String) -> String? { headers.first(name: name) }
    }

    /// What is answered.
    public struct Reply: Sendable {
        /// The status code.
        public var status: Int
        /// The headers, but for the length.
        public var headers: [(String, String)]
        /// The body.
        public var bytes: [UInt8]
        /// Breaks off after so many bytes of the body.
        public var cutAfter: Int?
        /// Stands still after so many bytes of the body.
        public var stallsAfter: Int?

        /// An answer of a text.
        public init(
            status: Int = 200, headers: [(String, String)] = [], body: String = "", cutAfter: Int? = nil,
            stallsAfter: Int? = nil
        ) {
            self.init(
                status: status, headers: headers, bytes: Array(body.utf8), cutAfter: cutAfter,
                stallsAfter: stallsAfter)
        }

        /// An answer of bytes.
        public init(
            status: Int = 200, headers: [(String, String)] = [], bytes: [UInt8], cutAfter: Int? = nil,
            stallsAfter: Int? = nil
        ) {
            self.status = status
            self.headers = headers
            self.bytes = bytes
            self.cutAfter = cutAfter
            self.stallsAfter = stallsAfter
        }

        /// An answer without a body.
        public static func status(_ code: Int, _ headers: [(String, String)] = []) -> Reply {
            Reply(status: code, headers: headers)
        }
    }

    private let channel: any Channel
    private let log: Log

    /// Opens a portal on a free port.
    public static func open(_ answer: @escaping @Sendable (Request) -> Reply) async throws -> FaultyPortal {
        let log = Log()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(log: log, answer: answer))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return FaultyPortal(channel: channel, log: log)
    }

    private init(channel: any Channel, log: Log) {
        self.channel = channel
        self.log = log
    }

    /// The address of a path.
    public func address(_ path: String) -> String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)\(path)" }

    /// What was asked so far.
    public var requests: [Request] { log.requests.withLock { $0 } }

    /// Closes the portal.
    public func close() async throws { try await channel.close() }

    private final class Log: Sendable {
        let requests = Mutex<[Request]>([])
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let log: Log
        private let answer: @Sendable (Request) -> Reply
        private var head: HTTPRequestHead?

        init(log: Log, answer: @escaping @Sendable (Request) -> Reply) {
            self.log = log
            self.answer = answer
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): self.head = head
            case .body: break
            case .end:
                guard let head else { return }
                let parts = URLComponents(string: head.uri)
                let items = (parts?.queryItems ?? []).map { ($0.name, $0.value ?? "") }
                let request = log.requests.withLock { requests in
                    let request = Request(
                        path: parts?.path ?? "", query: Dictionary(items, uniquingKeysWith: { $1 }),
                        number: requests.count, headers: head.headers)
                    requests.append(request)
                    return request
                }
                send(answer(request), context)
            }
        }

        private func send(_ reply: Reply, _ context: ChannelHandlerContext) {
            var headers = HTTPHeaders(reply.headers)
            headers.add(name: "Content-Length", value: "\(reply.bytes.count)")
            let status = HTTPResponseStatus(statusCode: reply.status)
            let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            let sent = reply.bytes.prefix(reply.stallsAfter ?? reply.cutAfter ?? reply.bytes.count)
            context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: sent)))), promise: nil)
            if reply.stallsAfter != nil { return }
            if reply.cutAfter != nil {
                context.close(promise: nil)
            } else {
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            }
        }
    }
}
