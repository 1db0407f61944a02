import Analysis
import Foundation
import Statistics
import Testing
import Vocabulary

struct PointHotSpotsTests {
    private let calendar: CivilCalendar

    init() throws { calendar = try CityOfCounts.calendar() }

    /// Points strewn over six kilometres and a year, with a cluster on Friday evenings at (3100, 2100).
    private func strewn(_ seed: UInt64, cluster: Int) -> PointSet {
        var random = Xoshiro256(seed: seed)
        var (x, y, times): ([Double], [Double], [UTCSeconds]) = ([], [], [])
        for _ in 0..<3000 {
            x.append(6000 * random.uniform())
            y.append(6000 * random.uniform())
            times.append(CityOfCounts.monday + Int64(random.below(365 * 86_400)))
        }
        for _ in 0..<cluster {
            x.append(3100 + 150 * random.normal())
            y.append(2100 + 150 * random.normal())
            times.append(CityOfCounts.monday + Int64(random.below(52) * 7 + 4) * 86_400 + 21 * 3600 + 60)
        }
        return PointSet(x: x, y: y, times: times)
    }

    private func find(_ points: PointSet, _ change: (inout HotSpots.Options) -> Void = { _ in }) throws
        -> AnalysisReport
    {
        var options = HotSpots.Options(calendar: calendar)
        options.permutations = 99
        change(&options)
        return try HotSpots(options).find(in: points)
    }

    @Test func aClusterOfPointsIsTheHottestCellWithItsHours() throws {
        let report = try find(strewn(1, cluster: 400)) { $0.neighbourhood = .within(300) }
        let hottest = try #require(report.records.first)
        #expect(hottest.verdict == "hot" && hottest.place == "200mN2000E3000")
        guard case .list(let hours)? = hottest.more["hour_of_week"] else {
            Issue.record("no hours")
            return
        }
        #expect(hours.count == 168)
        let counts = hours.map { if case .integer(let count) = $0 { count } else { 0 } }
        #expect(counts.firstIndex(of: counts.max() ?? 0) == 4 * 24 + 21)
        #expect(Double(counts.reduce(0, +)) == hottest.estimate)
        #expect(report.records.allSatisfy { $0.verdict == "hot" || $0.more["hour_of_week"] == nil })
        #expect(report.method.parameters.contains { $0.name == "trend_period" && $0.value == .text("month") })
    }

    @Test func cellsHaveTheScoresOfTheSameTableAndTheDensityIntegratesToTheirNumber() throws {
        let points = strewn(2, cluster: 100)
        let report = try find(points)
        let grid = RegularGrid(cellSize: 200, columns: 30, rows: 30)
        let bins = BinnedPoints(x: points.x, y: points.y, on: grid)
        let z = LocalGetisOrd(of: bins.values, on: grid, within: 1000).z
        guard
            case .number(let bandwidth)? = report.method.parameters.first(where: { $0.name == "bandwidth_metres" })?
                .value
        else {
            Issue.record("no bandwidth")
            return
        }
        let density = GaussianKernelDensity(bandwidth: bandwidth, edgeCorrection: .uniform)
            .density(of: bins.values, on: grid)
        var seen = 0
        for record in report.records where record.kind == "place" {
            guard case .number(let x)? = record.more["x"], case .number(let y)? = record.more["y"],
                case .number(let here)? = record.more["density"]
            else {
                Issue.record("a cell without a place")
                return
            }
            let cell = Int(y / 200) * 30 + Int(x / 200)
            #expect(try abs(#require(record.statistic) - z[cell]) < 1e-10)
            #expect(abs(here - 1e6 * density[cell]) < 1e-9)
            seen += Int(record.estimate ?? 0)
        }
        #expect(seen == points.x.count)
    }

    @Test func nearRepeatsArePairsOfBandsAndPlantedOnesAreFound() throws {
        var random = Xoshiro256(seed: 7)
        let plain = strewn(3, cluster: 0)
        var (x, y, times) = (plain.x, plain.y, plain.times)
        for point in 0..<300 {
            x.append(x[point] + 40 * random.uniform())
            y.append(y[point] + 40 * random.uniform())
            times.append(times[point] + Int64(1 + random.below(5)) * 86_400)
        }
        // With 99 permutations no pair of 25 could stand out alone.
        let report = try find(PointSet(x: x, y: y, times: times)) { $0.permutations = 999 }
        let pairs = report.records.filter { $0.kind == "pair" }
        #expect(pairs.count == 25)
        let near = try #require(pairs.first { $0.term == "≤100m,≤7d" })
        #expect(near.verdict == "near_repeat")
        #expect(try #require(near.estimate) > 2)
        let table = NearRepeat(
            x: x, y: y, times: times.map { Double(calendar.date(at: $0).dayNumber) },
            distanceBounds: [0, 100, 200, 300, 400], timeBounds: [0, 7, 14, 21, 28], permutations: 0)
        #expect(near.more["observed"] == .integer(table.cells[1][1].observed))
        #expect(near.more["expected"] == .number(table.cells[1][1].expected))
        let none = try find(plain).records.filter { $0.kind == "pair" && $0.verdict == "near_repeat" }
        #expect(none.isEmpty)
    }

    @Test func theTerritoryIsTheWindowAndPointsOutsideAreCounted() throws {
        let points = strewn(4, cluster: 0)
        let ring = [(0.0, 0.0), (4000.0, 0.0), (4000.0, 6000.0), (0.0, 6000.0)].map { PlanarPoint(x: $0.0, y: $0.1) }
        let report = try find(points) { $0.territory = [ring] }
        let outside = points.x.count { $0 >= 4000 }
        #expect(report.method.parameters.contains { $0.name == "points_outside" && $0.value == .integer(outside) })
        #expect(report.method.parameters.contains { $0.name == "tested_places" && $0.value == .integer(600) })
        #expect(report.notes.contains { $0[.french].contains("\(outside) points hors du territoire") })
    }

    @Test func pointsWithoutTimesHaveANoteInsteadOfPairs() throws {
        let points = strewn(5, cluster: 0)
        let report = try find(PointSet(x: points.x, y: points.y))
        #expect(report.records.allSatisfy { $0.kind == "place" })
        #expect(report.notes.contains { $0[.english].contains("no times") })
        #expect(throws: AnalysisError.self) { try find(PointSet(x: points.x, y: points.y)) { $0.range = 0..<10 } }
        #expect(throws: AnalysisError.self) { try find(PointSet(x: [1, 2], y: [1, 2])) }
        #expect(throws: AnalysisError.self) {
            try find(PointSet(x: points.x + [1e9], y: points.y + [0]))
        }
    }

    @Test func aBarrierStopsTheDensityToo() throws {
        // Points on the left bank only; the river is thinner than a cell, so that no cell is in it.
        var random = Xoshiro256(seed: 12)
        let (x, y) = ((0..<2000).map { _ in 2990 * random.uniform() }, (0..<2000).map { _ in 6000 * random.uniform() })
        let far = (x: [100.0, 5900, 5900], y: [100.0, 100, 5900])
        let points = PointSet(x: x + far.x, y: y + far.y, times: [])
        let river: [PlanarPoint] = [(2990, -10), (3010, -10), (3010, 6010), (2990, 6010)].map {
            PlanarPoint(x: $0.0, y: $0.1)
        }
        func densities(_ barriers: [[PlanarPoint]]) throws -> [String: Double] {
            let report = try find(points) {
                $0.barriers = barriers
                $0.territory = [[(0, 0), (6000, 0), (6000, 6000), (0, 6000)].map { PlanarPoint(x: $0.0, y: $0.1) }]
            }
            var found: [String: Double] = [:]
            for record in report.records where record.kind == "place" {
                if case .number(let density)? = record.more["density"] { found[record.place ?? ""] = density }
            }
            return found
        }
        let (open, parted) = (try densities([]), try densities([river]))
        // The last column of the left bank is denser where nothing leaks over, and keeps about its 111 points a km².
        let bank = (0..<30).map { "200mN\($0 * 200)E2800" }
        func mean(_ found: [String: Double]) -> Double {
            let known = bank.compactMap { found[$0] }
            return known.reduce(0, +) / Double(max(known.count, 1))
        }
        #expect(abs(mean(parted) - 111) < 15, "\(mean(parted))")
        #expect(mean(parted) > 1.2 * mean(open), "\(mean(parted)) beside \(mean(open))")
    }
}
