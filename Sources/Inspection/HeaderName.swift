/// Whether the name of a column could be a value: a file without a header names its columns by its first record.
enum HeaderName {
    /// Whether a name is like what people call columns, and like no value that could tell of a person.
    static func isPlausible(_ name: String) -> Bool {
        let text = Array(name.utf8)[...]
        guard !text.isEmpty, text.count <= 120 else { return false }
        let reading = ValueReading(text)
        if reading.number != nil || reading.date != nil || reading.isTime { return false }
        if Contacts.hasMail(text) || Contacts.telephone(text) != nil || Contacts.isPlate(text) { return false }
        if Identifiers.nationalNumber(text) != nil || Identifiers.isBankAccount(text) { return false }
        if Identifiers.isNetworkCard(text) || Identifiers.isInternetAddress(text) { return false }
        guard text.contains(where: { Identifiers.isLetter($0) || $0 >= 128 }) else { return false }
        let plain = PlainWords(name)
        return PersonNames.likeness(plain) != .given && !(plain.beginsWithDigit && PostalAddresses.isAddress(plain))
    }
}
