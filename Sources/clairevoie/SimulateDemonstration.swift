import ArgumentParser
import Foundation
import Simulation

/// `clairevoie simulate demonstration`: writes the demonstration city's files.
struct SimulateDemonstration: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demonstration",
        abstract: "Write the files of Ville-Témoin, a made-up port city, as its services would export them.",
        discussion: """
            The same seed gives the same bytes. The files are quartiers.geojson, coast.geojson, incidents.csv, \
            counters.csv, weather.csv, calendar.csv, and truth.json with what was planted.

            Example: clairevoie simulate demo-data/files
            """)

    @Argument(help: "The folder to write into; made if there is none.")
    var folder: String

    @Option(help: "What the city's chance is drawn from.")
    var seed: UInt64 = SimulatedCity.standardSeed

    @Flag(help: "Write the maps only.")
    var mapsOnly = false

    @Flag(help: "Print the files written as JSON.")
    var json = false

    func run() throws {
        let interruption = Interruption()
        let standard = SimulatedCity.standard
        let city =
            seed == standard.seed
            ? standard
            : try SimulatedCity(seed: seed, from: CalendarDay(2024, 1, 1), to: CalendarDay(2025, 12, 31))
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
            print("{\"files\":[" + names.map { "\"\($0)\"" }.joined(separator: ",") + "]}")
        } else {
            print(names.map { "\(folder)/\($0)" }.joined(separator: "\n"))
        }
    }
}
