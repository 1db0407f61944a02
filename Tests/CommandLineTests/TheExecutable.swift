import Foundation
import Testing

/// The tests of the program as its user has it: a process with arguments, files and an exit code.
///
/// One after another, since some of them measure time and memory. The program is `CLAIREVOIE_EXECUTABLE`, or the
/// release build, or the one beside the tests; without any, the tests are skipped, and in CI they fail.
@Suite(.serialized, .enabled(if: ExecutableFile.isExpected, "There is no clairevoie: swift build -c release"))
enum TheExecutable {}

/// Where the program lies.
enum ExecutableFile {
    /// The folder of Package.swift.
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    private static let found: String? = {
        if let named = ProcessInfo.processInfo.environment["CLAIREVOIE_EXECUTABLE"] {
            // A relative name is the caller's, who isn't where the program will be.
            return URL(filePath: named).path
        }
        let beside = URL(filePath: CommandLine.arguments.first ?? "").deletingLastPathComponent().path
        return ["\(package)/.build/release", beside, "\(package)/.build/debug"]
            .map { $0 + "/clairevoie" }.first(where: FileManager.default.isExecutableFile)
    }()

    /// Whether to run at all: in CI a missing program is a failure.
    static var isExpected: Bool { found != nil || ProcessInfo.processInfo.environment["CI"] != nil }

    /// The program's path.
    static func path() throws -> String {
        try #require(found, "There is no clairevoie: swift build -c release, or set CLAIREVOIE_EXECUTABLE")
    }
}
