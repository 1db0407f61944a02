public import Vocabulary

/// A plain table of hourly weather: `start` (or `debut`) with an offset, and any of `temperature_c`, `rain_mm` (`pluie_mm`),
/// `wind_kmh` (`vent_kmh`); a value stands for the hour that begins.
public enum WeatherTable {
    private static let columns: [(names: [String], quantity: WeatherQuantity, convert: @Sendable (Double) -> Double)] =
        [
            (["temperature_c"], .temperature, { $0 }), (["rain_mm", "pluie_mm"], .rain, { $0 }),
            // To the hundredth of m/s, which km/h to the tenth don't exceed.
            (["wind_kmh", "vent_kmh"], .wind, { ($0 / 3.6 * 100).rounded() / 100 }),
        ]

    /// Whether a header is such a table's.
    static func reads(header: String) -> Bool {
        columns.contains { $0.names.contains { header.contains($0) } }
    }

    /// The series of the table, for as many quantities as it has columns.
    ///
    /// - Parameter territory: the territory's key, which is the place of the readings.
    /// - Throws: ``ContextError`` with line and column.
    public static func series(of file: ContextFile, territory: String) throws -> [ContextSeries] {
        let table = try file.table()
        let start = try table.header.firstIndex(of: "debut") ?? table.column("start")
        let times = try table.rows.map { row -> UTCSeconds in
            guard case .instant(let time)? = ContextMoment(table.field(row, start)) else {
                throw ContextError.value(
                    table.field(row, start), table.position(row, start),
                    expected: Phrase(
                        fr: "une date ISO 8601 avec son décalage", en: "a date in ISO 8601 with its offset"))
            }
            return time
        }
        return try columns.compactMap { names, quantity, convert in
            guard let column = names.lazy.compactMap({ table.header.firstIndex(of: $0) }).first else { return nil }
            var values = SteppedValues()
            for (row, time) in zip(table.rows, times) {
                values.add(try table.number(row, column).map(convert), at: time)
            }
            return try ContextSeries(
                name: quantity.name, title: quantity.title, unit: quantity.unit, level: .territory,
                source: file.name, licence: "",
                readings: values.readings(step: 3600, span: .after(hours: 1), place: territory, file: file.name))
        }
    }
}
