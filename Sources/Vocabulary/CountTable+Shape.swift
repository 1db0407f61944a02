extension CountTable {
    /// The table with some categories alone, by number, in the order given.
    ///
    /// - Complexity: O(figures).
    public func keeping(categories numbers: [Int]) -> CountTable {
        var kept: [Double] = []
        kept.reserveCapacity(bins.count * numbers.count * places.count)
        for bin in bins.indices {
            for number in numbers {
                let start = (bin * categories.count + number) * places.count
                kept += values[start..<start + places.count]
            }
        }
        return CountTable(
            places: places, bins: bins, categories: numbers.map { categories[$0] }, values: kept, variances: variances,
            isKnown: isKnown, covariates: covariates)
    }

    /// The table with bins after its last, of which nothing is known.
    ///
    /// Their figures will have the noise of the last bin's.
    ///
    /// - Precondition: the bins follow the table's own, in order.
    /// - Complexity: O(figures).
    public func lengthened(by ahead: [TimeBin]) -> CountTable {
        let size = places.count * categories.count
        return CountTable(
            places: places, bins: bins + ahead, categories: categories,
            values: values + Array(repeating: 0, count: ahead.count * size),
            variances: variances + Array(repeating: variances.last ?? 0, count: ahead.count),
            isKnown: isKnown + Array(repeating: false, count: ahead.count),
            covariates: covariates.map {
                Covariate(
                    name: $0.name, values: $0.values + Array(repeating: .nan, count: ahead.count * places.count))
            })
    }
}
