import Statistics
public import Vocabulary

/// What shows that a figure was published: the numbers of the editions that it was read from.
public struct Receipt: Sendable, Hashable {
    /// The editions, in order.
    public let editions: [Int64]

    init(editions: [Int64]) {
        self.editions = editions
    }
}

/// A number that an audience may see, with its noise and its receipt.
///
/// Only a published table makes one, so a number from anywhere else can't be shown as a figure.
public struct Figure<A: AudienceKind>: Sendable, Hashable {
    /// The published number; noise can make it negative.
    public let value: Int
    /// The noise in it.
    public let noise: NoiseLaw
    /// Where it was read.
    public let receipt: Receipt

    init(value: Int, noise: NoiseLaw, receipt: Receipt) {
        self.value = value
        self.noise = noise
        self.receipt = receipt
    }

    /// The sum of two figures; its noise adds up.
    public static func + (a: Figure, b: Figure) -> Figure {
        Figure(
            value: a.value + b.value, noise: a.noise + b.noise,
            receipt: Receipt(editions: a.receipt.editions + b.receipt.editions))
    }

    /// The interval that holds the count with probability `coverage`, cut at zero since counts aren't negative.
    public func interval(coverage: Double = 0.95) -> ClosedRange<Int> {
        let width = noise.halfWidth(coverage: coverage)
        return max(0, value - width)...max(0, value + width)
    }
}

/// One published bin of a table.
public struct Edition: Sendable, Hashable {
    /// The edition's number.
    public let id: Int64
    /// The bin.
    public let bin: TimeBin
    /// When it was published.
    public let publishedAt: UTCSeconds
    /// What became of its source's counts after publication, if anything did; the figure stays.
    public let correction: Correction?
    /// The position of the edition's leaf in the transparency log.
    public let leaf: Int64

    /// When its source last delivered or changed the counts after publication.
    public var correctedAt: UTCSeconds? { correction?.time }
}

/// What a source did to a published bin afterwards.
public enum Correction: Sendable, Hashable {
    /// Open data: the counts changed since.
    case changed(UTCSeconds)
    /// A noised source delivered the period again; whether anything changed isn't told.
    case deliveredAgain(UTCSeconds)

    init?(time: UTCSeconds?, isExact: Bool) {
        guard let time else { return nil }
        self = isExact ? .changed(time) : .deliveredAgain(time)
    }

    /// When.
    public var time: UTCSeconds {
        switch self {
        case .changed(let time), .deliveredAgain(let time): time
        }
    }
}

/// Published figures of one table for one audience.
///
/// There is no public way to make one but to read it from the store, and it can't be decoded.
public struct PublishedTable<A: AudienceKind>: Sendable {
    /// The table.
    public let description: TableDescription
    /// The bins, in order.
    public let editions: [Edition]
    /// Figures by bin, then category, then place.
    private let values: [Int32]

    init(description: TableDescription, editions: [Edition], values: [Int32]) {
        precondition(values.count == editions.count * description.categories.count * description.places.count)
        self.description = description
        self.editions = editions
        self.values = values
    }

    /// A figure, by the numbers of its bin, place and category; constant time.
    ///
    /// - Precondition: the numbers are in range.
    public func figure(bin: Int, place: Int, category: Int) -> Figure<A> {
        Figure(
            value: value(bin: bin, place: place, category: category), noise: description.noise,
            receipt: Receipt(editions: [editions[bin].id]))
    }

    /// The number of a figure alone, for drawing many.
    public func value(bin: Int, place: Int, category: Int) -> Int {
        let categories = description.categories.count
        let places = description.places.count
        precondition(category >= 0 && category < categories && place >= 0 && place < places)
        return Int(values[(bin * categories + category) * places + place])
    }

    /// The sum over some bins of the figures of a place and category; its noise adds up too, so prefer a table with
    /// coarser bins.
    ///
    /// - Returns: nil for no bins.
    public func sum(bins: some Sequence<Int>, place: Int, category: Int) -> Figure<A>? {
        var total = 0
        var editionIDs: [Int64] = []
        for bin in bins {
            total += value(bin: bin, place: place, category: category)
            editionIDs.append(editions[bin].id)
        }
        guard !editionIDs.isEmpty else { return nil }
        return Figure(
            value: total, noise: NoiseLaw(counts: description.noise.counts.mapValues { $0 * editionIDs.count }),
            receipt: Receipt(editions: editionIDs))
    }
}
