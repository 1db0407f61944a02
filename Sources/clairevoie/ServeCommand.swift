import ArgumentParser
import Context
import Editions
import Foundation
import Logging
import Vocabulary
import Website

/// `clairevoie serve`: the website of published figures.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the website and the API of published figures.",
        discussion: """
            Reads the editions only; run it as a user who can't read the vault. Staff figures are served on loopback \
            only.

            Example: clairevoie serve --territory Territories/ville-temoin --data demo-data --port 8080
            """)

    @OptionGroup var territory: TerritoryOptions

    @Option(help: ArgumentHelp("The data folder.", valueName: "dir"))
    var data: String

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 for any that is free.")
    var port = 8080

    @Option(help: "Whose figures: public or staff.")
    var audience = AudienceArgument.public

    @Option(help: ArgumentHelp("Where scripts/fetch-web-libraries put the web libraries.", valueName: "dir"))
    var libraries = ".libraries/web"

    @Flag(help: "Say where it serves as JSON, once it does.")
    var json = false

    func run() async throws {
        switch audience {
        case .public: try await serve(PublicAudience.self)
        case .staff: try await serve(StaffAudience.self)
        }
    }

    private func serve<A: AudienceKind>(_: A.Type) async throws {
        var logger = Logger(label: "clairevoie", factory: StreamLogHandler.standardError(label:))
        logger.logLevel = .warning
        let site = try Site<A>(
            territory: try territory.load(), editions: try EditionReader<A>(folder: data),
            context: context(logger), libraries: libraries, logger: logger,
            clock: { UTCSeconds(Date().timeIntervalSince1970) })
        let (host, isJSON) = (host, json)
        try await site.run(host: host, port: port) { port in
            let address = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
            // Whoever started us in a pipe waits for this line, so it doesn't stay in a buffer.
            let line = isJSON ? "{\"address\":\"\(address)\"}\n" : address + "\n"
            FileHandle.standardOutput.write(Data(line.utf8))
        }
    }
}

extension ServeCommand {
    /// The contextual series of the data folder; one that can't be read is told, and the site does without it.
    private func context(_ logger: Logger) -> [ContextSeries] {
        let store = ContextStore(data: data)
        return store.names().compactMap { name in
            do { return try store.series(named: name) } catch {
                logger.warning(
                    "a contextual series can't be read", metadata: ["series": "\(name)", "error": "\(error)"])
                return nil
            }
        }
    }
}

/// An audience as the command line writes it.
enum AudienceArgument: String, ExpressibleByArgument, CaseIterable {
    case `public`
    case staff
}
