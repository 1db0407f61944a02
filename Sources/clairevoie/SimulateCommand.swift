import ArgumentParser
import Foundation
import Simulation

/// `clairevoie simulate`: writes the demonstration city's files.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
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
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let standard = SimulatedCity.standard
        let city =
            seed == standard.seed
            ? standard
            : try SimulatedCity(seed: seed, from: CalendarDay(2024, 1, 1), to: CalendarDay(2025, 12, 31))
        try write("quartiers.geojson", interruption) { try city.writeQuartiers(to: $0) }
        try write("coast.geojson", interruption) { try city.writeCoast(to: $0) }
        var names = ["quartiers.geojson", "coast.geojson"]
        if !mapsOnly {
            var delivery: IncidentDelivery?
            try write("incidents.csv", interruption) { delivery = try city.writeIncidents(to: $0) }
            try write("counters.csv", interruption) { try city.writeCounters(to: $0) }
            try write("weather.csv", interruption) { try city.writeWeather(to: $0) }
            try write("calendar.csv", interruption) { try city.writeCalendar(to: $0) }
            if let delivery { try write("truth.json", interruption) { try city.writeTruth(delivery, to: $0) } }
            names += ["incidents.csv", "counters.csv", "weather.csv", "calendar.csv", "truth.json"]
        }
        if json {
            print("{\"files\":[" + names.map { "\"\($0)\"" }.joined(separator: ",") + "]}")
        } else {
            print(names.map { "\(folder)/\($0)" }.joined(separator: "\n"))
        }
    }

    /// Writes beside the file and then takes its name, so that an interrupted run leaves no half file.
    private func write(
        _ name: String, _ interruption: Interruption, _ body: (([UInt8]) throws -> Void) throws -> Void
    ) throws {
        let path = folder + "/" + name
        let partial = path + ".partial"
        guard FileManager.default.createFile(atPath: partial, contents: nil),
            let handle = FileHandle(forWritingAtPath: partial)
        else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: partial]) }
        do {
            try body { bytes in
                try interruption.check()
                try handle.write(contentsOf: Data(bytes))
            }
            try handle.close()
            guard unsafe rename(partial, path) == 0 else {
                throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path])
            }
        } catch {
            try? FileManager.default.removeItem(atPath: partial)
            throw error
        }
    }
}
