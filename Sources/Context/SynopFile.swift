public import Vocabulary

/// Météo-France's *données SYNOP essentielles OMM*: a row a station and three hours, times in UTC.
///
/// A quantity of the moment stands for the three hours that begin with it; rain, given for the three hours before,
/// for those. `-0.1` mm is the code's trace (WMO table 3590: not measurable) and counts as no rain.
public enum SynopFile {
    private static let step: Int64 = 3 * 3600

    /// The series of a station.
    ///
    /// - Parameters:
    ///   - station: the WMO number, with or without its zeros in front; nil when the file has only one.
    ///   - territory: the territory's key, which is the place of the readings.
    /// - Returns: temperature (°C), humidity (%), wind and gust (m/s), cloud (%) and rain (mm), as far as there are
    ///   columns for them. Rows may be in any order; of repeated ones the first known value counts.
    /// - Throws: ``ContextError`` with line and column.
    public static func series(of file: ContextFile, station: String?, territory: String) throws -> [ContextSeries] {
        let table = try file.table()
        let stationColumn = try table.column("numer_sta")
        let dateColumn = try table.column("date")
        let number = try WeatherStation.only(station, in: table, column: stationColumn)
        var times: [UTCSeconds?] = []
        for row in table.rows {
            guard WeatherStation.same(table.field(row, stationColumn), number) else {
                times.append(nil)
                continue
            }
            times.append(try time(table.field(row, dateColumn), table.position(row, dateColumn)))
        }
        let quantities: [(String, WeatherQuantity, WeatherQuantity.Span, (Double) -> Double)] = [
            ("t", .temperature, .after(hours: 3), celsius), ("u", .humidity, .after(hours: 3), { $0 }),
            ("ff", .wind, .after(hours: 3), { $0 }), ("raf10", .gust, .after(hours: 3), { $0 }),
            // 101 % says that the sky can't be seen.
            ("n", .cloud, .after(hours: 3), { min($0, 100) }), ("rr3", .rain, .before(hours: 3), { max($0, 0) }),
        ]
        return try quantities.compactMap { name, quantity, span, convert in
            guard let column = table.header.firstIndex(of: name) else { return nil }
            var values = SteppedValues()
            for (row, time) in zip(table.rows, times) {
                guard let time else { continue }
                values.add(try table.number(row, column).map(convert), at: time)
            }
            return try ContextSeries(
                name: quantity.name, title: quantity.title, unit: quantity.unit, level: .territory,
                source: "Météo-France, SYNOP \(number)", licence: "Licence Ouverte 2.0",
                readings: values.readings(step: step, span: span, place: territory, file: file.name))
        }
    }

    /// Kelvin to degrees Celsius, to the hundredth that the file gives.
    static func celsius(_ kelvin: Double) -> Double { ((kelvin - 273.15) * 100).rounded() / 100 }

    /// `2021-01-01 00:00:00`, the same with an offset, or `20210101000000`.
    private static func time(_ text: String, _ position: TextPosition) throws -> UTCSeconds {
        if text.utf8.count == 14, let time = CompactTime.time(text) { return time }
        switch ContextMoment(text) {
        case .instant(let time), .clock(let time): return time
        default:
            throw ContextError.value(
                text, position, expected: Phrase(fr: "une date et une heure UTC", en: "a date and an hour in UTC"))
        }
    }
}

/// Which station of a file is meant.
enum WeatherStation {
    /// The station asked for, or the only one.
    ///
    /// - Throws: ``ContextError/station(file:asked:found:)`` when there are several, or not that one.
    static func only(_ asked: String?, in table: ContextTable, column: Int) throws -> String {
        var found: Set<String> = []
        for row in table.rows where found.count < 10_000 { found.insert(table.field(row, column)) }
        let names = found.sorted()
        if let asked {
            if let name = names.first(where: { same($0, asked) }) { return name }
        } else if names.count == 1 {
            return names[0]
        }
        throw ContextError.station(file: table.file, asked: asked, found: names)
    }

    /// Whether two numbers are the same but for the zeros in front, which spreadsheets lose.
    static func same(_ a: String, _ b: String) -> Bool {
        a == b || a.drop { $0 == "0" } == b.drop { $0 == "0" }
    }
}

/// Times written without separators: `20210131`, `2021013106`, `20210131060000`.
enum CompactTime {
    /// The moment in UTC; nil for anything else.
    static func time(_ text: String) -> UTCSeconds? {
        let bytes = Array(text.utf8)
        guard [8, 10, 12, 14].contains(bytes.count), bytes.allSatisfy({ $0 &- 48 < 10 }) else { return nil }
        func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1 - 48) } }
        guard let date = CivilDate(year: number(0..<4), month: number(4..<6), day: number(6..<8)) else { return nil }
        let hour = bytes.count >= 10 ? number(8..<10) : 0
        let minute = bytes.count >= 12 ? number(10..<12) : 0
        let second = bytes.count == 14 ? number(12..<14) : 0
        guard hour < 24, minute < 60, second < 60 else { return nil }
        return Int64(date.dayNumber) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    }
}
