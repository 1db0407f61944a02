import Foundation

/// What a count regression explains: counts, the exposure behind each, and how much each weighs.
public struct CountResponse: Sendable {
    /// The counts, one a row.
    public let counts: [Double]
    /// The logarithm of each row's exposure, which the linear predictor begins with; nil where all are alike.
    let offset: [Double]?
    /// Prior weights; nil where all are 1.
    let weights: [Double]?
    /// The known variance of the noise in each count; nil where counts are exact.
    let noiseVariance: [Double]?

    /// Makes a response of exact counts.
    ///
    /// - Parameters:
    ///   - counts: finite and not negative; whole unless they are rates.
    ///   - exposure: what a count is per (residents, hours, hectares), above zero.
    ///   - offset: a term of the linear predictor whose coefficient is 1, added to the exposure's logarithm.
    ///   - weights: prior weights, not negative; a row of weight 0 is left out of everything.
    public init(
        counts: [Double], exposure: [Double]? = nil, offset: [Double]? = nil, weights: [Double]? = nil
    ) throws(RegressionFailure) {
        if let row = counts.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
            throw .value("the count \(counts[row]) isn't a finite number from 0 up", row: row)
        }
        try self.init(checked: counts, exposure: exposure, offset: offset, weights: weights, noiseVariance: nil)
    }

    /// Makes a response of published counts, which carry noise of known variance and may be negative.
    ///
    /// - Parameters:
    ///   - counts: finite.
    ///   - noiseVariance: the variance of each count's noise, in counts², not negative.
    ///   - exposure: what a count is per, above zero.
    ///   - weights: prior weights, not negative.
    public init(
        noisy counts: [Double], noiseVariance: [Double], exposure: [Double]? = nil, weights: [Double]? = nil
    ) throws(RegressionFailure) {
        guard noiseVariance.count == counts.count else {
            throw .shapes("\(counts.count) counts, \(noiseVariance.count) noise variances")
        }
        if let row = noiseVariance.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
            throw .value("its noise variance isn't a finite number from 0 up", row: row)
        }
        if let row = counts.firstIndex(where: { !$0.isFinite }) { throw .value("its count isn't finite", row: row) }
        try self.init(
            checked: counts, exposure: exposure, offset: nil, weights: weights, noiseVariance: noiseVariance)
    }

    private init(
        checked counts: [Double], exposure: [Double]?, offset: [Double]?, weights: [Double]?,
        noiseVariance: [Double]?
    ) throws(RegressionFailure) {
        var total = offset
        if let offset {
            guard offset.count == counts.count else { throw .shapes("\(counts.count) counts, \(offset.count) offsets") }
            if let row = offset.firstIndex(where: { !$0.isFinite }) {
                throw .value("its offset isn't finite", row: row)
            }
        }
        if let exposure {
            guard exposure.count == counts.count else {
                throw .shapes("\(counts.count) counts, \(exposure.count) exposures")
            }
            if let row = exposure.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
                throw .value("its exposure isn't a finite number above 0", row: row)
            }
            total = exposure.indices.map { log(exposure[$0]) + (offset?[$0] ?? 0) }
        }
        if let weights {
            guard weights.count == counts.count else {
                throw .shapes("\(counts.count) counts, \(weights.count) weights")
            }
            if let row = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
                throw .value("its weight isn't a finite number from 0 up", row: row)
            }
        }
        self.counts = counts
        self.offset = total
        self.weights = weights
        self.noiseVariance = noiseVariance
    }

    /// How many rows have weight.
    var effectiveRows: Int { weights.map { $0.count { $0 > 0 } } ?? counts.count }

    /// The response of some rows only.
    func keeping(rows ranges: [Range<Int>]) -> CountResponse {
        func few(_ values: [Double]?) -> [Double]? { values.map { all in ranges.flatMap { all[$0] } } }
        return CountResponse(
            unchecked: few(counts) ?? [], offset: few(offset), weights: few(weights),
            noiseVariance: few(noiseVariance))
    }

    private init(unchecked counts: [Double], offset: [Double]?, weights: [Double]?, noiseVariance: [Double]?) {
        (self.counts, self.offset, self.weights, self.noiseVariance) = (counts, offset, weights, noiseVariance)
    }
}
