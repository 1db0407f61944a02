public import Vocabulary

/// Météo-France's *données climatologiques de base*: a file a department, `;` between fields, hourly (`AAAAMMJJHH`) or
/// daily (`AAAAMMJJ`), times in UTC.
///
/// The stretch of a value is the one that Météo-France's description of the fields gives: rain and the highest
/// temperature of a day from 6 h to 6 h of the next, the lowest temperature from 18 h of the day before, an hour's
/// rain and gust for the hour before. A value whose quality code is 2, doubtful, is unknown.
public enum ClimatologyFile {
    /// The series of a station.
    ///
    /// - Parameters:
    ///   - station: the station's number (`NUM_POSTE`) or name (`NOM_USUEL`); nil when the file has only one.
    ///   - territory: the territory's key, which is the place of the readings.
    /// - Throws: ``ContextError`` with line and column.
    public static func series(of file: ContextFile, station: String?, territory: String) throws -> [ContextSeries] {
        let table = try file.table()
        let isHourly = table.header.contains("AAAAMMJJHH")
        let timeColumn = try isHourly ? table.column("AAAAMMJJHH") : table.column("AAAAMMJJ")
        let numbers = try table.column("NUM_POSTE")
        let names = table.header.firstIndex(of: "NOM_USUEL")
        var asked = station
        if let station, let names, let row = table.rows.first(where: { table.field($0, names) == station }) {
            asked = table.field(row, numbers)
        }
        let number = try WeatherStation.only(asked, in: table, column: numbers)
        let rows = table.rows.filter { WeatherStation.same(table.field($0, numbers), number) }
        let times = try rows.map { row in
            let text = table.field(row, timeColumn)
            guard text.utf8.count == (isHourly ? 10 : 8), let time = CompactTime.time(text) else {
                throw ContextError.value(
                    text, table.position(row, timeColumn),
                    expected: Phrase(
                        fr: isHourly ? "AAAAMMJJHH" : "AAAAMMJJ", en: isHourly ? "YYYYMMDDHH" : "YYYYMMDD"))
            }
            return time
        }
        return try (isHourly ? hourly : daily).compactMap { name, quantity, span in
            guard let column = table.header.firstIndex(of: name) else { return nil }
            let quality = table.header.firstIndex(of: "Q" + name)
            var values = SteppedValues()
            for (row, time) in zip(rows, times) {
                let isDoubtful = quality.map { table.field(row, $0) == "2" } ?? false
                let value = try table.number(row, column)
                values.add(isDoubtful ? nil : value, at: time)
            }
            return try ContextSeries(
                name: quantity.name, title: quantity.title, unit: quantity.unit, level: .territory,
                source: "Météo-France, poste \(number)", licence: "Licence Ouverte 2.0",
                readings: values.readings(
                    step: isHourly ? 3600 : 86_400, span: span, place: territory, file: file.name))
        }
    }

    private static let hourly: [(String, WeatherQuantity, WeatherQuantity.Span)] = [
        ("T", .temperature, .after(hours: 1)), ("U", .humidity, .after(hours: 1)), ("FF", .wind, .after(hours: 1)),
        ("FXI", .gust, .before(hours: 1)), ("RR1", .rain, .before(hours: 1)),
    ]

    private static let daily: [(String, WeatherQuantity, WeatherQuantity.Span)] = [
        ("TN", .minimum, .hours(-6, 18)), ("TX", .maximum, .hours(6, 30)), ("TM", .mean, .hours(0, 24)),
        ("FFM", .wind, .hours(0, 24)), ("FXI", .gust, .hours(0, 24)), ("RR", .rain, .hours(6, 30)),
    ]
}
