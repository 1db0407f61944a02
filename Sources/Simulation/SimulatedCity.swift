/// A period that the simulation cannot fill.
public struct PeriodNotCovered: Error, Sendable, CustomStringConvertible {
    /// The first day asked for.
    public let from: CalendarDay
    /// The last day asked for.
    public let to: CalendarDay
    /// The days that could have been asked for.
    public let fillable: ClosedRange<CalendarDay>

    /// What is wrong and what to do, in French.
    public var description: String {
        "Ville-Témoin ne connaît pas la période du \(from.iso) au \(to.iso) : choisissez des jours en ordre entre le "
            + "\(fillable.lowerBound.iso) et le \(fillable.upperBound.iso)."
    }
}

/// Ville-Témoin: a made-up Mediterranean port city with everything that its services count.
///
/// A seed and a period decide every byte. Nothing in it is real: no place, no person, no call. The `write` functions
/// hand over pieces of about 64 KiB of UTF-8 and touch no file; they pass on whatever their writer throws.
public struct SimulatedCity: Sendable {
    /// What every page and file must say of it.
    public static let notice =
        "Ville-Témoin n’existe pas : lieux, personnes et appels sont simulés. "
        + "Ville-Témoin does not exist: its places, people and calls are simulated."
    /// The seed of the city that the project shows.
    public static let standardSeed: UInt64 = 2024
    /// The days that are filled unless others are asked for: all of 2024 and 2025.
    public static let standardDays = CalendarDay(2024, 1, 1)...CalendarDay(2025, 12, 31)
    /// The city of the standard seed and days.
    public static let standard = SimulatedCity(seed: standardSeed, days: standardDays, looksAhead: false)

    /// The seed that everything comes from.
    public let seed: UInt64
    /// The days that are filled.
    public let days: ClosedRange<CalendarDay>
    /// The weather of those days.
    public let weather: CityWeather
    /// The matches and festivals of those days.
    public let events: [CityEvent]
    /// What is known beforehand of the days after the last, where that was asked for.
    public let coming: ComingDays?

    private let map: CityMap
    private let stream: IncidentStream
    private let planted: PlantedEffects

    /// Makes the city of a seed for the days from the first to the last, both included, in about half a second.
    ///
    /// - Parameter looksAhead: whether the weather is foreseen, and gatherings and holidays announced, for the days
    ///   after the last.
    /// - Throws: `PeriodNotCovered` for days that are not fillable, or out of order.
    public init(
        seed: UInt64, from: CalendarDay, to: CalendarDay, looksAhead: Bool = false
    ) throws(PeriodNotCovered) {
        let fillable = SimulatedCity.fillable(looksAhead: looksAhead)
        guard from <= to, fillable.contains(from), fillable.contains(to) else {
            throw PeriodNotCovered(from: from, to: to, fillable: fillable)
        }
        self.init(seed: seed, days: from...to, looksAhead: looksAhead)
    }

    /// The days that can be filled: all that the calendar covers, but for the last ones where some are to come.
    public static func fillable(looksAhead: Bool) -> ClosedRange<CalendarDay> {
        let covered = FrenchHolidays.covered
        return covered.lowerBound...covered.upperBound.advanced(by: looksAhead ? -ComingDays.count : 0)
    }

    private init(seed: UInt64, days: ClosedRange<CalendarDay>, looksAhead: Bool) {
        self.seed = seed
        self.days = days
        // The weather and the clusters are those of the whole calendar, so that a shorter period is a part of it.
        let weather = CityWeather(seed: seed, days: FrenchHolidays.covered)
        let map = CityMap(seed: seed)
        let layers = PlaceLayers(seed: seed, map: map)
        let rhythm = IncidentRhythm(weather: weather)
        let planted = PlantedEffects(map: map, layers: layers, rhythm: rhythm)
        let events = CityProgramme.events(seed: seed, days: FrenchHolidays.covered)
        stream = IncidentStream(
            seed: seed, map: map, layers: layers, rhythm: rhythm, planted: planted, events: events)
        self.weather = weather.limited(to: days)
        self.events = events.filter { days.contains($0.day) }
        coming = looksAhead ? ComingDays(after: days.upperBound, seed: seed, weather: weather, events: events) : nil
        self.map = map
        self.planted = planted
    }

    /// The quartiers, in the order of their ids.
    public var quartiers: [Quartier] { map.quartiers }
    /// The arrondissements, in the order of their ids.
    public var arrondissements: [Arrondissement] { map.arrondissements }
    /// The land inside the frame of the map, the city included.
    public var land: MapArea { map.land }
    /// The sea inside the frame of the map.
    public var sea: MapArea { map.sea }
    /// The shore, land on the left; closed lines repeat their first point.
    public var coastlines: [[GeographicPoint]] { map.coastlines }
    /// The planted clusters.
    public var clusters: [PlantedCluster] { planted.clusters }
    /// The planted effect of a measure.
    public var measure: PlantedMeasure { planted.measure }

    /// The calls of one local day in the order of time, before anything is written wrongly.
    public func calls(on day: CalendarDay) -> [SimulatedCall] { stream.calls(on: day).calls }

    /// Writes `quartiers.geojson`.
    public func writeQuartiers(to write: ([UInt8]) throws -> Void) rethrows {
        let names = Dictionary(uniqueKeysWithValues: arrondissements.map { ($0.id, $0.name) })
        var text = GeoJSONText(name: "quartiers")
        for quartier in quartiers {
            let properties = [
                ("id", quartier.id), ("name", quartier.name), ("arrondissement", quartier.arrondissement),
                ("arrondissement_name", names[quartier.arrondissement] ?? ""),
            ]
            try text.add(quartier.area, properties: properties, to: write)
        }
        try text.close(to: write)
    }

    /// Writes `coast.geojson`: the shore, the land and the sea inside the frame of the map, told apart by `kind`.
    public func writeCoast(to write: ([UInt8]) throws -> Void) rethrows {
        var text = GeoJSONText(name: "coast")
        try text.add(coastlines, properties: [("kind", "coastline")], to: write)
        try text.add(land, properties: [("kind", "land")], to: write)
        try text.add(sea, properties: [("kind", "water")], to: write)
        try text.close(to: write)
    }

    /// Writes `incidents.csv` and tells what was written.
    @discardableResult
    public func writeIncidents(to write: ([UInt8]) throws -> Void) rethrows -> IncidentDelivery {
        var text = IncidentText(seed: seed)
        for number in days.lowerBound.number...days.upperBound.number {
            let day = CalendarDay(number: number)
            let (calls, prevented) = stream.calls(on: day)
            try text.add(calls, prevented: prevented, on: day, to: write)
        }
        try text.close(to: write)
        return text.delivery
    }

    /// Writes `counters.csv`.
    public func writeCounters(to write: ([UInt8]) throws -> Void) rethrows {
        try CounterText.write(city: self, to: write)
    }

    /// Writes `weather.csv`, with what is foreseen of the days to come.
    public func writeWeather(to write: ([UInt8]) throws -> Void) rethrows {
        try ContextText.writeWeather(city: self, to: write)
    }

    /// Writes `calendar.csv`, with what is announced for the days to come.
    public func writeCalendar(to write: ([UInt8]) throws -> Void) rethrows {
        try ContextText.writeCalendar(city: self, to: write)
    }

    /// Writes `truth.json`: what was planted, and what came of it in the incidents delivered.
    public func writeTruth(_ delivery: IncidentDelivery, to write: ([UInt8]) throws -> Void) rethrows {
        try TruthText.write(city: self, delivery: delivery, to: write)
    }
}
