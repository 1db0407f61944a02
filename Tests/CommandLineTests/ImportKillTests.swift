import Foundation
import TestCity
import Testing

extension TheExecutable {
    /// DESIGN's seventh invariant: a crash at any instant loses nothing acknowledged and counts nothing twice.
    struct ImportKillTests {
        /// What was seen of the kills.
        private struct Tally {
            var kills = 0
            var leftAsBefore = 0
            var leftAsAfter = 0
            var duringTheWrite = 0
            var acknowledged = 0
        }

        @Test(.timeLimit(.minutes(5)))
        func twoHundredKillsLeaveTheVaultAsBeforeOrAsAfter() async throws {
            let workplace = try Workplace()
            let digest = try VaultDigest()
            let files = [
                try workplace.write("a.csv", CallsFile(count: 20_000, seed: 1).bytes()),
                try workplace.write("b.csv", CallsFile(count: 19_000, seed: 2).bytes()),
            ]
            // What the vault is to be after each file, and how long an import takes.
            var whole: [String] = []
            var duration = Duration.zero
            for (number, file) in files.enumerated() {
                let data = workplace.otherData("whole-\(number)")
                let outcome = try await workplace.run(workplace.importing(file, data: data))
                try #require(outcome.code == 0, "\(outcome.errors)")
                whole.append(try digest(data))
                duration = max(duration, outcome.elapsed)
            }
            try #require(Set(whole + [VaultDigest.empty]).count == 3)

            var random = SeededGenerator(seed: 200)
            var tally = Tally()
            var attempts = 0
            while tally.kills < 200, attempts < 600 {
                // A vault of its own for every forty, so that its making is interrupted too.
                let data = workplace.otherData("killed-\(attempts / 40)")
                let before = try digest(data)
                let next = before == whole[0] ? 1 : 0
                let log = FileStamp(data + "/vault/vault.sqlite-wal")
                let run = try workplace.start(workplace.importing(files[next], data: data))
                if attempts % 2 == 0 {
                    try await Task.sleep(for: duration * Double.random(in: 0...1.1, using: &random))
                } else {
                    // The write is a small part of the run: wait for it to begin.
                    while run.process.endIfAny() == nil, FileStamp(log.path) == log {
                        try await Task.sleep(for: .microseconds(100))
                    }
                    try await Task.sleep(for: .microseconds(Int.random(in: 0...9_000, using: &random)))
                }
                attempts += 1
                let isWriting = before != VaultDigest.empty && FileStamp(log.path) != log
                run.process.send(SIGKILL)
                let end = try await run.process.wait(atMost: .seconds(20))
                let after = try digest(data)
                #expect(after == before || after == whole[next], "attempt \(attempts): neither before nor after")
                if run.output.hasSuffix("}\n") {
                    tally.acknowledged += 1
                    #expect(after == whole[next], "attempt \(attempts): the report was printed, and is not true")
                }
                guard end.signal == SIGKILL else {
                    #expect(end.code == 0, "\(run.errors)")
                    continue
                }
                tally.kills += 1
                if isWriting { tally.duringTheWrite += 1 }
                if after == before { tally.leftAsBefore += 1 } else { tally.leftAsAfter += 1 }
            }
            // Kills that hit nothing would prove nothing.
            #expect(tally.kills == 200, "\(tally)")
            #expect(tally.leftAsBefore >= 40, "\(tally)")
            #expect(tally.leftAsAfter >= 5, "\(tally)")
            #expect(tally.duringTheWrite >= 40, "\(tally)")
            print("kills:", tally, "of", attempts, "imports,", duration, "each")

            // The last vault still takes the file that it would have taken.
            let data = workplace.otherData("killed-\((attempts - 1) / 40)")
            for (number, file) in files.enumerated() {
                let outcome = try await workplace.run(workplace.importing(file, data: data))
                #expect(outcome.code == 0, "\(outcome.errors)")
                #expect(try digest(data) == whole[number])
            }
        }
    }
}

/// What tells that a file was written to.
struct FileStamp: Equatable {
    let path: String
    /// The file's size; -1 when there is none.
    let size: Int
    private let seconds: Int
    private let nanoseconds: Int

    init(_ path: String) {
        self.path = path
        var status = stat()
        let isThere = unsafe stat(path, &status) == 0
        size = isThere ? Int(status.st_size) : -1
        seconds = isThere ? Int(status.st_mtim.tv_sec) : 0
        nanoseconds = isThere ? Int(status.st_mtim.tv_nsec) : 0
    }
}
