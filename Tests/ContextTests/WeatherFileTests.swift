import Context
import Foundation
import Testing
import Vocabulary

struct WeatherFileTests {
    @Test(.enabled(if: SharedData.isExpected, "needs CLAIREVOIE_DATA"))
    func everyBinOfTheSynopFileIsAccountedForAsAnIndependentCountSays() throws {
        let path = SharedData.path("france/synop/synop_paris_orly_3h_2020_2021.csv")
        let series = try SynopFile.series(of: ContextFile(path: path), station: "07149", territory: "orly")
        let names = ["t": "temperature", "u": "humidity", "ff": "wind", "raf10": "gust", "n": "cloud", "rr3": "rain"]
        let rows = try FixtureFile.rows("synop_counts.csv")
        #expect(rows.count == names.count && series.count == names.count)
        for row in rows {
            let one = try #require(series.first { $0.name == names[row[0]] })
            let numbers = row.dropFirst().compactMap(Double.init)
            #expect(Double(one.readings.count) == numbers[0])
            #expect(Double(one.readings.count - one.unknownCount) == numbers[1])
            #expect(Double(one.unknownCount) == numbers[2] + numbers[3])
            let sum = one.readings.reduce(0) { $0 + ($1.value ?? 0) }
            #expect(abs(sum - numbers[4]) < 0.01, "\(row[0])")
        }
    }

    @Test func kelvinBecomesDegreesAndRainBelongsToTheHoursBefore() throws {
        let text = """
            numer_sta,date,t,rr3
            7149,2021-01-01 06:00:00,271.950000,0.400000
            7149,2021-01-01 00:00:00,272.750000,-0.100000
            7149,2021-01-01 00:00:00,300.000000,5.000000
            7149,2021-01-01 09:00:00,,

            """
        let series = try SynopFile.series(of: contextFile(text), station: nil, territory: "city")
        let temperature = try #require(series.first { $0.name == "temperature" })
        let rain = try #require(series.first { $0.name == "rain" })
        let midnight: UTCSeconds = 1_609_459_200
        #expect(temperature.readings.map(\.value) == [-0.4, nil, -1.2, nil])
        #expect(temperature.readings.map(\.start) == [0, 3, 6, 9].map { midnight + $0 * 3600 })
        #expect(rain.readings.map(\.value) == [0, nil, 0.4, nil])
        #expect(rain.readings.map(\.start) == [-3, 0, 3, 6].map { midnight + $0 * 3600 })
        #expect(rain.value(at: "city", time: midnight + 2 * 3600) == nil)
    }

    @Test func aFileOfADepartmentNeedsItsStationNamed() throws {
        let text = """
            NUM_POSTE;NOM_USUEL;LAT;LON;ALTI;AAAAMMJJ;RR;QRR;TN;QTN;TX;QTX
            13054001;MARIGNANE;43.4;5.2;9;20240101;1.2;1;4.5;1;12.1;1
            13055001;MARSEILLE;43.3;5.4;75;20240101;0.8;1;6.5;1;13.0;2
            13055001;MARSEILLE;43.3;5.4;75;20240103;;;7.5;1;14.0;1

            """
        do {
            _ = try ClimatologyFile.series(of: contextFile(text), station: nil, territory: "city")
            Issue.record("a station was guessed")
        } catch let error as ContextError {
            #expect(error == .station(file: "file", asked: nil, found: ["13054001", "13055001"]))
        }
        let series = try ClimatologyFile.series(of: contextFile(text), station: "MARSEILLE", territory: "city")
        let rain = try #require(series.first { $0.name == "rain" })
        #expect(rain.readings.map(\.value) == [0.8, nil, nil])
        // Rain of a day falls from six in the morning to six of the next.
        let midnight: UTCSeconds = 1_704_067_200
        #expect(rain.readings.map { ($0.start - midnight) / 3600 } == [6, 30, 54])
        let highest = try #require(series.first { $0.name == "temperature-max" })
        #expect(highest.readings.map(\.value) == [nil, nil, 14])
        let lowest = try #require(series.first { $0.name == "temperature-min" })
        #expect(lowest.readings.map { ($0.start - midnight) / 3600 } == [-6, 18, 42])
    }

    @Test func anHourlyFileOfADepartmentIsRead() throws {
        let text = """
            NUM_POSTE;NOM_USUEL;LAT;LON;ALTI;AAAAMMJJHH;RR1;QRR1;T;QT;U;QU
            13055001;MARSEILLE;43.3;5.4;75;2024010100;0.2;1;6,5;1;80;1
            13055001;MARSEILLE;43.3;5.4;75;2024010102;0;1;5.5;1;mq;1

            """
        let series = try ClimatologyFile.series(of: contextFile(text), station: "13055001", territory: "city")
        #expect(series.map(\.name) == ["temperature", "humidity", "rain"])
        #expect(series[0].readings.map(\.value) == [6.5, nil, 5.5])
        #expect(series[1].readings.map(\.value) == [80, nil, nil])
        #expect(series[2].readings.first?.end == 1_704_067_200)
    }

    @Test func anAnswerOfOpenMeteoKeepsItsUnitsItsOffsetAndItsGaps() throws {
        let text = """
            {"latitude": 43.3, "longitude": 5.4, "utc_offset_seconds": 3600, "timezone": "Europe/Paris",
             "hourly_units": {"time": "iso8601", "temperature_2m": "°C", "precipitation": "mm"},
             "hourly": {"time": ["2024-07-01T00:00", "2024-07-01T01:00", "2024-07-01T03:00"],
                        "temperature_2m": [21.5, null, 20], "precipitation": [0.1, 0, null]},
             "daily_units": {"precipitation_sum": "mm"},
             "daily": {"time": ["2024-07-01"], "sunrise": ["2024-07-01T05:01"], "precipitation_sum": [0.1]}}
            """
        let series = try OpenMeteoFile.series(of: contextFile(text), territory: "city")
        #expect(series.map(\.name) == ["hourly-temperature-2m", "hourly-precipitation", "daily-precipitation-sum"])
        // The answer's clock is an hour before UTC, in July too.
        let start: UTCSeconds = 1_719_792_000 - 3600
        #expect(series[0].readings.map(\.value) == [21.5, nil, nil, 20])
        #expect(series[0].readings.first?.start == start)
        #expect(series[1].readings.first?.end == start)
        #expect(series[0].unit == "°C")
        #expect(series[2].readings.map { $0.end - $0.start } == [86_400])
    }

    @Test(arguments: [
        "numer_sta,date,t\n7149,2021-01-01 00:00:00,warm\n", "numer_sta,date,t\n7149,yesterday,270\n",
        "numer_sta,date,t\n7149,2021-01-01 00:00:00\n", "numer_sta,date,t\n7149,\"2021-01-01 00:00:00,270\n",
        "numer_sta,date,t\n", "", "date,t\n2021-01-01 00:00:00,270\n",
        "numer_sta,date,t\n7149,2021-01-01 00:00:00,270\n7149,2021-01-01 01:00:00,270\n",
        "numer_sta,date,t\n7149,1900-01-01 00:00:00,270\n7149,9999-01-01 00:00:00,270\n",
    ])
    func brokenSynopIsRefusedWithItsReason(text: String) throws {
        #expect(throws: ContextError.self) {
            try SynopFile.series(of: contextFile(text), station: nil, territory: "city")
        }
    }

    @Test(arguments: [
        "{}", "[1]", "{", "", #"{"utc_offset_seconds": 0, "hourly": {"time": ["2024-01-01T00:00"], "rain": [1, 2]}}"#,
        #"{"utc_offset_seconds": 0, "hourly": {"time": ["soon"], "rain": [1]}}"#,
        #"{"utc_offset_seconds": 0, "hourly": {"time": [1e300], "rain": [1]}}"#,
        #"{"utc_offset_seconds": 0, "hourly": {"time": ["2024-01-01T00:00"], "rain": ["wet"]}}"#,
    ])
    func brokenOpenMeteoIsRefusedWithItsReason(text: String) throws {
        #expect(throws: ContextError.self) { try OpenMeteoFile.series(of: contextFile(text), territory: "city") }
    }
}
