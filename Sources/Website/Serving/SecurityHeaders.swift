import HTTPTypes
import Hummingbird
import Logging
import Vocabulary

/// Tells the browser to load nothing but our own files, on every response.
///
/// MapLibre starts its worker from a blob and draws its icons from data, hence those two.
struct SecurityHeaders<Context: RequestContext>: RouterMiddleware {
    static var policy: String {
        """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
        worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'
        """
    }

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.contentSecurityPolicy] = Self.policy
        response.headers[.xContentTypeOptions] = "nosniff"
        if let name = HTTPField.Name("Referrer-Policy") { response.headers[name] = "same-origin" }
        if let name = HTTPField.Name("Cross-Origin-Opener-Policy") { response.headers[name] = "same-origin" }
        if let name = HTTPField.Name("Permissions-Policy") {
            response.headers[name] = "geolocation=(), camera=(), microphone=()"
        }
        return response
    }
}

/// Turns errors into a page, or into a problem document under `/api/` (RFC 9457).
struct ErrorAnswers<A: AudienceKind, Context: RequestContext>: RouterMiddleware {
    let pages: Pages<A>

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as AddressError {
            return answer(error.explanation, .badRequest, request)
        } catch let error as HTTPError where error.status == .notFound {
            return answer(ErrorPage.notFound, .notFound, request)
        } catch let error as HTTPError where error.status == .methodNotAllowed {
            return answer(ErrorPage.notFound, .methodNotAllowed, request)
        } catch let error as HTTPError where error.status == .misdirectedRequest {
            return answer(ErrorPage.otherHost, .misdirectedRequest, request)
        } catch NothingPublished.yet {
            return answer(ErrorPage.nothingPublished, .ok, request)
        } catch {
            // The address alone is logged: it holds no person.
            context.logger.error("request failed", metadata: ["path": "\(request.uri.path)", "error": "\(error)"])
            return answer(ErrorPage.broken, .internalServerError, request)
        }
    }

    private func answer(_ explanation: Explanation, _ status: HTTPResponse.Status, _ request: Request) -> Response {
        let answer =
            request.uri.path.hasPrefix("/api/")
            ? Problem(explanation: explanation, status: status == .ok ? .notFound : status)
                .answer(language: pages.language(of: request))
            : Answer.page(
                ErrorPage(
                    frame: pages.frame(
                        language: pages.language(of: request), tab: nil, query: "",
                        title: explanation.what[pages.language(of: request)]),
                    what: explanation.what[pages.language(of: request)],
                    remedy: explanation.remedy[pages.language(of: request)]
                ).html, keeping: .never, status: status)
        return answer.response(to: request)
    }
}

/// There is nothing to show yet, which is no fault.
enum NothingPublished: Error {
    case yet
}
