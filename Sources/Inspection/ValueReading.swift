import Vocabulary

/// What one value can be read as.
struct ValueReading {
    /// A number, with how many digits follow its point or comma.
    struct Number {
        let value: Double
        let decimals: Int
        /// A zero before other digits, as codes have.
        let isPadded: Bool
    }

    /// A date, in each order in which it is one.
    struct Date {
        var orders: [TimeColumns.DateOrder]
        let year: Int
        var hasTime = false
        var hasOffset = false
    }

    private(set) var number: Number?
    private(set) var date: Date?
    private(set) var isTime = false
    private(set) var isYesNo = false

    private static let answers: Set<String> = [
        "oui", "non", "o", "n", "yes", "no", "y", "true", "false", "vrai", "faux", "t", "f", "0", "1",
    ]

    /// Reads a value without spaces around it.
    init(_ text: ArraySlice<UInt8>) {
        guard text.count <= 40 else { return }
        number = Self.number(text)
        if text.count <= 5 {
            isYesNo = Self.answers.contains(String(decoding: text, as: UTF8.self).lowercased())
        }
        var scanner = Scanner(text)
        date = scanner.date()
        if date == nil {
            scanner = Scanner(text)
            isTime = scanner.clock() && scanner.isAtEnd
        }
    }

    private static func number(_ text: ArraySlice<UInt8>) -> Number? {
        var digits = 0
        var decimals = 0
        var hasPoint = false
        var plain: [UInt8] = []
        for (place, byte) in text.enumerated() {
            switch byte {
            case 48...57:
                digits += 1
                if hasPoint { decimals += 1 }
                plain.append(byte)
            case 43, 45:
                guard place == 0 else { return nil }
                plain.append(byte)
            case 44, 46:
                guard !hasPoint, digits > 0 else { return nil }
                hasPoint = true
                plain.append(46)
            default: return nil
            }
        }
        if hasPoint, decimals == 0 { plain.removeLast() }
        guard digits > 0, let value = Double(String(decoding: plain, as: UTF8.self)) else { return nil }
        let body = plain.drop { $0 == 43 || $0 == 45 }
        let isPadded = body.count > 1 && body.first == 48 && body.dropFirst().first != 46
        return Number(value: value, decimals: decimals, isPadded: isPadded)
    }

    /// Walks along a value.
    private struct Scanner {
        private let text: ArraySlice<UInt8>
        private var index: Int

        init(_ text: ArraySlice<UInt8>) {
            self.text = text
            index = text.startIndex
        }

        var isAtEnd: Bool { index == text.endIndex }
        private var current: UInt8? { isAtEnd ? nil : text[index] }

        private mutating func number(_ digits: ClosedRange<Int>) -> (value: Int, digits: Int)? {
            var value = 0
            var count = 0
            while let byte = current, (48...57).contains(byte), count < digits.upperBound {
                value = value * 10 + Int(byte - 48)
                count += 1
                index += 1
            }
            return count >= digits.lowerBound ? (value, count) : nil
        }

        private mutating func skip(_ bytes: UInt8...) -> UInt8? {
            guard let byte = current, bytes.contains(byte) else { return nil }
            index += 1
            return byte
        }

        /// A date, with whatever time follows it to the end.
        mutating func date() -> Date? {
            guard let first = number(1...8) else { return nil }
            var date: Date
            if first.digits == 8 {
                let (year, month, day) = (first.value / 10_000, first.value / 100 % 100, first.value % 100)
                guard Self.isDay(year, month, day) else { return nil }
                date = Date(orders: [.yearMonthDay], year: year)
                guard !isAtEnd else { return date }
            } else {
                guard let mark = skip(45, 46, 47), let second = number(1...2) else { return nil }
                if isAtEnd {
                    // A month alone: only the year's four digits tell it from a fraction.
                    guard first.digits == 4, mark != 46, Self.isDay(first.value, second.value, 1) else { return nil }
                    return Date(orders: [.yearMonthDay], year: first.value)
                }
                guard skip(mark) != nil, let third = number(1...4) else { return nil }
                var orders: [TimeColumns.DateOrder] = []
                var year = third.value
                if first.digits == 4 {
                    year = first.value
                    if third.digits <= 2, Self.isDay(year, second.value, third.value) { orders = [.yearMonthDay] }
                } else if first.digits <= 2, third.digits == 2 || third.digits == 4 {
                    if third.digits == 2 { year += year < 70 ? 2000 : 1900 }
                    if Self.isDay(year, second.value, first.value) { orders.append(.dayMonthYear) }
                    if Self.isDay(year, first.value, second.value) { orders.append(.monthDayYear) }
                }
                guard !orders.isEmpty else { return nil }
                date = Date(orders: orders, year: year)
                guard !isAtEnd else { return date }
            }
            guard skip(32, 84, 116) != nil else { return nil }
            while skip(32) != nil {}
            guard clock() else { return nil }
            date.hasTime = true
            date.hasOffset = offset()
            return isAtEnd ? date : nil
        }

        private static func isDay(_ year: Int, _ month: Int, _ day: Int) -> Bool {
            (1800...2200).contains(year) && CivilDate(year: year, month: month, day: day) != nil
        }

        /// `7:05`, `07h05`, `07:05:30.25`, `7:05 PM`.
        mutating func clock() -> Bool {
            guard let hour = number(1...2), hour.value <= 24, let mark = skip(58, 104, 72) else { return false }
            guard let minute = number(2...2) else { return mark != 58 && isAtEnd }
            guard minute.value < 60 else { return false }
            if skip(58) != nil {
                guard let second = number(2...2), second.value <= 60 else { return false }
                if skip(46, 44) != nil, number(1...9) == nil { return false }
            }
            let before = index
            while skip(32) != nil {}
            if skip(65, 97, 80, 112) != nil, skip(77, 109) != nil { return true }
            index = before
            return true
        }

        private mutating func offset() -> Bool {
            while skip(32) != nil {}
            if skip(90, 122) != nil { return true }
            guard skip(43, 45) != nil, number(2...2) != nil else { return false }
            _ = skip(58)
            _ = number(2...2)
            return true
        }
    }
}
