import Vocabulary

/// A quantity of the weather, and the stretch of time that a value in a file stands for.
struct WeatherQuantity {
    let name: String
    let title: Phrase
    let unit: String

    static let temperature = WeatherQuantity(
        name: "temperature", title: Phrase(fr: "Température", en: "Temperature"), unit: "°C")
    static let minimum = WeatherQuantity(
        name: "temperature-min", title: Phrase(fr: "Température minimale", en: "Lowest temperature"), unit: "°C")
    static let maximum = WeatherQuantity(
        name: "temperature-max", title: Phrase(fr: "Température maximale", en: "Highest temperature"), unit: "°C")
    static let mean = WeatherQuantity(
        name: "temperature-mean", title: Phrase(fr: "Température moyenne", en: "Mean temperature"), unit: "°C")
    static let humidity = WeatherQuantity(
        name: "humidity", title: Phrase(fr: "Humidité", en: "Humidity"), unit: "%")
    static let wind = WeatherQuantity(
        name: "wind", title: Phrase(fr: "Vent moyen", en: "Mean wind"), unit: "m/s")
    static let gust = WeatherQuantity(
        name: "gust", title: Phrase(fr: "Rafale maximale", en: "Strongest gust"), unit: "m/s")
    static let rain = WeatherQuantity(name: "rain", title: Phrase(fr: "Pluie", en: "Rain"), unit: "mm")
    static let cloud = WeatherQuantity(
        name: "cloud", title: Phrase(fr: "Nébulosité", en: "Cloud cover"), unit: "%")

    /// The stretch of a value, counted from the moment or the day that its row names.
    struct Span {
        /// Seconds from that moment to the stretch's beginning.
        let from: Int64
        /// Seconds from that moment to the stretch's end.
        let to: Int64

        static func after(hours: Int64) -> Span { Span(from: 0, to: hours * 3600) }
        static func before(hours: Int64) -> Span { Span(from: -hours * 3600, to: 0) }
        static func hours(_ from: Int64, _ to: Int64) -> Span { Span(from: from * 3600, to: to * 3600) }
    }
}

/// Values of a quantity that come at a fixed step, with the gaps between them.
struct SteppedValues {
    /// The most bins of a series: hourly values for a century.
    static let limit = 1_000_000

    private(set) var values: [UTCSeconds: Double?] = [:]
    /// Moments met twice; the first value that is known counts.
    private(set) var repeats = 0

    mutating func add(_ value: Double?, at time: UTCSeconds) {
        if let known = values[time] {
            repeats += 1
            if known != nil { return }
        }
        values[time] = .some(value)
    }

    /// A reading for each step from the first moment to the last; those that no row names are unknown.
    ///
    /// - Throws: ``ContextError`` for a moment that is off the steps, or too many of them.
    func readings(step: Int64, span: WeatherQuantity.Span, place: String, file: String) throws
        -> [ContextSeries.Reading]
    {
        guard let first = values.keys.min(), let last = values.keys.max() else { return [] }
        guard (last - first) / step < Int64(Self.limit) else {
            throw ContextError.tooMany(file: file, limit: Self.limit)
        }
        if let odd = values.keys.first(where: { ($0 - first) % step != 0 }) {
            throw ContextError.structure(
                TextPosition(file: file),
                Phrase(
                    fr: "Un relevé (\(odd) s depuis 1970) n'est pas à un multiple de \(step / 3600) h du premier.",
                    en: "A reading (\(odd) s since 1970) isn't a multiple of \(step / 3600) h after the first."))
        }
        return stride(from: first, through: last, by: Int(step)).map { time in
            ContextSeries.Reading(
                place: place, start: time + span.from, end: time + span.to, value: values[time] ?? nil)
        }
    }
}
