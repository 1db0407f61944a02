public import Vocabulary

/// Where the header, the records and the totals of a table seem to lie: proposed, shown with a preview, and applied
/// only by whoever accepts it.
public struct TableShape: Sendable, Hashable {
    /// The row that seems to name the columns, counted from 1; nil when none does.
    public let headerRow: Int?
    /// How many rows below it are no records: units, a second header.
    public let rowsBelowHeader: Int
    /// How the first filled cell of the row begins that ends the records, such as `Total`.
    public let footer: String?
    /// The columns, from 1, that hold nothing at all.
    public let blankColumns: [Int]
    /// The columns, from 1, that hold records under a blank header, as merged cells leave them.
    public let unnamedColumns: [Int]
    /// The names of the columns; nil for one that is blank or could be a value.
    public let names: [String?]
    /// The first records, every cell masked to its shape.
    public let preview: [[String]]

    /// The format of a file that lies so, the rest being as it was.
    public func format(of format: FileFormat = FileFormat()) -> FileFormat {
        FileFormat(
            delimited: format.delimited, layer: format.layer, headerRow: headerRow ?? 1,
            rowsBelowHeader: rowsBelowHeader, footer: footer)
    }

    /// Judges the beginning and the end of a table.
    public init(of table: TableRows) {
        let rows = table.head
        let width = rows.map(\.count).max() ?? 0
        let kinds = rows.map { row in (0..<width).map { $0 < row.count ? CellKind(row[$0]) : .blank } }
        let records = RecordRows(kinds: kinds, width: width)
        let header = records.header
        headerRow = header.map { $0 + 1 }
        let first = header.map { records.firstRecord(below: $0) } ?? 0
        rowsBelowHeader = header.map { max(0, first - $0 - 1) } ?? 0
        footer = Self.footer(in: table, width: width)
        let isBlank = (0..<width).map { column in kinds.dropFirst(first).allSatisfy { $0[column] == .blank } }
        let named = header.map { row in (0..<width).map { $0 < rows[row].count ? rows[row][$0] : "" } }
        blankColumns = (0..<width).filter { isBlank[$0] && (named?[$0] ?? "").isEmpty }.map { $0 + 1 }
        unnamedColumns =
            named == nil ? [] : (0..<width).filter { !isBlank[$0] && (named?[$0] ?? "").isEmpty }.map { $0 + 1 }
        let under = rows.dropFirst(first)
        names = (0..<width).map { column in
            guard let name = named?[column], HeaderName.isPlausible(name),
                !under.contains(where: { column < $0.count && $0[column] == name })
            else { return nil }
            return name
        }
        // A shape that a single cell has may tell it, so it is shown when other rows of the column share it.
        var tallies = Array(repeating: ShapeTally(), count: width)
        for row in under { for (column, cell) in row.enumerated() { tallies[column].add(ValueShape.of(cell)) } }
        let shared = tallies.map { Set($0.shown(.max)) }
        preview = under.prefix(5).map { row in
            (0..<width).map { column in
                guard column < row.count, !row[column].isEmpty else { return "" }
                let shape = ValueShape.of(row[column])
                return shared[column].contains(shape) ? shape : ValueShape.hidden
            }
        }
    }

    /// The words with which the rows begin that end a table of records; none of them is a value.
    private static let footers = [
        "total", "totaux", "total général", "sous-total", "grand total", "totals", "sum", "somme", "moyenne", "average",
        "mean", "ensemble", "source", "sources", "note", "notes",
    ]

    private static func footer(in table: TableRows, width: Int) -> String? {
        for row in table.tail.dropFirst(table.count <= table.tail.count ? 1 : 0) {
            guard let cell = row.first(where: { !$0.isEmpty }) else { continue }
            let small = cell.lowercased()
            for word in footers.sorted(by: { $0.utf8.count > $1.utf8.count }) where small.hasPrefix(word) {
                let next = small.dropFirst(word.count).first
                guard next == nil || next == " " || next == ":" || next == "\u{A0}" else { continue }
                // As the file writes it, capitals and all, but no more of the cell than the word.
                return String(cell.prefix(word.count))
            }
        }
        return nil
    }
}

/// What kind of thing a cell holds.
enum CellKind: Hashable {
    case blank, number, date, word

    init(_ cell: String) {
        let bytes = Array(cell.utf8)[...]
        guard !bytes.isEmpty else {
            self = .blank
            return
        }
        let reading = ValueReading(bytes)
        self = reading.number != nil ? .number : reading.date != nil || reading.isTime ? .date : .word
    }
}

/// Which of a table's first rows name the columns, and which are records.
struct RecordRows {
    /// The rows in which a header is looked for.
    private static let searched = 40

    private let kinds: [[CellKind]]
    private let width: Int
    /// For each column, what most of the later rows hold, blanks aside.
    private let usual: [CellKind]
    private let filled: [Int]

    init(kinds: [[CellKind]], width: Int) {
        self.kinds = kinds
        self.width = width
        filled = kinds.map { $0.count { $0 != .blank } }
        // The lower half is records whatever the top is.
        let lower = kinds.suffix(max(1, kinds.count / 2))
        usual = (0..<width).map { column in
            let counts = Dictionary(grouping: lower.map { $0[column] }.filter { $0 != .blank }, by: \.self)
                .mapValues(\.count)
            return counts.max { ($0.value, $1.key == .word ? 0 : 1) < ($1.value, $0.key == .word ? 0 : 1) }?.key
                ?? .blank
        }
    }

    /// The number of the row that names the columns, from 0.
    ///
    /// A header is the fullest row of words above the records; where all columns are words anyway, the first full row.
    var header: Int? {
        let records = usual.count { $0 != .blank }
        guard records > 0 else { return nil }
        let needed = max(1, (records + 1) / 2)
        let isTyped = usual.contains { $0 == .number || $0 == .date }
        var best: Int?
        for row in kinds.indices.prefix(Self.searched) where filled[row] >= needed {
            let words = kinds[row].count { $0 == .word }
            if isTyped, isRecord(row) { break }
            // Years may name columns, but not most of them.
            guard 2 * words > filled[row] else { continue }
            guard let known = best else {
                best = row
                if !isTyped { break }
                continue
            }
            // A merged header leaves blanks to the right; the row below it that has none is the one.
            if filled[row] > filled[known] { best = row }
        }
        return best
    }

    /// Whether a row holds numbers and dates where records do.
    private func isRecord(_ row: Int) -> Bool {
        let typed = (0..<width).filter { usual[$0] == .number || usual[$0] == .date }
        let held = typed.filter { kinds[row][$0] != .blank }
        guard !held.isEmpty else { return false }
        return 2 * held.count { kinds[row][$0] == usual[$0] } > held.count
    }

    /// The number of the first row below a header that is a record.
    func firstRecord(below header: Int) -> Int {
        guard usual.contains(where: { $0 == .number || $0 == .date }) else { return header + 1 }
        return kinds.indices.dropFirst(header + 1).prefix(10).first(where: isRecord) ?? header + 1
    }
}

extension TableShape {
    /// What is proposed, as lines for a terminal, with the first records masked.
    public func text(in language: Language) -> String {
        var lines = [sentence[language]]
        for row in preview { lines.append("  " + row.joined(separator: " | ")) }
        return lines.joined(separator: "\n")
    }

    /// What is proposed, in a sentence or two.
    public var sentence: Phrase {
        var french: [String] = []
        var english: [String] = []
        if let headerRow {
            french.append("L'en-tête semble être à la ligne \(headerRow).")
            english.append("The header seems to be in row \(headerRow).")
        } else {
            french.append("Aucune ligne ne ressemble à un en-tête.")
            english.append("No row looks like a header.")
        }
        if rowsBelowHeader > 0 {
            french.append("Lignes à sauter sous l'en-tête : \(rowsBelowHeader).")
            english.append("Rows to skip below the header: \(rowsBelowHeader).")
        }
        if let footer {
            french.append("Les enregistrements finissent à « \(footer) ».")
            english.append("The records end at `\(footer)`.")
        }
        if !unnamedColumns.isEmpty {
            let numbers = unnamedColumns.map(String.init).joined(separator: ", ")
            french.append("Colonnes sans nom, peut-être sous une cellule fusionnée : \(numbers).")
            english.append("Columns without a name, perhaps below a merged cell: \(numbers).")
        }
        return Phrase(fr: french.joined(separator: " "), en: english.joined(separator: " "))
    }
}
