import Vault
import Vocabulary

/// Counts the vault's records into the bins of one table; every place and category has a number, zero included.
struct BinTabulation {
    let bins: [TimeBin]
    let places: Int
    let categories: Int
    private(set) var counts: [Int32]
    private let time: TimeLevel
    private let placeOfCell: [Int32]
    private let geography: Geography
    private let zoneLevel: String?
    private let isTerritory: Bool
    private let zoneNumbers: [String: Int]
    private let categoryNumbers: [String: Int]

    /// - Parameter bins: in order, not overlapping.
    init?(_ table: PlannedTable, bins: [TimeBin], territory: Territory) {
        guard let places = territory.places(at: table.place),
            let placeOfCell = territory.geography.placeOfCell(at: table.place)
        else { return nil }
        self.bins = bins
        self.places = places.count
        self.placeOfCell = placeOfCell
        time = table.time
        geography = territory.geography
        categories = territory.taxonomy.keys(at: table.category).count
        categoryNumbers = Dictionary(
            uniqueKeysWithValues: zip(
                territory.taxonomy.categories.map(\.id), territory.taxonomy.numbers(at: table.category)))
        isTerritory = table.place == .territory
        if case .zone(let level) = table.place {
            zoneLevel = level
            zoneNumbers = Dictionary(
                places.indices.map { (places[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
        } else {
            zoneLevel = nil
            zoneNumbers = [:]
        }
        counts = Array(repeating: 0, count: bins.count * places.count * categories)
    }

    /// The figures of a bin: category by category, place by place.
    func figures(ofBin bin: Int) -> ArraySlice<Int32> {
        let size = places * categories
        return counts[bin * size..<(bin + 1) * size]
    }

    mutating func count(source: String, in vault: VaultSnapshot) throws {
        guard let first = bins.first, let last = bins.last else { return }
        try vault.forEachCount(of: source, within: first.start..<last.end) { category, precision, entries in
            // A day is too coarse to be told to an hour, and a month to a day or a week.
            guard time >= precision, let column = categoryNumbers[category] else { return }
            add(entries, column: column)
        }
    }

    private mutating func add(_ entries: [ExactCount], column: Int) {
        var bin = 0
        for entry in entries {
            if bins[bin].start > entry.start || bins[bin].end <= entry.start {
                guard let found = index(of: entry.start) else { continue }
                bin = found
            }
            let place: Int
            switch entry.place {
            case .cell(let cell):
                guard let number = geography.index(of: cell) else { continue }
                place = Int(placeOfCell[number])
            case .zone(let level, let id):
                place = isTerritory ? 0 : level == zoneLevel ? zoneNumbers[id] ?? -1 : -1
            }
            guard place >= 0 else { continue }
            counts[(bin * categories + column) * places + place] += Int32(clamping: entry.count)
        }
    }

    private func index(of time: UTCSeconds) -> Int? {
        var low = 0
        var high = bins.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if bins[middle].start <= time { low = middle } else { high = middle }
        }
        return bins[low].start <= time && time < bins[low].end ? low : nil
    }
}
