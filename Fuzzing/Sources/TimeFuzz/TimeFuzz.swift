import Foundation
import Fuzzer
import Vocabulary

@testable import Intake

private let calendars = ["Europe/Paris", "Asia/Kolkata"].compactMap { CivilCalendar(timeZoneName: $0) }
private let readings = TimeColumns.DateOrder.allCases.flatMap { order in
    TimeColumns.Clock.allCases.map { MomentText(TimeColumns(.together("t"), order: order, clock: $0)) }
}

/// The bytes as a date: read or not, and what is read lies in a bin.
@main
struct TimeFuzz {
    static func main() {
        exit(fuzz(parse))
    }
}

private func parse(_ bytes: [UInt8]) {
    for calendar in calendars {
        var cache = CalendarCache(calendar: calendar)
        for reading in readings {
            guard case .instant(let time, _)? = reading.read(bytes.span, from: 0, to: bytes.count, &cache) else {
                continue
            }
            let bin = calendar.bin(.hour, containing: time)
            precondition(bin.start <= time && time < bin.end, "a moment outside its hour")
        }
    }
}
