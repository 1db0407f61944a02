import Connectors
import Foundation

extension ReaderProgram {
    /// The reader that was built with this program and lies beside it.
    static var besideThisProgram: ReaderProgram {
        .beside(
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0])
    }
}
