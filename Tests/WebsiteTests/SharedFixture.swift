import Editions
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Synchronization
import Vocabulary

@testable import Website

/// Fifteen months of a small city, published once for all tests of a run, exactly and with noise.
enum SharedFixture {
    static let exact = Result { try make(epsilon: 0) }
    static let noised = Result { try make(epsilon: 0.5) }

    static let firstDay = CivilDate(dayNumber: 19_723)  // 2024-01-01
    static let lastDay = CivilDate(dayNumber: 20_178)  // 2025-03-31

    private static let folders = Mutex<[String]>([])

    static let tables: [FixtureEditions.Table] = {
        var tables: [FixtureEditions.Table] = []
        for time in [TimeLevel.day, .week, .month, .year] {
            tables.append(.init(place: .territory, time: time, category: .all))
            tables.append(.init(place: .zone("quartier"), time: time, category: .all))
        }
        for time in [TimeLevel.week, .month] {
            tables.append(.init(place: .territory, time: time, category: .category))
            tables.append(.init(place: .zone("arrondissement"), time: time, category: .category))
            tables.append(.init(place: .zone("quartier"), time: time, category: .category))
        }
        tables.append(.init(place: .cell(metres: 1000), time: .month, category: .all))
        return tables
    }()

    private static func make(epsilon: Double) throws -> FixtureEditions {
        let territory = try FixtureCity.territory(isOpen: epsilon == 0)
        let weights = territory.geography.cells.indices.map { cell -> Double in
            // The first quartier has by far the most, the third almost nothing.
            switch territory.geography.zoneOfCell[1][cell] {
            case 0: 8
            case 2: 0.05
            default: 1
            }
        }
        let editions = try FixtureEditions(
            territory: territory, days: firstDay...lastDay, perDay: 40, weights: weights)
        removeAtExit(editions.folder)
        try editions.publish(
            tables.map { .init(place: $0.place, time: $0.time, category: $0.category, epsilon: epsilon) },
            days: firstDay...lastDay)
        try editions.publishOutcomes(days: firstDay...lastDay, epsilon: epsilon)
        return editions
    }

    /// Has a folder taken away when the tests are over.
    static func removeAtExit(_ folder: String) {
        folders.withLock { folders in
            if folders.isEmpty {
                atexit { SharedFixture.removeFolders() }
            }
            folders.append(folder)
        }
    }

    private static func removeFolders() {
        for folder in folders.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: folder) }
    }

    /// A folder with files in the libraries' place, for tests that don't run them.
    static let stubLibraries = Result {
        let folder = NSTemporaryDirectory() + "clairevoie-libraries-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        removeAtExit(folder)
        for name in Assets.libraries {
            try Data("/* \(name) */".utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
        }
        return folder
    }

    /// A moment soon after the last published day, when nothing is late.
    static let afterwards: UTCSeconds = 1_743_600_000

    static func site<A: AudienceKind>(
        of editions: FixtureEditions, for audience: A.Type, context: [ContextSeries] = [],
        clock: @escaping @Sendable () -> UTCSeconds = { SharedFixture.afterwards }
    ) throws -> Site<A> {
        try Site(
            territory: editions.territory, editions: EditionReader<A>(folder: editions.folder),
            context: context, libraries: stubLibraries.get(), logger: Logger(label: "test"), clock: clock)
    }

    static func shelf(of editions: FixtureEditions) throws -> EditionShelf<PublicAudience> {
        EditionShelf(reader: try EditionReader(folder: editions.folder), calendar: editions.territory.calendar)
    }
}

extension Site {
    /// Runs `body` with a client of the site's router.
    func withClient(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await Application(router: router(), logger: Logger(label: "test")).test(.router) { try await body($0) }
    }
}

extension TestClientProtocol {
    /// The response to GET.
    func get(_ address: String, headers: HTTPFields = [:]) async throws -> TestResponse {
        try await execute(uri: address, method: .get, headers: headers) { $0 }
    }
}

extension TestResponse {
    /// The body as text.
    var text: String { String(buffer: body) }

    /// The body as a JSON object.
    func object() throws -> [String: Any] {
        try FixtureCity.require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
}
