/// The rate of counts that are mostly zero, by smoothing sizes and chances (or gaps) apart.
public struct IntermittentDemand: Sendable, Hashable {
    /// Which of the published ways.
    public enum Method: Sendable, Hashable {
        /// Size over gap, both updated when something comes (Croston 1972).
        case croston
        /// Croston's with the bias of the ratio taken off (Syntetos & Boylan 2005).
        case syntetosBoylan
        /// Size times the chance of anything, the chance updated every time, so that what stopped fades (Teunter, Syntetos
        /// & Babai 2011).
        case teunterSyntetosBabai
    }

    /// The way.
    public let method: Method
    /// How fast sizes follow, in 0...1.
    public let sizeRate: Double
    /// How fast gaps or chances follow, in 0...1.
    public let chanceRate: Double
    private var size = 0.0
    private var gap = 0.0
    private var chance = 0.0
    private var sinceLast = 1.0
    private var hasBegun = false

    /// Begins without anything seen.
    ///
    /// - Precondition: rates lie in 0...1.
    public init(_ method: Method, sizeRate: Double = 0.1, chanceRate: Double = 0.1) {
        precondition((0...1).contains(sizeRate) && (0...1).contains(chanceRate))
        (self.method, self.sizeRate, self.chanceRate) = (method, sizeRate, chanceRate)
    }

    /// Learns of the next count.
    ///
    /// The first that isn't zero sets the size, and its number the gap.
    ///
    /// - Complexity: O(1).
    public mutating func observe(_ count: Double) {
        if count > 0 {
            if hasBegun {
                size += sizeRate * (count - size)
                gap += chanceRate * (sinceLast - gap)
                chance += chanceRate * (1 - chance)
            } else {
                (size, gap, chance, hasBegun) = (count, sinceLast, 1 / sinceLast, true)
            }
            sinceLast = 1
        } else {
            if hasBegun { chance -= chanceRate * chance }
            sinceLast += 1
        }
    }

    /// The expected count of each time to come; 0 before anything came.
    public var rate: Double {
        guard hasBegun else { return 0 }
        switch method {
        case .croston: return size / gap
        case .syntetosBoylan: return (1 - chanceRate / 2) * size / gap
        case .teunterSyntetosBabai: return size * chance
        }
    }
}
