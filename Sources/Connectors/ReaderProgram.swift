import Foundation

/// The program that reads foreign files, and what it may take.
public struct ReaderProgram: Sendable, Hashable {
    /// Its path.
    public let path: String
    /// Private memory, in MiB.
    public let memory: Int
    /// Processor time, in seconds.
    public let seconds: Int
    /// What it may write, in MiB.
    public let output: Int
    /// How long it may say nothing, in seconds.
    public let patience: Int

    /// Names the program; a spreadsheet says nothing until it is read whole, so patience is counted in minutes.
    public init(path: String, memory: Int = 1024, seconds: Int = 600, output: Int = 16384, patience: Int = 180) {
        self.path = path
        self.memory = memory
        self.seconds = seconds
        self.output = output
        self.patience = patience
    }

    /// The program that lies beside an executable.
    public static func beside(_ executable: String) -> ReaderProgram {
        let folder = URL(filePath: executable).resolvingSymlinksInPath().deletingLastPathComponent().path
        return ReaderProgram(path: folder + "/clairevoie-reader")
    }
}
