import Editions
import Foundation
import TestCity
import Vocabulary

/// Incidents drawn at random and published as editions into a folder of their own.
struct FixtureEditions {
    /// One table to publish.
    struct Table {
        let place: PlaceLevel
        let time: TimeLevel
        let category: CategoryLevel
        /// 0 is exact.
        var epsilon = 0.0

        var key: String { "incidents.\(place.key).\(time.rawValue).\(category.rawValue)" }
    }

    /// One incident.
    struct Incident {
        let cell: Int
        let day: Int
        let hour: Int
        let category: Int
    }

    let territory: Territory
    let folder: String
    let incidents: [Incident]

    /// Draws incidents over some days.
    ///
    /// - Parameters:
    ///   - weights: for each of the geography's cells, how likely it is.
    ///   - keeping: how likely an incident that was drawn is to stay.
    init(
        territory: Territory, days: ClosedRange<CivilDate>, perDay: Int, seed: UInt64 = 7, weights: [Double]? = nil,
        keeping: ((Incident) -> Double)? = nil
    ) throws {
        self.territory = territory
        folder = NSTemporaryDirectory() + "clairevoie-website-" + UUID().uuidString
        var generator = SeededGenerator(seed: seed)
        let cells = territory.geography.cells.count
        var sums: [Double] = []
        for weight in weights ?? Array(repeating: 1, count: cells) { sums.append((sums.last ?? 0) + weight) }
        let categories = territory.taxonomy.categories.count
        var incidents: [Incident] = []
        for day in days.lowerBound.dayNumber...days.upperBound.dayNumber {
            let weekend = CivilDate(dayNumber: day).weekday >= 4 ? 1.3 : 1
            let season = 1 + 0.25 * sin(Double(day) / 58)
            let count = Int(Double(perDay) * weekend * season * Double.random(in: 0.85...1.15, using: &generator))
            for _ in 0..<count {
                let wanted = Double.random(in: 0..<(sums.last ?? 1), using: &generator)
                var (low, high) = (0, sums.count - 1)
                while low < high {
                    let middle = (low + high) / 2
                    if sums[middle] > wanted { high = middle } else { low = middle + 1 }
                }
                // The square of a uniform number favours the first categories.
                let share = Double.random(in: 0..<1, using: &generator)
                let incident = Incident(
                    cell: low, day: day, hour: Int.random(in: 0..<24, using: &generator),
                    category: min(categories - 1, Int(share * share * Double(categories))))
                if let keeping, Double.random(in: 0..<1, using: &generator) >= keeping(incident) { continue }
                incidents.append(incident)
            }
        }
        self.incidents = incidents
    }

    /// Publishes tables over the bins that lie within some days; what is published already stays.
    func publish(
        _ tables: [Table], days: ClosedRange<CivilDate>, staff: Bool = false, at time: UTCSeconds = 1_750_000_000,
        seed: UInt64 = 11, through bins: [TimeBin]? = nil
    ) throws {
        var generator = SeededGenerator(seed: seed)
        let store = try EditionStore(folder: folder)
        let calendar = territory.calendar
        let range = calendar.start(of: days.lowerBound)..<calendar.start(of: days.upperBound.adding(days: 1))
        try store.write { transaction in
            for table in tables {
                let definition = try definition(table, staff: staff)
                let number = try transaction.table(definition)
                let bins = bins ?? calendar.bins(table.time, within: range)
                let counts = try counts(table, bins: bins, places: definition.places.count)
                for (bin, exact) in zip(bins, counts) {
                    let figures = exact.map { $0 + Self.noise(definition.publicNoise ?? 0, &generator) }
                    try transaction.publish(
                        table: number, definition: definition, bin: bin, publicFigures: staff ? nil : figures,
                        staffFigures: staff ? figures : nil, nonce: Array(repeating: 1, count: 32), at: time)
                }
            }
        }
    }

    /// Publishes monthly totals of admission and refusal; from a day on, most records may have unknown codes.
    func publishOutcomes(days: ClosedRange<CivilDate>, epsilon: Double, brokenFrom: CivilDate? = nil) throws {
        var generator = SeededGenerator(seed: 5)
        let definition = TableDefinition(
            key: "incidents.outcomes.month", source: "incidents",
            sourceTitle: Phrase(fr: "Appels à la mairie", en: "Calls to the town hall"), origin: .reported,
            place: .territory, time: .month, contents: .outcomes, places: [territory.asPlace],
            categories: [
                .admitted,
                PublishedCategory(id: Refusal.noCoordinates.rawValue, title: Refusal.noCoordinates.title),
                PublishedCategory(id: Refusal.unmappedCategory.rawValue, title: Refusal.unmappedCategory.title),
            ],
            recordsPerIncident: 1, publicNoise: Self.numerator(epsilon), staffNoise: nil,
            publicEpsilon: Self.bound(epsilon), staffEpsilon: .zero)
        let calendar = territory.calendar
        let range = calendar.start(of: days.lowerBound)..<calendar.start(of: days.upperBound.adding(days: 1))
        try EditionStore(folder: folder).write { transaction in
            let number = try transaction.table(definition)
            for bin in calendar.bins(.month, within: range) {
                let counted = incidents.count { bin.start <= start($0) && start($0) < bin.end }
                let isBroken = brokenFrom.map { bin.start >= calendar.start(of: $0) } ?? false
                let admitted = isBroken ? counted / 10 : counted
                let unmapped = isBroken ? counted - admitted : counted / 90
                let figures = [Int32(admitted), Int32(counted / 20), Int32(unmapped)].map {
                    $0 + Self.noise(definition.publicNoise ?? 0, &generator)
                }
                try transaction.publish(
                    table: number, definition: definition, bin: bin, publicFigures: figures, staffFigures: nil,
                    nonce: [], at: 1_750_000_000)
            }
        }
    }

    /// Says that the source replaced a period.
    func correct(days: ClosedRange<CivilDate>, at time: UTCSeconds) throws {
        let calendar = territory.calendar
        let period = calendar.start(of: days.lowerBound)..<calendar.start(of: days.upperBound.adding(days: 1))
        try EditionStore(folder: folder).write {
            try $0.recordCorrection(source: "incidents", period: period, at: time)
        }
    }

    /// Says that a publication of a table died after it had drawn some days.
    func interrupt(_ key: String, days: ClosedRange<CivilDate>) throws {
        let calendar = territory.calendar
        let period = calendar.start(of: days.lowerBound)..<calendar.start(of: days.upperBound.adding(days: 1))
        let epsilon = Epsilon(billionths: 500_000_000)
        _ = try EditionStore(folder: folder).write {
            try $0.recordInterruption(
                DrawnBins(
                    source: "incidents", table: key, period: period, publicEpsilon: epsilon, staffEpsilon: .zero))
        }
    }

    /// Takes the folder away.
    func remove() {
        try? FileManager.default.removeItem(atPath: folder)
    }

    func start(_ incident: Incident) -> UTCSeconds {
        territory.calendar.start(of: CivilDate(dayNumber: incident.day)) + Int64(incident.hour) * 3600
    }

    private func definition(_ table: Table, staff: Bool) throws -> TableDefinition {
        let noise = Self.numerator(table.epsilon)
        let bound = Self.bound(table.epsilon)
        return TableDefinition(
            key: table.key, source: "incidents",
            sourceTitle: Phrase(fr: "Appels à la mairie", en: "Calls to the town hall"), origin: .reported,
            place: table.place, time: table.time, contents: .incidents(table.category),
            places: try FixtureCity.require(territory.places(at: table.place)),
            categories: territory.taxonomy.keys(at: table.category).map { key in
                PublishedCategory(
                    id: key, title: territory.taxonomy.title(of: key, at: table.category) ?? Phrase(verbatim: key))
            },
            recordsPerIncident: 1, publicNoise: staff ? nil : noise, staffNoise: staff ? noise : nil,
            publicEpsilon: staff ? .zero : bound, staffEpsilon: staff ? bound : .zero)
    }

    /// Counts by bin, then category, then place.
    func counts(_ table: Table, bins: [TimeBin], places: Int) throws -> [[Int32]] {
        let placeOfCell = try FixtureCity.require(territory.geography.placeOfCell(at: table.place))
        let numbers = territory.taxonomy.numbers(at: table.category)
        let categories = territory.taxonomy.keys(at: table.category).count
        var counts = Array(repeating: [Int32](repeating: 0, count: categories * places), count: bins.count)
        for incident in incidents {
            let place = placeOfCell[incident.cell]
            let time = start(incident)
            var (low, high) = (0, bins.count)
            while low < high {
                let middle = (low + high) / 2
                if bins[middle].end > time { high = middle } else { low = middle + 1 }
            }
            guard place >= 0, low < bins.count, bins[low].start <= time else { continue }
            counts[low][numbers[incident.category] * places + Int(place)] += 1
        }
        return counts
    }

    private static func numerator(_ epsilon: Double) -> Int {
        epsilon > 0 ? Int((exp(-epsilon) * Double(NoiseLaw.denominator)).rounded(.down)) : 0
    }

    private static func bound(_ epsilon: Double) -> Epsilon { Epsilon(billionths: Int64(epsilon * 1e9)) }

    /// The difference of two geometric numbers is discrete Laplace.
    private static func noise(_ numerator: Int, _ generator: inout SeededGenerator) -> Int32 {
        guard numerator > 0 else { return 0 }
        let alpha = Double(numerator) / Double(NoiseLaw.denominator)
        func geometric() -> Int32 {
            Int32(log(1 - Double.random(in: 0..<1, using: &generator)) / log(alpha))
        }
        return geometric() - geometric()
    }
}
