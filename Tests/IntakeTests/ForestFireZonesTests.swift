import Foundation
import Testing

@testable import Intake

/// Communes as the forest-fire files name them, some of which lost their zero.
struct ForestFireZonesTests {
    private static let folder = ProcessInfo.processInfo.environment["CLAIREVOIE_DATA"]
    private static let isExpected = folder != nil || ProcessInfo.processInfo.environment["CI"] != nil

    private func column(_ number: Int, of path: String, by separator: Character) throws -> [String] {
        let text = try String(contentsOfFile: #require(Self.folder) + path, encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
            let fields = line.split(separator: separator, omittingEmptySubsequences: false)
            return fields.count > number ? String(fields[number]) : nil
        }
    }

    @Test(.enabled(if: isExpected, "CLAIREVOIE_DATA is not set"))
    func theCommunesOfRecentFilesAreKnownThoughTheirZerosAreLost() throws {
        let older = try column(3, of: "/france/forest-fires/Incendies_2000_2009.csv", by: ";")
        let recent = try column(3, of: "/france/forest-fires/Incendies_2020_2024.csv", by: ";")
        let ids = Set(older).filter { $0.utf8.count == 5 }.sorted()
        let lost = Set(recent).filter { $0.utf8.count == 4 }
        #expect(lost.count > 100)
        let exact = Set(ids)
        let numbers = ZoneCodes.numbers(of: ids)
        let known = lost.filter { numbers[$0] != nil }
        #expect(!lost.contains { exact.contains($0) })
        #expect(known.allSatisfy { code in numbers[code].map { ids[$0] == "0" + code } ?? false })
        // Communes that had no fire in those ten years aren't among the ids of this test.
        #expect(Double(known.count) > 0.6 * Double(lost.count), "\(known.count) of \(lost.count)")
    }
}
