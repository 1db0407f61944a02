import ArgumentParser
import Vocabulary

/// A period as `--period` writes it: whole local days, the last one excluded.
struct PeriodArgument: ExpressibleByArgument {
    let from: CivilDate
    let to: CivilDate

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let from = CivilDate(iso: parts[0]), let to = CivilDate(iso: parts[1]), from < to else {
            return nil
        }
        self.from = from
        self.to = to
    }

    func range(in calendar: CivilCalendar) -> Range<UTCSeconds> {
        calendar.start(of: from)..<calendar.start(of: to)
    }
}
