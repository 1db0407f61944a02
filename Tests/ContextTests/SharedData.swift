import Foundation

/// The folder of data that is not the project's own.
enum SharedData {
    static let folder = ProcessInfo.processInfo.environment["CLAIREVOIE_DATA"]
    /// Tests skip without the folder, but not in continuous integration, where they then fail.
    static let isExpected = folder != nil || ProcessInfo.processInfo.environment["CI"] != nil

    /// A file of the folder.
    static func path(_ name: String) -> String { (folder ?? "") + "/" + name }
}
