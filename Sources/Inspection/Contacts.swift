/// Ways to reach a person, and their vehicle, by their form.
enum Contacts {
    /// How sure a form makes us of a telephone number.
    enum TelephoneForm {
        /// An international prefix, or pairs and groups with the usual marks between them.
        case written
        /// Ten digits in a row that could also number a record.
        case bare
    }

    /// An e-mail address, anywhere in a text.
    static func hasMail(_ text: ArraySlice<UInt8>) -> Bool {
        guard let at = text.firstIndex(of: 64), at > text.startIndex, isMailByte(text[at - 1]) else { return false }
        let domain = text[(at + 1)...].prefix { isMailByte($0) }
        guard let point = domain.lastIndex(of: 46), point > domain.startIndex else { return false }
        // A sentence's full stop isn't part of it.
        let end = domain[(point + 1)...]
        return end.count >= 2 && end.allSatisfy(Identifiers.isLetter)
            || domain[..<point].contains(46) && end.isEmpty
    }

    private static func isMailByte(_ byte: UInt8) -> Bool {
        Identifiers.isDigit(byte) || Identifiers.isLetter(byte) || [43, 45, 46, 95].contains(byte) || byte >= 128
    }

    /// A French, North American or international telephone number.
    static func telephone(_ text: ArraySlice<UInt8>) -> TelephoneForm? {
        guard (9...22).contains(text.count) else { return nil }
        var digits: [UInt8] = []
        var marks = 0
        for byte in text {
            if Identifiers.isDigit(byte) {
                digits.append(byte - 48)
            } else if [32, 40, 41, 43, 45, 46, 47].contains(byte) {
                marks += 1
            } else if byte != 0xC2, byte != 0xA0 {
                return nil
            }
        }
        let first = text.first
        if first == 43 || digits.starts(with: [0, 0]) && (11...15).contains(digits.count) && digits[2] != 0 {
            return (9...15).contains(digits.count) ? .written : nil
        }
        if digits.count == 10, digits[0] == 0, digits[1] != 0 {
            return marks == 0 ? .bare : marks == 4 || marks == 1 ? .written : nil
        }
        if digits.count == 9, marks == 0, digits[0] == 6 || digits[0] == 7 { return .bare }
        if digits.count == 11, marks == 0, digits.starts(with: [3, 3]), digits[2] != 0 { return .bare }
        if digits.count == 10, digits[0] >= 2, digits[3] >= 2, groups(text) == [3, 3, 4] { return .written }
        return nil
    }

    private static func groups(_ text: ArraySlice<UInt8>) -> [Int] {
        text.split { !Identifiers.isDigit($0) }.map(\.count)
    }

    /// A French number plate: `AB-123-CD` since 2009 (no I, O or U), `1234 AB 13` before; a form without any mark
    /// counts as one too.
    static func isPlate(_ text: ArraySlice<UInt8>) -> Bool {
        guard (6...12).contains(text.count) else { return false }
        let body = text.filter { $0 != 45 && $0 != 32 }
        guard body.allSatisfy({ Identifiers.isDigit($0) || (65...90).contains($0) || (97...122).contains($0) }) else {
            return false
        }
        let kinds = body.map { Identifiers.isDigit($0) }
        if kinds == [false, false, true, true, true, false, false] {
            return (body[0..<2] + body[5..<7]).allSatisfy { ![73, 79, 85].contains(Identifiers.upper($0)) }
        }
        let digits = kinds.prefix { $0 }.count
        let letters = kinds.dropFirst(digits).prefix { !$0 }.count
        let rest = kinds.count - digits - letters
        guard (1...4).contains(digits), (2...3).contains(letters), rest == 2, kinds.suffix(2) == [true, true] else {
            return false
        }
        let department = Int(String(decoding: body.suffix(2), as: UTF8.self)) ?? 0
        return (1...95).contains(department) && digits >= 2
    }
}
