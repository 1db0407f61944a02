/// The columns of a file that a convention reads, in the order in which it first names them.
struct ColumnSelection {
    let file: String
    let columns: [String]
    /// The numbers of the columns chosen so far.
    private(set) var numbers: [Int] = []

    init(file: String, columns: [String]) {
        self.file = file
        self.columns = columns
    }

    /// The place of a column among those chosen; chooses it if it wasn't yet.
    ///
    /// - Throws: ``GateError/missingColumn(name:file:columns:)``.
    mutating func slot(_ name: String) throws(GateError) -> Int {
        guard let column = columns.firstIndex(of: name) else {
            throw .missingColumn(name: name, file: file, columns: columns)
        }
        if let known = numbers.firstIndex(of: column) { return known }
        numbers.append(column)
        return numbers.count - 1
    }
}
