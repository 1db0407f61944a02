import Foundation
import Testing

extension TheExecutable {
    /// Every way to fail that a user meets has its code, its words in both languages, and a remedy.
    struct FailureTests {
        @Test(arguments: [("fr_FR.UTF-8", "Le disque refuse"), ("en_GB.UTF-8", "The disk refuses")])
        func aFolderThatCannotBeWrittenIsTheDisksFault(language: String, words: String) async throws {
            let workplace = try Workplace()
            let file = try workplace.write("file", Array("not a folder".utf8))
            let zones = workplace.territory + "/zones/quartiers.geojson"
            for command in [
                ["simulate", file + "/city", "--maps-only"],
                ["init", file + "/city", "--zones", zones, "--timezone", "Europe/Paris"],
            ] {
                let outcome = try await workplace.run(command, language: language)
                #expect(outcome.code == 74, "\(command[0]): \(outcome.errors)")
                #expect(outcome.errors.contains(words), "\(command[0]): \(outcome.errors)")
                #expect(outcome.errors.contains("→"))
            }
        }

        @Test func aPeriodThatCannotBeReadIsExplainedInTheUsersLanguage() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("calls.csv", CallsFile(count: 10, seed: 1).bytes())
            for period in ["2024", "2024-02-01/2024-01-01", "hier/demain"] {
                let outcome = try await workplace.run(
                    workplace.importing(file, period: period), language: "fr_FR.UTF-8")
                #expect(outcome.code == 64)
                #expect(outcome.errors.contains("« \(period) » n'est pas une période"))
                #expect(outcome.errors.contains("2024-01-01/2025-01-01"))
            }
        }

        @Test func aHostThatNobodyKnowsIsExplained() async throws {
            let workplace = try Workplace()
            let calls = try workplace.write("calls.csv", CallsFile(count: 50, seed: 1).bytes())
            _ = try await workplace.run(workplace.importing(calls))
            _ = try await workplace.run(["publish", "--territory", workplace.territory, "--data", workplace.data])
            try WebServer.writeLibraries(of: workplace)
            let outcome = try await workplace.run(
                [
                    "serve", "--territory", workplace.territory, "--data", workplace.data, "--host",
                    "no-such-host.invalid", "--port", "0", "--libraries", workplace.root + "/libraries",
                ], language: "fr_FR.UTF-8", atMost: .seconds(30))
            #expect(outcome.code == 69)
            #expect(outcome.errors.contains("Impossible d'écouter sur no-such-host.invalid"))
            #expect(outcome.errors.contains("→"))
        }

        @Test func publishingFromAFolderWithoutAVaultIsRefusedAndMakesNothing() async throws {
            let workplace = try Workplace()
            let typo = workplace.otherData("typo")
            let outcome = try await workplace.run(
                ["publish", "--territory", workplace.territory, "--data", typo], language: "fr_FR.UTF-8")
            #expect(outcome.code == 66)
            #expect(outcome.errors.contains("n'a pas de coffre"))
            #expect(outcome.errors.contains("clairevoie import"))
            #expect(!FileManager.default.fileExists(atPath: typo))
        }
    }
}
