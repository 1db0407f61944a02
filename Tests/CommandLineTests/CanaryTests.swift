import Foundation
import TestCity
import Testing

extension TheExecutable {
    /// DESIGN's first invariant: nothing personal gets past the gate, in whatever encoding and whatever happens.
    struct CanaryTests {
        /// How the import that should leave no trace goes.
        enum Course: String, CaseIterable {
            case finished, interrupted, killedWhileReading, killedWhileWriting
        }

        private static let canaries = CanaryFile(rows: 20_000, seed: 16)
        private static let search = canaries.search

        @Test func theFileHasCanariesToBeFound() {
            let found = Set(Self.search.finds(in: Self.canaries.bytes, path: "calls.csv").map(\.name))
            let missing = Self.canaries.canaries.keys.filter { !found.contains("\($0) in utf8") }
            #expect(missing.isEmpty)
            #expect(Self.canaries.canaries.count > 200)
        }

        @Test(.timeLimit(.minutes(3)), arguments: Course.allCases)
        func aCanaryInADroppedFieldIsFoundInNoFile(_ course: Course) async throws {
            let workplace = try Workplace()
            let search = Self.search
            let file = try workplace.write("calls.csv", Self.canaries.bytes)
            try await go(course, file, workplace)
            let (finds, files) = search.finds(below: [workplace.data, workplace.current, workplace.temporary])
            #expect(finds.isEmpty)
            #expect(course != .killedWhileWriting || files >= 2, "the vault and its log")

            // The rest of the way to a reader, with whatever the crash left behind.
            let report = try await workplace.run(workplace.importing(file).filter { $0 != "--json" })
            try #require(report.code == 0, "\(report.errors)")
            let published = try await workplace.run(
                ["publish", "--territory", workplace.territory, "--data", workplace.data, "--json"])
            try #require(published.code == 0, "\(published.errors)")
            let server = try await WebServer(workplace)
            for path in ["/fr/hier", "/en/confiance", "/api/v1/tables", "/nowhere"] {
                let answer = try await server.get(path)
                #expect(search.finds(in: Array(answer.body), path: path).isEmpty)
            }
            #expect(try await server.stop().code == 0)

            let after = search.finds(below: [workplace.data, workplace.current, workplace.temporary])
            #expect(after.finds.isEmpty)
            #expect(after.files >= 3, "the vault, the editions and the log's witness")

            // Of all that was said, codes that the taxonomy lacks are named, to the operator alone, once each in every report: on
            // a busy machine an import may be over before it is interrupted.
            let told = search.finds(below: [workplace.said]).finds
            let codes = try Self.canaries.unmappedCodes.map { code in
                try #require(report.output.components(separatedBy: "« \(code) » 1\n").count == 2)
                return code
            }
            #expect(told.allSatisfy { $0.name.hasPrefix("unmapped code of row") && $0.name.hasSuffix("in utf8") })
            let times = Dictionary(grouping: told, by: \.name).mapValues(\.count)
            #expect(times.count == codes.count && Set(times.values).count == 1)
        }

        private func go(_ course: Course, _ file: String, _ workplace: Workplace) async throws {
            guard course != .finished else { return }
            // How long an import takes, measured where it leaves nothing.
            let spare = try Workplace()
            let whole = try await spare.run(spare.importing(file))
            let log = workplace.data + "/vault/vault.sqlite-wal"
            // So that what is written is counts, not the tables that hold them.
            let other = try spare.write("other.csv", CallsFile(count: 500, seed: 3).bytes())
            try #require(try await workplace.run(workplace.importing(other)).code == 0)
            for attempt in 0..<60 {
                let stamp = FileStamp(log)
                let run = try workplace.start(workplace.importing(file).filter { $0 != "--json" })
                switch course {
                case .finished: break
                case .interrupted, .killedWhileReading:
                    // From early to late, three times over: the machine's other work moves the right moment.
                    try await Task.sleep(for: whole.elapsed * (0.1 + 0.04 * Double(attempt % 20)))
                case .killedWhileWriting:
                    while run.process.endIfAny() == nil, FileStamp(log) == stamp {
                        try await Task.sleep(for: .microseconds(100))
                    }
                }
                run.process.send(course == .interrupted ? SIGINT : SIGKILL)
                let end = try await run.process.wait(atMost: .seconds(20))
                switch course {
                case .interrupted where end.code == 130: return
                case .killedWhileReading where end.signal == SIGKILL: return
                case .killedWhileWriting where end.signal == SIGKILL && FileStamp(log).size > 0: return
                default: continue
                }
            }
            Issue.record("no attempt came in time: \(course)")
        }

        @Test(arguments: CanaryEncoding.allCases)
        func aCanaryThatIsThereIsFound(_ encoding: CanaryEncoding) throws {
            let workplace = try Workplace()
            var random = SeededGenerator(seed: 17)
            var search = CanarySearch()
            let texts = (0..<3).map { _ in CanaryFile.text(using: &random) }
            for (number, text) in texts.enumerated() { search.add(text, name: "\(number)") }
            for (before, text) in texts.enumerated() {
                // Noise around it, and in base64 every alignment.
                var bytes = (0..<5000).map { _ in UInt8.random(in: 0...255, using: &random) }
                switch encoding {
                case .base64, .base64URL:
                    let plain = [UInt8](repeating: 0xFB, count: before) + Array((text + "~~~").utf8)
                    var coded = Data(plain).base64EncodedString()
                    if encoding == .base64URL {
                        coded = coded.replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
                    }
                    bytes += Array(coded.utf8)
                case .utf16LittleEndian, .utf16BigEndian:
                    let isLittle = encoding == .utf16LittleEndian
                    bytes += Array(text.data(using: isLittle ? .utf16LittleEndian : .utf16BigEndian) ?? Data())
                case .latin1: bytes += Array(text.data(using: .isoLatin1) ?? Data())
                case .utf8: bytes += Array(text.utf8)
                case .hexadecimal: bytes += Array(text.utf8.map { String(format: "%02x", $0) }.joined().utf8)
                case .upperHexadecimal: bytes += Array(text.utf8.map { String(format: "%02X", $0) }.joined().utf8)
                case .reversed: bytes += Array(text.utf8.reversed())
                }
                try Data(bytes).write(to: URL(filePath: "\(workplace.temporary)/leak-\(before)"))
            }
            let (finds, files) = search.finds(below: [workplace.temporary])
            #expect(files == 3)
            let wanted = (0..<3).map { "\($0) in \(encoding)" }
            #expect(Set(wanted).isSubset(of: Set(finds.map(\.name))))
            #expect(finds.allSatisfy { $0.offset >= 5000 })
        }

        @Test func anExactCoordinateThatIsThereIsFound() throws {
            let canaries = CanaryFile(rows: 600, seed: 18)
            let (longitude, latitude) = try #require(canaries.coordinates.first)
            let number = try #require(Double(longitude))
            let memory = unsafe withUnsafeBytes(of: number) { unsafe Array($0) }
            #expect(canaries.search.finds(in: [1, 2, 3] + memory, path: "memory").map(\.offset) == [3])
            #expect(!canaries.search.finds(in: Array("[5,\(latitude)]".utf8), path: "text").isEmpty)
            #expect(canaries.search.finds(in: Array("[5.83,42.81]".utf8), path: "text").isEmpty)
        }
    }
}
