import Foundation
import Testing

extension TheExecutable {
    /// What the README tells a city to type, typed.
    struct ReadmeTests {
        @Test(.timeLimit(.minutes(2)))
        func theCommandsOfTheReadmeLeadFromZonesToAServedSite() async throws {
            let workplace = try Workplace()
            let text = try String(contentsOfFile: ExecutableFile.package + "/README.md", encoding: .utf8)
            let commands = text.split(separator: "\n").filter { $0.hasPrefix("clairevoie ") }.map { line in
                line.prefix { $0 != "#" }.split(separator: " ").dropFirst().map(String.init)
            }
            #expect(commands.map(\.first) == ["init", "import", "publish", "serve"])
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
            for command in commands.dropLast() {
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
