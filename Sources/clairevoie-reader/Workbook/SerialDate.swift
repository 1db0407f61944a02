/// The day from which a workbook counts.
enum DateSystem {
    /// 1 is 1 January 1900, and 60 the 29 February that 1900 didn't have.
    case from1900
    /// 0 is 1 January 1904.
    case from1904
}

/// Dates and times of a sheet, which are numbers of days, as text in ISO 8601.
///
/// Source: ECMA-376-1, 18.17.4.
enum SerialDate {
    private static let dayLength = 86_400_000
    /// The days from 30 December 1899 to 1 January 1904.
    private static let systemsApart = 1462
    /// 1 January 10000, in days from 30 December 1899.
    private static let end = 2_958_466
    /// 1 January 1970, in the same.
    private static let epoch = 25_569

    /// Adds the moment that a number is, rounded to milliseconds.
    ///
    /// - Returns: false for a number that is none, of which nothing is added.
    static func append(_ serial: Double, as format: CellFormat, _ system: DateSystem, to text: inout [UInt8]) -> Bool {
        guard serial.magnitude < Double(end) else { return false }
        let milliseconds = Int((serial * Double(dayLength)).rounded())
        if format == .duration {
            if milliseconds < 0 { text.append(UInt8(ascii: "-")) }
            appendClock(abs(milliseconds), to: &text)
            return true
        }
        let day = milliseconds / dayLength + (system == .from1904 ? systemsApart : 0)
        guard milliseconds >= 0, day < end else { return false }
        if format != .time { appendDay(day, isFrom1900: system == .from1900, to: &text) }
        if format == .date { return true }
        if format == .moment { text.append(UInt8(ascii: "T")) }
        appendClock(milliseconds % dayLength, to: &text)
        return true
    }

    private static func appendClock(_ milliseconds: Int, to text: inout [UInt8]) {
        let hours = milliseconds / 3_600_000
        if hours < 100 {
            NumberText.appendPair(hours, to: &text)
        } else {
            NumberText.appendInteger(hours, to: &text)
        }
        text.append(UInt8(ascii: ":"))
        NumberText.appendPair(milliseconds / 60_000 % 60, to: &text)
        text.append(UInt8(ascii: ":"))
        NumberText.appendPair(milliseconds / 1000 % 60, to: &text)
        if milliseconds % 1000 != 0 {
            text.append(UInt8(ascii: "."))
            text.append(48 + UInt8(milliseconds % 1000 / 100))
            NumberText.appendPair(milliseconds % 100, to: &text)
        }
    }

    private static func appendDay(_ day: Int, isFrom1900: Bool, to text: inout [UInt8]) {
        // As the sheet shows it; nobody can take it for another day.
        if isFrom1900, day == 60 {
            text += Array("1900-02-29".utf8)
            return
        }
        let (year, month, date) = civil(day - epoch + (isFrom1900 && day < 60 ? 1 : 0))
        NumberText.appendPair(year / 100, to: &text)
        NumberText.appendPair(year % 100, to: &text)
        text.append(UInt8(ascii: "-"))
        NumberText.appendPair(month, to: &text)
        text.append(UInt8(ascii: "-"))
        NumberText.appendPair(date, to: &text)
    }

    /// The Gregorian date of a day counted from 1970, for years from 0 on; years are counted here from 1 March.
    private static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let era = shifted / 146_097
        let ofEra = shifted % 146_097
        let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * year + year / 4 - year / 100)
        let month = (5 * ofYear + 2) / 153
        let isNextYear = month >= 10
        return (
            era * 400 + year + (isNextYear ? 1 : 0), isNextYear ? month - 9 : month + 3,
            ofYear - (153 * month + 2) / 5 + 1
        )
    }
}
