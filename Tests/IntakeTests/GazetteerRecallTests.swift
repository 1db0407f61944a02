import Foundation
import TestCity
import Testing
import Vocabulary

@testable import Intake

/// How well addresses with faults are found among the streets of Marseille.
struct GazetteerRecallTests {
    private static let folder = ProcessInfo.processInfo.environment["CLAIREVOIE_DATA"]
    private static let isExpected = folder != nil || ProcessInfo.processInfo.environment["CI"] != nil

    private struct Row: Decodable {
        let name: String
        let quartier: String
        let centroid: [Double]
    }

    private struct House {
        let number: Int
        let suffix: String?
        let street: String
        let quartier: String
        let point: GeographicPoint
    }

    private enum Fault: String, CaseIterable, CustomStringConvertible {
        case none, accents, abbreviation, typo, suffix, swap, kind, capitals

        var description: String { rawValue }
    }

    /// Real streets with made-up numbers, fifteen metres apart in a direction that the seed chooses.
    private func houses(_ generator: inout SeededGenerator) throws -> (kept: [House], left: [House]) {
        let data = try Data(
            contentsOf: URL(filePath: try #require(Self.folder) + "/france/marseille_rues_index.json"))
        var seen: Set<String> = []
        var kept: [House] = []
        var left: [House] = []
        for row in try JSONDecoder().decode([Row].self, from: data)
        where row.centroid.count == 2 && seen.insert(row.name + row.quartier).inserted {
            let angle = Double.random(in: 0..<6.28, using: &generator)
            let isLeft = Int.random(in: 0..<20, using: &generator) == 0
            for number in 1...20 {
                let metres = 15 * Double(number)
                let house = House(
                    number: number, suffix: number == 7 ? "bis" : nil, street: row.name, quartier: row.quartier,
                    point: GeographicPoint(
                        longitude: row.centroid[0] + metres * cos(angle) / 81_000,
                        latitude: row.centroid[1] + metres * sin(angle) / 111_200))
                if isLeft { left.append(house) } else { kept.append(house) }
            }
        }
        return (kept, left)
    }

    private func text(_ house: House, _ fault: Fault, _ generator: inout SeededGenerator) -> String {
        var words = house.street.split(separator: " ").map(String.init)
        var number = "\(house.number)" + (house.suffix.map { " \($0)" } ?? "")
        switch fault {
        case .none: break
        case .capitals: return "\(number) \(house.street)".uppercased()
        case .accents:
            return "\(number) \(house.street.folding(options: .diacriticInsensitive, locale: nil))"
        case .abbreviation:
            let short = [
                "Rue": "R", "Avenue": "AV", "Boulevard": "BD", "Chemin": "CHE", "Impasse": "IMP", "Place": "PL",
                "Traverse": "TRA", "Saint": "ST", "Sainte": "STE", "Général": "GAL", "Docteur": "DR", "Allée": "ALL",
            ]
            words = words.map { short[$0] ?? $0 }
        case .typo:
            var letters = Array(words.last ?? "")
            let place = Int.random(in: 0..<max(1, letters.count - 1), using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: letters[place] = "x"
            case 1: letters.insert("e", at: place)
            case 2 where letters.count > 1: letters.remove(at: place)
            default: if letters.count > 1 { letters.swapAt(place, place + 1) }
            }
            words[words.count - 1] = String(letters)
        case .suffix: number = "\(house.number)\(["bis", " ter", "B", " bis"].randomElement(using: &generator) ?? "b")"
        case .swap: if words.count > 2 { words.swapAt(words.count - 1, words.count - 2) }
        case .kind: if words[0] == "Rue" { words[0] = "Avenue" } else if words.count > 1 { words[0] = "Rue" }
        }
        return "\(number) \(words.joined(separator: " "))"
    }

    /// 2,000 addresses, 250 with each fault, and 500 of streets that were left out of the gazetteer.
    ///
    /// Found when the point is within 100 m of the house; wrong when it is farther. With this seed, at a score of 85:
    /// recall 0.949 (accents, abbreviations, capitals, suffixes, swapped words 0.98 to 1; one typo 0.80, since short names
    /// leave too little to go by; another kind of street 0.86), precision 0.999. Of the streets left out 9 % are taken for
    /// another: one of the same name, mostly of another kind in the same quartier. At 91 that is no longer done: 2 %,
    /// which are the same streets under a second spelling, with a recall of 0.79. Optimised, some
    /// 95,000 exact and 8,000 misspelt addresses a second.
    @Test(
        .enabled(if: isExpected, "CLAIREVOIE_DATA is not set"),
        arguments: [(85.0, 0.93, 0.995, 0.10), (91.0, 0.75, 0.999, 0.025)])
    func addressesWithFaultsAreFoundOrRefusedAndHardlyEverWrong(
        score: Double, recall: Double, precision: Double, invention: Double
    ) throws {
        var generator = SeededGenerator(seed: 13_055)
        let (kept, left) = try houses(&generator)
        let gazetteer = Gazetteer(
            kept.map {
                Gazetteer.Entry(
                    number: $0.number, suffix: $0.suffix, street: $0.street, localities: [$0.quartier], point: $0.point)
            })
        var found: [Fault: Int] = [:]
        var wrong: [Fault: Int] = [:]
        let clock = ContinuousClock()
        var elapsed = Duration.zero
        for index in 0..<2000 {
            let house = try #require(kept.randomElement(using: &generator))
            let fault = Fault.allCases[index % Fault.allCases.count]
            let written = text(house, fault, &generator)
            var result: Result<GeographicPoint, Gazetteer.Failure> = .failure(.unknown)
            elapsed += clock.measure {
                result = gazetteer.point(of: AddressText(written), locality: house.quartier, score: score)
            }
            guard case .success(let point) = result else { continue }
            let metres = hypot(
                (point.longitude - house.point.longitude) * 81_000, (point.latitude - house.point.latitude) * 111_200)
            if metres <= 100 { found[fault, default: 0] += 1 } else { wrong[fault, default: 0] += 1 }
        }
        var invented = 0
        for _ in 0..<500 {
            let house = try #require(left.randomElement(using: &generator))
            let result = gazetteer.point(
                of: AddressText(text(house, .none, &generator)), locality: house.quartier, score: score)
            if case .success = result { invented += 1 }
        }
        let right = Double(found.values.reduce(0, +))
        let misplaced = Double(wrong.values.reduce(0, +))
        let perSecond = Int(2000 / (elapsed / .seconds(1)))
        let account = "score \(score): found \(found), wrong \(wrong), invented \(invented), \(perSecond) lookups/s"
        #expect(right / 2000 >= recall, "\(account)")
        #expect(right / (right + misplaced) >= precision, "\(account)")
        #expect(Double(invented) / 500 <= invention, "\(account)")
        print(account)
    }
}
