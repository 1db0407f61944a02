import Vocabulary

extension RawBatch {
    /// Where a field begins and ends in the batch's text.
    func bounds(_ field: Int) -> (Int, Int) {
        let field = fields[field]
        return (Int(field.start), Int(field.start) + Int(field.length))
    }

    /// Where a field begins and ends without the spaces around it.
    func trimmedBounds(_ field: Int, _ text: borrowing Span<UInt8>) -> (Int, Int) {
        var (from, to) = bounds(field)
        while from < to, text[from] == 32 { from += 1 }
        while to > from, text[to - 1] == 32 { to -= 1 }
        return (from, to)
    }
}
