package import Editions
package import Vocabulary

/// What the records of one source have paid, quarter by quarter of an hour of their time, for each audience.
///
/// A record lies in one bin of each table, so tables add up and bins don't: the loss of a record is the sum over the
/// tables, of whatever version, whose published bins hold its quarter. The budget refuses a charge that would take any
/// quarter past the limit. The offsets of all time zones in use are multiples of a quarter of an hour, so no two bins of
/// a table share one.
package struct Budget {
    private let source: String
    private let recordsPerIncident: Int
    private let limits: [Audience: Epsilon]
    private static let slot: Int64 = 900
    private let firstSlot: Int64
    private var spent: [Audience: [Int64]]

    /// The budget of a source's records of some stretch of time, before any charge.
    package init(
        source: String, recordsPerIncident: Int, limits: [Audience: Epsilon], extent: Range<UTCSeconds>
    ) {
        self.source = source
        self.recordsPerIncident = recordsPerIncident
        self.limits = limits
        firstSlot = floorDivide(extent.lowerBound, Self.slot)
        let count = Int(floorDivide(extent.upperBound - 1, Self.slot) - firstSlot) + 1
        spent = Dictionary(
            uniqueKeysWithValues: Audience.allCases.map { ($0, [Int64](repeating: 0, count: max(0, count))) })
    }

    /// Adds what was charged before; it is counted and not judged.
    package mutating func carry(_ charge: Charge) {
        add(charge.publicEpsilon, to: .public, over: charge.bin)
        add(charge.staffEpsilon, to: .staff, over: charge.bin)
    }

    /// Charges a bin.
    ///
    /// - Throws: ``PublishError/overspent(source:audience:limit:wanted:)``.
    package mutating func charge(_ bin: Range<UTCSeconds>, publicEpsilon: Epsilon, staffEpsilon: Epsilon) throws {
        for (audience, epsilon) in [(Audience.public, publicEpsilon), (.staff, staffEpsilon)] {
            let most = add(epsilon, to: audience, over: bin)
            let wanted = recordsPerIncident * Epsilon(billionths: most)
            let limit = limits[audience] ?? .zero
            guard wanted <= limit || epsilon == .zero else {
                throw PublishError.overspent(source: source, audience: audience, limit: limit, wanted: wanted)
            }
        }
    }

    /// Adds ε to every quarter that the bin touches, and gives the largest sum among them.
    @discardableResult
    private mutating func add(_ epsilon: Epsilon, to audience: Audience, over bin: Range<UTCSeconds>) -> Int64 {
        Self.add(epsilon.billionths, to: &spent[audience, default: []], over: slots(of: bin))
    }

    private static func add(_ billionths: Int64, to spent: inout [Int64], over slots: Range<Int>) -> Int64 {
        var most: Int64 = 0
        for slot in slots.clamped(to: spent.indices) {
            spent[slot] += billionths
            most = max(most, spent[slot])
        }
        return most
    }

    private func slots(of bin: Range<UTCSeconds>) -> Range<Int> {
        let low = floorDivide(bin.lowerBound, Self.slot) - firstSlot
        return Int(low)..<Int(floorDivide(bin.upperBound - 1, Self.slot) - firstSlot) + 1
    }
}
