public import Vocabulary

/// What a column holds, without any of its values.
public struct ColumnProfile: Sendable, Hashable {
    /// The column's place in the file, from 1.
    public let number: Int
    /// Its name; nil where the name itself could be a value, because the file seems to have no header.
    public let name: String?
    /// What its values are read as.
    public let type: ColumnType
    /// The share of rows without a value, from 0 to 1.
    public let shareEmpty: Double
    /// How many values differ.
    public let distinct: Int
    /// Whether that number is exact.
    public let isDistinctExact: Bool
    /// The most frequent shapes of its values, each shared by five rows at least; `…` stands for others.
    public let shapes: [String]
    /// Why it looks as if it told of persons, where it does.
    public let personal: PersonalFinding?
    /// Whether its values are codes of the territory's taxonomy, for the most part.
    public let areTaxonomyCodes: Bool
    /// Whether no value was met twice and none is missing.
    public let isUnique: Bool
    /// Whether its values are years.
    public let areYears: Bool
    /// Whether its values are months from 1 to 12.
    public let areMonths: Bool

    /// The name to show.
    public func title(in language: Language) -> String {
        if let name { return name }
        return Phrase(fr: "colonne \(number)", en: "column \(number)")[language]
    }

    /// What was seen of a column, summed up.
    init(_ seen: ColumnObservation, number: Int, name: String, isNameShown: Bool, hints: TerritoryHints) {
        self.number = number
        let judged = isNameShown ? name : ""
        self.name = isNameShown ? name : nil
        let type = seen.type(name: judged, hints: hints)
        self.type = type
        shareEmpty = seen.rows == 0 ? 0 : Double(seen.rows - seen.filled) / Double(seen.rows)
        let distinct = seen.distinct.estimate
        self.distinct = distinct
        isDistinctExact = seen.distinct.isExact
        shapes = seen.filled == 0 ? [] : seen.shapes.shown(3)
        personal = Self.finding(
            named: PersonalColumn(named: judged), held: seen.personal.content(distinct: distinct), type: type,
            isFew: distinct <= 30 && seen.filled >= 20 * distinct)
        areTaxonomyCodes = seen.areTaxonomyCodes
        isUnique = seen.isKey
        areYears = seen.areYears
        areMonths = seen.areMonths
    }

    /// What name and values come to together.
    ///
    /// Values count whatever the name says; a name alone counts unless the values can't be what it says. A coordinate
    /// is a place, and no person by itself.
    private static func finding(
        named: PersonalColumn?, held: PersonalColumn?, type: ColumnType, isFew: Bool
    ) -> PersonalFinding? {
        let named = named == .coordinate ? nil : named
        switch type {
        case .zoneCode, .longitude, .latitude, .projected: return nil
        default: break
        }
        if let held { return PersonalFinding(held, named == held ? .both : .values) }
        guard let named else { return nil }
        let isPossible =
            switch (named, type) {
            case (_, .empty), (.identity, .date), (.telephone, .integer), (.device, .integer), (.identity, .integer):
                true
            case (_, .yesNo), (_, .time), (_, .decimal), (_, .date), (_, .dateTime): false
            case (.name, .integer), (.mail, .integer), (.plate, .integer), (.address, .integer), (.freeText, .integer):
                false
            default: !isFew
            }
        return isPossible ? PersonalFinding(named, .name) : nil
    }
}
