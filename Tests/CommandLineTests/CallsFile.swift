import Foundation
import TestCity
import Vocabulary

/// A file of calls in January 2024, as a call centre's software would write it.
struct CallsFile {
    /// The columns; the last three are in no convention.
    static let columns = ["number", "time", "lon", "lat", "code", "caller", "telephone", "comment"]

    var rows: [[String]]

    init(rows: [[String]]) {
        self.rows = rows
    }

    /// Sound calls, and a few of each kind that the gate refuses; a seed decides all of them.
    init(count: Int, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let places = (0..<400).map { _ in
            let point = TestCity.point(
                quartier: Int.random(in: 0..<6, using: &random), east: .random(in: 5...995, using: &random),
                north: .random(in: 5...995, using: &random))
            return [Self.degrees(point.longitude), Self.degrees(point.latitude)]
        }
        rows = []
        rows.reserveCapacity(count)
        for number in 0..<count {
            let bits = random.next()
            var place = places[Int(bits % 400)]
            let minute = Int(bits >> 16 % 1440)
            var time = "2024-01-\(Self.two(1 + Int(bits >> 32 % 31))) \(Self.two(minute / 60)):\(Self.two(minute % 60))"
            var code = SmallTerritory.codes[Int(bits >> 48 % 3)]
            var key = "\(number)"
            switch number % 500 {
            case 100: place = ["", ""]
            case 200: time = "hier soir"
            case 300: code = "ZZZ"
            case 400: key = "\(number - 1)"
            case 450: place = ["2.35", "48.85"]
            default: break
            }
            rows.append([key, time] + place + [code, "Odile Zéphirot", "01 99 00 58 96", "près du café"])
        }
    }

    /// What the gate does with the rows of ``init(count:seed:)``.
    static func expected(_ count: Int) -> (admitted: Int, refused: [String: Int]) {
        func times(_ rest: Int) -> Int { count / 500 + (count % 500 > rest ? 1 : 0) }
        let refused = [
            "no_coordinates": times(100), "unreadable_time": times(200), "unmapped_category": times(300),
            "repeated_key": times(400), "outside_territory": times(450),
        ]
        return (count - refused.values.reduce(0, +), refused)
    }

    /// The file's bytes.
    func bytes(
        delimiter: String = ",", lineEnd: String = "\n", encoding: String.Encoding = .utf8, byteOrderMark: Bool = false,
        decimalComma: Bool = false
    ) -> [UInt8] {
        var text = byteOrderMark ? "\u{FEFF}" : ""
        text += Self.columns.joined(separator: delimiter) + lineEnd
        for var row in rows {
            if decimalComma {
                for index in [2, 3] { row[index] = row[index].replacingOccurrences(of: ".", with: ",") }
            }
            text += row.joined(separator: delimiter)
            text += lineEnd
        }
        // The text is of the test's own making, and holds nothing that the encodings lack.
        return encoding == .utf8 ? Array(text.utf8) : Array(text.data(using: encoding) ?? Data())
    }

    static func degrees(_ value: Double) -> String { String(format: "%.9f", value) }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
