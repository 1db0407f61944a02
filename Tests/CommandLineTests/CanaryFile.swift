import Foundation
import TestCity
import Vocabulary

/// A file of calls with a canary in every field that must leave no trace: a random text of 16 bytes found nowhere else.
struct CanaryFile {
    /// The canaries, by where they were planted.
    private(set) var canaries: [String: String] = [:]
    /// The canaries that the operator, and nobody else, is told on the terminal.
    private(set) var unmappedCodes: [String] = []
    /// The exact places, as written.
    private(set) var coordinates: [(longitude: String, latitude: String)] = []
    private(set) var bytes: [UInt8] = []

    init(rows: Int, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var calls = CallsFile(count: rows, seed: seed)
        for (number, index) in stride(from: 0, to: rows, by: rows / 60).enumerated() {
            func canary(_ place: String) -> String {
                let text = Self.text(using: &random)
                canaries["\(place) of row \(index)"] = text
                return text
            }
            for column in 5...7 { calls.rows[index][column] = canary(CallsFile.columns[column]) }
            calls.rows[index][0] = canary("key")
            let point = TestCity.point(
                quartier: number % 6, east: .random(in: 5...995, using: &random),
                north: .random(in: 5...995, using: &random))
            calls.rows[index][2] = CallsFile.degrees(point.longitude)
            calls.rows[index][3] = CallsFile.degrees(point.latitude)
            coordinates.append((calls.rows[index][2], calls.rows[index][3]))
            switch number % 6 {
            case 1:
                calls.rows[index][4] = canary("unmapped code")
                unmappedCodes.append(calls.rows[index][4])
            case 2: calls.rows[index][1] = canary("unreadable time")
            case 3: calls.rows[index][2] = canary("unreadable coordinates")
            case 4: calls.rows[index].append(canary("field too many"))
            // A quote that is never closed, before the comment.
            case 5: calls.rows[index][7] = "\"" + calls.rows[index][7]
            default: break
            }
        }
        bytes = calls.bytes()
        // The last row ends in the middle.
        let last = Self.text(using: &random)
        canaries["row cut short"] = last
        bytes += Array("999999,2024-01-31 10:00,\(last)".utf8)
    }

    /// Looks for all of them, in every encoding.
    var search: CanarySearch {
        var search = CanarySearch()
        for (place, text) in canaries { search.add(text, name: place) }
        for (longitude, latitude) in coordinates {
            for text in [longitude, latitude] {
                // Fewer digits would betray the place as well: five decimals are a metre.
                search.add(String(text.dropLast(4)), name: "coordinate \(text)")
                if let number = Double(text) { search.add(number, name: "coordinate \(text)") }
            }
        }
        return search
    }

    /// Sixteen bytes of UTF-8, one letter of which isn't ASCII.
    static func text(using random: inout SeededGenerator) -> String {
        let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789")
        var text = String((0..<14).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] })
        text.insert("é", at: text.index(text.startIndex, offsetBy: 7))
        return text
    }
}
