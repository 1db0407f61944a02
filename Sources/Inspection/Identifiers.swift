/// Numbers that mean one person or one thing of theirs, by their form and their check digits.
enum Identifiers {
    /// A French national number (NIR), in 13 characters or in 15 with its key: 97 less the rest of a division by 97.
    ///
    /// - Returns: nil for anything else; else whether the key was there and right.
    static func nationalNumber(_ text: ArraySlice<UInt8>) -> Bool? {
        let body = text.filter { $0 != 32 && $0 != 46 }
        guard body.count == 13 || body.count == 15, body[0] == 49 || body[0] == 50 else { return nil }
        var value = 0
        for (place, byte) in body.prefix(13).enumerated() {
            if isDigit(byte) {
                value = value * 10 + Int(byte - 48)
            } else if place == 6, byte == 65 || byte == 66, body[5] == 50 {
                // Corsica: 2A is reckoned as 19, 2B as 18.
                value = (value / 10 * 10 + 1) * 10 + (byte == 65 ? 9 : 8)
            } else {
                return nil
            }
        }
        let month = Int(body[3] &- 48) * 10 + Int(body[4] &- 48)
        guard (1...12).contains(month) || (20...42).contains(month) else { return nil }
        guard body.count == 15 else { return false }
        guard isDigit(body[13]), isDigit(body[14]) else { return nil }
        return 97 - value % 97 == Int(body[13] - 48) * 10 + Int(body[14] - 48) ? true : nil
    }

    /// An account number (ISO 13616): a country, two check digits and up to 30 characters, with a rest of 1 by 97.
    static func isBankAccount(_ text: ArraySlice<UInt8>) -> Bool {
        let body = text.filter { $0 != 32 }.map(upper)
        guard (15...34).contains(body.count), isLetter(body[0]), isLetter(body[1]), isDigit(body[2]), isDigit(body[3])
        else { return false }
        var rest = 0
        for byte in body[4...] + body[..<4] {
            if isDigit(byte) {
                rest = (rest * 10 + Int(byte - 48)) % 97
            } else if isLetter(byte) {
                rest = (rest * 100 + Int(byte - 55)) % 97
            } else {
                return false
            }
        }
        return rest == 1
    }

    /// A telephone's own number (IMEI): 15 digits with a Luhn check digit; chance passes one number in ten.
    static func isHandset(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.count == 15, text.allSatisfy(isDigit), text.first != 48 else { return false }
        var sum = 0
        for (place, byte) in text.enumerated() {
            let digit = Int(byte - 48) * (place % 2 == 1 ? 2 : 1)
            sum += digit > 9 ? digit - 9 : digit
        }
        return sum % 10 == 0
    }

    /// A network card's address: six pairs of hexadecimal digits between colons or hyphens.
    static func isNetworkCard(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.count == 17 else { return false }
        let mark = text[text.startIndex + 2]
        guard mark == 58 || mark == 45 else { return false }
        return text.enumerated().allSatisfy { place, byte in
            place % 3 == 2 ? byte == mark : isDigit(byte) || (65...70).contains(upper(byte))
        }
    }

    /// An internet address: four numbers below 256 between points, or groups of hexadecimal digits between colons.
    static func isInternetAddress(_ text: ArraySlice<UInt8>) -> Bool {
        let parts = text.split(separator: 46, omittingEmptySubsequences: false)
        if parts.count == 4 {
            return parts.allSatisfy { part in
                (1...3).contains(part.count) && part.allSatisfy(isDigit)
                    && (Int(String(decoding: part, as: UTF8.self)) ?? 256) < 256
            }
        }
        let groups = text.split(separator: 58, omittingEmptySubsequences: false)
        guard (4...8).contains(groups.count), groups.count == 8 || groups.contains(where: \.isEmpty) else {
            return false
        }
        return groups.allSatisfy { $0.count <= 4 && $0.allSatisfy { isDigit($0) || (65...70).contains(upper($0)) } }
    }

    static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }
    static func upper(_ byte: UInt8) -> UInt8 { (97...122).contains(byte) ? byte - 32 : byte }
}
