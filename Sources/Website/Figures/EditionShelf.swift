import Editions
import Synchronization
import Vocabulary

/// Published tables within reach: decoded once, kept in a bounded space, and dropped when anything is published.
final class EditionShelf<A: AudienceKind>: Sendable {
    let reader: EditionReader<A>
    private let calendar: CivilCalendar
    private let capacity: Int
    private let contents = Mutex(Contents())

    private struct Key: Hashable {
        let table: Int64
        let chunk: Range<UTCSeconds>?
        /// A part read before a publication must not answer for what is published since.
        let state: Int64
    }

    private struct Kept {
        let table: PublishedTable<A>
        let size: Int
        var usedAt: Int
    }

    private struct Contents {
        var catalogue: Catalogue?
        var builtAt: ContinuousClock.Instant?
        var tables: [Key: Kept] = [:]
        var size = 0
        var clock = 0
        var halfWidths: [NoiseLaw: (halfWidth: Int, variance: Double)] = [:]
        var logHead: (state: Int64, head: LogHead)?
    }

    /// Puts a shelf in front of a reader.
    ///
    /// - Parameter capacity: the most figures kept decoded, four bytes each.
    init(reader: EditionReader<A>, calendar: CivilCalendar, capacity: Int = 32_000_000) {
        self.reader = reader
        self.calendar = calendar
        self.capacity = capacity
    }

    /// What is published now; up to a second old while a publisher is at work.
    func catalogue() throws -> Catalogue {
        let state = try reader.stateNumber()
        let known = contents.withLock { ($0.catalogue, $0.builtAt) }
        if let catalogue = known.0, let builtAt = known.1 {
            if catalogue.state == state || builtAt.duration(to: .now) < .seconds(1) { return catalogue }
        }
        var axes: [[NamedPlace]: PlaceAxis] = [:]
        let tables = try reader.tables().map { table in
            let axis = axes[table.places] ?? PlaceAxis(number: axes.count, places: table.places)
            axes[table.places] = axis
            return IndexedTable(
                description: table, bins: try reader.bins(of: table),
                interruptions: try reader.interruptions(of: table), placeAxis: axis, state: state)
        }
        let catalogue = Catalogue(state: state, tables: tables)
        contents.withLock {
            $0.catalogue = catalogue
            $0.builtAt = .now
            $0.tables = [:]
            $0.size = 0
        }
        return catalogue
    }

    /// The part of a table that holds a bin of its index, and the bin's number in it.
    ///
    /// - Throws: ``MissingBin`` rather than leave a bin out of a sum.
    @_specialize(where A == PublicAudience)
    func figures(of table: IndexedTable, at bin: TimeBin) throws -> (table: PublishedTable<A>, bin: Int) {
        let key = key(of: table, at: bin)
        let kept = contents.withLock { contents -> PublishedTable<A>? in
            contents.clock += 1
            contents.tables[key]?.usedAt = contents.clock
            return contents.tables[key]?.table
        }
        if let kept, let index = Self.number(of: bin, in: kept) { return (kept, index) }
        let part = try reader.read(table.description, within: key.chunk)
        keep(part, of: table, at: bin)
        guard let index = Self.number(of: bin, in: part) else {
            throw MissingBin(table: table.description.key, bin: bin)
        }
        return (part, index)
    }

    private func key(of table: IndexedTable, at bin: TimeBin) -> Key {
        Key(table: table.description.id, chunk: chunk(holding: bin), state: table.state)
    }

    private static func number(of bin: TimeBin, in part: PublishedTable<A>) -> Int? {
        let index = part.editions.partitioningIndex { $0.bin.start >= bin.start }
        return index < part.editions.count && part.editions[index].bin == bin ? index : nil
    }

    /// Puts the newest part of every table on the shelf, which the first readers would else wait for.
    func warm() throws {
        for family in try catalogue().families {
            for table in family.versions {
                var last: Key?
                for bin in table.bins.reversed() where key(of: table, at: bin) != last {
                    if contents.withLock({ $0.size > capacity / 2 }) { return }
                    _ = try figures(of: table, at: bin)
                    last = key(of: table, at: bin)
                }
            }
        }
    }

    /// How many figures are kept decoded.
    var figuresKept: Int { contents.withLock(\.size) }

    /// Keeps the part of a table that holds a bin.
    func keep(_ part: PublishedTable<A>, of table: IndexedTable, at bin: TimeBin) {
        let about = part.description
        let key = key(of: table, at: bin)
        let size = part.editions.count * about.places.count * about.categories.count
        contents.withLock { contents in
            contents.size += size - (contents.tables[key]?.size ?? 0)
            contents.tables[key] = Kept(table: part, size: size, usedAt: contents.clock)
            while contents.size > capacity, contents.tables.count > 1,
                let oldest = contents.tables.min(by: { $0.value.usedAt < $1.value.usedAt })
            {
                contents.size -= oldest.value.size
                contents.tables[oldest.key] = nil
            }
        }
    }

    /// Fine tables are read a month or a year at a time, which their bins never straddle.
    private func chunk(holding bin: TimeBin) -> Range<UTCSeconds>? {
        switch bin.level {
        case .hour, .sixHours:
            let month = calendar.bin(.month, containing: bin.start)
            return month.start..<month.end
        case .day:
            let year = calendar.bin(.year, containing: bin.start)
            return year.start..<year.end
        case .week, .month, .year: return nil
        }
    }

    /// How far on either side of a figure with this noise the count lies with a probability of 95 %, and the noise's
    /// variance.
    func spread(of noise: NoiseLaw) -> (halfWidth: Int, variance: Double) {
        if noise.isExact { return (0, 0) }
        if let known = contents.withLock({ $0.halfWidths[noise] }) { return known }
        let spread = (noise.halfWidth(coverage: 0.95), noise.variance)
        contents.withLock {
            if $0.halfWidths.count > 20_000 { $0.halfWidths = [:] }
            $0.halfWidths[noise] = spread
        }
        return spread
    }

    /// A figure as it is shown.
    func reading(_ figure: Figure<A>) -> Reading {
        let spread = spread(of: figure.noise)
        return Reading(figure, halfWidth: spread.halfWidth, variance: spread.variance)
    }

    /// The head of the transparency log at a state.
    func logHead(state: Int64) throws -> LogHead {
        if let known = contents.withLock({ $0.logHead }), known.state == state { return known.head }
        let head = try reader.logHead()
        contents.withLock { $0.logHead = (state, head) }
        return head
    }
}

/// A bin that the index lists is not in the store.
struct MissingBin: Error, Equatable {
    let table: String
    let bin: TimeBin
}
