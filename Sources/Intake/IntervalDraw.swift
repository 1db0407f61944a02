import Vocabulary

/// Draws the hour of a record whose time is known to lie between two moments.
///
/// Aoristic analysis (Ratcliffe & McCullagh, "Aoristic crime analysis", International Journal of Geographical
/// Information Science 12, 1998) spreads such a record over the hours that the interval touches, each with a weight in
/// proportion to the seconds in it. Spread records would be fractions: one would change many cells of a table, and
/// counts would no longer be whole. So the record goes whole to one hour, drawn with those weights. The expected count
/// of each hour is then the aoristic one, counts stay integers, and a record changes one cell of each table.
///
/// Weights are whole numbers of 2520ths, the least number that 1 to 10 hours all divide: an hour has as many as there
/// are midpoints of 2520 equal parts of the interval in it. So they add up to 2520, and those of any run of hours are
/// within one of its exact share; largest remainders would give what is left over to the earliest of equal hours.
///
/// The draw is a keyed hash of the record: of its key and its interval, or of its fields where it has no key. So it is a
/// function of the record and of the vault's secret; a second import draws the same. Records without a key that agree
/// in every field that the gate reads share a draw.
struct IntervalDraw: Sendable {
    /// How many equal parts an interval has.
    static let parts: Int64 = 2520
    /// The longest interval drawn from, in seconds: 2520 hours, so that no hour's weight is under one.
    static let limit: Int64 = 2520 * 3600

    private let key: (UInt64, UInt64)

    /// The draw of a source: its key is made of both halves of the secret.
    init(secret: DrawSecret, source: String) {
        let half = DrawSecret.byteCount / 2
        func subkey(_ start: Int) -> UInt64 {
            let bytes = secret.bytes.span
            return SipHash.hash(
                Array(source.utf8),
                key: (
                    SipHash.word(bytes, from: start, to: start + 8),
                    SipHash.word(bytes, from: start + 8, to: start + half)
                ))
        }
        key = (subkey(0), subkey(half))
    }

    /// A moment of an interval, in the middle of one of its 2520 parts.
    ///
    /// - Parameter identity: what tells the record from others.
    /// - Precondition: the interval isn't empty.
    func moment(in interval: Range<UTCSeconds>, identity: [UInt8]) -> UTCSeconds {
        var bytes = identity
        for bound in [interval.lowerBound, interval.upperBound] {
            for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: bound >> shift)) }
        }
        // The high word of the product is uniform but for 2520 in 2⁶⁴.
        let part = Int64(SipHash.hash(bytes, key: key).multipliedFullWidth(by: UInt64(Self.parts)).high)
        let length = interval.upperBound - interval.lowerBound
        return interval.lowerBound + (2 * part + 1) * length / (2 * Self.parts)
    }
}
