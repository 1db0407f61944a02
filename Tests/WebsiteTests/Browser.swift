import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore

/// A real Chromium, driven over W3C WebDriver.
struct Browser: Sendable {
    private let driver: Driver
    private let session: String

    /// What is wanted of a window.
    struct Window: Sendable {
        var width = 1280
        var height = 900
        var isDark = false
        var runsScripts = true
    }

    /// Why the browser didn't do as told.
    struct Failure: Error, CustomStringConvertible {
        let description: String
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
            process = Process()
            process.executableURL = URL(fileURLWithPath: path)
            let output = Pipe()
            process.arguments = ["--port=0"]
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
            var text = ""
            var found: Int?
            while found == nil {
                let data = output.fileHandleForReading.availableData
                if data.isEmpty { break }
                text += String(decoding: data, as: UTF8.self)
                found = text.firstMatch(of: /started successfully on port (\d+)/).flatMap { Int($0.output.1) }
            }
            guard let found else { throw Failure(description: "chromedriver didn't start: \(text)") }
            port = found
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
    func tell(_ command: String, _ parameters: [String: Any]) async throws {
        _ = try await driver.send(
            .post, "/session/\(session)/goog/cdp/execute", ["cmd": command, "params": parameters])
    }

    /// Goes to an address.
    func open(_ address: String) async throws {
        _ = try await driver.send(.post, "/session/\(session)/url", ["url": address])
    }

    /// Runs a script and returns what it returns.
    func run(_ script: String) async throws -> Any {
        try await driver.send(.post, "/session/\(session)/execute/sync", ["script": script, "args": [Any]()])
    }

    /// Runs a script that calls back.
    func runUntilCalledBack(_ script: String) async throws -> Any {
        try await driver.send(.post, "/session/\(session)/execute/async", ["script": script, "args": [Any]()])
    }

    /// Waits until an expression holds.
    func wait(until expression: String, seconds: Int = 30) async throws {
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
    func click(_ selector: String) async throws {
        _ = try await driver.send(
            .post, "/session/\(session)/element/\(try await element(selector))/click", [:])
    }

    /// Presses keys, wherever the focus is.
    func press(_ key: String) async throws {
        let strokes = [["type": "keyDown", "value": key], ["type": "keyUp", "value": key]]
        _ = try await driver.send(
            .post, "/session/\(session)/actions", ["actions": [["type": "key", "id": "keyboard", "actions": strokes]]])
    }

    /// What the console holds of errors since the last look.
    func consoleErrors() async throws -> [String] {
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
