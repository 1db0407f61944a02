import HTTPTypes
import Hummingbird
public import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// Serves a desk to the browsers of this machine, on the loopback address alone.
public struct DeskServer: Sendable {
    private let desk: Desk
    private let logger: Logger

    /// Makes a server; `logger` is told of starts and stops, never of requests.
    public init(desk: Desk, logger: Logger) {
        self.desk = desk
        self.logger = logger
    }

    /// Serves until it is told to stop by SIGINT or SIGTERM; requests under way get three seconds.
    ///
    /// - Parameters:
    ///   - port: the port, or 0 for any that is free.
    ///   - whenReady: called once with the page's address, its key in it, when requests are answered.
    /// - Throws: ``DeskError`` for a port that can't be had.
    public func run(port: Int, whenReady: @escaping @Sendable (_ address: String) async -> Void = { _ in }) async throws
    {
        let path = desk.address
        let application = Application(
            responder: responder, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in
                await whenReady("http://127.0.0.1:\(channel.localAddress?.port ?? port)\(path)")
            }, logger: logger)
        var configuration = ServiceGroupConfiguration(
            services: [application], gracefulShutdownSignals: [.sigint, .sigterm], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(3)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as IOError {
            throw DeskError.unavailable(port: port, reason: "\(error)")
        }
    }

    /// Every request goes to the desk, which knows its own paths.
    private var responder: CallbackResponder<BasicRequestContext> {
        let desk = desk
        return CallbackResponder { request, _ in
            var bytes: [UInt8] = []
            var isTooLarge = false
            for try await part in request.body {
                bytes += Array(buffer: part)
                if bytes.count > FormFields.sizeLimit {
                    isTooLarge = true
                    break
                }
            }
            let asked = DeskRequest(
                method: request.method.rawValue, path: request.uri.path, query: request.uri.query ?? "",
                host: request.head.authority, origin: request.headers[.origin],
                body: isTooLarge ? Array(repeating: 0, count: FormFields.sizeLimit + 1) : bytes)
            let answer = await Self.answer(asked, desk)
            var headers: HTTPFields = [.contentType: answer.type]
            for (name, value) in DeskAnswer.headers {
                if let name = HTTPField.Name(name) { headers[name] = value }
            }
            return Response(
                status: HTTPResponse.Status(code: answer.status), headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(string: answer.body)))
        }
    }

    /// Off the server's event loops, since looking into a large file takes seconds.
    @concurrent private static func answer(_ request: DeskRequest, _ desk: Desk) async -> DeskAnswer {
        desk.answer(request)
    }
}
