import Accountability
import HTTPTypes
import Hummingbird
import Markup
import Vocabulary

/// The handlers of the pages.
struct Pages<A: AudienceKind>: Sendable {
    let figures: YesterdayFigures<A>
    let analyses: YesterdayAnalyses<A>
    let tomorrow: TomorrowFigures<A>
    let assets: Assets
    /// Tells which sources are late.
    let clock: @Sendable () -> UTCSeconds
    /// Tells this run of the program from another, which may have other texts, other rules, another store.
    let run = String(UInt64.random(in: .min ... .max), radix: 36)

    init(
        figures: YesterdayFigures<A>, assets: Assets, context: [ContextSeries] = [],
        clock: @escaping @Sendable () -> UTCSeconds
    ) {
        self.figures = figures
        self.assets = assets
        self.clock = clock
        analyses = YesterdayAnalyses(figures: figures, context: context)
        tomorrow = TomorrowFigures(figures: figures, context: context)
    }

    var territory: Territory { figures.territory }

    func frame(
        language: Language, tab: PageFrame.Tab?, path: String? = nil, query: String, title: String, draws: Bool = false
    ) -> PageFrame {
        PageFrame(
            territory: territory, audience: A.audience, language: language, assets: assets, tab: tab, path: path,
            query: query, title: title, draws: draws)
    }

    /// The language of an address, or else the one that the browser prefers, or else the territory's.
    func language(of request: Request) -> Language {
        for language in Language.allCases {
            let start = "/\(language.rawValue)"
            if request.uri.path == start || request.uri.path.hasPrefix(start + "/") { return language }
        }
        let preferred = request.headers[.acceptLanguage]?.prefix(2).lowercased()
        return preferred.flatMap(Language.init) ?? territory.language
    }

    /// A tag for what an address shows at a state; a source may become late within the hour though nothing is published.
    func tag(_ request: Request, state: Int64) -> String {
        var checksum = Checksum()
        checksum.add(request.uri.string.utf8)
        return "W/\"\(A.audience.rawValue)-\(run)-\(state)-\(clock() / 3600)-\(checksum.text)\""
    }

    /// The answer, or that what the browser holds is still right.
    func unlessUnchanged(
        _ request: Request, state: Int64, _ make: (_ keeping: Answer.Keeping) throws -> Answer
    ) rethrows -> Response {
        let tag = tag(request, state: state)
        if request.headers[.ifNoneMatch] == tag {
            return Response(status: .notModified, headers: [.eTag: tag, .cacheControl: "no-cache"])
        }
        return try make(.whileUnchanged(tag: tag)).response(to: request)
    }

    func yesterday(_ request: Request, language: Language) throws -> Response {
        let items = try QueryItems(
            request.uri.query, allowed: Question.parameters.union(PlaceSearch.parameters))
        let search = try PlaceSearch(items)
        let catalogue = try figures.shelf.catalogue()
        return try unlessUnchanged(request, state: catalogue.state) { keeping in
            guard let choices = try Choices(items, catalogue: catalogue, territory: territory) else {
                throw NothingPublished.yet
            }
            let answer = try figures.answer(choices, catalogue)
            let frame = frame(
                language: language, tab: .yesterday, query: choices.question.query,
                title: Words.yesterday[language], draws: true)
            let lateness = lateness(of: choices.question.source, catalogue, language)
            let page = YesterdayPage(answer: answer, frame: frame, search: search, lateness: lateness)
            return .page(page.html, keeping: keeping)
        }
    }

    func comparison(_ request: Request, language: Language) throws -> Response {
        try compared(request, language: language, path: CompareQuestion.path, title: ComparerPage.title) {
            var frame = $2
            frame.draws = true
            return ComparerPage(answer: try figures.comparison($0, $1), frame: frame).html
        }
    }

    func bulletin(_ request: Request, language: Language) throws -> Response {
        try compared(request, language: language, path: BulletinPage.path, title: BulletinPage.title) {
            BulletinPage(answer: try figures.bulletin($0, $1), frame: $2).html
        }
    }

    /// A page that sets a period against another.
    private func compared(
        _ request: Request, language: Language, path: String, title: Phrase,
        _ page: (CompareQuestion, Catalogue, PageFrame) throws -> HTML
    ) throws -> Response {
        let items = try QueryItems(request.uri.query, allowed: CompareQuestion.parameters)
        let catalogue = try figures.shelf.catalogue()
        return try unlessUnchanged(request, state: catalogue.state) { keeping in
            guard let compared = try CompareQuestion(items, catalogue: catalogue, territory: territory) else {
                throw NothingPublished.yet
            }
            var frame = frame(
                language: language, tab: .yesterday, path: path, query: compared.query, title: title[language])
            frame.isScripted = true
            return .page(try page(compared, catalogue, frame), keeping: keeping)
        }
    }

    func confidence(_ request: Request, language: Language) throws -> Response {
        _ = try QueryItems(request.uri.query, allowed: Question.parameters)
        let catalogue = try figures.shelf.catalogue()
        return try unlessUnchanged(request, state: catalogue.state) { keeping in
            let frame = frame(
                language: language, tab: .confidence, query: "", title: Words.confidence[language])
            let page = ConfidencePage(
                frame: frame, ledger: LedgerSummary(of: catalogue, territory: territory, audience: A.audience),
                outcomes: try OutcomeTotals.all(of: catalogue, from: figures.shelf),
                logHead: try figures.shelf.logHead(state: catalogue.state), catalogue: catalogue)
            return .page(page.html, keeping: keeping)
        }
    }

    /// What is said where a source is late or has stopped.
    private func lateness(of source: String, _ catalogue: Catalogue, _ language: Language) -> String? {
        guard let convention = territory.conventions[source] else { return nil }
        let timeliness = Timeliness(
            of: convention, publishedUntil: SourceHealth.publishedUntil(of: source, in: catalogue),
            calendar: territory.calendar, now: clock())
        return SourceWords(language: language).notice(timeliness, convention.rhythm, in: territory.calendar)
    }

    func sources(_ request: Request, language: Language) throws -> Response {
        _ = try QueryItems(request.uri.query, allowed: [])
        let catalogue = try figures.shelf.catalogue()
        return try unlessUnchanged(request, state: catalogue.state) { keeping in
            let words = SourceWords(language: language)
            let page = SourcesPage(
                frame: frame(
                    language: language, tab: .confidence, path: SourcesPage.path, query: "", title: words.link),
                health: try SourceHealth.all(of: territory, in: catalogue, from: figures.shelf, now: clock()))
            return .page(page.html, keeping: keeping)
        }
    }

    func feedback(_ request: Request, language: Language) throws -> Response {
        _ = try QueryItems(request.uri.query, allowed: [])
        // It depends on nothing that is published.
        return unlessUnchanged(request, state: 0) { keeping in
            let frame = frame(
                language: language, tab: .confidence, path: FeedbackPage.path, query: "",
                title: FeedbackPage.title[language])
            return .page(FeedbackPage(figures: .shared, frame: frame).html, keeping: keeping)
        }
    }

    func asset(_ request: Request, tag: String?, name: String?) throws -> Response {
        guard tag == assets.tag, let name, let file = assets[name] else { throw HTTPError(.notFound) }
        return Answer(file.bytes, compressed: file.compressed, type: file.type, keeping: .always).response(to: request)
    }
}
