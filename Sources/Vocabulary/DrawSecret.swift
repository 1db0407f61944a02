/// The 256 bits under which the gate draws hours from intervals; made once and kept in the vault.
///
/// With it a draw is a function of the record alone, and so the same at each import. Its descriptions show nothing.
public struct DrawSecret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// How many bytes a secret has.
    public static let byteCount = 32

    /// The bytes.
    package let bytes: [UInt8]

    /// A secret that was kept.
    ///
    /// - Returns: nil unless there are 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// A new secret from a generator fit for cryptography.
    public init(using generator: inout some RandomNumberGenerator) {
        bytes = (0..<Self.byteCount).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// Says nothing of the secret.
    public var description: String { "DrawSecret(redacted)" }

    /// Says nothing of the secret.
    public var debugDescription: String { description }

    /// Shows nothing of the secret.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
