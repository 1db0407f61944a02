/// A call for tranquillity or rescue, before the call centre's software writes it down.
public struct SimulatedCall: Sendable {
    /// Why the call was made up.
    public enum Cause: Sendable, Equatable {
        /// The usual rhythm of the city.
        case usual
        /// A match or another gathering.
        case event
        /// A planted cluster, by its index.
        case cluster(Int)
    }

    /// Seconds since 1970-01-01 00:00 UTC.
    public let instant: Int
    /// The index of the category in `IncidentCategory.all`.
    public let category: Int
    /// The index of the quartier in the city's list.
    public let quartier: Int
    /// Where it happened.
    public let position: GeographicPoint
    /// Why it was made up.
    public let cause: Cause
    /// The spot of the map, which decides the street's name.
    let spot: Int
}

/// The calls of the city, day by day.
///
/// Calls are Poisson counts whose mean is the city's rhythm, times the share of the quartier, times a gamma number for
/// each quartier, category and day (so that counts are negative binomial) and a number near 1 that all quartiers share on
/// that day. What happens besides is added to it (events, clusters) or taken from it at random (the measure): sums and
/// thinnings of Poisson processes are Poisson processes, so the planted rates hold exactly.
struct IncidentStream: Sendable {
    private let seed: UInt64
    private let map: CityMap
    private let layers: PlaceLayers
    private let rhythm: IncidentRhythm
    private let planted: PlantedEffects
    private let eventCalls: [CalendarDay: [SimulatedCall]]
    private let measured: Set<Int>
    private let measuredCategories: Set<Int>

    init(
        seed: UInt64, map: CityMap, layers: PlaceLayers, rhythm: IncidentRhythm, planted: PlantedEffects,
        events: [CityEvent]
    ) {
        self.seed = seed
        self.map = map
        self.layers = layers
        self.rhythm = rhythm
        self.planted = planted
        eventCalls = IncidentStream.calls(around: events, seed: seed, map: map)
        measured = Set(planted.measure.quartiers)
        measuredCategories = Set(
            IncidentCategory.all.indices.filter { planted.measure.categories.contains(IncidentCategory.all[$0].code) })
    }

    /// The calls of a local day in order, and how many others the measure prevented.
    func calls(on calendarDay: CalendarDay) -> (calls: [SimulatedCall], prevented: Int) {
        var random = RandomSource(seed: seed, purpose: .incidents, index: calendarDay.number)
        let day = rhythm.day(calendarDay)
        let measureWorks = calendarDay >= planted.measure.from
        var calls: [SimulatedCall] = []
        var prevented = 0
        for category in IncidentCategory.all.indices {
            let shape = IncidentCategory.all[category].dispersionShape
            let common = random.logNormal(deviation: 0.06)
            let rates = map.quartiers.map { _ in common * random.gamma(shape: shape) }
            for layer in PlaceLayer.allCases where IncidentCategory.all[category].layers[layer.rawValue] > 0 {
                let cumulated = IncidentStream.cumulated(rhythm.hourly(category: category, layer: layer, day: day))
                guard let total = cumulated.last else { continue }
                let shares = layers.quartierShares[category][layer.rawValue]
                for quartier in rates.indices {
                    for _ in 0..<random.poisson(total * shares[quartier] * rates[quartier]) {
                        let hour = day.hours[IncidentStream.index(in: cumulated, at: random.uniform() * total)]
                        let spot = layers.spot(in: quartier, layer: layer.rawValue, random: &random)
                        let call = call(at: hour, spot: spot, category: category, cause: .usual, random: &random)
                        let treated =
                            measureWorks && measured.contains(quartier) && measuredCategories.contains(category)
                            && planted.measure.hours.contains(hour.shown)
                        if treated && random.happens(-planted.measure.effect) {
                            prevented += 1
                        } else {
                            calls.append(call)
                        }
                    }
                }
            }
        }
        calls += clusterCalls(on: calendarDay, day: day)
        calls += eventCalls[calendarDay] ?? []
        // The order of making decides between calls of the same second.
        let order = calls.indices.sorted { (calls[$0].instant, $0) < (calls[$1].instant, $1) }
        return (order.map { calls[$0] }, prevented)
    }

    private func clusterCalls(on calendarDay: CalendarDay, day: IncidentRhythm.Day) -> [SimulatedCall] {
        var random = RandomSource(seed: seed, purpose: .clusters, index: calendarDay.number)
        var calls: [SimulatedCall] = []
        for (index, cluster) in planted.clusters.enumerated() where cluster.days.contains(calendarDay) {
            guard let category = IncidentCategory.all.firstIndex(where: { $0.code == cluster.category }) else {
                continue
            }
            for layer in PlaceLayer.allCases {
                let reach = planted.reaches[index][layer.rawValue]
                guard let share = reach.last?.cumulated, share > 0 else { continue }
                let hourly = rhythm.hourly(category: category, layer: layer, day: day)
                for (hour, mean) in zip(day.hours, hourly) where cluster.hours.contains(hour.shown) {
                    for _ in 0..<random.poisson(mean * share * (cluster.multiplier - 1)) {
                        let aim = random.uniform() * share
                        let spot = reach[IncidentStream.index(in: reach.map(\.cumulated), at: aim)].spot
                        calls.append(
                            call(at: hour, spot: spot, category: category, cause: .cluster(index), random: &random))
                    }
                }
            }
        }
        return calls
    }

    private func call(
        at hour: ParisClock.Hour, spot: Int, category: Int, cause: SimulatedCall.Cause, random: inout RandomSource
    ) -> SimulatedCall {
        IncidentStream.call(
            at: hour.start + random.index(below: 3600), spot: spot, category: category, cause: cause, map: map,
            random: &random)
    }

    private static func call(
        at instant: Int, spot: Int, category: Int, cause: SimulatedCall.Cause, map: CityMap,
        random: inout RandomSource
    ) -> SimulatedCall {
        let origin = map.spots[spot]
        let place = PlanPoint(
            origin.place.x + random.uniform(-origin.reach, origin.reach),
            origin.place.y + random.uniform(-origin.reach, origin.reach))
        return SimulatedCall(
            instant: instant, category: category, quartier: origin.quartier, position: GeographicPoint(place),
            cause: cause, spot: spot)
    }

    /// The calls that gatherings add, from two hours before their start to an hour and a half after their end.
    private static func calls(
        around events: [CityEvent], seed: UInt64, map: CityMap
    ) -> [CalendarDay: [SimulatedCall]] {
        var calls: [CalendarDay: [SimulatedCall]] = [:]
        for event in events {
            var random = RandomSource(seed: seed, purpose: .clusters, index: -event.start)
            let middle = event.position.plan
            let near = map.spots.indices.filter { map.spots[$0].place.distance(to: middle) < event.reach }
            guard !near.isEmpty else { continue }
            let crowd = Double(event.attendance) / 1000
            for (index, category) in IncidentCategory.all.enumerated() {
                let mean = crowd * (event.kind == "match" ? category.matchCalls : category.eventCalls)
                for _ in 0..<random.negativeBinomial(mean: mean, shape: 6) {
                    let span = Double(event.end - event.start + 12_600)
                    // The mean of two uniform numbers: most calls come in the middle.
                    let share = (random.uniform() + random.uniform()) / 2
                    let instant = event.start - 7200 + Int(span * share)
                    let day = CalendarDay(number: (instant + ParisClock.offset(at: instant)) / 86_400)
                    let spot = random.element(of: near)
                    calls[day, default: []].append(
                        call(at: instant, spot: spot, category: index, cause: .event, map: map, random: &random))
                }
            }
        }
        return calls
    }

    private static func cumulated(_ values: [Double]) -> [Double] {
        var sum = 0.0
        return values.map { value in
            sum += value
            return sum
        }
    }

    /// The first index whose cumulated weight passes the aim.
    private static func index(in cumulated: [Double], at aim: Double) -> Int {
        var low = 0
        var high = cumulated.count - 1
        while low < high {
            let middle = (low + high) / 2
            if cumulated[middle] > aim { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
