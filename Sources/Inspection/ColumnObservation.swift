import Vocabulary

/// What was seen of one column so far: counts and digests, in bounded memory, and no value.
struct ColumnObservation {
    private(set) var rows = 0
    private(set) var filled = 0
    private(set) var distinct = DistinctSketch()
    private(set) var personal = PersonalTally()
    private(set) var shapes = ShapeTally()

    private var integers = 0
    private var numbers = 0
    private var fractions = 0
    private var padded = 0
    private var bits = 0
    private var answers = 0
    private var times = 0
    private var orders: [TimeColumns.DateOrder: Int] = [:]
    private var dates = 0
    private var datesWithTime = 0
    private var offsets = 0
    private var spaced = 0
    private var length = 0
    private var inRange = (longitude: 0, latitude: 0)
    private var inBox = (longitude: 0, latitude: 0)
    private var onPlane: [(x: Int, y: Int)]
    private var inZones: [Int]
    private var knownCodes = 0
    private var likeYear = 0
    private var likeMonth = 0
    private var zeros = 0
    private var sameAsName = 0
    private let nameDigest: UInt64

    /// Nothing seen yet of a column with a name.
    init(name: String, hints: TerritoryHints) {
        nameDigest = DistinctSketch.digest(Array(name.utf8)[...])
        onPlane = Array(repeating: (0, 0), count: hints.planes.count)
        inZones = Array(repeating: 0, count: hints.zoneIDs.count)
    }

    /// Looks at a value, spaces around it already taken away.
    mutating func add(_ text: ArraySlice<UInt8>, hints: TerritoryHints) {
        rows += 1
        guard !text.isEmpty else { return }
        filled += 1
        length += text.count
        let digest = DistinctSketch.digest(text)
        distinct.add(digest)
        if digest == nameDigest { sameAsName += 1 }
        let string = String(decoding: text.prefix(200), as: UTF8.self)
        shapes.add(ValueShape.of(string))
        if text.contains(32) { spaced += 1 }
        let reading = ValueReading(text)
        personal.add(text, reading)
        if let number = reading.number { add(number, hints) }
        if reading.isYesNo { answers += 1 }
        if reading.isTime { times += 1 }
        if let date = reading.date {
            dates += 1
            for order in date.orders { orders[order, default: 0] += 1 }
            if date.hasTime { datesWithTime += 1 }
            if date.hasOffset { offsets += 1 }
        }
        guard text.count <= 80 else { return }
        for (index, zone) in hints.zoneIDs.enumerated() where zone.ids.contains(string) { inZones[index] += 1 }
        if hints.codes.contains(string) { knownCodes += 1 }
    }

    private mutating func add(_ number: ValueReading.Number, _ hints: TerritoryHints) {
        numbers += 1
        if number.decimals == 0 {
            integers += 1
            if (1900...2100).contains(number.value) { likeYear += 1 }
            if (1...12).contains(number.value) { likeMonth += 1 }
            if number.value == 0 || number.value == 1 { bits += 1 }
        }
        if number.isPadded { padded += 1 }
        if number.decimals >= 3 { fractions += 1 }
        if number.value == 0 { zeros += 1 }
        if abs(number.value) <= 180 { inRange.longitude += 1 }
        if abs(number.value) <= 90 { inRange.latitude += 1 }
        if let box = hints.degrees {
            if box.x.contains(number.value) { inBox.longitude += 1 }
            if box.y.contains(number.value) { inBox.latitude += 1 }
        }
        for (index, plane) in hints.planes.enumerated() {
            if plane.box.x.contains(number.value) { onPlane[index].x += 1 }
            if plane.box.y.contains(number.value) { onPlane[index].y += 1 }
        }
    }

    // MARK: - What it comes to

    private func nearlyAll(_ count: Int) -> Bool { filled > 0 && Double(count) >= 0.98 * Double(filled) }
    private func most(_ count: Int) -> Bool { filled > 0 && Double(count) >= 0.8 * Double(filled - zeros) && count > 0 }

    /// Whether values repeat the column's own name, or it is one: then the file has no header, or several.
    var repeatsItsName: Bool { sameAsName > 0 }

    /// Whether the values are codes of the territory's taxonomy, for the most part.
    var areTaxonomyCodes: Bool { filled > 0 && Double(knownCodes) >= 0.5 * Double(filled) }

    var areNumbers: Bool { nearlyAll(numbers) }
    var areDates: Bool { nearlyAll(dates + times) }
    var areYears: Bool { nearlyAll(likeYear) }
    var areMonths: Bool { nearlyAll(likeMonth) }

    /// Whether no value was met twice and none is missing.
    var isKey: Bool { filled == rows && rows >= 2 && distinct.isUnique && spaced == 0 }

    /// The type of nearly all values.
    func type(name: String, hints: TerritoryHints) -> ColumnType {
        guard filled > 0 else { return .empty }
        if nearlyAll(answers), !nearlyAll(numbers) || nearlyAll(bits), distinct.estimate <= 4 { return .yesNo }
        if let zone = zone(named: name, hints: hints) { return .zoneCode(level: zone) }
        if nearlyAll(dates), let order = dateOrder, !nearlyAll(likeYear) {
            return Double(datesWithTime) >= 0.5 * Double(filled)
                ? .dateTime(order, hasOffset: 2 * offsets > filled) : .date(order)
        }
        if nearlyAll(times) { return .time }
        if nearlyAll(numbers) {
            if let coordinate = coordinate(name: name, hints: hints) { return coordinate }
            if 20 * padded > filled { return isRepeated ? .code : .text }
            if nearlyAll(integers) { return .integer }
            return .decimal
        }
        return isRepeated && length / filled <= 60 ? .code : .text
    }

    private var isRepeated: Bool {
        let estimate = distinct.estimate
        return estimate <= 2 || estimate <= 500 && Double(estimate) <= 0.2 * Double(filled)
    }

    private var dateOrder: ColumnType.DateOrder? {
        let fitting = TimeColumns.DateOrder.allCases.filter { nearlyAll(orders[$0] ?? 0) }
        if fitting.contains(.yearMonthDay) { return .known(.yearMonthDay) }
        // One order that fits all beats one that fits nearly all.
        let best = fitting.filter { orders[$0] == dates }
        let left = best.isEmpty ? fitting : best
        return left.count == 1 ? .known(left[0]) : left.isEmpty ? nil : .ambiguous
    }

    /// Short numbers are ids of anything, so they need the column's name to be a zone's.
    private func zone(named name: String, hints: TerritoryHints) -> String? {
        let words = Set(PersonalColumn.words(of: name))
        let zoneWords: Set<String> = [
            "zone", "quartier", "arrondissement", "arr", "district", "dist", "secteur", "sector", "iris", "insee",
            "commune", "tract", "beat", "psa", "neighbourhood", "neighborhood",
        ]
        let found = hints.zoneIDs.indices.filter { nearlyAll(inZones[$0]) }.max { inZones[$0] < inZones[$1] }
        guard let found else { return nil }
        let level = hints.zoneIDs[found].level
        let isNamed = !words.isDisjoint(with: zoneWords) || words.contains(level)
        return isNamed || length >= 4 * filled ? level : nil
    }

    private func coordinate(name: String, hints: TerritoryHints) -> ColumnType? {
        let words = Set(PersonalColumn.words(of: name))
        let saysEast = !words.isDisjoint(with: CoordinateNames.east)
        let saysNorth = !words.isDisjoint(with: CoordinateNames.north)
        let isFine = 2 * fractions > filled
        if isFine {
            let isEast = most(inBox.longitude)
            let isNorth = most(inBox.latitude)
            if isEast, !isNorth || saysEast, !saysNorth { return .longitude }
            if isNorth, !isEast || saysNorth, !saysEast { return .latitude }
        }
        let planes = hints.planes.indices
        let east = planes.filter { most(onPlane[$0].x) }
        let north = planes.filter { most(onPlane[$0].y) }
        if !east.isEmpty, north.isEmpty || saysEast, !saysNorth {
            return .projected(.east, epsg: east.map { hints.planes[$0].epsg })
        }
        if !north.isEmpty, !saysEast { return .projected(.north, epsg: north.map { hints.planes[$0].epsg }) }
        // Without the territory's word for it, only a name makes coordinates of numbers.
        if isFine, saysEast, nearlyAll(inRange.longitude) { return .longitude }
        if isFine, saysNorth, nearlyAll(inRange.latitude) { return .latitude }
        return nil
    }
}
