public import Vocabulary

/// Counts that somebody brought: a file of `place,time,category,count`, with `x,y` in metres, `population` and other
/// covariates where it has them.
///
/// Combinations of place, time and category that have no row are zeros, from the first to the last time of the file.
public enum OutsideCounts {
    /// The most figures that a table may have, its implied zeros counted.
    public static let mostFigures = 200_000_000

    /// Reads a file; plain, gzip or zstd.
    ///
    /// - Parameters:
    ///   - calendar: the clock of times that name none, and the calendar of the bins.
    ///   - step: the length of the bins; nil to take what the times of the file are made of: hours where any has one,
    ///     months where all are first of a month, weeks where all are the same weekday, else days.
    /// - Throws: ``OutsideTableError``, `ConnectorError`.
    /// - Complexity: O(rows + figures).
    public static func read<A: AudienceKind, O: OriginKind>(
        path: String, calendar: CivilCalendar, step: TimeLevel?, for audience: A.Type = A.self,
        as origin: O.Type = O.self
    ) throws -> CountTable<A, O> {
        var rows = try OutsideRows(path: path)
        let columns = try Columns(rows)
        var read = Read(columns)
        try rows.forEach { row, text in try read.take(row, text, calendar) }
        guard !read.rows.isEmpty else { throw OutsideTableError.empty(file: path) }
        let level = step ?? read.level(in: calendar)
        let bins = read.bins(level, in: calendar)
        let (places, categories) = (read.places.names, columns.category == nil ? ["all"] : read.categories.names)
        let figures = bins.count * places.count * categories.count
        guard figures <= mostFigures else {
            throw OutsideTableError.tooLarge(file: path, figures: figures, limit: mostFigures)
        }
        var numbers: [UTCSeconds: Int] = [:]
        for (number, bin) in bins.enumerated() { numbers[bin.start] = number }
        var values = [Double](repeating: 0, count: figures)
        var covariates = columns.covariates.map { _ in [Double](repeating: .nan, count: bins.count * places.count) }
        var binOfTime: [UTCSeconds: Int] = [:]
        for (number, row) in read.rows.enumerated() {
            let bin: Int
            if let known = binOfTime[row.time] {
                bin = known
            } else {
                bin = numbers[calendar.bin(level, containing: row.time).start] ?? 0
                binOfTime[row.time] = bin
            }
            values[(bin * categories.count + Int(row.category)) * places.count + Int(row.place)] += row.count
            for index in covariates.indices {
                let value = read.covariates[index][number]
                guard !value.isNaN else { continue }
                let slot = bin * places.count + Int(row.place)
                let held = covariates[index][slot]
                // A covariate belongs to the place and the bin; in coarser bins its first value would be arbitrary.
                guard held.isNaN || held == value else {
                    throw OutsideTableError.contradiction(
                        file: path, line: number + 2, column: columns.covariates[index].name)
                }
                covariates[index][slot] = value
            }
        }
        return CountTable(
            places: read.countedPlaces, bins: bins, categories: categories, values: values,
            covariates: zip(columns.covariates, covariates).map { column, values in
                Covariate(name: column.name, values: Spread.filled(values, places: places.count))
            })
    }

    /// Which column holds what.
    private struct Columns {
        let place: Int
        let time: Int
        let category: Int?
        let count: Int
        let x: Int?
        let y: Int?
        let population: Int?
        let covariates: [(name: String, column: Int)]

        init(_ rows: OutsideRows) throws(OutsideTableError) {
            place = try rows.required("place")
            time = try rows.required("time")
            count = try rows.required("count")
            category = rows.column("category")
            x = rows.column("x")
            y = rows.column("y")
            population = rows.column("population")
            let known = [place, time, count] + [category, x, y, population].compactMap(\.self)
            covariates = rows.columns.enumerated().filter { !known.contains($0.offset) && !$0.element.isEmpty }
                .map { ($0.element, $0.offset) }
        }
    }

    /// What a row says, before the bins are known.
    private struct CountRow {
        let place: Int32
        let category: Int32
        let time: UTCSeconds
        let count: Double
    }

    /// All rows, with the facts about their places.
    private struct Read {
        let columns: Columns
        var rows: [CountRow] = []
        var places = NameList()
        var categories = NameList()
        var covariates: [[Double]]
        private var x: [Double] = []
        private var y: [Double] = []
        private var population: [Double] = []
        private var hasTimes = false
        private var days: Set<Int> = []

        init(_ columns: Columns) {
            self.columns = columns
            covariates = columns.covariates.map { _ in [] }
        }

        mutating func take(_ row: OutsideRows.Row, _ text: borrowing Span<UInt8>, _ calendar: CivilCalendar) throws {
            let placeBounds = row.bounds(columns.place, text)
            guard !placeBounds.isEmpty else { throw row.error(columns.place, .name) }
            let place = places.number(text, placeBounds)
            var category = 0
            if let column = columns.category {
                let bounds = row.bounds(column, text)
                guard !bounds.isEmpty else { throw row.error(column, .name) }
                category = categories.number(text, bounds)
            }
            let moment = try row.moment(columns.time, text)
            if moment.hasTime { hasTimes = true }
            days.insert(Int(floorDivide(moment.clock, 86_400)))
            let count = try row.number(columns.count, text, wanted: .count)
            rows.append(
                CountRow(
                    place: Int32(place), category: Int32(category), time: moment.time(in: calendar), count: count))
            if place == x.count {
                x.append(.nan)
                y.append(.nan)
                population.append(.nan)
            }
            try Self.keep(columns.x, row, text, &x[place])
            try Self.keep(columns.y, row, text, &y[place])
            try Self.keep(columns.population, row, text, &population[place])
            for (index, covariate) in columns.covariates.enumerated() {
                covariates[index].append(try row.numberIfAny(covariate.column, text))
            }
        }

        /// What a place has once and for all; rows may leave it out and may not contradict each other.
        private static func keep(
            _ column: Int?, _ row: OutsideRows.Row, _ text: borrowing Span<UInt8>, _ held: inout Double
        ) throws {
            guard let column else { return }
            let value = try row.numberIfAny(column, text)
            guard !value.isNaN else { return }
            guard held.isNaN || held == value else {
                throw OutsideTableError.contradiction(
                    file: row.rows.file, line: row.line, column: row.rows.columns[column])
            }
            held = value
        }

        func level(in calendar: CivilCalendar) -> TimeLevel {
            if hasTimes { return .hour }
            let dates = days.map(CivilDate.init(dayNumber:))
            guard days.count > 1 else { return .day }
            if dates.allSatisfy({ $0.parts.day == 1 }) {
                return dates.allSatisfy { $0.parts.month == 1 } ? .year : .month
            }
            return dates.allSatisfy { $0.weekday == 0 } ? .week : .day
        }

        func bins(_ level: TimeLevel, in calendar: CivilCalendar) -> [TimeBin] {
            let times = rows.map(\.time)
            guard let first = times.min(), let last = times.max() else { return [] }
            let start = calendar.bin(level, containing: first).start
            return calendar.bins(level, within: start..<calendar.bin(level, containing: last).end)
        }

        var countedPlaces: [CountedPlace] {
            places.names.indices.map { place in
                let hasPosition = !x[place].isNaN && !y[place].isNaN
                return CountedPlace(
                    id: places.names[place], name: places.names[place],
                    position: hasPosition ? PlanarPoint(x: x[place], y: y[place]) : nil,
                    population: population[place].isNaN ? nil : population[place])
            }
        }
    }
}

/// Fills what the implied zeros leave unknown of a covariate, where it can't be anything else.
enum Spread {
    /// Values by bin and place with the gaps filled of a covariate that is the same at all times of a place, or at all
    /// places of a time; any other's gaps stay.
    static func filled(_ values: [Double], places: Int) -> [Double] {
        guard places > 0 else { return values }
        let bins = values.count / places
        var byPlace = [Double](repeating: .nan, count: places)
        var byBin = [Double](repeating: .nan, count: bins)
        var (isOfPlace, isOfBin) = (true, true)
        for bin in 0..<bins {
            for place in 0..<places {
                let value = values[bin * places + place]
                guard !value.isNaN else { continue }
                if byPlace[place].isNaN { byPlace[place] = value } else if byPlace[place] != value { isOfPlace = false }
                if byBin[bin].isNaN { byBin[bin] = value } else if byBin[bin] != value { isOfBin = false }
            }
        }
        guard isOfPlace || isOfBin else { return values }
        return values.indices.map { index in
            values[index].isNaN ? (isOfPlace ? byPlace[index % places] : byBin[index / places]) : values[index]
        }
    }
}
