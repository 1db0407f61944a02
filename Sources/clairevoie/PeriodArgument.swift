import ArgumentParser
import Vocabulary

/// A period as `--period` writes it: whole local days, the last one excluded.
struct PeriodArgument: ExpressibleByArgument {
    private let text: String

    /// Takes any text, since the argument parser would explain a wrong one in English only.
    init(argument: String) {
        text = argument
    }

    /// The seconds from its first day to before its last.
    ///
    /// - Throws: ``BadPeriod``.
    func range(in calendar: CivilCalendar) throws -> Range<UTCSeconds> {
        let days = try days()
        return calendar.start(of: days.lowerBound)..<calendar.start(of: days.upperBound)
    }

    /// Its days.
    ///
    /// - Throws: ``BadPeriod``.
    func days() throws -> Range<CivilDate> {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let from = CivilDate(iso: parts[0]), let to = CivilDate(iso: parts[1]), from < to else {
            throw BadPeriod(text: text)
        }
        return from..<to
    }
}

/// A `--period` that can't be read.
struct BadPeriod: ExplainedError {
    let text: String

    var explanation: Explanation {
        Explanation(
            what: Phrase(
                fr: "« \(text) » n'est pas une période.", en: "“\(text)” is not a period."),
            remedy: Phrase(
                fr: "Écrivez --period premier-jour/dernier-jour-exclu, par exemple 2024-01-01/2025-01-01 pour 2024.",
                en: "Write --period first-day/last-day-excluded, such as 2024-01-01/2025-01-01 for 2024."))
    }
}
