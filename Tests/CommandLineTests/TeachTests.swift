import Foundation
import TestCity
import Testing
import Vocabulary

extension TheExecutable {
    /// `teach`: from labelled rows to a model that is its owner's alone.
    struct TeachTests {
        private static let texts = [
            "BRU": ["musique trop forte", "tapage des voisins", "cris au troisième étage"],
            "FÊT": ["repas de quartier", "bal sous les lampions", "guirlandes posées"],
            "FEU": ["fumée noire", "poubelle en flammes", "odeur de brûlé"],
        ]

        private struct Report: Decodable {
            let read: Int
            let rows: Int
            let categories: [String]
            let confusion: [[Int]]
            let accuracy: Double
            let learned: [String]
            let without: [String]
        }

        /// So many rows over thirty days, of which every other tells of lampions.
        private static func labelled(_ count: Int) -> [UInt8] {
            let codes = texts.keys.sorted()
            let point = TestCity.point()
            let rows = (0..<count).map { number -> String in
                let code = codes[number % codes.count]
                let text = texts[code]?[number / 3 % 3] ?? ""
                let day = 1 + number * 30 / count
                return "2023-03-\(day < 10 ? "0" : "")\(day),\(point.longitude),\(point.latitude),"
                    + "\"\(text), appel de M. Zéphirot\",\(code)\n"
            }
            return Array(("time,lon,lat,text,code\n" + rows.joined()).utf8)
        }

        /// A workplace whose territory has a source of texts.
        private static func workplace() throws -> Workplace {
            let workplace = try Workplace()
            let convention = """
                source: handrail
                title: {fr: Main courante, en: Handrail}
                purpose: {fr: Essai, en: Test}
                legal_basis: {fr: Essai, en: Test}
                origin: reported
                k: 1
                columns:
                  place: {longitude: lon, latitude: lat}
                  time: {column: time, order: ymd, clock: local}
                  category: {text: [text], model: handrail}
                transient: [text]
                delay_hours: 48
                retention_days: 1096
                disclosure: noised

                """
            try Data(convention.utf8).write(to: URL(filePath: workplace.territory + "/conventions/handrail.yaml"))
            return workplace
        }

        private static func teaching(_ workplace: Workplace, _ file: String, _ more: [String] = []) -> [String] {
            [
                "teach", file, "--territory", workplace.territory, "--data", workplace.data, "--source", "handrail",
                "--label", "code",
            ] + more
        }

        private static func model(_ workplace: Workplace) -> String { workplace.data + "/models/handrail.model" }

        @Test(.timeLimit(.minutes(5)))
        func aModelIsWrittenForItsOwnerAloneAndJudgedForThePerson() async throws {
            let workplace = try Self.workplace()
            let file = try workplace.write("labelled.csv", Self.labelled(360))
            let told = try await workplace.run(
                Self.teaching(workplace, file), language: "fr_FR.UTF-8", atMost: .seconds(120))
            #expect(told.code == 0, "\(told.errors)")
            let path = Self.model(workplace)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
            #expect(mode?.intValue == 0o600)
            let folder = try FileManager.default.attributesOfItem(atPath: workplace.data + "/models")
            #expect((folder[.posixPermissions] as? NSNumber)?.intValue == 0o700)
            #expect(told.output.contains("Confusion : une ligne par vraie catégorie"))
            for category in ["noise", "party", "fire"] {
                #expect(told.output.split(separator: "\n").contains { $0.contains(" \(category) ") })
            }
            #expect(told.output.hasSuffix("→ \(path)\n"))
            let model = try String(contentsOfFile: path, encoding: .utf8)
            #expect(!model.lowercased().contains("zephirot") && !told.output.lowercased().contains("zephirot"))

            let counted = try await workplace.run(
                Self.teaching(workplace, file, ["--json"]), atMost: .seconds(120))
            let report = try JSONDecoder().decode(Report.self, from: Data(counted.output.utf8))
            #expect(report.read == 360 && report.rows == 360 && report.without.isEmpty)
            #expect(Set(report.categories) == ["noise", "party", "fire"])
            #expect(report.confusion.map(\.count) == [4, 4, 4] && report.confusion.joined().reduce(0, +) == 360)
            #expect(report.accuracy > 0.9 && report.learned.contains("lampions"))
            #expect(try String(contentsOfFile: path, encoding: .utf8) == model, "the same rows, the same model")
        }

        @Test(.timeLimit(.minutes(5)))
        func aWordThatIsStruckOutIsNotInTheModel() async throws {
            let workplace = try Self.workplace()
            let file = try workplace.write("labelled.csv", Self.labelled(360))
            let outcome = try await workplace.run(
                Self.teaching(workplace, file, ["--without", "Lampions", "--without", "fumée noire", "--json"]),
                atMost: .seconds(120))
            #expect(outcome.code == 0, "\(outcome.errors)")
            let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
            #expect(report.without == ["fumee noire", "lampions"] && !report.learned.contains("lampions"))
            let model = try String(contentsOfFile: Self.model(workplace), encoding: .utf8)
            #expect(!model.contains("lampions") && !model.contains("\nfumee noire "))
            #expect(model.contains("\nguirlandes "))

            for (language, words) in [
                ("fr_FR.UTF-8", "ne connaît pas : licorne"), ("en_GB.UTF-8", "doesn't know: licorne"),
            ] {
                let refused = try await workplace.run(
                    Self.teaching(workplace, file, ["--without", "licorne"]), language: language, atMost: .seconds(120))
                #expect(refused.code == 64 && refused.output.isEmpty)
                #expect(refused.errors.contains(words) && refused.errors.contains("→"), "\(refused.errors)")
            }
            #expect(try String(contentsOfFile: Self.model(workplace), encoding: .utf8) == model)
        }

        @Test func tooFewRowsAndASourceWithoutTextsAreRefused() async throws {
            let workplace = try Self.workplace()
            let file = try workplace.write("few.csv", Self.labelled(30))
            for (language, words) in [
                ("fr_FR.UTF-8", "0 catégorie(s) ont assez de lignes"), ("en_GB.UTF-8", "two are needed"),
            ] {
                let outcome = try await workplace.run(Self.teaching(workplace, file), language: language)
                #expect(outcome.code == 65 && outcome.errors.contains(words), "\(outcome.errors)")
                #expect(outcome.errors.contains("few.csv") && outcome.errors.contains("→"))
            }
            let codes = try await workplace.run(
                Self.teaching(workplace, file).map { $0 == "handrail" ? "calls" : $0 })
            #expect(codes.code == 65 && codes.errors.contains("doesn't read its category from text"))
            let unknown = try await workplace.run(
                Self.teaching(workplace, file).map { $0 == "handrail" ? "none" : $0 })
            #expect(unknown.code == 64 && unknown.errors.contains("calls"))
            #expect(!FileManager.default.fileExists(atPath: workplace.data + "/models"))
        }
    }
}
