import Foundation
import Vocabulary

/// The simulated city's files, read again as a city's analyst would bring them to the command line.
struct VilleTemoinFiles {
    /// What was planted in a category.
    struct Planted: Decodable {
        let code: String
        let schoolHolidayEffect: Double
        let heatEffectPerDegreeAbove27: Double
        let rainEffect: Double
    }

    private struct Truth: Decodable { let categories: [Planted] }

    /// An hour of the two years.
    private struct Hour {
        let start: UTCSeconds
        let day: CivilDate
        let temperature: Double
        let rain: Double
    }

    let planted: [Planted]
    let publicHolidays: [CivilDate]
    /// The matches and festivals as a table of events.
    let eventTable: String
    private let hours: [Hour]
    private let schoolHolidays: Set<CivilDate>
    private let highest: [CivilDate: Double]
    /// Sound calls by category, then by hour.
    private let counts: [String: [UTCSeconds: Int]]

    /// Reads what `clairevoie simulate` wrote.
    init(folder: String, calendar: CivilCalendar) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        planted = try decoder.decode(Truth.self, from: Data(contentsOf: URL(filePath: folder + "/truth.json")))
            .categories
        let weather = try Self.rows(folder + "/weather.csv")
        guard let first = weather.first.flatMap({ CivilDate(iso: String($0[0].prefix(10))) }) else {
            throw CocoaError(.fileReadCorruptFile)
        }
        // One row an hour without a gap from the first local midnight on.
        let midnight = calendar.start(of: first)
        hours = weather.enumerated().map { index, row in
            let start = midnight + Int64(index) * 3600
            return Hour(
                start: start, day: calendar.date(at: start), temperature: Double(row[1]) ?? .nan,
                rain: Double(row[2]) ?? .nan)
        }
        highest = hours.reduce(into: [:]) { $0[$1.day] = max($0[$1.day] ?? -99, $1.temperature) }
        var days: [String: Set<CivilDate>] = [:]
        var events = "start,end,attendance\n"
        for row in try Self.rows(folder + "/calendar.csv") {
            guard let from = CivilDate(iso: String(row[0].prefix(10))),
                let to = CivilDate(iso: String(row[1].prefix(10)))
            else { continue }
            for number in from.dayNumber..<to.dayNumber {
                days[String(row[2]), default: []].insert(CivilDate(dayNumber: number))
            }
            if let people = row.last.flatMap({ Int($0) }) { events += "\(row[0]),\(row[1]),\(people)\n" }
        }
        eventTable = events
        schoolHolidays = days["vacances_scolaires"] ?? []
        let years = Set(hours.map(\.day))
        publicHolidays = (days["jour_ferie"] ?? []).filter(years.contains).sorted { $0.dayNumber < $1.dayNumber }
        counts = try Self.counts(folder + "/incidents.csv", calendar: calendar)
    }

    /// The hourly counts of a category with rain, school holidays and the degrees above 27 of the day's highest
    /// temperature, as `--counts` takes them.
    func hourlyCounts(of code: String) -> String {
        var text = "place,time,category,count,rain,school-holidays,heat\n"
        for hour in hours {
            let count = counts[code]?[hour.start] ?? 0
            let isSchool = schoolHolidays.contains(hour.day) ? 1 : 0
            text += "city,\(Self.utc(hour.start)),\(code),\(count),\(hour.rain),\(isSchool),\(heat(hour.day))\n"
        }
        return text
    }

    /// The slope that a logarithmic line has where the rate grows by a share for each degree: what a ratio for each degree
    /// can find of it.
    func ratio(forEachDegree effect: Double) -> Double {
        let degrees = hours.map { heat($0.day) }
        let products = degrees.reduce((0.0, 0.0)) { ($0.0 + $1 * log1p(effect * $1), $0.1 + $1 * $1) }
        return exp(products.0 / products.1)
    }

    /// The daily counts that a category would have were there nothing but its heat and its school holidays, in large numbers.
    func expectedDailyCounts(heat effect: Double, school: Double) -> String {
        var text = "place,time,category,count,temperature,school-holidays\n"
        for day in highest.keys.sorted(by: { $0.dayNumber < $1.dayNumber }) {
            let isSchool = schoolHolidays.contains(day)
            let mean = 1e5 * (1 + effect * heat(day)) * (isSchool ? 1 + school : 1)
            text += "city,\(day),all,\(Int(mean.rounded())),\(highest[day] ?? 0),\(isSchool ? 1 : 0)\n"
        }
        return text
    }

    /// The temperature as an answer of Open-Meteo.
    var openMeteo: String {
        let times = hours.map { "\($0.start)" }.joined(separator: ",")
        let temperatures = hours.map { "\($0.temperature)" }.joined(separator: ",")
        return """
            {"utc_offset_seconds": 0, "hourly_units": {"temperature_2m": "°C"}, \
            "hourly": {"time": [\(times)], "temperature_2m": [\(temperatures)]}}
            """
    }

    /// The school holidays as the ministry's file of days.
    var schoolCalendar: String {
        let days = Set(hours.map(\.day)).sorted { $0.dayNumber < $1.dayNumber }
        return "date,vacances_zone_b\n"
            + days.map { "\($0),\(schoolHolidays.contains($0) ? "True" : "False")\n" }.joined()
    }

    private func heat(_ day: CivilDate) -> Double { max(0, ((highest[day] ?? 0) * 10 - 270).rounded() / 10) }

    private static func utc(_ time: UTCSeconds) -> String {
        let day = CivilDate(dayNumber: Int(time / 86_400))
        let hour = time % 86_400 / 3600
        return "\(day)T\(hour < 10 ? "0" : "")\(hour):00:00Z"
    }

    private static func rows(_ path: String) throws -> [[Substring]] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
    }

    /// The calls of each category and hour, rows with a bad date or a number seen before left out.
    private static func counts(_ path: String, calendar: CivilCalendar) throws -> [String: [UTCSeconds: Int]] {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        var counts: [String: [UTCSeconds: Int]] = [:]
        var seen: Set<ArraySlice<UInt8>> = []
        for line in bytes.split(separator: 10).dropFirst() {
            let fields = line.split(separator: 59, maxSplits: 5, omittingEmptySubsequences: false)
            guard fields.count == 6, seen.insert(fields[0]).inserted else { continue }
            let digits = fields[1].split { !(48...57).contains($0) }.map {
                $0.reduce(0) { $0 * 10 + Int($1) - 48 }
            }
            guard digits.count == 6, let day = CivilDate(year: digits[2], month: digits[1], day: digits[0]),
                digits[3] < 24
            else { continue }
            let time = calendar.time(local: Int64(day.dayNumber) * 86_400 + Int64(digits[3]) * 3600)
            counts[String(decoding: fields[4], as: UTF8.self), default: [:]][time, default: 0] += 1
        }
        return counts
    }
}
