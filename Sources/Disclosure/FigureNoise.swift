import Vocabulary

/// How the figures of one table are noised for each audience.
struct FigureNoise {
    private enum Kind {
        case exact
        case publicOnly(NoiseScale)
        case staffOnly(NoiseScale)
        /// The public figure is the staff figure with further noise.
        case chain(staff: NoiseScale, public: NoiseScale)
    }

    private let kind: Kind

    init(_ protection: PlannedTable.Protection, key: String) throws {
        func scale(_ epsilon: Epsilon) throws -> NoiseScale {
            guard let scale = NoiseScale(epsilon) else { throw PublishError.epsilonTooSmall(table: key) }
            return scale
        }
        switch protection {
        case .exact: kind = .exact
        case .noised(public: .some(let forPublic), staff: .some(let forStaff)):
            kind = .chain(staff: try scale(forStaff), public: try scale(forPublic))
        case .noised(public: .some(let forPublic), staff: .none): kind = .publicOnly(try scale(forPublic))
        case .noised(public: .none, staff: .some(let forStaff)): kind = .staffOnly(try scale(forStaff))
        case .noised(public: .none, staff: .none): throw PublishError.epsilonTooSmall(table: key)
        }
    }

    /// α's numerator for the public: nil without the table, 0 when exact.
    var publicNumerator: Int? {
        switch kind {
        case .exact: 0
        case .publicOnly(let scale), .chain(_, let scale): Int(scale.numerator)
        case .staffOnly: nil
        }
    }

    /// α's numerator for the staff: nil without the table, 0 when exact.
    var staffNumerator: Int? {
        switch kind {
        case .exact: 0
        case .staffOnly(let scale), .chain(let scale, _): Int(scale.numerator)
        case .publicOnly: nil
        }
    }

    /// The figures of each audience; the staff's first, since the public's come from them.
    func apply<Generator: RandomNumberGenerator>(
        to counts: ArraySlice<Int32>, _ sampler: inout DiscreteLaplaceSampler<Generator>
    ) -> (public: [Int32]?, staff: [Int32]?) {
        switch kind {
        case .exact:
            return (Array(counts), Array(counts))
        case .publicOnly(let scale):
            return (counts.map { Int32(clamping: Int($0) + sampler.draw(scale)) }, nil)
        case .staffOnly(let scale):
            return (nil, counts.map { Int32(clamping: Int($0) + sampler.draw(scale)) })
        case .chain(let fine, let coarse):
            let staff = counts.map { Int32(clamping: Int($0) + sampler.draw(fine)) }
            let forPublic = staff.map { Int32(clamping: Int($0) + sampler.drawFurther(from: fine, to: coarse)) }
            return (forPublic, staff)
        }
    }
}

extension DiscreteLaplaceSampler {
    /// 32 secret bytes that hide a staff table in the public log.
    mutating func nonce() -> [UInt8] {
        (0..<4).flatMap { _ in
            let word = bits.generator.next()
            return (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
        }
    }
}
