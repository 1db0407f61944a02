import Foundation
public import Inspection
import Synchronization
import TerritoryFolder
public import Vocabulary

/// The desk where a new source is looked into: one file, one territory's folder, one person at the machine.
///
/// It belongs to the intake side: it may open the raw file, shows nothing of it but masked shapes, and is never part of
/// the public server.
public final class Desk: Sendable {
    /// What was found in the file under one format.
    public struct Look: Sendable {
        let profile: FileProfile
        let shape: TableShape

        /// Makes a look.
        public init(profile: FileProfile, shape: TableShape) {
            self.profile = profile
            self.shape = shape
        }
    }

    let territory: Territory
    let fileName: String
    private let folder: String
    private let boundaries: String?
    private let format: FileFormat
    private let look: @Sendable (FileFormat) throws -> Look
    private let guarding = DeskGuard(key: DeskGuard.newKey())
    private let last = Mutex<(format: FileFormat, look: Look)?>(nil)

    /// Makes a desk.
    ///
    /// - Parameters:
    ///   - fileName: what to call the file on the page.
    ///   - format: how the file is laid out, as far as is known.
    ///   - folder: the territory's folder, into which the convention is saved.
    ///   - boundaries: where zone files are looked up that the folder doesn't hold itself.
    ///   - look: opens the file under a format and looks into it.
    /// - Throws: `FolderErrors` for a folder that doesn't load.
    public init(
        fileName: String, format: FileFormat, folder: String, boundaries: String?,
        look: @escaping @Sendable (FileFormat) throws -> Look
    ) throws {
        territory = try TerritoryLoader().load(folder: folder, boundaries: boundaries)
        self.fileName = fileName
        self.format = format
        self.folder = folder
        self.boundaries = boundaries
        self.look = look
    }

    /// The path of the page, with the key that opens it.
    public var address: String { Self.path(territory.language) + "?key=\(guarding.key)" }

    static func path(_ language: Language) -> String {
        "/\(language.rawValue)/\(language == .french ? "nouvelle-source" : "new-source")"
    }

    /// Answers a request; looking into a large file takes seconds.
    public func answer(_ request: DeskRequest) -> DeskAnswer {
        if request.path == "/desk.css", request.method == "GET" {
            return DeskAnswer(status: 200, type: "text/css; charset=utf-8", body: DeskStyle.sheet)
        }
        guard request.method == "GET" || request.method == "POST" else {
            return .text("405 Method Not Allowed\n", status: 405)
        }
        guard request.body.count <= FormFields.sizeLimit else { return .text("413 Content Too Large\n", status: 413) }
        let fields = FormFields(request.method == "POST" ? request.body[...] : Array(request.query.utf8)[...])
        if let refusal = guarding.refusal(of: request, fields: fields) { return refusal }
        guard let language = Language.allCases.first(where: { Self.path($0) == request.path }) else {
            return .text("404 Not Found\n", status: 404)
        }
        return page(fields, isForm: request.method == "POST", language)
    }

    private func page(_ fields: FormFields, isForm: Bool, _ language: Language) -> DeskAnswer {
        let format = ProposalForm.format(fields, else: format)
        let seen: Look
        do {
            seen = try looked(format)
        } catch {
            // What a reader throws may be explained, but is never printed as it is: it could quote the file.
            let told = (error as? any ExplainedError)?.explanation.text(in: language)
            let page = ErrorPage(
                territory: territory.name, what: told ?? DeskWords.unreadable[language], key: guarding.key,
                language: language)
            return .page(page.html, status: 422)
        }
        var proposal = ConventionProposal(source: "source", profile: seen.profile, format: format)
        if isForm, fields["relook"] == nil {
            proposal = ProposalForm(fields, columns: seen.profile.columns).applied(to: proposal)
        }
        var page = NewSourcePage(
            territory: territory, fileName: fileName, look: seen, proposal: proposal, fields: fields,
            key: guarding.key, language: language)
        var status = 200
        if isForm, fields["save"] != nil {
            do {
                let convention = try ProposedConvention(source: proposal.source, text: proposal.yaml())
                let path = try convention.save(
                    in: folder, boundaries: boundaries, replacing: fields["replace"] != nil)
                page.saved = path
            } catch let errors as FolderErrors {
                page.unanswered = ProposalForm(fields, columns: seen.profile.columns).unanswered
                page.errors = errors.all
                status = 422
            } catch {
                page.errors = [DeskWords.broken]
                status = 500
            }
        }
        return .page(page.html, status: status)
    }

    private func looked(_ format: FileFormat) throws -> Look {
        if let known = last.withLock({ $0 }), known.format == format { return known.look }
        let new = try look(format)
        last.withLock { $0 = (format, new) }
        return new
    }
}
