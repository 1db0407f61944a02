import Vocabulary

/// How many of a column's values look as if they told of a person, and in which way.
struct PersonalTally {
    private enum Sign: Int, CaseIterable {
        case mail, telephone, bareTelephone, plate, nationalNumber, unkeyedNationalNumber, bankAccount, handset
        case device, address, givenName, familyName, capitalised, sentence
    }

    private var values = 0
    private var counts = [Int](repeating: 0, count: Sign.allCases.count)
    private var words = 0
    private var lengths = 0.0
    private var squaredLengths = 0.0
    /// How many values are a day without a time, by decade from 1900.
    private var decades = [Int](repeating: 0, count: 20)

    /// Looks at a value that isn't empty.
    mutating func add(_ text: ArraySlice<UInt8>, _ reading: ValueReading) {
        values += 1
        if let date = reading.date {
            if !date.hasTime, (1900..<2100).contains(date.year) { decades[(date.year - 1900) / 10] += 1 }
            return
        }
        let (digits, letters, others) = text.reduce(into: (0, 0, 0)) { sums, byte in
            if Identifiers.isDigit(byte) {
                sums.0 += 1
            } else if Identifiers.isLetter(byte) || byte >= 128 {
                sums.1 += 1
            } else {
                sums.2 += 1
            }
        }
        if digits >= 6 { addNumber(text) }
        if others >= 2, text.count <= 45 { addDevice(text) }
        if digits >= 3, letters >= 2, Contacts.isPlate(text) { count(.plate) }
        if others > 0, Contacts.hasMail(text) { count(.mail) }
        guard letters > 1 else { return }
        let plain = PlainWords(String(decoding: text.prefix(400), as: UTF8.self))
        words += plain.parts
        lengths += Double(text.count)
        squaredLengths += Double(text.count) * Double(text.count)
        if plain.parts >= 4 { count(.sentence) }
        if PostalAddresses.isAddress(plain) {
            count(.address)
            return
        }
        switch PersonNames.likeness(plain) {
        case .given: count(.givenName)
        case .family: count(.familyName)
        case .capitalised: count(.capitalised)
        case nil: break
        }
    }

    private mutating func addNumber(_ text: ArraySlice<UInt8>) {
        switch Contacts.telephone(text) {
        case .written: count(.telephone)
        case .bare: count(.bareTelephone)
        case nil: break
        }
        switch Identifiers.nationalNumber(text) {
        case true: count(.nationalNumber)
        case false: count(.unkeyedNationalNumber)
        case nil: break
        }
        if Identifiers.isHandset(text) { count(.handset) }
        if text.count >= 15, Identifiers.isBankAccount(text) { count(.bankAccount) }
    }

    private mutating func addDevice(_ text: ArraySlice<UInt8>) {
        if Identifiers.isNetworkCard(text) || Identifiers.isInternetAddress(text) { count(.device) }
    }

    private mutating func count(_ sign: Sign) { counts[sign.rawValue] += 1 }

    /// The share of the values that bear a sign.
    private func share(_ sign: Sign) -> Double { Double(counts[sign.rawValue]) / Double(max(values, 1)) }

    /// What the values seem to hold, of which `distinct` are different.
    ///
    /// Forms that only a person's data has count from a twentieth of the values on; forms that a record's number may
    /// have by chance need most of them.
    func content(distinct: Int) -> PersonalColumn? {
        guard values >= 3 else { return nil }
        let variety = Double(distinct) / Double(values)
        if share(.mail) >= 0.02 { return .mail }
        if share(.nationalNumber) >= 0.05 || share(.unkeyedNationalNumber) >= 0.7 { return .identity }
        if share(.bankAccount) >= 0.05 { return .identity }
        if share(.device) >= 0.2 || share(.handset) >= 0.8 { return .device }
        if share(.telephone) >= 0.15 || share(.telephone) + share(.bareTelephone) >= 0.6 { return .telephone }
        if share(.plate) >= 0.3 { return .plate }
        if share(.address) >= 0.2 { return .address }
        if isFreeText(distinct: distinct, variety: variety) { return .freeText }
        if isName(distinct: distinct, variety: variety) { return .name }
        return isBirthDate ? .identity : nil
    }

    private func isName(distinct: Int, variety: Double) -> Bool {
        let known = share(.givenName) + share(.familyName)
        if share(.givenName) >= 0.25 || known >= 0.4 { return true }
        // Words that the lists don't know, but as varied as only names are; a few known ones among them are enough.
        let alike = known + share(.capitalised)
        return alike >= 0.85 && distinct >= 20 && (variety >= 0.5 || variety >= 0.15 && known >= 0.04)
    }

    private func isFreeText(distinct: Int, variety: Double) -> Bool {
        let mean = Double(words) / Double(values)
        guard distinct >= 10, variety >= 0.2 || distinct >= 500, mean >= 2.5, share(.sentence) >= 0.3 else {
            return false
        }
        let length = lengths / Double(values)
        let spread = (max(0, squaredLengths / Double(values) - length * length)).squareRoot()
        return spread >= length * 0.15
    }

    /// Days of three generations and not of a few years, as no record of a service has.
    private var isBirthDate: Bool {
        let total = decades.reduce(0, +)
        guard Double(total) >= 0.9 * Double(values) else { return false }
        let common = decades.filter { Double($0) >= 0.04 * Double(total) }.count
        let old = decades.prefix(9).reduce(0, +)
        return common >= 4 && Double(old) >= 0.2 * Double(total)
    }
}
