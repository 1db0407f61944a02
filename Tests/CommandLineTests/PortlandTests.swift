import Foundation
import Testing

extension TheExecutable {
    /// A month of real calls, given as a shapefile and as a workbook, in feet of a plane of Oregon (EPSG:2913).
    struct PortlandTests {
        private static let data = ProcessInfo.processInfo.environment["CLAIREVOIE_DATA"]
        /// Skipped without the shared data, but not in continuous integration, where it then fails.
        private static let isExpected = data != nil || ProcessInfo.processInfo.environment["CI"] != nil

        private static let archive = "nij-portland-cfs/080116_083116_Data.zip"
        private static let box = "[[-123.2,45.2],[-122.2,45.2],[-122.2,45.8],[-123.2,45.8],[-123.2,45.2]]"

        private func describe(_ place: String, in workplace: Workplace) throws {
            let texts = [
                "territory.yaml": """
                id: portland
                name: Portland
                language: en
                time_zone: America/Los_Angeles
                simulated: false
                grid: {plane: local, cell: 200}
                zones:
                  - {level: city, title: {fr: Ville, en: City}, file: zones/city.geojson, id: id, name: name}

                """,
                "zones/city.geojson": """
                {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"p","name":"Portland"},
                "geometry":{"type":"Polygon","coordinates":[\(Self.box)]}}]}
                """,
                "taxonomy.csv": """
                code,category,category_fr,category_en,group,group_fr,group_en,origin
                OTHER,other,Autre,Other,all-calls,Appels,Calls,
                STREET CRIMES,street,Rue,Street,all-calls,Appels,Calls,
                MOTOR VEHICLE THEFT,vehicle,Véhicule,Vehicle,all-calls,Appels,Calls,
                BURGLARY,burglary,Effraction,Burglary,all-calls,Appels,Calls,

                """,
                "plan.yaml": """
                limits: {public: 1, staff: 4}
                figures_per_month: 100000
                tables:
                  - {source: calls, place: territory, time: day, category: all, public: 0.2}

                """,
                "conventions/calls.yaml": """
                source: calls
                title: {fr: Appels, en: Calls}
                purpose: {fr: Essai, en: Test}
                legal_basis: {fr: Essai, en: Test}
                origin: reported
                k: 1
                columns:
                  place: \(place)
                  time: {column: occ_date, order: ymd}
                  category: CATEGORY
                delay_hours: 0
                retention_days: 36500
                disclosure: noised

                """,
            ]
            try? FileManager.default.removeItem(atPath: workplace.territory + "/conventions/monthly.yaml")
            for (name, text) in texts {
                try Data(text.utf8).write(to: URL(filePath: workplace.territory + "/" + name))
            }
        }

        @Test(.enabled(if: isExpected, "CLAIREVOIE_DATA names no folder"), .timeLimit(.minutes(3)))
        func aShapefileAndAWorkbookOfOneMonthGiveTheSameTallies() async throws {
            let workplace = try Workplace()
            let digest = try VaultDigest()
            let archive = "\(try #require(Self.data))/\(Self.archive)"
            try await workplace.shell("cd '\(workplace.files)' && unzip -q '\(archive)'")
            let workbook = workplace.files + "/NIJ2016_AUG01_AUG31_USE.xlsx"
            let ways = [
                ("{points: file}", archive, 19_376), ("{x: x_coordina, y: y_coordina, crs: 2913}", archive, 19_376),
                ("{x: x_coordinate, y: y_coordinate, crs: 2913}", workbook, 19_375),
            ]
            var digests: Set<String> = []
            for (number, (place, file, rows)) in ways.enumerated() {
                try describe(place, in: workplace)
                let data = workplace.otherData("data-\(number)")
                let outcome = try await workplace.run(
                    workplace.importing(file, period: "2016-08-01/2016-09-01", data: data), atMost: .seconds(60))
                try #require(outcome.code == 0, "\(outcome.errors)")
                #expect(outcome.output.contains("\"read\":\(rows)"))
                #expect(outcome.output.contains("\"admitted\":19375"), "\(outcome.output)")
                digests.insert(try digest(data))
            }
            // The shapefile has a row of nulls more, which is refused for want of a time.
            #expect(digests.count == 1 && !digests.contains(VaultDigest.empty))
        }
    }
}
