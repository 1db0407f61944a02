import Foundation
import FoundationNetworking
import Testing

/// A server that the program runs, on a free port of this machine.
final class WebServer {
    /// What was answered to a request.
    struct Answer {
        let status: Int
        let body: Data
    }

    private let run: Workplace.Run
    private let session = URLSession(configuration: .ephemeral)
    let port: Int

    /// Starts a server of a workplace's editions and waits until it answers.
    ///
    /// - Parameter command: a command that starts the program in its own way.
    init(
        _ workplace: Workplace, territory: String? = nil, data: String? = nil, with command: [String]? = nil
    ) async throws {
        let libraries = try Self.writeLibraries(of: workplace)
        port = try LoopbackPort.free()
        run = try workplace.start(
            [
                "serve", "--territory", territory ?? workplace.territory, "--data", data ?? workplace.data, "--port",
                "\(port)",
                "--libraries", libraries, "--json",
            ], with: command)
        let start = ContinuousClock.now
        while !LoopbackPort.isListening(port) {
            if let end = run.process.endIfAny() {
                throw NotServing(reason: "\(end): \(run.errors)")
            }
            guard ContinuousClock.now - start < .seconds(20) else { throw NotServing(reason: run.errors) }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Puts files in the place of the libraries: what these tests look at needs no script.
    @discardableResult
    static func writeLibraries(of workplace: Workplace) throws -> String {
        let libraries = workplace.root + "/libraries"
        try FileManager.default.createDirectory(atPath: libraries, withIntermediateDirectories: true)
        for name in ["maplibre-gl.js", "maplibre-gl.css", "uplot.iife.min.js", "uplot.min.css"] {
            try Data("/* none */".utf8).write(to: URL(filePath: libraries + "/" + name))
        }
        return libraries
    }

    /// The server never came up.
    struct NotServing: Error {
        let reason: String
    }

    /// What the server has said on its standard output so far.
    var output: String { run.output }
    /// What the server has said on its standard error so far.
    var errors: String { run.errors }

    /// Asks for a page.
    func get(_ path: String) async throws -> Answer {
        let address = try #require(URL(string: "http://127.0.0.1:\(port)\(path)"))
        let (body, response) = try await session.data(from: address)
        return Answer(status: (response as? HTTPURLResponse)?.statusCode ?? 0, body: body)
    }

    /// Stops the server as Ctrl-C does.
    func stop() async throws -> ChildProcess.End {
        session.invalidateAndCancel()
        run.process.send(SIGINT)
        return try await run.process.wait(atMost: .seconds(10))
    }
}
