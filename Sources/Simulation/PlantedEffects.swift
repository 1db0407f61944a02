/// More calls of one category than usual in a circle and a span of days: a truth that an analysis should find.
public struct PlantedCluster: Sendable {
    /// A short name, in French.
    public let name: String
    /// The middle of the circle.
    public let centre: GeographicPoint
    /// The circle's radius in metres.
    public let radius: Double
    /// The days on which it lasts.
    public let days: ClosedRange<CalendarDay>
    /// The hours of the wall clock in which calls are added.
    public let hours: Set<Int>
    /// The code of the category.
    public let category: String
    /// How many times the usual rate the rate becomes.
    public let multiplier: Double
    /// The calls that the circle, days and hours would hold without the cluster, in the mean.
    public let usualCalls: Double

    /// Whether a call is of the cluster's category, place, days and hours.
    public func covers(_ call: SimulatedCall) -> Bool {
        guard IncidentCategory.all[call.category].code == category,
            call.position.plan.distance(to: centre.plan) <= radius
        else { return false }
        let local = call.instant + ParisClock.offset(at: call.instant)
        return days.contains(CalendarDay(number: local / 86_400)) && hours.contains(local % 86_400 / 3600)
    }
}

/// A measure that the city took in some quartiers and that prevents a share of the calls from a day on.
public struct PlantedMeasure: Sendable {
    /// What was done, in French.
    public let name: String
    /// The indices of the quartiers.
    public let quartiers: [Int]
    /// The first day.
    public let from: CalendarDay
    /// The hours of the wall clock in which it works.
    public let hours: Set<Int>
    /// The codes of the categories.
    public let categories: [String]
    /// The change of the rate: −0.3 is thirty per cent fewer calls.
    public let effect: Double
}

/// Where and when the truths are planted.
struct PlantedEffects: Sendable {
    /// A spot inside a cluster, with the sum of the shares up to it, for one layer.
    struct Reach: Sendable {
        let spot: Int
        let cumulated: Double
    }

    let clusters: [PlantedCluster]
    let measure: PlantedMeasure
    /// For each cluster and layer, the spots in its circle.
    let reaches: [[[Reach]]]

    private struct Drawing {
        let name: String
        let near: PlanPoint
        let radius: Double
        let days: ClosedRange<CalendarDay>
        let hours: Set<Int>
        let category: Int
        let multiplier: Double
    }

    private static let drawings = [
        Drawing(
            name: "Fêtes sur la plage", near: CityPlan.beach, radius: 700,
            days: CalendarDay(2024, 7, 5)...CalendarDay(2024, 8, 18), hours: [21, 22, 23, 0, 1, 2, 3], category: 1,
            multiplier: 3),
        Drawing(
            name: "Dégradations en série", near: .kilometres(7.2, 9.3), radius: 700,
            days: CalendarDay(2025, 2, 3)...CalendarDay(2025, 3, 9), hours: Set(0..<24), category: 4, multiplier: 6),
        Drawing(
            name: "Feux dans les collines", near: .kilometres(12.2, 7.0), radius: 1300,
            days: CalendarDay(2025, 7, 12)...CalendarDay(2025, 9, 7), hours: Set(12..<24), category: 9,
            multiplier: 6),
    ]

    init(map: CityMap, layers: PlaceLayers, rhythm: IncidentRhythm) {
        var clusters: [PlantedCluster] = []
        var reaches: [[[Reach]]] = []
        for drawing in PlantedEffects.drawings {
            // The drawing's place may be water for some seed: the nearest spot of the city is the middle.
            let middle = map.spots.min {
                $0.place.squaredDistance(to: drawing.near) < $1.place.squaredDistance(to: drawing.near)
            }
            let centre = GeographicPoint(middle?.place ?? drawing.near)
            let reach = PlantedEffects.reach(
                centre: centre.plan, radius: drawing.radius, category: drawing.category, map: map, layers: layers)
            var usual = 0.0
            for number in drawing.days.lowerBound.number...drawing.days.upperBound.number {
                let day = rhythm.day(CalendarDay(number: number))
                for layer in PlaceLayer.allCases {
                    let hourly = rhythm.hourly(category: drawing.category, layer: layer, day: day)
                    let share = reach[layer.rawValue].last?.cumulated ?? 0
                    for (hour, mean) in zip(day.hours, hourly) where drawing.hours.contains(hour.shown) {
                        usual += mean * share
                    }
                }
            }
            clusters.append(
                PlantedCluster(
                    name: drawing.name, centre: centre, radius: drawing.radius, days: drawing.days,
                    hours: drawing.hours, category: IncidentCategory.all[drawing.category].code,
                    multiplier: drawing.multiplier, usualCalls: usual))
            reaches.append(reach)
        }
        self.clusters = clusters
        self.reaches = reaches
        measure = PlantedMeasure(
            name: "Équipe de médiation en soirée", quartiers: PlantedEffects.noisiest(layers: layers, map: map),
            from: CalendarDay(2025, 3, 1), hours: Set(18..<24), categories: ["BRU01", "BRU02"], effect: -0.3)
    }

    /// The spots in a circle, leaving out the outermost metres so that no call added strays out of it.
    private static func reach(
        centre: PlanPoint, radius: Double, category: Int, map: CityMap, layers: PlaceLayers
    ) -> [[Reach]] {
        PlaceLayer.allCases.map { layer in
            var sum = 0.0
            var list: [Reach] = []
            for index in map.spots.indices {
                let spot = map.spots[index]
                guard spot.place.distance(to: centre) + spot.reach * 1.5 <= radius else { continue }
                sum +=
                    layers.quartierShares[category][layer.rawValue][spot.quartier]
                    * layers.share(of: index, in: spot.quartier, layer: layer.rawValue)
                list.append(Reach(spot: index, cumulated: sum))
            }
            return list
        }
    }

    /// The two quartiers with the most noise from homes, neither round the harbour nor in the hills.
    private static func noisiest(layers: PlaceLayers, map: CityMap) -> [Int] {
        let shares = layers.quartierShares[0][PlaceLayer.homes.rawValue]
        let away = shares.indices.filter { quartier in
            let range = map.spotsOfQuartier[quartier]
            guard !range.isEmpty else { return false }
            let middle = map.spots[(range.lowerBound + range.upperBound) / 2].place
            return (1100...4200).contains(middle.distance(to: CityPlan.harbour))
        }
        return away.sorted { (shares[$1], $0) < (shares[$0], $1) }.prefix(2).sorted()
    }
}
