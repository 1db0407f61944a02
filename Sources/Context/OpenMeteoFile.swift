import PlainText
public import Vocabulary

/// An answer of Open-Meteo: arrays of hourly and daily values with their units.
///
/// Its local times carry one offset for the whole answer, `utc_offset_seconds`, whatever the clocks did meanwhile
/// (open-meteo issues 261 and 1255), so that a time in UTC is the time given minus that offset.
public enum OpenMeteoFile {
    /// Hourly values that stand for the hour before; others stand for the hour that begins.
    private static let ofTheHourBefore: Set<String> = [
        "precipitation", "rain", "showers", "snowfall", "wind_gusts_10m", "shortwave_radiation",
        "direct_radiation", "diffuse_radiation", "sunshine_duration", "et0_fao_evapotranspiration",
    ]

    private static let titles: [String: Phrase] = [
        "temperature_2m": WeatherQuantity.temperature.title, "relative_humidity_2m": WeatherQuantity.humidity.title,
        "precipitation": Phrase(fr: "Précipitations", en: "Precipitation"), "rain": WeatherQuantity.rain.title,
        "wind_speed_10m": WeatherQuantity.wind.title, "wind_gusts_10m": WeatherQuantity.gust.title,
        "cloud_cover": WeatherQuantity.cloud.title, "temperature_2m_max": WeatherQuantity.maximum.title,
        "temperature_2m_min": WeatherQuantity.minimum.title, "temperature_2m_mean": WeatherQuantity.mean.title,
        "precipitation_sum": Phrase(fr: "Précipitations", en: "Precipitation"),
    ]

    /// The series of the answer: one for each array of numbers, in the units of the answer.
    ///
    /// - Parameter territory: the territory's key, which is the place of the readings.
    /// - Throws: ``ContextError`` with line and field.
    public static func series(of file: ContextFile, territory: String) throws -> [ContextSeries] {
        let root = try file.json()
        guard case .integer(let offset)? = root["utc_offset_seconds"]?.value, abs(offset) < 16 * 3600 else {
            throw structure(file, root, "utc_offset_seconds")
        }
        var result: [ContextSeries] = []
        for (key, step) in [("hourly", Int64(3600)), ("daily", 86_400)] {
            guard let block = root[key] else { continue }
            guard case .object(let members) = block.value, let timeNode = block["time"] else {
                throw structure(file, block, "\(key).time")
            }
            let times = try times(timeNode, offset: offset, file: file)
            // Sunrise and sunset are times, not quantities.
            for (name, node) in members where !["time", "sunrise", "sunset"].contains(name) {
                let values = try values(node, name: name, file: file)
                guard values.count == times.count else { throw structure(file, node, name) }
                var stepped = SteppedValues()
                for (time, value) in zip(times, values) { stepped.add(value, at: time) }
                let isBefore = step == 3600 && ofTheHourBefore.contains(name)
                result.append(
                    try ContextSeries(
                        name: (step == 3600 ? "hourly-" : "daily-") + name.replacing("_", with: "-"),
                        title: titles[name] ?? Phrase(verbatim: name),
                        unit: root["\(key)_units"]?[name]?.text ?? "", level: .territory, source: "Open-Meteo",
                        licence: "CC BY 4.0",
                        readings: stepped.readings(
                            step: step,
                            span: isBefore ? .before(hours: 1) : .after(hours: step / 3600), place: territory,
                            file: file.name)))
            }
        }
        guard !result.isEmpty else { throw structure(file, root, "hourly") }
        return result
    }

    /// `2024-01-01T00:00` or `2024-01-01` on the answer's clock, or seconds since 1970.
    private static func times(_ node: JSONNode, offset: Int64, file: ContextFile) throws -> [UTCSeconds] {
        switch node.value {
        case .numbers(let seconds):
            guard seconds.allSatisfy({ $0 == $0.rounded() && abs($0) < 1e11 }) else {
                throw structure(file, node, "time")
            }
            return seconds.map { Int64($0) }
        case .list(let nodes):
            return try nodes.map { node in
                switch node.text.flatMap(ContextMoment.init) {
                case .clock(let clock): return clock - offset
                case .day(let date): return Int64(date.dayNumber) * 86_400 - offset
                default:
                    throw ContextError.value(
                        node.label ?? "", TextPosition(file: file.name, line: node.line, field: "time"),
                        expected: Phrase(fr: "une date ISO 8601", en: "a date in ISO 8601"))
                }
            }
        default: throw structure(file, node, "time")
        }
    }

    private static func values(_ node: JSONNode, name: String, file: ContextFile) throws -> [Double?] {
        switch node.value {
        case .numbers(let numbers): return numbers
        case .list(let nodes):
            return try nodes.map { node in
                switch node.value {
                case .null: return nil
                case .number(let number): return number
                case .integer(let number): return Double(number)
                default:
                    throw ContextError.value(
                        node.label ?? "", TextPosition(file: file.name, line: node.line, field: name),
                        expected: Phrase(fr: "un nombre ou null", en: "a number or null"))
                }
            }
        default: throw structure(file, node, name)
        }
    }

    private static func structure(_ file: ContextFile, _ node: JSONNode, _ field: String) -> ContextError {
        .structure(
            TextPosition(file: file.name, line: node.line, field: field),
            Phrase(
                fr: "« \(field.prefix(60)) » manque ou n'a pas la forme d'Open-Meteo.",
                en: "`\(field.prefix(60))` is missing or isn't as Open-Meteo writes it."))
    }
}
