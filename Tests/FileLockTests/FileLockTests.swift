import FileLock
import Foundation
import TestCity
import Testing

struct FileLockTests {
    @Test func thoseWhoHoldTheLockTakeTurns() async throws {
        let folder = try TestCity.temporaryFolder()
        let counter = folder + "/counter"
        try Data("0".utf8).write(to: URL(filePath: counter))
        // Each reads a number, waits and writes the next: without turns most of the steps are lost.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<25 {
                        try FileLock(folder: folder).hold {
                            let number = Int(try String(contentsOfFile: counter, encoding: .utf8)) ?? 0
                            Thread.sleep(forTimeInterval: 0.0005)
                            try Data("\(number + 1)".utf8).write(to: URL(filePath: counter))
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try String(contentsOfFile: counter, encoding: .utf8) == "100")
    }

    @Test func theLockIsLetGoOfWhenTheWorkFails() throws {
        struct Failed: Error {}
        let lock = FileLock(folder: try TestCity.temporaryFolder())
        #expect(throws: Failed.self) { try lock.hold { throw Failed() } }
        #expect(try lock.hold { 1 } == 1)
    }

    @Test func aFolderThatIsNotThereIsAnError() {
        #expect(throws: CocoaError.self) { try FileLock(folder: "/nowhere/at/all").hold {} }
    }
}
