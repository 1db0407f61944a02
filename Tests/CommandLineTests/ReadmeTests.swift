import Foundation
import Testing

extension TheExecutable {
    /// What the README tells a city to type, typed.
    struct ReadmeTests {
        /// Calls in a square of two kilometres.
        private static let points =
            "x,y,time,category\n"
            + (0..<300).map { number in
                "\(number * 37 % 2000),\(number * 91 % 2000),2024-03-\(number % 20 + 10)T10:00,noise\n"
            }.joined()

        /// Two years of months in forty places on a lattice of 600 m.
        private static let counts =
            "place,time,category,count,x,y\n"
            + (0..<24).flatMap { month in
                (1...40).map { place in
                    let date = "\(2023 + month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1)-01"
                    let count = 20 + (place * 7 + month * 5) % 11
                    return "Q\(place),\(date),noise,\(count),\(place % 8 * 600),\(place / 8 * 600)\n"
                }
            }.joined()

        @Test(.timeLimit(.minutes(2)))
        func theCommandsOfTheReadmeLeadFromZonesToAServedSite() async throws {
            let workplace = try Workplace()
            let text = try String(contentsOfFile: ExecutableFile.package + "/README.md", encoding: .utf8)
            let commands = text.split(separator: "\n").filter { $0.hasPrefix("clairevoie ") }.map { line in
                line.prefix { $0 != "#" }.split(separator: " ").dropFirst().map(String.init)
            }
            let ofTables: Set = ["analyse", "backtest"]
            let (analyses, steps) = (
                commands.filter { ofTables.contains($0[0]) }, commands.filter { !ofTables.contains($0[0]) }
            )
            #expect(steps.map(\.first) == ["init", "import", "publish", "forecast", "serve"])
            #expect(analyses.count == 4)
            try FileManager.default.copyItem(
                atPath: workplace.territory + "/zones/quartiers.geojson",
                toPath: workplace.current + "/quartiers.geojson")
            var rows = "number;date;code;longitude;latitude\n"
            for number in 0..<400 {
                let (month, day) = (number % 12 + 1, number % 28 + 1)
                let date = "2024-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day) 12:00"
                rows += "\(number);\(date);N01;5.37;43.29\n"
            }
            try Data(rows.utf8).write(to: URL(filePath: workplace.current + "/calls.csv"))
            try Data(Self.points.utf8).write(to: URL(filePath: workplace.current + "/points.csv"))
            try Data(Self.counts.utf8).write(to: URL(filePath: workplace.current + "/counts.csv"))
            for command in steps.dropLast() + analyses {
                let outcome = try await workplace.run(command)
                #expect(outcome.code == 0, "\(command.joined(separator: " ")): \(outcome.errors)")
            }
            let server = try await WebServer(
                workplace, territory: workplace.current + "/my-city", data: workplace.current + "/data")
            let page = try await server.get("/fr/hier")
            #expect(page.status == 200)
            #expect(String(decoding: page.body, as: UTF8.self).contains("signalement"))
            #expect(try await server.stop().code == 0)
        }
    }
}
