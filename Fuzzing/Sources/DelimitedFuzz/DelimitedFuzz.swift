import Foundation
import Fuzzer
import Vocabulary

@testable import Connectors

/// The bytes as a file of a source: whatever they are, it is read to its end or refused.
@main
struct DelimitedFuzz {
    static func main() {
        exit(fuzz(parse))
    }
}

private func parse(_ bytes: [UInt8]) {
    let path = "/dev/shm/clairevoie-fuzz-\(getpid())"
    _ = FileManager.default.createFile(atPath: path, contents: Data(bytes))
    do {
        var file = try DelimitedFile(path: path, format: FileFormat())
        let columns = Array(file.columns.indices)
        while let chunk = try file.next() {
            let batch = try chunk.split(selecting: columns)
            for field in batch.fields {
                precondition(Int(field.start) + Int(field.length) <= batch.bytes.count, "a field outside its buffer")
            }
            precondition(batch.unreadableRows >= 0 && batch.droppedValues.allSatisfy { $0 >= 0 })
        }
    } catch is ConnectorError {
    } catch {
        fatalError("an error without an explanation: \(error)")
    }
}
