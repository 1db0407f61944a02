/// Whether the name of a column could be a value: a file without a header names its columns by its first record.
enum HeaderName {
    /// What a name is like that isn't what people call columns.
    enum Likeness {
        case number, date, address
        /// Something that tells of one person, or a sentence.
        case person
    }

    /// What value a name is like.
    ///
    /// - Returns: nil for what people call columns, years among it.
    static func likeness(_ name: String) -> Likeness? {
        let text = Array(name.utf8)[...]
        guard text.count <= 120 else { return .person }
        let reading = ValueReading(text)
        if Contacts.hasMail(text) || Contacts.telephone(text) != nil || Contacts.isPlate(text) { return .person }
        if Identifiers.nationalNumber(text) != nil || Identifiers.isBankAccount(text) { return .person }
        if Identifiers.isNetworkCard(text) || Identifiers.isInternetAddress(text) { return .person }
        if let number = reading.number {
            return number.decimals == 0 && (1900...2100).contains(number.value) ? nil : .number
        }
        if reading.date != nil || reading.isTime { return .date }
        let plain = PlainWords(name)
        if plain.beginsWithDigit, PostalAddresses.isAddress(plain) { return .address }
        return PersonNames.likeness(plain) == .given || plain.parts > 12 ? .person : nil
    }

    /// Whether a name may be shown without looking at what is below it.
    static func isPlausible(_ name: String) -> Bool { !name.isEmpty && likeness(name) == nil }
}
