import Vocabulary

/// What a reader changes of a day: its weather, an event, a holiday.
struct WhatIfQuestion: Sendable, Hashable {
    /// A holiday that the day is to be.
    enum Holiday: String, CaseIterable, Sendable {
        case `public`
        case school

        /// The term that tells its effect.
        var term: String { rawValue + "_holiday" }
    }

    /// The day's mean temperature, in °C.
    var temperature: Int?
    /// The rain that falls, in mm.
    var rain: Int?
    /// How many people an event is to bring, as its organisers declare.
    var people: Int?
    var holiday: Holiday?

    /// The parameters of an address that it is read from, beside those of *Demain*.
    static let parameters: Set<String> = ["temperature", "rain", "people", "holiday"]
    static let temperatures = -40...55
    static let rains = 0...400
    static let crowds = 1...2_000_000

    /// Reads an address.
    init(_ items: QueryItems) throws {
        temperature = try items.integer("temperature", in: Self.temperatures)
        rain = try items.integer("rain", in: Self.rains)
        people = try items.integer("people", in: Self.crowds)
        if let text = items["holiday"] {
            guard let known = Holiday(rawValue: text) else {
                throw AddressError.notOffered(
                    parameter: "holiday", value: text, offered: Holiday.allCases.map(\.rawValue))
            }
            holiday = known
        }
    }

    /// Whether nothing is changed.
    var isEmpty: Bool { temperature == nil && rain == nil && people == nil && holiday == nil }

    /// The changes in an address, behind a question.
    var query: String {
        var text = ""
        if let temperature { text += "&temperature=\(temperature)" }
        if let rain { text += "&rain=\(rain)" }
        if let people { text += "&people=\(people)" }
        if let holiday { text += "&holiday=\(holiday.rawValue)" }
        return text
    }
}
