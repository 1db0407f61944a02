import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore

/// A real Chromium, driven over W3C WebDriver.
public struct Browser: Sendable {
    private let driver: Driver
    private let session: String

    /// What is wanted of a window.
    public struct Window: Sendable {
        let width: Int
        let height: Int
        let isDark: Bool
        let runsScripts: Bool

        /// A window of so many pixels.
        public init(width: Int = 1280, height: Int = 900, isDark: Bool = false, runsScripts: Bool = true) {
            self.width = width
            self.height = height
            self.isDark = isDark
            self.runsScripts = runsScripts
        }
    }

    /// Why the browser didn't do as told.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Opens a window, looks, and closes everything.
    public static func look<T>(_ window: Window = Window(), _ body: (Browser) async throws -> T) async throws -> T {
        let driver = try await Driver()
        let outcome: Result<T, any Error>
        do {
            let browser = try await Browser(window, driver: driver)
            do {
                outcome = .success(try await body(browser))
            } catch {
                outcome = .failure(error)
            }
            try? await browser.close()
        } catch {
            outcome = .failure(error)
        }
        await driver.stop()
        return try outcome.get()
    }

    /// chromedriver, with the port that it listens on.
    final class Driver: Sendable {
        let port: Int
        private let process: Process

        /// Where chromedriver is, if it is installed.
        static let path = ["/usr/bin/chromedriver", "/usr/local/bin/chromedriver", "/opt/homebrew/bin/chromedriver"]
            .first { FileManager.default.isExecutableFile(atPath: $0) }

        init() async throws {
            guard let path = Self.path else { throw Failure(description: "chromedriver is not installed") }
            // Of a free port it takes the same number for IPv6, which may not be free, and then it ends at once.
            var said = ""
            for _ in 0..<5 {
                let (process, output) = try Self.start(path)
                if let port = output.firstMatch(of: /started successfully on port (\d+)/).flatMap({ Int($0.output.1) })
                {
                    (self.process, self.port) = (process, port)
                    return
                }
                process.terminate()
                said = output
            }
            throw Failure(description: "chromedriver didn't start: \(said)")
        }

        /// Starts it, and reads what it says until it serves or ends.
        private static func start(_ path: String) throws -> (Process, String) {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: path)
            let output = Pipe()
            process.arguments = ["--port=0"]
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
            var text = ""
            while !text.contains("started successfully on port") || !text.hasSuffix("\n") {
                let data = output.fileHandleForReading.availableData
                if data.isEmpty { break }
                text += String(decoding: data, as: UTF8.self)
            }
            return (process, text)
        }

        func stop() async {
            process.terminate()
            // Waiting for the process itself would need this thread's run loop.
            for _ in 0..<30 where process.isRunning { try? await Task.sleep(for: .milliseconds(100)) }
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        }

        /// Sends a command and returns its value.
        func send(_ method: HTTPRequest.Method, _ path: String, _ body: [String: Any]? = nil) async throws -> Any {
            // Foundation's client on Linux can't read chromedriver's headers.
            let payload = try body.map { ByteBuffer(bytes: try JSONSerialization.data(withJSONObject: $0)) }
            let request = TestClient.Request(
                path, method: method, authority: "127.0.0.1:\(port)",
                headers: [.contentType: "application/json", .connection: "close"], body: payload)
            let response = try await TestClient.withClient(
                host: "127.0.0.1", port: port, configuration: .init(timeout: .seconds(60))
            ) { try await $0.execute(request) }
            let data = Data((response.body ?? ByteBuffer()).readableBytesView)
            let answer = try JSONSerialization.jsonObject(with: data) as? [String: Any]
            guard response.status == .ok, let value = answer?["value"] else {
                let message = (answer?["value"] as? [String: Any])?["message"] as? String
                throw Failure(description: "\(method) \(path): \(message ?? "\(response.status)")")
            }
            return value
        }
    }

    /// Opens a window.
    init(_ window: Window, driver: Driver) async throws {
        self.driver = driver
        var arguments = [
            "--headless=new", "--disable-dev-shm-usage", "--hide-scrollbars", "--force-prefers-reduced-motion",
            "--window-size=\(window.width),\(window.height)",
        ]
        if getuid() == 0 { arguments.append("--no-sandbox") }
        let capabilities: [String: Any] = [
            "capabilities": [
                "alwaysMatch": [
                    "browserName": "chrome", "goog:chromeOptions": ["args": arguments],
                    "goog:loggingPrefs": ["browser": "ALL"],
                ]
            ]
        ]
        let value = try await driver.send(.post, "/session", capabilities) as? [String: Any]
        guard let id = value?["sessionId"] as? String else { throw Failure(description: "no session") }
        session = id
        try await tell(
            "Emulation.setEmulatedMedia",
            ["features": [["name": "prefers-color-scheme", "value": window.isDark ? "dark" : "light"]]])
        try await tell(
            "Emulation.setDeviceMetricsOverride",
            [
                "width": window.width, "height": window.height, "deviceScaleFactor": 1, "mobile": window.width < 500,
            ])
        if !window.runsScripts { try await tell("Emulation.setScriptExecutionDisabled", ["value": true]) }
    }

    /// Sends a command of Chromium's own protocol.
    public func tell(_ command: String, _ parameters: [String: Any]) async throws {
        _ = try await driver.send(
            .post, "/session/\(session)/goog/cdp/execute", ["cmd": command, "params": parameters])
    }

    /// Goes to an address.
    public func open(_ address: String) async throws {
        _ = try await driver.send(.post, "/session/\(session)/url", ["url": address])
    }

    /// Runs a script and returns what it returns.
    public func run(_ script: String) async throws -> Any {
        try await driver.send(.post, "/session/\(session)/execute/sync", ["script": script, "args": [Any]()])
    }

    /// Runs a script that calls back.
    public func runUntilCalledBack(_ script: String) async throws -> Any {
        try await driver.send(.post, "/session/\(session)/execute/async", ["script": script, "args": [Any]()])
    }

    /// Waits until an expression holds.
    public func wait(until expression: String, seconds: Int = 30) async throws {
        for _ in 0..<(seconds * 10) {
            if try await run("return Boolean(\(expression))") as? Bool == true { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw Failure(description: "still not so after \(seconds) s: \(expression)")
    }

    /// The first element that a selector finds.
    func element(_ selector: String) async throws -> String {
        let value =
            try await driver.send(
                .post, "/session/\(session)/element", ["using": "css selector", "value": selector])
            as? [String: String]
        guard let id = value?.values.first else { throw Failure(description: "no element \(selector)") }
        return id
    }

    /// Clicks an element as a person does.
    public func click(_ selector: String) async throws {
        _ = try await driver.send(
            .post, "/session/\(session)/element/\(try await element(selector))/click", [:])
    }

    /// Presses keys, wherever the focus is.
    public func press(_ key: String) async throws {
        let strokes = [["type": "keyDown", "value": key], ["type": "keyUp", "value": key]]
        _ = try await driver.send(
            .post, "/session/\(session)/actions", ["actions": [["type": "key", "id": "keyboard", "actions": strokes]]])
    }

    /// Types a text, wherever the focus is.
    public func type(_ text: String) async throws {
        for letter in text { try await press(String(letter)) }
    }

    /// What the console holds of errors since the last look.
    public func consoleErrors() async throws -> [String] {
        let entries =
            try await driver.send(.post, "/session/\(session)/se/log", ["type": "browser"]) as? [[String: Any]]
        return (entries ?? []).compactMap { entry in
            entry["level"] as? String == "SEVERE" ? entry["message"] as? String : nil
        }
    }

    /// Closes the window.
    func close() async throws {
        _ = try await driver.send(.delete, "/session/\(session)")
    }
}
