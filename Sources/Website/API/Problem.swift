import HTTPTypes
import Vocabulary

/// What went wrong, for programs (RFC 9457).
struct Problem {
    let explanation: Explanation
    let status: HTTPResponse.Status

    func answer(language: Language) -> Answer {
        let detail = explanation.what[language] + " " + explanation.remedy[language]
        let text = JSON.object([
            ("type", "about:blank"), ("title", .string(status.reasonPhrase)), ("status", .integer(status.code)),
            ("detail", .string(language == .french ? FrenchTypography.spaced(detail) : detail)),
        ]).text
        return Answer(text, type: "application/problem+json", keeping: .never, status: status)
    }
}
