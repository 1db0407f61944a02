import Foundation
import Fuzzer
import Vocabulary

@testable import TerritoryFolder

/// The bytes as a convention: read, or refused with explanations.
@main
struct ConventionFuzz {
    static func main() {
        exit(fuzz(parse))
    }
}

private func parse(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let log = ErrorLog()
    do {
        let document = try ConventionDocument(FolderFile(path: "fuzz.yaml", text: text), log: log)
        precondition(document != nil || !log.explanations.isEmpty, "refused without a word")
    } catch is any ExplainedError {
    } catch {
        fatalError("an error without an explanation: \(error)")
    }
}
