import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A portal on loopback that answers as a test says, faults included.
final class FaultyPortal: Sendable {
    /// What was asked.
    struct Request: Sendable {
        let path: String
        let query: [String: String]
        let headers: HTTPHeaders
        /// How many requests came before.
        let number: Int
    }

    /// What is answered.
    struct Reply: Sendable {
        var status = HTTPResponseStatus.ok
        var headers: [(String, String)] = []
        var body = ""
        /// Breaks off after so many bytes of the body.
        var cutAfter: Int?
        /// Stands still before the body.
        var stalls = false

        static func status(_ code: Int, _ headers: [(String, String)] = []) -> Reply {
            Reply(status: HTTPResponseStatus(statusCode: code), headers: headers)
        }
    }

    private let channel: any Channel
    private let log: Log

    /// Opens a portal on a free port.
    static func open(_ answer: @escaping @Sendable (Request) -> Reply) async throws -> FaultyPortal {
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
    func address(_ path: String) -> String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)\(path)" }

    /// What was asked so far.
    var requests: [Request] { log.requests.withLock { $0 } }

    /// Closes the portal.
    func close() async throws { try await channel.close() }

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
                        headers: head.headers, number: requests.count)
                    requests.append(request)
                    return request
                }
                send(answer(request), context)
            }
        }

        private func send(_ reply: Reply, _ context: ChannelHandlerContext) {
            let body = Array(reply.body.utf8)
            var headers = HTTPHeaders(reply.headers)
            headers.add(name: "Content-Length", value: "\(body.count)")
            let head = HTTPResponseHead(version: .http1_1, status: reply.status, headers: headers)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            let sent = body.prefix(reply.cutAfter ?? body.count)
            context.writeAndFlush(
                wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: reply.stalls ? [] : sent)))), promise: nil)
            if reply.stalls { return }
            if reply.cutAfter != nil {
                context.close(promise: nil)
            } else {
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            }
        }
    }
}
