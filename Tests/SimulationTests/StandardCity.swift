import Simulation

/// The standard city's calls, made once for all tests, and ways to look at them.
enum StandardCity {
    static let city = SimulatedCity.standard

    /// The calls of each day of 2024 and 2025.
    static let calls: [[SimulatedCall]] = days.map { city.calls(on: $0) }

    static var days: [CalendarDay] {
        (city.days.lowerBound.number...city.days.upperBound.number).map { CalendarDay(number: $0) }
    }

    /// The index of a category.
    static func category(_ code: String) -> Int? { IncidentCategory.all.firstIndex { $0.code == code } }

    /// A number that differs when any of the first bytes does (FNV-1a, 64 bits), and the count of all bytes.
    static func digest(
        ofFirst limit: Int = .max, _ body: (([UInt8]) -> Void) -> Void
    ) -> (hash: UInt64, bytes: Int) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var count = 0
        body { piece in
            for byte in piece.prefix(max(0, limit - count)) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            count += piece.count
        }
        return (hash, count)
    }

    /// The text that a writer gives.
    static func text(_ body: (([UInt8]) -> Void) -> Void) -> String {
        var bytes: [UInt8] = []
        body { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Everything that the city writes, digested file by file.
    static func digests(of city: SimulatedCity) -> [UInt64] {
        var delivery: IncidentDelivery?
        var digests = [
            digest { city.writeQuartiers(to: $0) }, digest { city.writeCoast(to: $0) },
            digest { delivery = city.writeIncidents(to: $0) },
            digest { city.writeCounters(to: $0) }, digest { city.writeWeather(to: $0) },
            digest { city.writeCalendar(to: $0) },
        ]
        if let delivery { digests.append(digest { city.writeTruth(delivery, to: $0) }) }
        return digests.map(\.hash)
    }
}
