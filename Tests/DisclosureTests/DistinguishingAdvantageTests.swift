import Disclosure
import Editions
import Foundation
import TestCity
import Testing
import Vault
import Vocabulary

/// What the best attack on one record learns from a published table, measured on the publisher itself.
struct DistinguishingAdvantageTests {
    private static let start: UTCSeconds = 19_844 * 86_400
    private static let days: Int64 = 150

    /// The advantage of the optimal attack on discrete Laplace noise, which is tanh(ε/2).
    ///
    /// It is P(figure ≥ 1 with one record) − P(figure ≥ 1 with none); each
    /// cell and day is a trial; even days hold one record in each cell.
    private func advantage(epsilon text: String, seed: UInt64) async throws -> (value: Double, trials: Int) {
        let folder = try TestCity.temporaryFolder()
        let epsilon = try #require(Epsilon(text))
        let territory = try TestCity.territory(
            plan: TestCity.plan(
                [
                    PlannedTable(
                        source: "calls", place: .cell(metres: 200), time: .day, category: .all,
                        protection: .noised(public: epsilon, staff: nil))
                ], public: 10, staff: 10), timeZone: "UTC")
        var batch = try VaultBatch(
            folder: folder, source: "calls", territory: territory,
            periods: [Self.start..<Self.start + Self.days * 86_400])
        for day in stride(from: 0, to: Self.days, by: 2) {
            let begin = Self.start + day * 86_400
            try batch.add(
                territory.geography.cells.map {
                    Tally(place: .cell($0), bin: TimeBin(level: .hour, start: begin, end: begin + 3600), category: 0)
                })
        }
        _ = try await batch.commit(at: 0)
        let vault = try Vault(folder: folder, territory: territory)
        var sampler = DiscreteLaplaceSampler(SeededGenerator(seed: seed))
        _ = try Publisher(territory: territory, vault: vault, folder: folder, witnesses: folder + "-witness")
            .publish(at: Self.start * 2, drawing: &sampler)
        let reader = try EditionReader<PublicAudience>(folder: folder)
        let description = try #require(try reader.tables().first)
        let table = try reader.read(description)
        var positive = [0, 0]
        for bin in 0..<Int(Self.days) {
            for place in table.description.places.indices where table.value(bin: bin, place: place, category: 0) >= 1 {
                positive[bin % 2] += 1
            }
        }
        let trials = table.description.places.count * Int(Self.days) / 2
        return (Double(positive[0] - positive[1]) / Double(trials), trials)
    }

    // Two-sided; false alarms: 10⁻⁶ each. About 11,000 trials a side: a loss three times as large as declared lies 14.8
    // standard errors away at ε = 0.1, and more at the others.
    @Test(arguments: ["0.1", "0.5", "1"])
    func theBestAttackLearnsWhatEpsilonAllowsAndNoMore(text: String) async throws {
        let (value, trials) = try await advantage(epsilon: text, seed: 11)
        let expected = tanh(try #require(Double(text)) / 2)
        #expect(abs(value - expected) < 4.9 * (0.5 / Double(trials)).squareRoot(), "\(value) against \(expected)")
    }

    @Test func theAttackSucceedsOnAPublisherThatSpendsThreefold() async throws {
        let (value, trials) = try await advantage(epsilon: "1.5", seed: 12)
        #expect(value - tanh(0.25) > 4.9 * (0.5 / Double(trials)).squareRoot())
    }
}
