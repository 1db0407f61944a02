public import Editions
import HTTPTypes
import Hummingbird
public import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals
public import Vocabulary

/// The website of a territory for one audience: pages in French and English, and an API for programs.
///
/// It reads published figures and nothing else.
public struct Site<A: AudienceKind>: Sendable {
    private let pages: Pages<A>
    private let api: API<A>
    private let logger: Logger

    /// Makes a site.
    ///
    /// - Parameters:
    ///   - territory: the city shown.
    ///   - editions: its published figures.
    ///   - context: what surrounds the counts, such as how many people live where.
    ///   - libraries: the folder of the JavaScript libraries, which `scripts/fetch-web-libraries` fills.
    ///   - logger: where failed requests are told; addresses of readers are not.
    ///   - clock: the time, which tells the sources that are late.
    /// - Throws: ``SiteError`` when a file is missing.
    public init(
        territory: Territory, editions: EditionReader<A>, context: [ContextSeries] = [], libraries: String,
        logger: Logger, clock: @escaping @Sendable () -> UTCSeconds
    ) throws {
        let shelf = EditionShelf(reader: editions, calendar: territory.calendar)
        let figures = YesterdayFigures(
            territory: territory, shelf: shelf, population: Inhabitants(context, territory: territory).byLevel)
        pages = Pages(
            figures: figures, assets: try Assets(libraries: libraries), context: context, clock: clock)
        api = try API(pages: pages)
        self.logger = logger
    }

    /// Serves until it is told to stop by SIGINT or SIGTERM; requests under way get three seconds.
    ///
    /// - Parameters:
    ///   - host: the address to listen on; staff figures are served on loopback only.
    ///   - port: the port, or 0 for any that is free.
    ///   - whenReady: called once with the port, when requests are answered.
    /// - Throws: ``SiteError``.
    public func run(
        host: String, port: Int, whenReady: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) async throws {
        if A.audience == .staff, !LoopbackHost.isOne(host) { throw SiteError.staffBeyondLoopback(host: host) }
        let application = Application(
            router: router(), configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
            onServerRunning: { [shelf = pages.figures.shelf, logger] channel in
                await whenReady(channel.localAddress?.port ?? port)
                Task.detached(priority: .utility) {
                    // The first reader of the page on feedback would else wait for its runs.
                    _ = FeedbackFigures.shared
                    do { try shelf.warm() } catch {
                        logger.warning("the shelf isn't warm", metadata: ["error": "\(error)"])
                    }
                }
            }, logger: logger)
        var configuration = ServiceGroupConfiguration(
            services: [application], gracefulShutdownSignals: [.sigint, .sigterm], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(3)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as IOError {
            throw SiteError.unavailable(host: host, port: port, reason: "\(error)")
        } catch let error as SocketAddressError.UnknownHost {
            throw SiteError.unavailable(host: host, port: port, reason: "\(error)")
        }
    }

    /// The routes with everything around them.
    func router() -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: SecurityHeaders())
        router.add(middleware: ErrorAnswers(pages: pages))
        if A.audience == .staff { router.add(middleware: LoopbackHosts()) }
        let pages = pages
        let home = "/\(pages.territory.language.rawValue)/hier"
        router.get("/") { _, _ in Self.redirect(to: home) }
        for language in Language.allCases {
            router.get("/\(language.rawValue)") { _, _ in Self.redirect(to: "/\(language.rawValue)/hier") }
            router.get("/\(language.rawValue)/hier") { request, _ in
                try pages.yesterday(request, language: language)
            }
            for tab in Pages<A>.analysisTabs {
                router.get("/\(language.rawValue)/\(tab.path)") { request, _ in
                    try pages.analysis(tab, request, language: language)
                }
            }
            router.get("/\(language.rawValue)/\(CompareQuestion.path)") { request, _ in
                try pages.comparison(request, language: language)
            }
            router.get("/\(language.rawValue)/\(BulletinPage.path)") { request, _ in
                try pages.bulletin(request, language: language)
            }
            router.get("/\(language.rawValue)/demain") { request, _ in
                try pages.tomorrow(request, language: language)
            }
            router.get("/\(language.rawValue)/\(TomorrowTabs.Tab.ledger.path)") { request, _ in
                try pages.ledger(request, language: language)
            }
            router.get("/\(language.rawValue)/\(TomorrowTabs.Tab.trials.path)") { request, _ in
                try pages.trials(request, language: language)
            }
            router.get("/\(language.rawValue)/\(TomorrowTabs.Tab.whatIf.path)") { request, _ in
                try pages.whatIf(request, language: language)
            }
            router.get("/\(language.rawValue)/\(FeedbackPage.path)") { request, _ in
                try pages.feedback(request, language: language)
            }
            router.get("/\(language.rawValue)/demain.ics") { request, _ in
                try pages.tomorrowAsCalendar(request, language: language)
            }
            router.get("/\(language.rawValue)/confiance") { request, _ in
                try pages.confidence(request, language: language)
            }
            router.get("/\(language.rawValue)/\(SourcesPage.path)") { request, _ in
                try pages.sources(request, language: language)
            }
        }
        router.get("/static/:tag/:name") { request, context in
            try pages.asset(request, tag: context.parameters.get("tag"), name: context.parameters.get("name"))
        }
        api.add(to: router)
        return router
    }

    private static func redirect(to address: String) -> Response {
        Response(status: .found, headers: [.location: address, .cacheControl: "no-cache"])
    }
}
