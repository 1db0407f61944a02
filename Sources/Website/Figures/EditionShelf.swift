import Editions
import Synchronization
import Vocabulary

/// Published tables within reach: decoded once, kept in a bounded space, and dropped when anything is published.
final class EditionShelf<A: AudienceKind>: Sendable {
    private let reader: EditionReader<A>
    private let calendar: CivilCalendar
    private let capacity: Int
    private let contents = Mutex(Contents())

    private struct Key: Hashable {
        let table: Int64
        let chunk: Range<UTCSeconds>?
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
            return IndexedTable(description: table, bins: try reader.bins(of: table), placeAxis: axis)
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

    /// The part of a table that holds a bin, and the bin's number in it; nil for a bin that isn't published.
    func figures(of table: IndexedTable, at bin: TimeBin) throws -> (table: PublishedTable<A>, bin: Int)? {
        let key = Key(table: table.description.id, chunk: chunk(holding: bin))
        let kept = contents.withLock { contents -> PublishedTable<A>? in
            contents.clock += 1
            contents.tables[key]?.usedAt = contents.clock
            return contents.tables[key]?.table
        }
        let part: PublishedTable<A>
        if let kept {
            part = kept
        } else {
            part = try reader.read(table.description, within: key.chunk)
            keep(part, at: key)
        }
        let index = part.editions.partitioningIndex { $0.bin.start >= bin.start }
        guard index < part.editions.count, part.editions[index].bin == bin else { return nil }
        return (part, index)
    }

    /// How many figures are kept decoded.
    var figuresKept: Int { contents.withLock(\.size) }

    private func keep(_ part: PublishedTable<A>, at key: Key) {
        let about = part.description
        let size = part.editions.count * about.places.count * about.categories.count
        contents.withLock { contents in
            if contents.tables[key] == nil { contents.size += size }
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
