/// Whether a text is an address or a street.
enum PostalAddresses {
    private static let ways: Set<String> = Set(
        """
        rue avenue av ave boulevard bd bld blvd place pl quai cours allee allees chemin che chem impasse imp route rte \
        traverse passage square residence lotissement lot hameau sentier faubourg villa esplanade promenade montee \
        ruelle venelle rond voie calle avenida plaza paseo camino rua travessa alameda via viale piazza corso ul ulica \
        aleja
        """.split(separator: " ").map(String.init))
    private static let endings: Set<String> = Set(
        """
        street st avenue ave av road rd lane ln drive dr boulevard blvd court ct place pl terrace parkway pkwy way \
        straat laan weg strasse
        """.split(separator: " ").map(String.init))
    /// How words end that are streets by themselves.
    private static let suffixes = ["straat", "laan", "plein", "strasse", "str", "gasse", "platz"]

    /// An address with a number, or a street's name.
    static func isAddress(_ text: PlainWords) -> Bool {
        let words = text.words
        guard (2...14).contains(words.count) else { return false }
        let named = words.drop { word in
            word.utf8.allSatisfy(Identifiers.isDigit) || ["bis", "ter", "quater", "a", "b", "c"].contains(word)
        }
        if let first = named.first, ways.contains(first), named.count > 1 { return true }
        let numbers = words.filter { $0.utf8.first.map(Identifiers.isDigit) ?? false }
        if !numbers.isEmpty {
            if words.contains(where: { word in suffixes.contains { word.hasSuffix($0) } }) { return true }
            // A number in a street and a postcode, with the names of both around.
            let isPlaced = numbers.contains { (4...8).contains($0.utf8.count) } && numbers.count >= 2
            if isPlaced, words.count - numbers.count >= 2, text.hasComma { return true }
        }
        guard text.beginsWithDigit else { return false }
        return words.contains("block") || words.dropFirst(2).prefix(4).contains(where: endings.contains)
            || words.dropFirst().prefix(2).contains(where: ways.contains)
    }
}
