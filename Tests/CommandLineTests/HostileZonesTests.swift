import Foundation
import Testing

extension TheExecutable {
    /// Zones that `init` can't make a territory of.
    struct HostileZonesTests {
        struct Hostile: Sendable, CustomTestStringConvertible {
            let name: String
            let script: String
            var code: Int32 = 78
            var testDescription: String { name }
        }

        private static func feature(_ properties: String, _ geometry: String) -> String {
            """
            echo '{"type":"FeatureCollection","features":[{"type":"Feature","properties":\(properties),\
            "geometry":\(geometry)}]}' > $FILE
            """
        }

        static let all: [Hostile] = [
            Hostile(name: "nowhere", script: ":", code: 66),
            Hostile(name: "folder", script: "mkdir -p $FILE", code: 66),
            Hostile(name: "latin1", script: "printf '{\"type\":\"\\351\"}' > $FILE", code: 66),
            Hostile(name: "empty", script: ": > $FILE"),
            Hostile(name: "cut", script: "printf '{\"type\":\"FeatureCollection\",\"features\":[{' > $FILE"),
            Hostile(name: "binary", script: "cp /bin/sh $FILE", code: 66),
            Hostile(name: "brackets", script: "head -c 1000000 /dev/zero | tr '\\0' '[' > $FILE"),
            Hostile(name: "huge", script: "truncate -s 2G $FILE"),
            Hostile(name: "no zones", script: "echo '{\"type\":\"FeatureCollection\",\"features\":[]}' > $FILE"),
            Hostile(
                name: "infinite",
                script: feature(
                    #"{"id":"a","name":"A"}"#, #"{"type":"Polygon","coordinates":[[[1e999,0],[1,0],[1,1]]]}"#)),
            Hostile(
                name: "metres",
                script: feature(
                    #"{"id":"a","name":"A"}"#,
                    #"{"type":"Polygon","coordinates":[[[3940000,2260000],[3941000,2260000],[3941000,2261000]]]}"#)),
            Hostile(
                name: "a point", script: feature(#"{"id":"a","name":"A"}"#, #"{"type":"Point","coordinates":[5,43]}"#)),
            Hostile(
                name: "an area of nothing",
                script: feature(
                    #"{"id":"a","name":"A"}"#, #"{"type":"Polygon","coordinates":[[[5,43],[6,43],[5,43]]]}"#)),
        ]

        @Test(.timeLimit(.minutes(1)), arguments: all)
        func hostileZonesAreRefusedAndNothingIsWritten(_ hostile: Hostile) async throws {
            let workplace = try Workplace()
            let file = workplace.files + "/zones.geojson"
            try await workplace.shell("FILE='\(file)'; \(hostile.script)")
            let before = workplace.listing(of: [workplace.root])
            var texts: [String] = []
            for language in ["fr_FR.UTF-8", "en_GB.UTF-8"] {
                let outcome = try await workplace.run(
                    ["init", workplace.root + "/new", "--zones", file, "--timezone", "Europe/Paris"],
                    language: language, atMost: .seconds(20))
                #expect(outcome.code == hostile.code)
                #expect(outcome.output.isEmpty)
                #expect(outcome.errors.hasPrefix(file), "the file is named first")
                #expect(outcome.errors.contains("\n  → "), "there is a remedy")
                #expect(outcome.peakMiB < 300)
                texts.append(outcome.errors)
            }
            #expect(Set(texts).count == 2, "two languages, two texts")
            let after = workplace.listing(of: [workplace.root]).filter { !$0.key.hasPrefix(workplace.said) }
            #expect(after == before.filter { !$0.key.hasPrefix(workplace.said) })
        }

        @Test func anUnknownTimeZoneIsRefusedAndNothingIsWritten() async throws {
            let workplace = try Workplace()
            let outcome = try await workplace.run([
                "init", workplace.root + "/new", "--zones", workplace.territory + "/zones/quartiers.geojson",
                "--timezone", "Europe/Nowhere",
            ])
            #expect(outcome.code == 78)
            #expect(outcome.errors.contains("Europe/Nowhere"))
            #expect(!FileManager.default.fileExists(atPath: workplace.root + "/new"))
        }
    }
}
