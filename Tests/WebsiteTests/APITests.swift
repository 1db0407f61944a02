import Editions
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import Vocabulary

@testable import Website

@Suite struct APITests {
    private func site() throws -> Site<PublicAudience> {
        try SharedFixture.site(of: SharedFixture.noised.get(), for: PublicAudience.self)
    }

    @Test(arguments: [
        "/api/v1/map?from=yesterday", "/api/v1/map?form=2024-01-01", "/api/v1/map?level=parish",
        "/api/v1/map?category=noise", "/api/v1/map?category=category.murder",
        "/api/v1/map?from=2024-05-02&to=2024-05-01",
        "/api/v1/map?from=2024-02-30", "/api/v1/map?level=quartier&level=cell1000", "/api/v1/series?step=decade",
        "/api/v1/series?place=9999", "/api/v1/map.csv?x=1", "/api/v1/series.csv?place=%ff", "/api/v1/map?from=%2",
        "/api/v1/tables?limit=3", "/api/v1/territory?x=", "/api/v1/openapi.json?v=3",
        "/api/v1/tables/incidents.quartier.day.all?limit=0", "/api/v1/tables/incidents.quartier.day.all?limit=many",
        "/api/v1/tables/incidents.quartier.day.all?place=nowhere",
        "/api/v1/tables/incidents.quartier.day.all.csv?category=nothing",
        "/api/v1/series?level=cell1000&category=all&place=0101",
    ])
    func aBadParameterIsAProblemThatSaysWhatToDo(address: String) async throws {
        try await site().withClient { client in
            let response = try await client.get(address, headers: [.acceptLanguage: "en"])
            #expect(response.status == .badRequest)
            #expect(response.headers[.contentType] == "application/problem+json")
            let problem = try response.object()
            #expect(problem["status"] as? Int == 400)
            #expect((problem["detail"] as? String)?.isEmpty == false)
        }
    }

    @Test(arguments: ["/api/v1/nothing", "/api/v1/tables/none", "/api/v1/places/parish", "/api/v2/map"])
    func whatDoesNotExistIsAProblemToo(address: String) async throws {
        try await site().withClient { client in
            let response = try await client.get(address)
            #expect(response.status == .notFound)
            #expect(response.headers[.contentType] == "application/problem+json")
            #expect(response.headers[.contentSecurityPolicy] != nil)
        }
    }

    @Test func problemsAreToldInTheReadersLanguage() async throws {
        try await site().withClient { client in
            let french = try await client.get("/api/v1/map?from=x", headers: [.acceptLanguage: "fr-FR"]).object()
            let english = try await client.get("/api/v1/map?from=x", headers: [.acceptLanguage: "en-GB"]).object()
            #expect((french["detail"] as? String)?.contains("n'est pas une date") == true)
            #expect((english["detail"] as? String)?.contains("is not a date") == true)
        }
    }

    @Test(arguments: ["level=quartier&category=all&from=2024-01-17&to=2024-06-20", "level=cell1000&category=all"])
    func theCSVIsExactlyTheMap(query: String) async throws {
        try await site().withClient { client in
            let places = try #require(
                try await client.get("/api/v1/map?\(query)").object()["places"] as? [[String: Any]])
            let response = try await client.get("/api/v1/map.csv?\(query)")
            #expect(response.headers[.contentType] == "text/csv; charset=utf-8; header=present")
            let lines = response.text.components(separatedBy: "\r\n")
            #expect(lines.first == "place,name,from,to,gaps,category,value,low,high,variance")
            #expect(lines.last == "")
            #expect(lines.count == places.count + 2)
            for (line, place) in zip(lines.dropFirst(), places) {
                let fields = line.components(separatedBy: ",")
                #expect(fields.first == place["id"] as? String)
                #expect(
                    fields.suffix(4).prefix(3).map { Int($0) } == ["value", "low", "high"].map { place[$0] as? Int })
            }
        }
    }

    @Test func everyFormatOfAMapSaysWhatOfThePeriodItLeavesOut() async throws {
        let query = "level=quartier&category=category.noise&from=2025-03-15&to=2025-04-10"
        try await site().withClient { client in
            let json = try await client.get("/api/v1/map?\(query)").object()
            let gaps = try #require(json["gaps"] as? [[String: String]])
            #expect(gaps.map { $0["start"]?.prefix(10) } == ["2025-03-15", "2025-03-31"])
            let shapes = try await client.get("/api/v1/map.geojson?\(query)").object()
            #expect(shapes["gaps"] as? [[String: String]] == gaps)
            let rows = try await client.get("/api/v1/map.csv?\(query)").text.components(separatedBy: "\r\n")
            // The weeks of the 17th and of the 24th are published, to the 30th.
            for row in rows.dropFirst() where !row.isEmpty {
                #expect(
                    row.contains(",2025-03-15,2025-04-10,2025-03-15/2025-03-16 2025-03-31/2025-04-10,category.noise,"))
            }
        }
    }

    @Test func aSeriesWithTooManyPointsIsRefusedAsThat() async throws {
        try await site().withClient { client in
            for query in [
                "from=1990-01-01&to=2025-03-31&step=day&level=quartier&category=all",
                "from=1900-01-01&to=2025-03-31&step=month&level=quartier&category=category.noise",
            ] {
                let response = try await client.get("/api/v1/series?\(query)", headers: [.acceptLanguage: "en"])
                #expect(response.status == .badRequest)
                #expect((try response.object()["detail"] as? String)?.contains("points; the limit is 800") == true)
            }
            let page = try await client.get(
                "/en/hier?from=1900-01-01&to=2025-03-31&level=quartier&category=category.noise"
            ).text
            #expect(page.contains("points; the limit is 800. Choose a shorter period or a longer step."))
        }
    }

    @Test func squaresAreNamedAlikeInEveryFormat() async throws {
        let query = "level=cell1000&category=all"
        try await site().withClient { client in
            let json = try #require(try await client.get("/api/v1/map?\(query)").object()["places"] as? [[String: Any]])
            let features = try #require(
                try await client.get("/api/v1/map.geojson?\(query)").object()["features"] as? [[String: Any]])
            let names = json.compactMap { $0["name"] as? String }
            #expect(names.allSatisfy { $0.contains(" · N") })
            #expect(features.map { ($0["properties"] as? [String: Any])?["name"] as? String } == names)
            let csv = try await client.get("/api/v1/map.csv?\(query)").text.components(separatedBy: "\r\n")
            #expect(csv.dropFirst().dropLast().map { $0.components(separatedBy: ",")[1] } == names)
        }
    }

    @Test func theGeoJSONHoldsTheMapsFiguresAndShapes() async throws {
        let query = "level=quartier&category=all&from=2024-05-01&to=2024-05-31"
        try await site().withClient { client in
            let places = try #require(
                try await client.get("/api/v1/map?\(query)").object()["places"] as? [[String: Any]])
            let features = try #require(
                try await client.get("/api/v1/map.geojson?\(query)").object()["features"] as? [[String: Any]])
            #expect(features.count == 6)
            for (feature, place) in zip(features, places) {
                let properties = try #require(feature["properties"] as? [String: Any])
                #expect(properties["value"] as? Int == place["value"] as? Int)
                let geometry = try #require(feature["geometry"] as? [String: Any])
                let ring = try #require((geometry["coordinates"] as? [[[Double]]])?.first)
                #expect(ring.count == 5 && ring.first == ring.last)
            }
        }
    }

    @Test func theMapIsReadOffTheTablesThemselves() async throws {
        try await site().withClient { client in
            let map = try await client.get("/api/v1/map?level=quartier&category=all&from=2024-05-01&to=2024-05-31")
                .object()
            let cover = try #require(map["cover"] as? [[String: Any]])
            #expect(cover.count == 1)
            #expect(cover.first?["table"] as? String == "incidents.quartier.month.all")
            let figures = try #require(
                try await client.get(
                    "/api/v1/tables/incidents.quartier.month.all?from=2024-05-01&to=2024-05-31"
                ).object()["figures"] as? [[String: Any]])
            let places = try #require(map["places"] as? [[String: Any]])
            #expect(figures.map { $0["value"] as? Int } == places.map { $0["value"] as? Int })
            #expect(figures.map { $0["place"] as? String } == places.map { $0["id"] as? String })
            #expect(figures.allSatisfy { $0["start"] as? String == "2024-05-01T00:00:00+02:00" })
        }
    }

    @Test func aTableIsReadPageByPageWithoutLossOrRepeat() async throws {
        try await site().withClient { client in
            let base = "/api/v1/tables/incidents.quartier.week.category?from=2024-01-01&to=2024-02-29&category=noise"
            let whole = try #require(try await client.get(base).object()["figures"] as? [[String: Any]])
            var pages: [[String: Any]] = []
            var next: String? = base + "&limit=7"
            while let address = next {
                let page = try await client.get(address).object()
                pages += try #require(page["figures"] as? [[String: Any]])
                #expect(page["numberMatched"] as? Int == whole.count)
                next = page["next"] as? String
            }
            #expect(pages.count == whole.count)
            #expect(pages.map { $0["edition"] as? Int } == whole.map { $0["edition"] as? Int })
            #expect(pages.map { $0["value"] as? Int } == whole.map { $0["value"] as? Int })
            let csv = try await client.get(
                base.replacingOccurrences(of: ".category?", with: ".category.csv?") + "&limit=7")
            #expect(csv.text.components(separatedBy: "\r\n").count == 9)
            #expect(try csv.headers[#require(HTTPField.Name("Link"))]?.hasSuffix("rel=\"next\"") == true)
        }
    }

    @Test func theSeriesOfAPlaceIsThatPlacesRowOfItsTable() async throws {
        try await site().withClient { client in
            let query = "level=quartier&category=all&from=2024-05-01&to=2024-05-31&step=day&place=0102"
            let series = try await client.get("/api/v1/series?\(query)").object()
            let bins = try #require(series["bins"] as? [[String: Any]])
            let figures = try #require(
                try await client.get(
                    "/api/v1/tables/incidents.quartier.day.all?from=2024-05-01&to=2024-05-31&place=0102"
                ).object()["figures"] as? [[String: Any]])
            #expect(bins.count == 31)
            #expect(bins.map { $0["value"] as? Int } == figures.map { $0["value"] as? Int })
            let csv = try await client.get("/api/v1/series.csv?\(query)").text.components(separatedBy: "\r\n")
            #expect(csv.count == 33)
        }
    }

    @Test func binsThatAreNotPublishedAreNull() async throws {
        try await site().withClient { client in
            let query = "level=quartier&category=all&from=2025-03-30&to=2025-04-02&step=day"
            let bins = try #require(
                try await client.get("/api/v1/series?\(query)").object()["bins"] as? [[String: Any]])
            #expect(bins.map { $0["value"] is NSNull } == [false, false, true, true])
        }
    }

    /// Two months of a city with hours, and with squares enough for hot spots.
    private func fineSite() throws -> Site<PublicAudience> {
        let days = SharedFixture.firstDay...SharedFixture.firstDay.adding(days: 59)
        let editions = try FixtureEditions(
            territory: try FixtureCity.territory(isOpen: true, cellSize: 200), days: days, perDay: 100)
        SharedFixture.removeAtExit(editions.folder)
        try editions.publish(
            [
                .init(place: .territory, time: .hour, category: .all),
                .init(place: .territory, time: .month, category: .all),
                .init(place: .cell(metres: 200), time: .month, category: .all),
            ], days: days)
        return try SharedFixture.site(of: editions, for: PublicAudience.self)
    }

    @Test func theDescriptionCoversEachRouteAndNoOther() async throws {
        let fine: [API<PublicAudience>.Route] = [.hours, .hoursAsCSV, .hotSpots, .hotSpotsAsCSV]
        let ahead: [API<PublicAudience>.Route] = [.daysAhead, .daysAheadAsCSV, .forecast]
        try await fineSite().withClient { try await check(fine, with: $0) }
        try await ForecastFixture.site(ForecastFixture.city.get()).withClient { try await check(ahead, with: $0) }
        try await site().withClient { client in
            let paths = try #require(
                try await client.get("/api/v1/openapi.json").object()["paths"] as? [String: Any])
            #expect(Set(paths.keys) == Set(API<PublicAudience>.Route.allCases.map(\.rawValue)))
            try await check(API<PublicAudience>.Route.allCases.filter { !(fine + ahead).contains($0) }, with: client)
        }
    }

    /// Each route answers, and in the type that the description gives.
    private func check(
        _ routes: [API<PublicAudience>.Route], with client: any TestClientProtocol
    ) async throws {
        let paths = try #require(try await client.get("/api/v1/openapi.json").object()["paths"] as? [String: Any])
        for route in routes {
            let address =
                "/api/v1"
                + route.rawValue
                .replacingOccurrences(of: "{key}", with: "incidents.quartier.month.all")
                .replacingOccurrences(of: "{level}", with: "quartier")
                .replacingOccurrences(of: "{id}", with: "1")
            let response = try await client.get(address)
            #expect(response.status == .ok, "\(address)")
            let operation = try #require((paths[route.rawValue] as? [String: Any])?["get"] as? [String: Any])
            let responses = try #require(operation["responses"] as? [String: Any])
            let content = try #require((responses["200"] as? [String: Any])?["content"] as? [String: Any])
            let type = try #require(response.headers[.contentType]).split(separator: ";").first.map(String.init)
            #expect(Array(content.keys) == [try #require(type)])
        }
    }

    @Test func theHoursAndTheHotSpotsOfTheAPIAreThoseOfThePage() async throws {
        try await fineSite().withClient { client in
            let slots = try #require(try await client.get("/api/v1/hours").object()["slots"] as? [[String: Any]])
            #expect(slots.count == 168 && slots.allSatisfy { $0["mean"] is Double })
            let rows = try await client.get("/api/v1/hotspots.csv").text.split(separator: "\r\n")
            let places = try #require(
                try await client.get("/api/v1/hotspots").object()["places"] as? [[String: Any]])
            #expect(rows.count == places.count + 1 && places.count > 400)
            // Squares alike in all but chance: the tests' q are those of nothing.
            #expect(places.allSatisfy { $0["verdict"] as? String == "neither" })
            let days = try #require(
                try await client.get("/api/v1/map").object()["places"] as? [[String: Any]])
            #expect(days.allSatisfy { $0["stands"] is NSNull })
        }
    }

    @Test func theDescriptionIsValidOpenAPI() async throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        let judgeFolder = root + "/.libraries/test/python"
        guard FileManager.default.fileExists(atPath: judgeFolder + "/openapi_spec_validator") else {
            let remedy = "openapi-spec-validator is missing: run scripts/set-up test"
            if ProcessInfo.processInfo.environment["CI"] != nil { Issue.record("\(remedy)") }
            print("skipped: \(remedy)")
            return
        }
        let file = URL(fileURLWithPath: try SharedFixture.stubLibraries.get() + "/openapi.json")
        try await site().withClient { client in
            try Data(try await client.get("/api/v1/openapi.json").text.utf8).write(to: file)
        }
        let judge = Process()
        judge.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        judge.arguments = ["python3", "-m", "openapi_spec_validator", file.path]
        judge.environment = ProcessInfo.processInfo.environment.merging(["PYTHONPATH": judgeFolder]) { $1 }
        judge.standardOutput = FileHandle.nullDevice
        try judge.run()
        judge.waitUntilExit()
        #expect(judge.terminationStatus == 0)
    }
}
