public import Vocabulary

/// Points that somebody brought: a file of `x,y,time,category`, metres and ISO 8601.
public struct OutsidePoints: Sendable {
    /// Eastings, in metres.
    public let x: [Double]
    /// Northings, in metres.
    public let y: [Double]
    /// Moments; empty where the file has no column of times.
    public let times: [UTCSeconds]
    /// For each point the number of its category.
    public let categoryOf: [Int32]
    /// The categories' keys, in the order in which they are first met; `all` alone where the file has none.
    public let categories: [String]

    /// Reads a file; plain, gzip or zstd.
    ///
    /// - Parameter calendar: the clock of times that name none.
    /// - Throws: ``OutsideTableError``, `ConnectorError`.
    /// - Complexity: O(n), about two million points a second.
    public init(path: String, calendar: CivilCalendar) throws {
        var rows = try OutsideRows(path: path)
        let (xColumn, yColumn) = (try rows.required("x"), try rows.required("y"))
        let (timeColumn, categoryColumn) = (rows.column("time"), rows.column("category"))
        var (x, y): ([Double], [Double]) = ([], [])
        var times: [UTCSeconds] = []
        var categoryOf: [Int32] = []
        var names = NameList()
        try rows.forEach { row, text in
            x.append(try row.number(xColumn, text))
            y.append(try row.number(yColumn, text))
            if let timeColumn { times.append(try row.moment(timeColumn, text).time(in: calendar)) }
            guard let categoryColumn else { return }
            let bounds = row.bounds(categoryColumn, text)
            guard !bounds.isEmpty else { throw row.error(categoryColumn, .name) }
            categoryOf.append(Int32(names.number(text, bounds)))
        }
        guard !x.isEmpty else { throw OutsideTableError.empty(file: path) }
        (self.x, self.y, self.times) = (x, y, times)
        self.categoryOf = categoryColumn == nil ? Array(repeating: 0, count: x.count) : categoryOf
        categories = categoryColumn == nil ? ["all"] : names.names
    }
}
