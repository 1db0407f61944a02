import Analysis
import Foundation
import Statistics
import Testing
import Vocabulary

struct HotSpotsTests {
    private let calendar: CivilCalendar

    init() throws { calendar = try CityOfCounts.calendar() }

    private func fixture() throws -> [String: [Double]] {
        let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "StatisticsTests/Fixtures/getis_ord.json")
        let object = try JSONSerialization.jsonObject(with: Data(contentsOf: path))
        return try #require(object as? [String: Any]).compactMapValues { $0 as? [Double] }
    }

    private func table(
        _ counts: [Double], _ places: [CountedPlace], variance: Double = 0
    ) -> CountTable<PublicAudience, Reported> {
        CountTable(
            places: places, bins: CityOfCounts.days(1), categories: ["all"], values: counts, variances: [variance])
    }

    private func byPlace(_ report: AnalysisReport) -> [String: AnalysisReport.Record] {
        var found: [String: AnalysisReport.Record] = [:]
        for record in report.records where record.kind == "place" { found[record.place ?? ""] = record }
        return found
    }

    private func find(
        _ table: CountTable<PublicAudience, Reported>, _ change: (inout HotSpots.Options) -> Void = { _ in }
    ) throws -> AnalysisReport {
        var options = HotSpots.Options(calendar: calendar)
        change(&options)
        return try HotSpots(options).find(in: table)
    }

    @Test func aTableOfCellsHasTheScoresOfEsda() throws {
        let fixture = try fixture()
        let (counts, z) = (try #require(fixture["counts"]), try #require(fixture["z"]))
        let q = try #require(fixture["qPositive"])
        let report = try find(table(counts, CityOfCounts.cells(columns: 30, rows: 20)))
        let found = byPlace(report)
        for cell in 0..<600 {
            let record = try #require(found["c\(cell)"])
            #expect(try abs(#require(record.statistic) - z[cell]) < 1e-10)
            #expect(try abs(#require(record.q) - q[cell]) < 1e-10)
            // The verdict may only be more careful than esda's.
            #expect(record.verdict == "noise" || record.verdict == (q[cell] > 0.05 ? "" : z[cell] > 0 ? "hot" : "cold"))
            #expect(record.estimate == counts[cell])
        }
        #expect(report.records.first?.verdict == "hot")
        #expect(report.method.parameters.contains { $0.name == "radius_metres" && $0.value == .number(1000) })
    }

    @Test func aTerritoryWithGapsHasTheScoresOfEsdaInItsWindow() throws {
        let fixture = try fixture()
        let (counts, z) = (try #require(fixture["counts"]), try #require(fixture["zWindow"]))
        let inside = try #require(fixture["window"]).indices.filter { fixture["window"]?[$0] == 1 }
        let places = CityOfCounts.cells(columns: 30, rows: 20)
        let found = byPlace(try find(table(inside.map { counts[$0] }, inside.map { places[$0] })))
        for cell in inside { #expect(try abs(#require(found["c\(cell)"]?.statistic) - z[cell]) < 1e-10) }
    }

    @Test func cellsMovedOffTheirLatticeAreNeighboursByDistanceAndScoreAlike() throws {
        let counts = try #require(try fixture()["counts"])
        let places = CityOfCounts.cells(columns: 30, rows: 20)
        var random = Xoshiro256(seed: 5)
        let moved = places.map { place in
            CountedPlace(
                id: place.id, name: place.name,
                position: place.position.map {
                    PlanarPoint(x: $0.x + 10 * random.uniform(), y: $0.y + 10 * random.uniform())
                })
        }
        let onGrid = byPlace(try find(table(counts, places)) { $0.neighbourhood = .within(700) })
        // Between 632 m and 721 m apart no two cells are.
        let report = try find(table(counts, moved)) { $0.neighbourhood = .within(680) }
        #expect(report.method.parameters.contains { $0.name == "neighbourhood" && $0.value == .text("band") })
        for (id, record) in byPlace(report) {
            #expect(try abs(#require(record.statistic) - #require(onGrid[id]?.statistic)) < 1e-10)
        }
    }

    @Test func irregularPlacesTakeTheSmallestBandThatGivesEachANeighbour() throws {
        var random = Xoshiro256(seed: 8)
        let positions = (0..<60).map { _ in
            PlanarPoint(x: 10_000 * random.uniform(), y: 10_000 * random.uniform())
        }
        let places = positions.enumerated().map { CountedPlace(id: "p\($0)", name: "", position: $1) }
        let counts = positions.map { _ in random.count(5) }
        func distance(_ a: PlanarPoint, _ b: PlanarPoint) -> Double {
            ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
        }
        let nearest = positions.map { a in positions.filter { $0 != a }.map { distance(a, $0) }.min() ?? 0 }
        let report = try find(table(counts, places))
        let radius = report.method.parameters.first { $0.name == "radius_metres" }?.value
        guard case .number(let metres)? = radius else {
            Issue.record("no radius")
            return
        }
        #expect(abs(metres - (nearest.max() ?? 0)) < 1e-6)
        let lists = positions.map { a in positions.indices.filter { distance(a, positions[$0]) <= metres * 1.000001 } }
        let z = LocalGetisOrd(of: counts, neighbours: SparseNeighbours(lists: lists)).z
        let found = byPlace(report)
        for place in places.indices { #expect(try abs(#require(found["p\(place)"]?.statistic) - z[place]) < 1e-10) }
        let three = positions.indices.map { a in
            Array(
                positions.indices.sorted {
                    distance(positions[a], positions[$0]) < distance(positions[a], positions[$1])
                }
                .prefix(4))
        }
        let zThree = LocalGetisOrd(of: counts, neighbours: SparseNeighbours(lists: three)).z
        let byNumber = byPlace(try find(table(counts, places)) { $0.neighbourhood = .nearest(3) })
        for place in places.indices {
            #expect(try abs(#require(byNumber["p\(place)"]?.statistic) - zThree[place]) < 1e-10)
        }
    }

    private func alarms(_ report: AnalysisReport) -> (plain: Bool, adjusted: Bool) {
        let records = report.records
        return (records.contains { ($0.q ?? 1) <= 0.05 }, records.contains { $0.verdict != "noise" })
    }

    /// A city without hot spots has one with a probability of at most 5 %: of 200 more than 19 would say so once in 375 times
    /// if it were exactly 5 % and cities were independent (binomial tail .0027); the eight cases together fail by chance in
    /// fewer than 1 of 45 choices of seeds, and neighbours' scores go together, which makes it rarer.
    @Test(arguments: [nil, 4.0, 1, 0.25], [0.5, 8])
    func citiesWithoutHotSpotsSeldomHaveAny(epsilon: Double?, mean: Double) throws {
        let (places, bins) = (CityOfCounts.cells(columns: 20, rows: 20), CityOfCounts.days(4))
        var (plain, adjusted) = (0, 0)
        for seed in 1...200 {
            let city = CityOfCounts.null(
                places: places, bins: bins, mean: mean / 4, epsilon: epsilon, seed: UInt64(seed))
            let found = alarms(try find(city))
            plain += found.plain ? 1 : 0
            adjusted += found.adjusted ? 1 : 0
        }
        #expect(plain < 20 && adjusted <= plain)
    }

    /// Of 100 cities without hot spots, each seen over twelve days, more than 12 with a pattern would occur once in 680 times
    /// (binomial tail .0015 at 13) if each had one with a probability of 5 %.
    @Test(arguments: [nil, 1.0]) func citiesWithoutHotSpotsSeldomHaveAPattern(epsilon: Double?) throws {
        let (places, bins) = (CityOfCounts.cells(columns: 20, rows: 20), CityOfCounts.days(12))
        var alarms = 0
        for seed in 1...100 {
            let city = CityOfCounts.null(places: places, bins: bins, mean: 0.5, epsilon: epsilon, seed: UInt64(seed))
            let report = try find(city) { $0.neighbourhood = .within(300) }
            if report.records.contains(where: { $0.more["pattern"] != nil }) { alarms += 1 }
        }
        #expect(alarms <= 12)
    }

    /// In small neighbourhoods only the adjusted scores keep the promise; the same bound as above.
    @Test(arguments: [nil, 4.0, 1, 0.25], [0.5, 2])
    func verdictsHoldForFewCountsInSmallNeighbourhoodsToo(epsilon: Double?, mean: Double) throws {
        let (places, bins) = (CityOfCounts.cells(columns: 20, rows: 20), CityOfCounts.days(1))
        var (plain, adjusted) = (0, 0)
        for seed in 1...200 {
            let city = CityOfCounts.null(places: places, bins: bins, mean: mean, epsilon: epsilon, seed: UInt64(seed))
            let found = alarms(try find(city) { $0.neighbourhood = .within(210) })
            plain += found.plain ? 1 : 0
            adjusted += found.adjusted ? 1 : 0
        }
        #expect(adjusted < 20)
    }

    @Test(arguments: [nil, 1.0]) func aPlantedHotSpotIsFoundAndLiesWhereItWasPlanted(epsilon: Double?) throws {
        let places = CityOfCounts.cells(columns: 30, rows: 30)
        let city = CityOfCounts.null(places: places, bins: CityOfCounts.days(28), mean: 0.2, epsilon: epsilon, seed: 3)
        var values = city.values
        var random = Xoshiro256(seed: 4)
        let planted = (0..<900).filter { abs($0 % 30 - 12) <= 3 && abs($0 / 30 - 17) <= 3 }
        for bin in 0..<28 {
            for cell in planted { values[bin * 900 + cell] += random.count(epsilon == nil ? 1.5 : 0.4) }
        }
        let report = try find(
            CountTable(
                places: places, bins: city.bins, categories: ["all"], values: values, variances: city.variances)
        ) { $0.neighbourhood = .within(600) }
        let hottest = try #require(report.records.first)
        #expect(hottest.verdict == "hot" && planted.contains { "c\($0)" == hottest.place })
        let found = byPlace(report)
        #expect(planted.count { found["c\($0)"]?.verdict == "hot" } >= (epsilon == nil ? 49 : 40))
        // Nothing is hot from which the band doesn't reach the planted cells.
        let far = (0..<900).filter { abs($0 % 30 - 12) > 7 || abs($0 / 30 - 17) > 7 }
        #expect(far.count { found["c\($0)"]?.verdict == "hot" } <= 3)
        // Day by day the noise hides it.
        #expect(epsilon != nil || hottest.more["pattern"] != nil)
        #expect(report.method.parameters.contains { $0.name == "trend_period" && $0.value == .text("day") })
    }

    @Test func aBarrierPartsItsBanksHoweverItIsGiven() throws {
        let places = CityOfCounts.cells(columns: 21, rows: 20)
        // A river down the middle column; everything happens west of it.
        let river = Set((0..<420).filter { $0 % 21 == 10 }.map { "c\($0)" })
        var random = Xoshiro256(seed: 6)
        let counts = (0..<420).map { random.count($0 % 21 < 10 && $0 % 21 > 5 ? 20 : 1) }
        let open = byPlace(try find(table(counts, places)))
        let byKey = try find(table(counts, places)) { $0.barrierPlaces = river }
        let edge = 3_940_000.0
        let ring = [(2000.0, -1.0), (2200, -1), (2200, 4001), (2000, 4001)].map {
            PlanarPoint(x: edge + $0.0, y: 2_260_000 + $0.1)
        }
        let byRing = try find(table(counts, places)) { $0.barriers = [ring] }
        #expect(byKey.records == byRing.records)
        let parted = byPlace(byKey)
        #expect(parted.count == 400 && river.allSatisfy { parted[$0] == nil })
        // The rows at the ends have fewer neighbours.
        let eastBank = (1..<19).map { "c\($0 * 21 + 11)" }
        #expect(eastBank.allSatisfy { open[$0]?.verdict == "hot" })
        #expect(eastBank.allSatisfy { parted[$0]?.verdict != "hot" })
        // The same for places that lie anywhere.
        let moved = places.map { place in
            CountedPlace(
                id: place.id, name: place.name,
                position: place.position.map {
                    PlanarPoint(x: $0.x + 9 * random.uniform(), y: $0.y + 9 * random.uniform())
                })
        }
        let anywhere = byPlace(
            try find(table(counts, moved)) {
                $0.neighbourhood = .within(1000)
                $0.barriers = [ring]
            })
        #expect(eastBank.allSatisfy { anywhere[$0]?.verdict != "hot" })
    }

    @Test func aTableInAnotherOrderHasTheSameRecords() throws {
        let places = CityOfCounts.cells(columns: 15, rows: 12, population: 300)
        let city = CityOfCounts.null(places: places, bins: CityOfCounts.days(12), mean: 2, epsilon: 1, seed: 9)
        var order = Array(places.indices)
        var random = Xoshiro256(seed: 10)
        random.shuffle(&order)
        let turned = CountTable<PublicAudience, Reported>(
            places: order.map { places[$0] }, bins: city.bins, categories: city.categories,
            values: (0..<12).flatMap { bin in order.map { city.values[bin * places.count + $0] } },
            variances: city.variances)
        let (first, second) = (byPlace(try find(city)), byPlace(try find(turned)))
        #expect(first.count == 180)
        for (id, record) in first {
            let other = try #require(second[id])
            #expect(record.verdict == other.verdict && record.estimate == other.estimate)
            #expect(try abs(#require(record.statistic) - #require(other.statistic)) < 1e-9)
            #expect(record.more["pattern"] == other.more["pattern"])
        }
    }

    @Test func unknownBinsAreLeftOutAndNeverZero() throws {
        let places = CityOfCounts.cells(columns: 10, rows: 10)
        let city = CityOfCounts.null(places: places, bins: CityOfCounts.days(6), mean: 3, epsilon: nil, seed: 12)
        let known = [true, true, false, true, false, true]
        var values = city.values
        for bin in [2, 4] { for place in 0..<100 { values[bin * 100 + place] = 1e6 } }
        let partly = CountTable<PublicAudience, Reported>(
            places: places, bins: city.bins, categories: ["all"], values: values, isKnown: known)
        let kept = [0, 1, 3, 5]
        let without = CountTable<PublicAudience, Reported>(
            places: places, bins: kept.map { city.bins[$0] }, categories: ["all"],
            values: kept.flatMap { city.values[$0 * 100..<($0 + 1) * 100] })
        let report = try find(partly)
        #expect(try report.records == find(without).records)
        #expect(report.method.parameters.contains { $0.name == "unknown_bins" && $0.value == .integer(2) })
        #expect(report.notes.contains { $0[.english].hasPrefix("2 periods aren't known") })
    }

    @Test func tablesThatCannotBeAnsweredAreRefusedWithARemedy() throws {
        let nowhere = (0..<20).map { CountedPlace(id: "p\($0)", name: "") }
        let error = #expect(throws: AnalysisError.self) { try find(table((0..<20).map(Double.init), nowhere)) }
        guard case .missing(_, let remedy)? = error else {
            Issue.record("not refused for its positions")
            return
        }
        #expect(remedy[.english].contains("x and y"))
        let places = CityOfCounts.cells(columns: 5, rows: 5)
        let counts = (0..<25).map(Double.init)
        #expect(throws: AnalysisError.unknown(kind: "category", name: "fire", known: ["all"])) {
            try find(table(counts, places)) { $0.categories = ["fire"] }
        }
        #expect(throws: AnalysisError.self) { try find(table(counts, places)) { $0.barrierPlaces = ["nowhere"] } }
        #expect(throws: AnalysisError.self) { try find(table(counts, places)) { $0.range = 0..<10 } }
        #expect(throws: AnalysisError.self) { try find(table([1, 2], Array(places.prefix(2)))) }
    }

    @Test func intervalsAreThoseOfTheNoiseOrOfPoisson() throws {
        let places = CityOfCounts.cells(columns: 5, rows: 5)
        let exact = byPlace(try find(table((0..<25).map(Double.init), places)))
        // R: poisson.test(10)$conf.int and poisson.test(0)$conf.int.
        let ten = try #require(exact["c10"]?.interval)
        #expect(abs(ten.low - 4.795389) < 1e-6 && abs(ten.high - 18.390356) < 1e-6)
        let none = try #require(exact["c0"]?.interval)
        #expect(none.low == 0 && abs(none.high - 3.688879) < 1e-6)
        let epsilon = 1.0
        let variance = 2 * exp(-epsilon) / pow(1 - exp(-epsilon), 2)
        let noisy = byPlace(try find(table((0..<25).map { Double($0) - 1 }, places, variance: variance)))
        let width = Double(DiscreteLaplaceSum([.init(alpha: exp(-epsilon), count: 1)]).halfWidth(coverage: 0.95))
        #expect(noisy["c20"]?.interval == AnalysisReport.Interval(low: 19 - width, high: 19 + width))
        #expect(noisy["c0"]?.interval == AnalysisReport.Interval(low: 0, high: width - 1))
    }

    @Test func ratesAreDrawnTowardsTheCommonOneAsMarshallDoes() throws {
        var random = Xoshiro256(seed: 20)
        let places = CityOfCounts.cells(columns: 10, rows: 10).map {
            CountedPlace(id: $0.id, name: $0.name, position: $0.position, population: 50 + 1000 * random.uniform())
        }
        let populations = places.map { $0.population ?? 0 }
        let means = populations.map { $0 * 0.01 * (0.5 + random.uniform()) }
        let counts = means.map { random.count($0) }
        let oracle = EmpiricalBayesRates(events: counts, population: populations).rates
        let exact = byPlace(try find(table(counts, places)))
        for cell in 0..<100 {
            guard case .number(let rate)? = exact["c\(cell)"]?.more["eb_rate"] else {
                Issue.record("no rate")
                return
            }
            #expect(abs(rate - 1000 * oracle[cell]) < 1e-9)
        }
        // With noise the smoothed rates are nearer the truth than the plain ones.
        let noisy = counts.map { $0 + random.laplace(0.5) }
        let found = byPlace(try find(table(noisy, places, variance: 2 * exp(-0.5) / pow(1 - exp(-0.5), 2))))
        var (smooth, plain) = (0.0, 0.0)
        for cell in 0..<100 {
            guard case .number(let rate)? = found["c\(cell)"]?.more["eb_rate"] else { continue }
            smooth += pow(rate / 1000 - means[cell] / populations[cell], 2)
            plain += pow((noisy[cell] - means[cell]) / populations[cell], 2)
        }
        #expect(smooth < 0.7 * plain)
    }
}
