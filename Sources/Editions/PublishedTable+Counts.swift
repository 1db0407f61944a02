public import Vocabulary

extension PublishedTable {
    /// The table as analyses take it, with the origin that all its counts have.
    ///
    /// - Parameters:
    ///   - calendar: the territory's calendar; bins between the first and the last that aren't published are unknown.
    ///   - positions: a point of each place, by its key, in metres of the territory's plane.
    ///   - population: how many people live in each place, by its key.
    public func counts<O: OriginKind>(
        as origin: O.Type, in calendar: CivilCalendar, positions: [String: PlanarPoint] = [:],
        population: [String: Double] = [:]
    ) -> CountTable<A, O> {
        let places = description.places.map {
            CountedPlace(id: $0.id, name: $0.name, position: positions[$0.id], population: population[$0.id])
        }
        guard let first = editions.first?.bin, let last = editions.last?.bin else {
            return CountTable(places: places, bins: [], categories: description.categories.map(\.id), values: [])
        }
        let bins = calendar.bins(description.time, within: first.start..<last.end)
        var number = 0
        var values: [Double] = []
        var isKnown: [Bool] = []
        let size = places.count * description.categories.count
        values.reserveCapacity(bins.count * size)
        for bin in bins {
            while number < editions.count, editions[number].bin.start < bin.start { number += 1 }
            let isPublished = number < editions.count && editions[number].bin == bin
            isKnown.append(isPublished)
            guard isPublished else {
                values.append(contentsOf: repeatElement(0, count: size))
                continue
            }
            for category in description.categories.indices {
                for place in places.indices {
                    values.append(Double(value(bin: number, place: place, category: category)))
                }
            }
        }
        let variance = description.noise.variance
        return CountTable(
            places: places, bins: bins, categories: description.categories.map(\.id), values: values,
            variances: Array(repeating: variance, count: bins.count), isKnown: isKnown)
    }
}
