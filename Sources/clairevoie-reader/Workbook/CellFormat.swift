/// What a number in a cell stands for, by the format that it is shown in.
enum CellFormat {
    case number
    case date
    /// The hour of a day.
    case time
    /// A date and its hour.
    case moment
    /// Hours that may be more than a day.
    case duration

    /// The formats that every workbook has without saying so, by number.
    ///
    /// Source: ECMA-376-1, 18.8.30. Of four in the far East it depends on the language whether they are days or hours,
    /// and a moment is both.
    init(builtIn number: Int) {
        switch number {
        case 14...17, 27...31, 36, 50...54, 57, 58: self = .date
        case 18...21, 32, 33, 45, 47: self = .time
        case 22, 34, 35, 55, 56: self = .moment
        case 46: self = .duration
        default: self = .number
        }
    }

    /// What a format's code says, such as `dd/mm/yyyy hh:mm`.
    init(code: String) {
        // The first section that shows anything; the others are for other signs.
        self = Self.sections(Array(code.lowercased().utf8)).first { !$0.isEmpty }?.format ?? .number
    }

    private static func sections(_ code: [UInt8]) -> [Section] {
        var sections = [Section()]
        var index = 0
        func text(_ length: Int) -> String { String(decoding: code[index...].prefix(length), as: UTF8.self) }
        while index < code.count {
            let byte = code[index]
            let last = sections.count - 1
            switch byte {
            case UInt8(ascii: ";"):
                sections.append(Section())
                index += 1
            case UInt8(ascii: "\""):
                index = (code[(index + 1)...].firstIndex(of: byte) ?? code.count - 1) + 1
            // The next character is shown, as wide as it is left out, or repeated.
            case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): index += 2
            case UInt8(ascii: "["):
                let end = code[index...].firstIndex(of: UInt8(ascii: "]")) ?? code.count
                sections[last].addBracket(code[(index + 1)..<max(end, index + 1)])
                index = end + 1
            case _ where text(7) == "general":
                sections[last].addDigit()
                index += 7
            case _ where text(5) == "am/pm" || text(3) == "a/p":
                sections[last].addHalfOfDay()
                index += text(5) == "am/pm" ? 5 : 3
            case UInt8(ascii: "e") where index + 1 < code.count && [43, 45].contains(code[index + 1]):
                sections[last].addDigit()
                index += 2
            case UInt8(ascii: "0"), UInt8(ascii: "#"), UInt8(ascii: "?"), UInt8(ascii: "@"):
                // Digits behind the point of seconds are theirs.
                if byte != 48 || !sections[last].endsInSeconds { sections[last].addDigit() }
                index += 1
            case _ where "ymdhsegba".utf8.contains(byte):
                let end = code[index...].firstIndex { $0 != byte } ?? code.count
                sections[last].add(byte, count: end - index)
                index = end
            default: index += 1
            }
        }
        return sections
    }

    /// What a section of a code shows.
    private struct Section {
        private var hasDay = false
        private var hasHour = false
        private var hasElapsed = false
        private var hasDigit = false
        private var last: UInt8 = 0
        /// An `m` that is a month unless seconds follow.
        private var isMonthOpen = false

        var isEmpty: Bool { !hasDay && !hasHour && !hasElapsed && !hasDigit && !isMonthOpen }
        var endsInSeconds: Bool { last == UInt8(ascii: "s") }

        var format: CellFormat {
            let showsDay = hasDay || isMonthOpen
            if hasDigit { return .number }
            if hasElapsed && !showsDay { return .duration }
            if showsDay { return hasHour || hasElapsed ? .moment : .date }
            return hasHour ? .time : .number
        }

        mutating func addDigit() { hasDigit = true }
        mutating func addHalfOfDay() { hasHour = true }

        mutating func addBracket(_ text: ArraySlice<UInt8>) {
            guard let first = text.first, "hms".utf8.contains(first), text.allSatisfy({ $0 == first }) else { return }
            hasElapsed = true
            last = first
        }

        mutating func add(_ letter: UInt8, count: Int) {
            switch letter {
            case UInt8(ascii: "m"):
                if count <= 2, last == UInt8(ascii: "h") {
                    hasHour = true
                } else if count <= 2, !isMonthOpen {
                    isMonthOpen = true
                } else {
                    hasDay = true
                }
            case UInt8(ascii: "h"): hasHour = true
            case UInt8(ascii: "s"):
                hasHour = true
                // The `m` right before seconds is minutes.
                if last == UInt8(ascii: "m") { isMonthOpen = false }
            default: hasDay = true
            }
            if letter != UInt8(ascii: "s"), last == UInt8(ascii: "m"), isMonthOpen {
                hasDay = true
                isMonthOpen = false
            }
            last = letter
        }
    }
}
