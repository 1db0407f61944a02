import ArgumentParser
import Foundation
import Simulation
import Vocabulary

/// `clairevoie simulate demonstration`: writes the demonstration city's files.
struct SimulateDemonstration: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demonstration",
        abstract: "Write the files of Ville-Témoin, a made-up port city, as its services would export them.",
        discussion: """
            The same seed gives the same bytes. The files are quartiers.geojson, coast.geojson, incidents.csv, \
            counters.csv, weather.csv, calendar.csv, and truth.json with what was planted.

            Without --from and --until they cover 2024 and 2025. With --until, weather.csv goes on for \(ComingDays.count) \
            days as the weather is foreseen, and calendar.csv with what is announced. What was written of a day stays as \
            it is when the period is made longer.

            Example: clairevoie simulate demonstration demo-data/files --until today
            """)

    @Argument(help: "The folder to write into; made if there is none.")
    var folder: String

    @Option(help: "What the city's chance is drawn from.")
    var seed: UInt64 = SimulatedCity.standardSeed

    @Option(help: ArgumentHelp("The first day of the calls.", valueName: "day"))
    var from: DayArgument?

    @Option(
        help: ArgumentHelp(
            "The day after the last one, or `today`, which stops where the city's calendar ends.", valueName: "day"))
    var until: SimulatedUntil?

    @Flag(help: "Write the maps only.")
    var mapsOnly = false

    @Flag(help: "Print the files written as JSON.")
    var json = false

    func run() throws {
        let interruption = Interruption()
        let city = try city()
        let batch = FileBatch(folder: folder, interruption: interruption)
        do {
            try batch.write("quartiers.geojson") { try city.writeQuartiers(to: $0) }
            try batch.write("coast.geojson") { try city.writeCoast(to: $0) }
            if !mapsOnly {
                var delivery: IncidentDelivery?
                try batch.write("incidents.csv") { delivery = try city.writeIncidents(to: $0) }
                try batch.write("counters.csv") { try city.writeCounters(to: $0) }
                try batch.write("weather.csv") { try city.writeWeather(to: $0) }
                try batch.write("calendar.csv") { try city.writeCalendar(to: $0) }
                if let delivery { try batch.write("truth.json") { try city.writeTruth(delivery, to: $0) } }
            }
            try interruption.check()
            try batch.finish()
        } catch {
            batch.abandon()
            throw error
        }
        let names = batch.names
        if json {
            let files = names.map { "\"\($0)\"" }.joined(separator: ",")
            let after = city.days.upperBound.advanced(by: 1)
            print("{\"files\":[\(files)],\"from\":\"\(city.days.lowerBound.iso)\",\"until\":\"\(after.iso)\"}")
        } else {
            print(names.map { "\(folder)/\($0)" }.joined(separator: "\n"))
        }
    }

    /// The city of the seed, over the days asked for.
    private func city() throws -> SimulatedCity {
        let days = SimulatedCity.standardDays
        let first = try from.map { CalendarDay(number: try $0.date().dayNumber) } ?? days.lowerBound
        let last = try until?.lastDay() ?? days.upperBound
        do {
            return try SimulatedCity(seed: seed, from: first, to: last, looksAhead: until != nil)
        } catch {
            throw SimulatedPeriodUnknown(error)
        }
    }
}

/// The day before which the simulated calls end, as `--until` writes it.
struct SimulatedUntil: ExpressibleByArgument {
    private let text: String

    /// Takes any text, since the argument parser would explain a wrong one in English only.
    init(argument: String) {
        text = argument
    }

    /// The day before: for `today` yesterday in Paris, or the last day that the calendar can fill if that is earlier.
    ///
    /// - Throws: ``BadDay``.
    func lastDay() throws -> CalendarDay {
        guard text == "today" else {
            return CalendarDay(number: try DayArgument(argument: text).date().dayNumber - 1)
        }
        let now = Int(Date().timeIntervalSince1970)
        let today = CalendarDay(number: (now + ParisClock.offset(at: now)) / 86_400)
        return min(today.advanced(by: -1), SimulatedCity.fillable(looksAhead: true).upperBound)
    }
}

/// Days that the city's calendar doesn't cover.
struct SimulatedPeriodUnknown: ExplainedError {
    private let period: PeriodNotCovered

    init(_ period: PeriodNotCovered) {
        self.period = period
    }

    var explanation: Explanation {
        let (from, until) = (period.from.iso, period.to.advanced(by: 1).iso)
        let (first, end) = (period.fillable.lowerBound.iso, period.fillable.upperBound.advanced(by: 1).iso)
        return Explanation(
            what: Phrase(
                fr: "Ville-Témoin ne connaît pas tous les jours de la période \(from)/\(until).",
                en: "Ville-Témoin doesn't know all days of the period \(from)/\(until)."),
            remedy: Phrase(
                fr: "Choisissez --from à partir du \(first), avant --until, et --until jusqu'au \(end).",
                en: "Choose --from no earlier than \(first) and before --until, and --until no later than \(end)."))
    }
}
