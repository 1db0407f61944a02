public import Vocabulary

/// Looks into an unknown file, on the intake side: values are seen in memory, a chunk at a time, and only their counts
/// and masked shapes leave.
public struct Inspector: Sendable {
    /// The rows that are read unless asked otherwise.
    public static let usualRowLimit = 200_000

    private let hints: TerritoryHints
    private let rowLimit: Int

    /// Makes an inspector.
    ///
    /// - Parameters:
    ///   - hints: what is known of the territory that the file should speak of.
    ///   - rowLimit: the rows after which reading stops, at the end of a chunk.
    public init(hints: TerritoryHints = .none, rowLimit: Int = usualRowLimit) {
        self.hints = hints
        self.rowLimit = rowLimit
    }

    /// The profile of a file; time grows with rows × columns, memory with columns alone.
    ///
    /// - Parameters:
    ///   - source: the file's rows, read until the limit.
    ///   - layers: the sheets or layers that the file has.
    ///   - layer: the one that `source` reads.
    /// - Throws: what the source throws.
    public func profile(
        _ source: inout some RawBatchSource, layers: [String] = [], layer: String? = nil
    ) throws -> FileProfile {
        let names = source.columns
        var seen = names.map { ColumnObservation(name: $0, hints: hints) }
        var rows = 0
        var unreadable = 0
        var isWhole = true
        while let chunk = try source.next() {
            guard rows < rowLimit else {
                isWhole = false
                break
            }
            guard !names.isEmpty else { continue }
            let batch = try chunk.split(selecting: Array(names.indices))
            unreadable += batch.unreadableRows
            let taken = min(batch.count, rowLimit - rows)
            if taken < batch.count { isWhole = false }
            rows += taken
            for record in 0..<taken {
                for column in seen.indices {
                    let field = batch.fields[record * batch.columns + column]
                    let start = Int(field.start)
                    seen[column].add(Self.trimmed(batch.bytes[start..<start + Int(field.length)]), hints: hints)
                }
            }
        }
        let isDoubtful = isDoubtful(names, seen)
        let columns = zip(names, seen).enumerated().map { index, column in
            let isShown = !isDoubtful && !column.0.isEmpty && !isValue(column.0, of: column.1)
            return ColumnProfile(column.1, number: index + 1, name: column.0, isNameShown: isShown, hints: hints)
        }
        return FileProfile(
            layers: layers, layer: layer, columns: columns, coordinateReference: source.coordinateReference, rows: rows,
            unreadableRows: unreadable, isWhole: isWhole, isHeaderDoubtful: isDoubtful)
    }

    /// Whether so many names are like the values below them that the header is likely a record.
    private func isDoubtful(_ names: [String], _ seen: [ColumnObservation]) -> Bool {
        let alike = zip(names, seen).filter { name, seen in
            guard !name.isEmpty else { return false }
            if seen.repeatsItsName { return true }
            let content = seen.personal.content(distinct: seen.distinct.estimate)
            return switch HeaderName.likeness(name) {
            case .number: seen.areNumbers
            case .date: seen.areDates
            case .address: content == .address
            case .person: content != nil
            case nil: false
            }
        }
        return !alike.isEmpty && 4 * alike.count >= names.count(where: { !$0.isEmpty })
    }

    /// Whether a name could be a value, whatever the other columns' are.
    ///
    /// Counters are called by their streets, so an address may name numbers.
    private func isValue(_ name: String, of seen: ColumnObservation) -> Bool {
        switch HeaderName.likeness(name) {
        case nil: seen.repeatsItsName
        case .address: !seen.areNumbers
        default: true
        }
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = text
        while let first = text.first, first == 32 || first == 9 { text = text.dropFirst() }
        while let last = text.last, last == 32 || last == 9 || last == 13 { text = text.dropLast() }
        return text
    }
}
