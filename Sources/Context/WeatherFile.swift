public import Vocabulary

/// A file of weather of any kind that Clairevoie reads, known by its first characters.
public enum WeatherFile {
    /// The series of a file.
    ///
    /// - Parameters:
    ///   - station: the station of a file that has several; Open-Meteo's answers have one place.
    ///   - territory: the territory's key, which is the place of the readings.
    /// - Throws: ``ContextError`` with line and field.
    public static func series(of file: ContextFile, station: String?, territory: String) throws -> [ContextSeries] {
        let start = file.bytes.first { $0 > 32 }
        if start == UInt8(ascii: "{") { return try OpenMeteoFile.series(of: file, territory: territory) }
        let header = String(decoding: file.bytes.prefix { $0 != 10 }.prefix(4096), as: UTF8.self)
        if header.contains("numer_sta") {
            return try SynopFile.series(of: file, station: station, territory: territory)
        }
        if header.contains("AAAAMMJJ") {
            return try ClimatologyFile.series(of: file, station: station, territory: territory)
        }
        if WeatherTable.reads(header: header) { return try WeatherTable.series(of: file, territory: territory) }
        throw ContextError.unknownKind(
            file: file.name,
            known: [
                "table (start, temperature_c, rain_mm, wind_kmh)", "SYNOP (numer_sta)",
                "Météo-France (AAAAMMJJHH, AAAAMMJJ)", "Open-Meteo (JSON)",
            ])
    }
}
