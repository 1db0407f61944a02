package import Editions
package import Vocabulary

/// What the records of one source have paid, hour by hour of their time, for each audience.
///
/// A record lies in one bin of each table, so tables add up and bins don't: the loss of a record is the sum over the
/// tables, of whatever version, whose published bins hold its hour. The budget refuses a charge that would take any
/// hour past the limit.
package struct Budget {
    private let source: String
    private let recordsPerIncident: Int
    private let limits: [Audience: Epsilon]
    private let firstHour: Int64
    private var spent: [Audience: [Int64]]

    /// The budget of a source's records of some stretch of time, before any charge.
    package init(
        source: String, recordsPerIncident: Int, limits: [Audience: Epsilon], extent: Range<UTCSeconds>
    ) {
        self.source = source
        self.recordsPerIncident = recordsPerIncident
        self.limits = limits
        firstHour = floorDivide(extent.lowerBound, 3600)
        let hours = Int(floorDivide(extent.upperBound - 1, 3600) - firstHour) + 1
        spent = Dictionary(
            uniqueKeysWithValues: Audience.allCases.map { ($0, [Int64](repeating: 0, count: max(0, hours))) })
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

    /// Adds ε to every hour that the bin touches, and gives the largest sum among them.
    @discardableResult
    private mutating func add(_ epsilon: Epsilon, to audience: Audience, over bin: Range<UTCSeconds>) -> Int64 {
        let count = spent[audience]?.count ?? 0
        let low = max(0, Int(floorDivide(bin.lowerBound, 3600) - firstHour))
        let high = min(count, Int(floorDivide(bin.upperBound - 1, 3600) - firstHour) + 1)
        var most: Int64 = 0
        guard low < high else { return most }
        for hour in low..<high {
            spent[audience]?[hour] += epsilon.billionths
            most = max(most, spent[audience]?[hour] ?? 0)
        }
        return most
    }
}
