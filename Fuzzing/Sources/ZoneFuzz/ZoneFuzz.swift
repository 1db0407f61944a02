import Foundation
import Fuzzer
import Vocabulary

@testable import TerritoryFolder

private let reader = ZoneReader(
    level: "zone", title: Phrase(fr: "zone", en: "zone"), id: "id", name: "name", parent: nil)

/// The bytes as zones: read, or refused with explanations.
@main
struct ZoneFuzz {
    static func main() {
        exit(fuzz(parse))
    }
}

private func parse(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let log = ErrorLog()
    do {
        let layers = reader.layers(of: try ZoneFile(FolderFile(path: "fuzz.geojson", text: text)), log: log)
        precondition(!layers.isEmpty || !log.explanations.isEmpty, "refused without a word")
    } catch is any ExplainedError {
    } catch {
        fatalError("an error without an explanation: \(error)")
    }
}
