import ArgumentParser
import Vocabulary

/// A day as the command line writes it; what can't be read is explained in both languages.
struct DayArgument: ExpressibleByArgument {
    private let text: String

    init(argument: String) {
        text = argument
    }

    /// The day.
    ///
    /// - Throws: ``BadDay``.
    func date() throws -> CivilDate {
        guard let date = CivilDate(iso: text) else { throw BadDay(text: text) }
        return date
    }
}

/// A day that can't be read.
struct BadDay: ExplainedError {
    let text: String

    var explanation: Explanation {
        Explanation(
            what: Phrase(fr: "« \(text) » n'est pas un jour.", en: "`\(text)` is not a day."),
            remedy: Phrase(fr: "Écrivez 2024-06-01.", en: "Write 2024-06-01."))
    }
}

/// A probability strictly between 0 and 1.
struct ProbabilityArgument: ExpressibleByArgument, ExpressibleByFloatLiteral {
    let value: Double

    init?(argument: String) {
        guard let value = Double(argument), value > 0, value < 1 else { return nil }
        self.value = value
    }

    init(floatLiteral value: Double) {
        self.value = value
    }

    var defaultValueDescription: String { "\(value)" }
}
