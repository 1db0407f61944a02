/// The codes by which a file may name the zones of a level.
enum ZoneCodes {
    /// The number of each zone, by its id, and by what a spreadsheet leaves of it.
    ///
    /// Spreadsheets take codes for numbers and drop the zeros in front of them: `1001` for `01001`. Where all ids of a
    /// level have one length, the shorter code can be no other zone's, so it is taken for the id without its zeros.
    static func numbers(of ids: [String]) -> [String: Int] {
        var numbers = Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })
        guard Set(ids.map(\.utf8.count)).count == 1 else { return numbers }
        for (number, id) in ids.enumerated() where id.utf8.first == 48 && id.utf8.allSatisfy({ (48...57).contains($0) })
        {
            let short = id.drop { $0 == "0" }
            if !short.isEmpty { numbers[String(short)] = number }
        }
        return numbers
    }
}
