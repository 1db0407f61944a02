import Vocabulary

/// A time of day, as files write it: `14:30`, `14:30:59.5`, `14h30`, `14h`, `2:30 PM`, `24:00`.
struct ClockText: Equatable {
    /// Seconds since midnight, up to 86,400.
    let seconds: Int64

    /// Reads what is next in a field.
    ///
    /// - Returns: nil for anything else, and for hours that don't exist.
    init?(_ text: borrowing Span<UInt8>, _ scan: inout DigitScan) {
        guard let hour = scan.number(text, digits: 1...2), scan.skip(text, anyOf: 58, 104, 72) else { return nil }
        let minute = scan.number(text, digits: 1...2) ?? 0
        var second = 0
        if scan.skip(text, anyOf: 58) {
            guard let read = scan.number(text, digits: 1...2) else { return nil }
            second = read
            if scan.skip(text, anyOf: 46, 44) { _ = scan.number(text, digits: 1...9) }
        }
        scan.skipSpaces(text)
        self.init(hour: hour, minute: minute, second: second, half: scan.halfOfDay(text))
    }

    /// Reads a field of its own, where `14`, `930` and `1430` are hours too.
    init?(alone text: borrowing Span<UInt8>, _ scan: inout DigitScan) {
        let start = scan.index
        if let digits = scan.number(text, digits: 1...4), scan.isAtEnd(text) {
            let isHourOnly = scan.index - start <= 2
            self.init(
                hour: isHourOnly ? digits : digits / 100, minute: isHourOnly ? 0 : digits % 100, second: 0, half: nil)
            return
        }
        scan.index = start
        self.init(text, &scan)
    }

    private init?(hour: Int, minute: Int, second: Int, half: Int?) {
        var hour = hour
        if let half {
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + half
        }
        guard hour < 24 || (hour == 24 && minute == 0 && second == 0), minute < 60, second <= 60 else { return nil }
        seconds = Int64(hour * 3600 + minute * 60 + min(second, 59))
    }
}
