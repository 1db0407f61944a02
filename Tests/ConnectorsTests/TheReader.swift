import Connectors
import Foundation
import Testing
import Vocabulary

/// Where the reader lies: `CLAIREVOIE_READER`, or beside the tests.
enum TheReader {
    static func program(memory: Int = 1024, output: Int = 1024, patience: Int = 60) throws -> ReaderProgram {
        let beside = URL(filePath: CommandLine.arguments.first ?? "").deletingLastPathComponent().path
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        let named = ProcessInfo.processInfo.environment["CLAIREVOIE_READER"].map { URL(filePath: $0).path }
        let candidates =
            [named].compactMap(\.self)
            + [beside, "\(package)/.build/debug", "\(package)/.build-tests/release"]
            .map { $0 + "/clairevoie-reader" }
        let path = try #require(
            candidates.first(where: FileManager.default.isExecutableFile), "There is no clairevoie-reader")
        return ReaderProgram(path: path, memory: memory, seconds: 60, output: output, patience: patience)
    }

    /// All that a file gives.
    struct Content: Equatable {
        var columns: [String]
        var rows: [[String]]
        var reference: String?
        var dropped = 0
        var unreadable = 0
    }

    static func read(
        _ path: String, _ format: FileFormat = FileFormat(), reader: ReaderProgram? = nil
    ) throws -> Content {
        var source: any RawBatchSource = try SourceFile.open(
            path: path, format: format, reader: try reader ?? program())
        var content = Content(columns: source.columns, rows: [], reference: source.coordinateReference)
        guard !content.columns.isEmpty else { return content }
        while let chunk = try source.next() {
            let batch = try chunk.split(selecting: Array(content.columns.indices))
            content.dropped += batch.droppedValues.reduce(0, +)
            content.unreadable += batch.unreadableRows
            for record in 0..<batch.count {
                content.rows.append(
                    (0..<batch.columns).map { column in
                        let field = batch.fields[record * batch.columns + column]
                        let start = Int(field.start)
                        return String(decoding: batch.bytes[start..<start + Int(field.length)], as: UTF8.self)
                    })
            }
        }
        return content
    }

    /// What `body` gives, which may take two seconds.
    ///
    /// The other tests hold both cores for seconds at a time, so what is slow is tried again: a slow reader is slow thrice.
    static func promptly<T>(
        sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> T
    ) throws -> T {
        var elapsed: [Duration] = []
        while true {
            let start = ContinuousClock.now
            let result = try body()
            elapsed.append(ContinuousClock.now - start)
            if elapsed.contains(where: { $0 < .seconds(2) }) { return result }
            if elapsed.count == 3 {
                Issue.record("slow thrice: \(elapsed)", sourceLocation: sourceLocation)
                return result
            }
        }
    }

    /// The error that a file is refused with.
    static func refusal(
        _ path: String, _ format: FileFormat = FileFormat(), reader: ReaderProgram? = nil
    ) -> ConnectorError? {
        do {
            _ = try read(path, format, reader: reader)
            return nil
        } catch { return error as? ConnectorError }
    }
}

/// The folder of the real data.
enum SharedData {
    static let folder = ProcessInfo.processInfo.environment["CLAIREVOIE_DATA"]
    /// Tests skip without the folder, but not in continuous integration, where they then fail.
    static let isExpected = folder != nil || ProcessInfo.processInfo.environment["CI"] != nil
}
