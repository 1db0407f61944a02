import Statistics
import Vocabulary

extension HotSpots {
    /// Finds the hot and cold cells of points, and whether points follow each other nearby and soon.
    ///
    /// Cells are records of the kind `place`, those without a point and without a verdict left out; `density` is in points per
    /// square kilometre, and hot cells have the 168 counts of their hours of the week, from Monday midnight, where times
    /// are known. Pairs of bands of distance and time are records of the kind `pair` (Knox 1964).
    ///
    /// - Throws: `tooLittle` under eight points or cells, `missing` for a range without times, `unknown` for a category that
    ///   the points don't have, `failed` for too many cells.
    ///
    /// Barriers stop both the neighbours of Gi* and the density, which then spreads like heat (`DiffusionDensity`); its
    /// bandwidth is still chosen as if there were none.
    /// - Complexity: O(points + cells · rows in the band) and some thirty kernel densities; with barriers also
    ///   O(cells · (bandwidth / cell)² + cells · corners of barriers); near repeats as `NearRepeat`.
    public func find(in points: PointSet) throws(AnalysisError) -> AnalysisReport {
        let chosen = try points.chosen(options.categories, in: options.range)
        guard chosen.x.count >= Self.fewestPlaces else {
            throw .tooLittle(
                needed: Phrase(fr: "\(Self.fewestPlaces) points", en: "\(Self.fewestPlaces) points"),
                found: chosen.x.count)
        }
        let cells = try PointCells(chosen, options: options)
        guard cells.cells.count >= Self.fewestPlaces else {
            throw .tooLittle(
                needed: Phrase(fr: "\(Self.fewestPlaces) mailles", en: "\(Self.fewestPlaces) cells"),
                found: cells.cells.count)
        }
        var radius = max(PlaceNeighbourhood.usualRadius, options.cell)
        switch options.neighbourhood {
        case .automatic: break
        case .within(let metres): radius = metres
        case .nearest:
            throw .missing(
                Phrase(
                    fr: "Les mailles de points ont pour voisines celles à moins d'une distance.",
                    en: "Cells of points neighbour those within a distance."),
                remedy: Phrase(fr: "Donnez un rayon en mètres.", en: "Give a radius in metres."))
        }
        let neighbourhood = try PlaceNeighbourhood(
            on: cells.grid, cells: cells.cells, radius: radius, rings: PlaneRings(options.barriers))
        let periods = cells.periods(chosen, options.calendar)
        let map = Self.density(cells, PlaneRings(options.barriers))
        let keys = cells.cells.indices.map(cells.key)
        let places = TestedPlaces(
            ids: keys, names: keys, positions: cells.cells.map { cells.grid.centre(of: $0) }, counts: cells.counts,
            populations: keys.map { _ in nil }, noise: FigureNoiseMoments(), neighbourhood: neighbourhood,
            periods: periods?.counts, periodLevel: periods?.level, densities: map?.densities)
        let byCell = chosen.times.isEmpty ? nil : PointsByCell(cells)
        let found = PlaceFindings(
            places, options: options,
            extra: { place, verdict in
                guard verdict == .hot, let byCell else { return [:] }
                let hours = byCell.hoursOfWeek(place, chosen.times, options.calendar)
                return ["hour_of_week": .list(hours.map { .integer($0) })]
            }, isShown: { place, verdict in verdict != .noise || cells.counts[place] > 0 })
        let pairs = NearRepeatPairs(chosen, options: options)
        let parameters: [(name: String, value: AnalysisReport.Value)] = [
            ("points", .integer(chosen.x.count)), ("points_outside", .integer(cells.outside)),
            ("window", .text(options.territory.isEmpty ? "rectangle_around_points" : "territory")),
            ("kernel", .text(options.barriers.isEmpty ? "gaussian" : "heat, stopped by barriers")),
            ("edge_correction", .text(options.barriers.isEmpty ? "uniform" : "reflection")),
            ("bandwidth_metres", .number(map?.bandwidth ?? .nan)),
            ("bandwidth_choice", .text("leave-one-out likelihood (Loader 1999)")),
            ("bandwidth_at_end_of_search", .flag(map?.isAtEnd ?? false)),
            ("density_unit", .text("points per square kilometre")),
            ("categories", .list((options.categories ?? chosen.categories).map { .text($0) })),
            ("timezone", .text(options.calendar.timeZoneName)),
        ]
        let notes = HotSpotNotes(
            origin: points.origin, level: options.falseDiscoveryLevel, places: places, unknownBins: 0,
            placesWithoutPosition: 0)
        let method = AnalysisReport.Method(
            name: "Gi*",
            source: Self.source + "; Diggle 1985; Knox 1964"
                + (options.barriers.isEmpty ? "" : "; Barry & McIntyre 2011; Baddeley and others 2022"),
            parameters: found.parameters + parameters + pairs.parameters)
        return AnalysisReport(
            analysis: "hotspots", method: method, records: found.records + pairs.records,
            notes: notes.common + Self.notes(cells, options) + pairs.notes)
    }

    /// The density at each tested cell in points per square kilometre, with the bandwidth that fits best.
    private static func density(
        _ cells: PointCells, _ barriers: PlaneRings
    ) -> (densities: [Double], bandwidth: Double, isAtEnd: Bool)? {
        let (values, window) = cells.onGrid
        guard let best = LikelihoodBandwidth(bins: values, on: cells.grid, within: window) else { return nil }
        let density: [Double]
        var bandwidth = best.bandwidth
        if barriers.isEmpty {
            let kernel = GaussianKernelDensity(bandwidth: bandwidth, edgeCorrection: .uniform)
            density = kernel.density(of: values, on: cells.grid, within: window)
        } else {
            // On a million cells nobody waits for a walk of kilometres.
            bandwidth = min(bandwidth, DiffusionDensity.widestBandwidth(on: cells.grid))
            density = DiffusionDensity(bandwidth: bandwidth).density(of: values, on: cells.grid, within: window) {
                a, b in barriers.part(cells.grid.centre(of: a), from: cells.grid.centre(of: b))
            }
        }
        return (cells.cells.map { 1e6 * density[$0] }, bandwidth, best.isAtEnd)
    }

    /// The points of each tested cell, cell after cell.
    private struct PointsByCell {
        private let starts: [Int]
        private let points: [Int]

        init(_ cells: PointCells) {
            var starts = [Int](repeating: 0, count: cells.cells.count + 1)
            for case let place? in cells.placeOf { starts[place + 1] += 1 }
            for place in cells.cells.indices { starts[place + 1] += starts[place] }
            var next = starts
            var points = [Int](repeating: 0, count: starts[cells.cells.count])
            for (point, place) in cells.placeOf.enumerated() {
                guard let place else { continue }
                points[next[place]] = point
                next[place] += 1
            }
            (self.starts, self.points) = (starts, points)
        }

        /// The 168 counts of a cell's hours of the week, from Monday midnight.
        func hoursOfWeek(_ place: Int, _ times: [UTCSeconds], _ calendar: CivilCalendar) -> [Int] {
            var counts = [Int](repeating: 0, count: 168)
            for point in points[starts[place]..<starts[place + 1]] {
                let time = times[point]
                let clock = calendar.local(time)
                let hour = ((clock % 86_400 + 86_400) % 86_400) / 3600
                counts[calendar.date(at: time).weekday * 24 + Int(hour)] += 1
            }
            return counts
        }
    }

    private static func notes(_ cells: PointCells, _ options: Options) -> [Phrase] {
        var notes = [
            Phrase(
                fr: "Les mailles sans point et sans verdict ne sont pas énumérées.",
                en: "Cells without a point and without a verdict aren't listed.")
        ]
        if options.territory.isEmpty {
            notes.append(
                Phrase(
                    fr:
                        "Sans contour du territoire, toutes les mailles du rectangle autour des points comptent, même hors de "
                        + "la ville : donnez le contour pour un test juste.",
                    en:
                        "Without the territory's outline every cell of the rectangle around the points counts, even out of "
                        + "town: give the outline for a fair test."))
        }
        if cells.outside > 0 {
            notes.append(
                Phrase(
                    fr: "\(cells.outside) points hors du territoire ou dans un obstacle ne comptent pas.",
                    en: "\(cells.outside) points outside the territory or in a barrier don't count."))
        }
        return notes
    }
}
