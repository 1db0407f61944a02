import Crypto
import Editions
import Foundation
import GRDB
import TestCity
import Testing
import Vocabulary

struct ForecastLedgerTests {
    private static let day: UTCSeconds = 86_400
    private static let nonce = [UInt8](repeating: 9, count: 32)

    private func definition() -> Editions.TableDefinition {
        Editions.TableDefinition(
            key: "calls.territory.day.all", source: "calls", sourceTitle: Phrase(verbatim: "Calls"), origin: .reported,
            place: .territory, time: .day, contents: .incidents(.all),
            places: [NamedPlace(id: "city", name: "City")],
            categories: [PublishedCategory(id: "all", title: Phrase(verbatim: "All"))], recordsPerIncident: 1,
            publicNoise: 0, staffNoise: 0, publicEpsilon: .zero, staffEpsilon: .zero)
    }

    private func publish(_ days: Range<Int64>, in folder: String) throws {
        let definition = definition()
        try EditionStore(folder: folder).write { transaction in
            let table = try transaction.table(definition)
            for day in days {
                try transaction.publish(
                    table: table, definition: definition,
                    bin: TimeBin(level: .day, start: day * Self.day, end: (day + 1) * Self.day),
                    publicFigures: [Int32(day)], staffFigures: [Int32(day)], nonce: Self.nonce, at: 5)
            }
        }
    }

    /// What is said on the day `issued` of the days from `first` on.
    private func forecast(
        issued: Int64, first: Int64, days: Int64 = 2, isReplay: Bool = false, audience: Audience = .public
    ) -> IssuedForecast {
        let law = IssuedForecast.Law(first: 3, parts: [IssuedForecast.Law.unit])
        let figure = IssuedForecast.Figure(
            mean: 3, usual: 3, interval80: 3...3, interval95: 3...3, law: law, naive: law)
        return IssuedForecast(
            table: "calls.territory.day.all", tableVersion: 1, source: "calls", audience: audience, origin: .reported,
            placeLevel: "territory", timeLevel: .day, places: ["city"], categories: ["all"],
            issuedAt: issued * Self.day, knownUntil: issued * Self.day, isReplay: isReplay,
            method: IssuedForecast.Method(
                model: "pool", weights: [:], naive: "cell_mean", testedFrom: 0, testedUntil: 1, origins: 1),
            bins: (first..<first + days).map {
                IssuedForecast.Bin(
                    start: $0 * Self.day, end: ($0 + 1) * Self.day, figures: [figure], drivers: [[]])
            }, skills: [])
    }

    @Test func aForecastIsKeptWordForWordAndItsHashIsALeaf() throws {
        let folder = try TestCity.temporaryFolder()
        try publish(0..<5, in: folder)
        let written = forecast(issued: 6, first: 6)
        let id = try #require(try ForecastLedger(folder: folder).write(written, nonce: Self.nonce))
        let reader = try EditionReader<PublicAudience>(folder: folder)
        let listed = try #require(try reader.forecasts().first)
        #expect(listed.id == id && listed.period == 6 * Self.day..<8 * Self.day && !listed.isReplay)
        #expect(try reader.forecast(id) == written)
        let text = try #require(try reader.forecastText(id))
        let hash = SHA256.hash(data: text).map { String(format: "%02x", $0) }.joined()
        #expect(listed.hash == hash)
        let leaf = try DatabaseQueue(path: folder + "/editions/editions.sqlite").read {
            try Data.fetchOne($0, sql: "SELECT data FROM log_leaf WHERE position = ?", arguments: [listed.leaf])
        }
        #expect(
            leaf.map { String(decoding: $0, as: UTF8.self) }
                == "forecast\npublic\ncalls.territory.day.all\n\(6 * Self.day)\n\(6 * Self.day)\n\(6 * Self.day)\n"
                + "\(8 * Self.day)\n\(hash)\n")
    }

    @Test func whatHasBegunOrIsPublishedCantBeForecast() throws {
        let folder = try TestCity.temporaryFolder()
        try publish(0..<5, in: folder)
        let ledger = try ForecastLedger(folder: folder)
        #expect(throws: EditionStoreError.self) { try ledger.write(forecast(issued: 8, first: 7), nonce: Self.nonce) }
        #expect(throws: EditionStoreError.self) { try ledger.write(forecast(issued: 3, first: 4), nonce: Self.nonce) }
        #expect(try EditionReader<PublicAudience>(folder: folder).forecasts().isEmpty)
        // A replay may, and is listed as one.
        #expect(try ledger.write(forecast(issued: 8, first: 4, isReplay: true), nonce: Self.nonce) != nil)
        #expect(try EditionReader<PublicAudience>(folder: folder).forecasts().map(\.isReplay) == [true])
        let leaf = try DatabaseQueue(path: folder + "/editions/editions.sqlite").read {
            try Data.fetchOne($0, sql: "SELECT data FROM log_leaf ORDER BY position DESC")
        }
        #expect(leaf?.starts(with: Array("replay\npublic\n".utf8)) == true)
    }

    @Test func aPeriodIsForecastOnceAndTheFirstWordStands() throws {
        let folder = try TestCity.temporaryFolder()
        try publish(0..<5, in: folder)
        let ledger = try ForecastLedger(folder: folder)
        let first = try #require(try ledger.write(forecast(issued: 6, first: 7), nonce: Self.nonce))
        #expect(try ledger.write(forecast(issued: 7, first: 7, days: 9), nonce: Self.nonce) == nil)
        let reader = try EditionReader<PublicAudience>(folder: folder)
        #expect(try reader.forecast(first)?.bins.count == 2)
        #expect(try reader.forecasts().count == 1)
    }

    @Test func nothingInTheLedgerCanBeChangedOrTakenAway() throws {
        let folder = try TestCity.temporaryFolder()
        try publish(0..<5, in: folder)
        let ledger = try ForecastLedger(folder: folder)
        let id = try #require(try ledger.write(forecast(issued: 6, first: 6), nonce: Self.nonce))
        let database = try DatabaseQueue(path: folder + "/editions/editions.sqlite")
        // No score refers to it yet: the forecast itself refuses.
        #expect(throws: DatabaseError.self) { try database.write { try $0.execute(sql: "DELETE FROM forecast") } }
        let score = LedgerScore(
            forecast: id, bin: 6 * Self.day, category: "all", figures: 1, expected: 3, observed: 4, logScore: 2,
            crps: 1,
            naiveLogScore: 2, naiveCRPS: 1, inside80: 0, inside95: 1)
        try ledger.write([score])
        for sql in [
            "UPDATE forecast SET issued_at = 0", "DELETE FROM forecast", "UPDATE forecast_score SET crps = 0",
            "DELETE FROM forecast_score",
        ] {
            #expect(throws: DatabaseError.self) { try database.write { try $0.execute(sql: sql) } }
        }
        // A second score of the same bin doesn't replace the first.
        try ledger.write([
            LedgerScore(
                forecast: id, bin: 6 * Self.day, category: "all", figures: 1, expected: 3, observed: 3, logScore: 0,
                crps: 0, naiveLogScore: 2, naiveCRPS: 1, inside80: 1, inside95: 1)
        ])
        let reader = try EditionReader<PublicAudience>(folder: folder)
        #expect(try reader.forecastScores(of: "calls.territory.day.all") == [score])
    }

    @Test func aStaffForecastIsHiddenFromThePublicAndItsLeafTellsNothing() throws {
        let folder = try TestCity.temporaryFolder()
        try publish(0..<5, in: folder)
        let written = forecast(issued: 6, first: 6, audience: .staff)
        let id = try #require(try ForecastLedger(folder: folder).write(written, nonce: Self.nonce))
        let forPublic = try EditionReader<PublicAudience>(folder: folder)
        #expect(try forPublic.forecasts().isEmpty)
        #expect(try forPublic.forecastText(id) == nil)
        let forStaff = try EditionReader<StaffAudience>(folder: folder)
        let text = try #require(try forStaff.forecastText(id))
        let listed = try #require(try forStaff.forecasts().first)
        #expect(listed.hash != SHA256.hash(data: text).map { String(format: "%02x", $0) }.joined())
    }

    @Test func aStoreOfBeforeThereWereForecastsHasNone() throws {
        let folder = try TestCity.temporaryFolder()
        try publish(0..<2, in: folder)
        try DatabaseQueue(path: folder + "/editions/editions.sqlite").write {
            try $0.execute(sql: "DROP TABLE forecast_score; DROP TABLE forecast")
        }
        let reader = try EditionReader<PublicAudience>(folder: folder)
        #expect(try reader.forecasts().isEmpty && reader.forecast(1) == nil)
        #expect(try reader.forecastScores(of: "calls.territory.day.all").isEmpty)
    }

    @Test func withoutAStoreThereIsNoLedger() throws {
        let folder = try TestCity.temporaryFolder()
        #expect(throws: EditionStoreError.self) { _ = try ForecastLedger(folder: folder) }
    }
}
