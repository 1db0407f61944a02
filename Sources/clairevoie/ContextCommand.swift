import ArgumentParser
import Context
import Foundation
import Vocabulary

/// `clairevoie context`: what surrounds the counts, kept as series of text under `DATA/context/`.
struct ContextCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "context",
        abstract: "Read weather, holidays, events, works or population into contextual series.",
        discussion: """
            A stretch of time that a file doesn't cover is unknown, never zero. Reading a file again replaces its series.

            Example: clairevoie context weather synop.csv --station 07149 --territory Territories/ville-temoin \
            --data demo-data
            """,
        subcommands: [Weather.self, Holidays.self, Events.self, Works.self, Population.self])

    /// What every kind of context needs.
    struct Destination: ParsableArguments {
        @OptionGroup var territory: TerritoryOptions

        @Option(help: ArgumentHelp("The data folder; made if there is none.", valueName: "dir"))
        var data: String

        @Flag(help: "Print the report as JSON.")
        var json = false

        /// Keeps the series, and says what was kept.
        func keep(_ series: [ContextSeries]) throws {
            let store = ContextStore(data: data)
            try store.keep(series)
            print(json ? Self.json(series, in: store) : Self.text(series, in: store))
        }

        private static func text(_ series: [ContextSeries], in store: ContextStore) -> String {
            series.map { one in
                let counts = Phrase(
                    fr: "\(one.readings.count) valeurs, dont \(one.unknownCount) inconnues",
                    en: "\(one.readings.count) readings, \(one.unknownCount) unknown")
                let language = TerminalLanguage.current
                return "\(one.title[language]): \(counts[language]) → \(store.path(of: one.name))"
            }.joined(separator: "\n")
        }

        private struct Line: Encodable {
            let name: String
            let readings: Int
            let unknown: Int
            let path: String
        }

        private static func json(_ series: [ContextSeries], in store: ContextStore) -> String {
            let lines = series.map {
                Line(
                    name: $0.name, readings: $0.readings.count, unknown: $0.unknownCount, path: store.path(of: $0.name))
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return (try? encoder.encode(lines)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
        }
    }

    /// `clairevoie context weather`.
    struct Weather: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Weather: Météo-France SYNOP or climatological CSV, or an answer of Open-Meteo (JSON).",
            discussion: """
                Example: clairevoie context weather Q_13_latest-2024-2025_RR-T-Vent.csv --station 13055001 \
                --territory Territories/marseille --data data
                """)

        @Argument(help: "The file, unpacked.") var file: String
        @Option(help: "The station, where the file has several.") var station: String?
        @OptionGroup var destination: Destination

        func run() throws {
            let id = try destination.territory.load().id
            try destination.keep(
                WeatherFile.series(of: ContextFile(path: file), station: station, territory: id))
        }
    }

    /// `clairevoie context holidays`.
    struct Holidays: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Public holidays, computed, and school holidays from the ministry's file.",
            discussion: """
                Example: clairevoie context holidays fr-en-calendrier-scolaire.csv --zone B --period 2024-01-01/2026-01-01 \
                --territory Territories/marseille --data data
                """)

        @Argument(help: "The file of school holidays; without it only public holidays are kept.") var file: String?
        @Option(help: "The zone of the school holidays: A, B, C, or as the file writes it.") var zone: String?
        @Option(
            help: "The part of France whose public holidays hold, such as alsace-moselle or la-reunion.",
            transform: Self.part)
        var part = PublicHolidays.Part.mainland
        @Option(help: ArgumentHelp("The days of the public holidays, the last one excluded.", valueName: "from/to"))
        var period: PeriodArgument
        @OptionGroup var destination: Destination

        private static func part(_ word: String) throws -> PublicHolidays.Part {
            guard let part = PublicHolidays.Part(rawValue: word) else {
                let known = PublicHolidays.Part.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("The parts are: \(known).")
            }
            return part
        }

        func validate() throws {
            guard (file == nil) == (zone == nil) else {
                throw ValidationError("A file of school holidays and its --zone go together.")
            }
        }

        func run() throws {
            let territory = try destination.territory.load()
            var series = try PublicHolidays.series(
                of: part, days: period.days(), calendar: territory.calendar, territory: territory.id)
            if let file, let zone {
                series.append(
                    try SchoolHolidays.series(
                        of: ContextFile(path: file), zone: zone, calendar: territory.calendar, territory: territory.id))
            }
            try destination.keep(series)
        }
    }

    /// `clairevoie context events`.
    struct Events: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Declared events and their expected attendance: iCalendar, or CSV with start, end, attendance.",
            discussion: """
                Of an event only its times and its attendance are read. In the period the file must be complete: hours \
                without an event count as none. A CSV with debut, fin, type and affluence_attendue holds public and school \
                holidays too.

                Example: clairevoie context events agenda.ics --period 2024-01-01/2025-01-01 \
                --territory Territories/ville-temoin --data demo-data
                """)

        @Argument(help: "The file: .ics or .csv.") var file: String
        @Option(
            help: ArgumentHelp("The days for which the file is complete, the last one excluded.", valueName: "from/to"))
        var period: PeriodArgument
        @Option(help: "The level of the column `place` of a CSV.") var level = "territory"
        @Option(help: "The property of an iCalendar event that gives its attendance.")
        var attendance = CalendarFile.attendanceProperty
        @OptionGroup var destination: Destination

        func run() throws {
            let territory = try destination.territory.load()
            let input = try ContextFile(path: file)
            let days = try period.days()
            if file.lowercased().hasSuffix(".csv"), try KindCalendar.reads(input) {
                try destination.keep(
                    KindCalendar.series(
                        of: input, days: days, calendar: territory.calendar, territory: territory.asPlace))
            } else if file.lowercased().hasSuffix(".csv") {
                let (level, places) = try territory.places(named: level, for: file)
                try destination.keep(
                    EventTable.series(
                        of: input, days: days, calendar: territory.calendar, level: level, places: places))
            } else {
                let calendar = CalendarFile(
                    file: input, calendar: territory.calendar, attendanceProperty: attendance)
                try destination.keep(calendar.series(days: days, territory: territory.asPlace))
            }
        }
    }

    /// `clairevoie context works`.
    struct Works: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Works and road closures: GeoJSON features with a start and an end.",
            discussion: """
                Example: clairevoie context works travaux.geojson --level quartier --period 2024-01-01/2025-01-01 \
                --territory Territories/ville-temoin --data demo-data
                """)

        @Argument(help: "The file.") var file: String
        @Option(
            help: ArgumentHelp("The days for which the file is complete, the last one excluded.", valueName: "from/to"))
        var period: PeriodArgument
        @Option(help: "The level of the places.") var level = "territory"
        @OptionGroup var destination: Destination

        func run() throws {
            let territory = try destination.territory.load()
            try destination.keep([
                WorksFile.series(
                    of: ContextFile(path: file), days: period.days(), level: PlaceLevel(key: level),
                    territory: territory)
            ])
        }
    }

    /// `clairevoie context population`.
    struct Population: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Inhabitants by zone or cell: CSV.",
            discussion: """
                Example: clairevoie context population insee.csv --level quartier --place code --value population \
                --period 2021-01-01/2025-01-01 --territory Territories/ville-temoin --data demo-data
                """)

        @Argument(help: "The file.") var file: String
        @Option(help: "The level of the places.") var level: String
        @Option(help: "The column of the places' ids.") var place: String
        @Option(help: "The column of the inhabitants.") var value: String
        @Option(help: ArgumentHelp("The days for which the count holds, the last one excluded.", valueName: "from/to"))
        var period: PeriodArgument
        @OptionGroup var destination: Destination

        func run() throws {
            let territory = try destination.territory.load()
            let (level, places) = try territory.places(named: level, for: file)
            try destination.keep([
                PopulationTable.series(
                    of: ContextFile(path: file), place: place, value: value, days: period.days(),
                    calendar: territory.calendar, level: level, places: places)
            ])
        }
    }
}

extension Territory {
    /// A level by its key, with its places.
    fileprivate func places(named key: String, for file: String) throws -> (PlaceLevel, [NamedPlace]) {
        let level = PlaceLevel(key: key)
        guard let places = places(at: level) else { throw ContextError.level(key, file: file) }
        return (level, places)
    }
}
