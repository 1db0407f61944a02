import Foundation

/// What is needed to drive a real browser: Debian's `chromium-driver`, and `scripts/fetch-web-libraries --tests`.
public enum BrowserNeeds {
    private static let isCI = ProcessInfo.processInfo.environment["CI"] != nil
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    /// The folder of the libraries that the website serves.
    public static let libraries = root + "/.libraries/web"
    static let axe = root + "/.libraries/test/axe.min.js"

    /// What is missing; with CI set nothing may be, so the tests run and fail.
    private static let missing: String? = {
        if Browser.Driver.path == nil { return "chromedriver is not installed (apt install chromium chromium-driver)" }
        if !FileManager.default.fileExists(atPath: axe) { return "run scripts/fetch-web-libraries --tests first" }
        return nil
    }()

    /// Whether to run the tests.
    public static let canRun: Bool = {
        guard let missing, !isCI else { return true }
        print("skipped browser tests: \(missing)")
        return false
    }()
}
