import Foundation
import Testing

/// Folders for one test, gone with it: where the program runs, its data, its temporary files, and what it said.
final class Workplace {
    let root: String
    /// A small territory with the sources `calls` and `monthly`.
    let territory: String
    /// The program's data folder.
    let data: String
    /// The program's working directory.
    let current: String
    /// The program's TMPDIR.
    let temporary: String
    /// Where the program keeps the witnesses of its logs.
    let state: String
    /// What a user hands to the program.
    let files: String

    private var runs = 0

    /// What a run of the program came to.
    struct Outcome {
        let code: Int32?
        let signal: Int32?
        let output: String
        let errors: String
        let peakMiB: Int
        let elapsed: Duration
    }

    /// A run under way.
    struct Run {
        let process: ChildProcess
        let outputPath: String
        let errorsPath: String
        let start: ContinuousClock.Instant

        var output: String { Workplace.text(outputPath) }
        var errors: String { Workplace.text(errorsPath) }

        func outcome(atMost limit: Duration) async throws -> Outcome {
            let end = try await process.wait(atMost: limit)
            return Outcome(
                code: end.code, signal: end.signal, output: output, errors: errors, peakMiB: end.peakMiB,
                elapsed: ContinuousClock.now - start)
        }
    }

    init() throws {
        let base = FileManager.default.temporaryDirectory.appending(path: "clairevoie-cli-\(UUID().uuidString)")
        root = base.path
        (territory, data, current) = (root + "/territory", root + "/data", root + "/current")
        (temporary, files, state) = (root + "/temporary", root + "/files", root + "/state")
        for folder in [territory, data, current, temporary, files, root + "/said"] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        try SmallTerritory.write(to: territory)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    /// Another data folder, not made yet.
    func otherData(_ name: String) -> String { root + "/" + name }

    /// Writes a file for the program to read.
    @discardableResult
    func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        let path = files + "/" + name
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    /// Starts the program, or another with its arguments.
    func start(
        _ arguments: [String], language: String = "en_GB.UTF-8", with command: [String]? = nil
    ) throws -> Run {
        try launch((try command ?? [ExecutableFile.path()]) + arguments, language: language)
    }

    /// Starts a tool of the system by `sh`.
    func startShell(_ script: String) throws -> Run {
        try launch(["/bin/sh", "-c", script], language: "C.UTF-8")
    }

    private func launch(_ command: [String], language: String) throws -> Run {
        runs += 1
        let (output, errors) = (root + "/said/\(runs).out", root + "/said/\(runs).err")
        var environment = [
            "LANG": language, "TMPDIR": temporary, "HOME": current, "COLUMNS": "80", "CLAIREVOIE_STATE": state,
        ]
        // What the loader and a sanitizer need is the machine's affair.
        for name in ["PATH", "LD_LIBRARY_PATH"] { environment[name] = ProcessInfo.processInfo.environment[name] }
        let start = ContinuousClock.now
        let process = try ChildProcess(
            command, environment: environment, folder: current, output: output, errors: errors)
        return Run(process: process, outputPath: output, errorsPath: errors, start: start)
    }

    /// Runs the program to its end.
    func run(
        _ arguments: [String], language: String = "en_GB.UTF-8", atMost limit: Duration = .seconds(60)
    ) async throws -> Outcome {
        try await start(arguments, language: language).outcome(atMost: limit)
    }

    /// Runs a tool of the system; it must succeed.
    func shell(_ script: String) async throws {
        let outcome = try await startShell(script).outcome(atMost: .seconds(60))
        try #require(outcome.code == 0, "\(script): \(outcome.errors)")
    }

    /// The arguments of an import.
    func importing(
        _ file: String, source: String = "calls", period: String? = "2024-01-01/2024-02-01", data: String? = nil
    ) -> [String] {
        ["import", file, "--territory", territory, "--data", data ?? self.data, "--source", source, "--json"]
            + (period.map { ["--period", $0] } ?? [])
    }

    /// What the program said in all its runs, by file.
    var said: String { root + "/said" }

    /// All files below some folders, with their sizes.
    func listing(of folders: [String]) -> [String: Int] {
        var sizes: [String: Int] = [:]
        for folder in folders {
            for name in FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) ?? [] {
                let path = folder + "/" + name
                sizes[path] = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? -1
            }
        }
        return sizes
    }

    fileprivate static func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
}
