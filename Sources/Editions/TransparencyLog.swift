import Crypto
import Foundation
import GRDB
import Vocabulary

/// How long the log is and what it hashes to: who knows an older head can check that nothing was rewritten.
public struct LogHead: Sendable, Hashable {
    /// The number of leaves.
    public let size: Int64
    /// The root of the Merkle tree over them, as hexadecimal SHA-256.
    public let root: String

    /// Makes a head.
    public init(size: Int64, root: String) {
        self.size = size
        self.root = root
    }
}

/// The append-only Merkle log of everything published (RFC 9162, section 2.1).
enum TransparencyLog {
    /// Appends a leaf and returns its position.
    @discardableResult
    static func append(_ data: Data, in db: Database) throws -> Int64 {
        let position =
            try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT coalesce(max(position) + 1, 0) FROM log_leaf")) ?? 0
        try db.cachedStatement(sql: "INSERT INTO log_leaf (position, data, hash) VALUES (?, ?, ?)")
            .execute(arguments: [position, data, Data(leafHash(data))])
        return position
    }

    /// The head of the tree over the first `size` leaves, or over all of them.
    static func head(_ db: Database) throws -> LogHead {
        try head(db, size: nil)
    }

    static func head(_ db: Database, size: Int64?) throws -> LogHead {
        // Roots of the perfect subtrees to the left, largest first: the tree's frontier.
        var frontier: [(height: Int, hash: [UInt8])] = []
        var count: Int64 = 0
        let cursor = try Data.fetchCursor(
            db, sql: "SELECT hash FROM log_leaf WHERE position < ? ORDER BY position", arguments: [size ?? .max])
        while let leaf = try cursor.next() {
            count += 1
            var node = (height: 0, hash: [UInt8](leaf))
            while let last = frontier.last, last.height == node.height {
                frontier.removeLast()
                node = (node.height + 1, nodeHash(last.hash, node.hash))
            }
            frontier.append(node)
        }
        var root: [UInt8]? = nil
        for (_, hash) in frontier.reversed() {
            root = root.map { nodeHash(hash, $0) } ?? hash
        }
        let bytes = root ?? Array(SHA256.hash(data: [UInt8]()))
        return LogHead(size: count, root: hexadecimal(bytes))
    }

    static func leafHash(_ data: Data) -> [UInt8] {
        var hasher = SHA256()
        hasher.update(data: [0])
        hasher.update(data: data)
        return Array(hasher.finalize())
    }

    private static func nodeHash(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var hasher = SHA256()
        hasher.update(data: [1])
        hasher.update(data: left)
        hasher.update(data: right)
        return Array(hasher.finalize())
    }

    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
