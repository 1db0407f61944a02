public import Vocabulary

/// What somebody knows of times and places beside the counts: a file of `time`, with `place` where it matters, and a column
/// a covariate.
public enum OutsideCovariates {
    /// Adds a file's covariates to a table; plain, gzip or zstd.
    ///
    /// A value holds for every bin that begins in its time and, without a place, for all places; times or places that the
    /// table doesn't have are left out, and what no row says stays unknown.
    ///
    /// - Parameters:
    ///   - calendar: the clock of times that name none.
    /// - Throws: ``OutsideTableError``, `ConnectorError`.
    /// - Complexity: O(rows + bins × places × covariates).
    public static func read<A: AudienceKind, O: OriginKind>(
        path: String, onto table: CountTable<A, O>, calendar: CivilCalendar
    ) throws -> CountTable<A, O> {
        var rows = try OutsideRows(path: path)
        let time = try rows.required("time")
        let place = rows.column("place")
        let columns = rows.columns.enumerated().filter {
            $0.offset != time && $0.offset != place && !$0.element.isEmpty
        }
        guard !columns.isEmpty else {
            throw OutsideTableError.missingColumn(file: path, column: "temperature", columns: rows.columns)
        }
        let width = table.places.count
        var numbers: [String: Int] = [:]
        for (number, place) in table.places.enumerated() { numbers[place.id] = number }
        // A day's value holds for its hours, an hour's for the hour that begins then.
        var binsOfDay: [Int: [Int]] = [:]
        var binOfStart: [UTCSeconds: Int] = [:]
        for (number, bin) in table.bins.enumerated() {
            binsOfDay[calendar.date(at: bin.start).dayNumber, default: []].append(number)
            binOfStart[bin.start] = number
        }
        var values = columns.map { _ in [Double](repeating: .nan, count: table.bins.count * width) }
        var hasRow = false
        try rows.forEach { row, text in
            hasRow = true
            let moment = try row.moment(time, text)
            let start = moment.time(in: calendar)
            let bins =
                moment.hasTime
                ? [binOfStart[start]].compactMap(\.self)
                : binsOfDay[calendar.date(at: start).dayNumber] ?? []
            var places = 0..<width
            if let place {
                let bounds = row.bounds(place, text)
                if !bounds.isEmpty {
                    guard let number = numbers[OutsideRows.Row.string(text, bounds)] else { return }
                    places = number..<number + 1
                }
            }
            for (index, column) in columns.enumerated() {
                let value = try row.numberIfAny(column.offset, text)
                for bin in bins {
                    for place in places { values[index][bin * width + place] = value }
                }
            }
        }
        guard hasRow else { throw OutsideTableError.empty(file: path) }
        return CountTable(
            places: table.places, bins: table.bins, categories: table.categories, values: table.values,
            variances: table.variances, isKnown: table.isKnown,
            covariates: table.covariates
                + zip(columns, values).map { Covariate(name: $0.element, values: $1) })
    }
}
