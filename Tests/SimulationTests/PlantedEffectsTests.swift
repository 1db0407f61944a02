import Glibc
import Simulation
import Testing

@Suite struct PlantedEffectsTests {
    /// A bound on the chance that a Poisson count of the mean reaches a number above it (Chernoff).
    static func chance(ofReaching count: Int, mean: Double) -> Double {
        guard Double(count) > mean else { return 1 }
        return exp(Double(count) - mean - Double(count) * log(Double(count) / mean))
    }

    @Test(arguments: 0..<3)
    func aClusterIsThereAndNotJustChance(index: Int) {
        let cluster = StandardCity.city.clusters[index]
        let inside = StandardCity.calls.joined().filter { cluster.covers($0) }
        // Even if the usual rate were half as large again, chance would give this less than once in 10⁶ cities.
        #expect(Self.chance(ofReaching: inside.count, mean: 1.5 * cluster.usualCalls) < 1e-6)
        let ratio = Double(inside.count) / cluster.usualCalls
        #expect((0.65 * cluster.multiplier...1.45 * cluster.multiplier).contains(ratio))
        #expect(inside.filter { $0.cause == .cluster(index) }.count > inside.count / 2)
    }

    @Test(arguments: 0..<3)
    func theSamePlaceIsCalmInTheOtherYear(index: Int) {
        // The control: the very test above must not fire where nothing is planted.
        let cluster = StandardCity.city.clusters[index]
        let year = cluster.days.lowerBound.civil.year == 2024 ? 365 : -366
        let spared = cluster.days.lowerBound.number + year...cluster.days.upperBound.number + year
        let first = StandardCity.city.days.lowerBound.number
        let hours = cluster.hours
        let category = StandardCity.category(cluster.category)
        let near = StandardCity.calls.joined().filter { call in
            guard call.category == category, call.cause == .usual,
                Self.metres(call.position, cluster.centre) <= cluster.radius
            else { return false }
            let local = call.instant + ParisClock.offset(at: call.instant)
            return spared.contains(local / 86_400) && hours.contains(local % 86_400 / 3600)
        }
        #expect(spared.lowerBound >= first)
        #expect(Self.chance(ofReaching: near.count, mean: 1.5 * cluster.usualCalls) > 1e-3)
    }

    static func metres(_ one: GeographicPoint, _ other: GeographicPoint) -> Double {
        let east = (one.longitude - other.longitude) * 81_785
        let north = (one.latitude - other.latitude) * 111_090
        return (east * east + north * north).squareRoot()
    }

    /// The logarithm of the change of evening noise from 2024 to 2025 (March to December) in some quartiers,
    /// against all others, and its standard error with the counts' scatter.
    static func change(in quartiers: Set<Int>) -> (estimate: Double, error: Double) {
        let measure = StandardCity.city.measure
        var counts = [[Double]](repeating: [0, 0], count: 2)
        let categories = Set(measure.categories.compactMap { StandardCity.category($0) })
        for call in StandardCity.calls.joined() where categories.contains(call.category) && call.cause == .usual {
            let local = call.instant + ParisClock.offset(at: call.instant)
            let date = CalendarDay(number: local / 86_400).civil
            guard date.month >= 3, measure.hours.contains(local % 86_400 / 3600) else { continue }
            counts[quartiers.contains(call.quartier) ? 0 : 1][date.year - 2024] += 1
        }
        let estimate = log(counts[0][1] / counts[0][0]) - log(counts[1][1] / counts[1][0])
        // The gamma rates of a quartier's days scatter its counts by half as much again as Poisson at most.
        let variance = 1.5 * (1 / counts[0][0] + 1 / counts[0][1] + 1 / counts[1][0] + 1 / counts[1][1])
        return (estimate, variance.squareRoot())
    }

    @Test func theMeasureLowersEveningNoiseWhereItWasTaken() {
        let (estimate, error) = Self.change(in: Set(StandardCity.city.measure.quartiers))
        // One-sided level 2.3 × 10⁻⁴.
        #expect(estimate / error < -3.5)
        #expect(abs(estimate - log(1 + StandardCity.city.measure.effect)) < 3.5 * error)
    }

    @Test func afterTheirDatesTheMeasureGoesOnAndTheClustersDoNot() throws {
        let city = try SimulatedCity(
            seed: SimulatedCity.standardSeed, from: CalendarDay(2026, 7, 1), to: CalendarDay(2026, 7, 31))
        var delivery: IncidentDelivery?
        _ = StandardCity.digest { delivery = city.writeIncidents(to: $0) }
        let written = try #require(delivery)
        #expect(written.clusterCalls == [0, 0, 0])
        #expect(written.eventCalls > 0)
        let july = (CalendarDay(2025, 7, 1).number...CalendarDay(2025, 7, 31).number).map {
            StandardCity.city.calls(on: CalendarDay(number: $0))
        }
        let (treated, categories) = (Set(city.measure.quartiers), Set(city.measure.categories))
        let left = july.joined().filter { call in
            let local = call.instant + ParisClock.offset(at: call.instant)
            return treated.contains(call.quartier) && call.cause == .usual
                && categories.contains(IncidentCategory.all[call.category].code)
                && city.measure.hours.contains(local % 86_400 / 3600)
        }
        // As many as the summer before, within a factor of two: 30 % prevented are 3/7 of those that are left.
        let expected = Double(left.count) * 3 / 7
        #expect((expected / 2...expected * 2).contains(Double(written.preventedCalls)))
    }

    @Test func quartiersWithoutTheMeasureDoNotChange() {
        let treated = Set(StandardCity.city.measure.quartiers)
        for quartier in [5, 20, 33, 47] where !treated.contains(quartier) {
            let (estimate, error) = Self.change(in: [quartier, quartier + 1])
            #expect(abs(estimate) < 3.5 * error)
        }
    }
}
