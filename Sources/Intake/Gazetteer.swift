public import Vocabulary

/// The addresses of a territory, from public data, by which an address is turned into a point.
///
/// What isn't found well enough is refused, and so is what may mean two places: nothing is guessed.
public struct Gazetteer: Sendable {
    /// An address of the gazetteer, or a point of a street where it has no numbers.
    public struct Entry: Sendable, Hashable {
        /// The house's number.
        public let number: Int?
        /// `bis`, `ter`, a letter.
        public let suffix: String?
        /// The street, with its kind.
        public let street: String
        /// What people may call the locality: its name, its postcode, its official code.
        public let localities: [String]
        /// Where it is.
        public let point: GeographicPoint

        /// Makes an entry.
        public init(number: Int?, suffix: String?, street: String, localities: [String], point: GeographicPoint) {
            self.number = number
            self.suffix = suffix
            self.street = street
            self.localities = localities
            self.point = point
        }
    }

    private struct Street: Sendable {
        let kind: String?
        let locality: Int
        var numbered: [AddressText.Number: [GeographicPoint]] = [:]
        /// Points without a number.
        var points: [GeographicPoint] = []
        var numbers: [Int] = []
    }

    private struct StreetKey: Hashable {
        let name: Int
        let kind: String?
        let locality: Int
    }

    /// Points no farther apart than this are one place, in metres: half a cell.
    static let samePlace = 100.0
    /// Likenesses closer than this are alike, in percent.
    static let margin = 5.0
    /// What another kind of street costs, in percent.
    static let otherKind = 10.0
    /// What a kind costs that only one side names, in percent.
    static let noKind = 5.0

    private var streets: [Street] = []
    private var streetsOfName: [[Int]] = []
    private var numberOfName: [[String]: Int] = [:]
    private let names: NameIndex
    private let localities: LocalityIndex

    /// Builds the index; about ten microseconds an entry.
    public init(_ entries: some Sequence<Entry>) {
        var localities = LocalityIndex()
        var parsed: [String: AddressText] = [:]
        var numberOfStreet: [StreetKey: Int] = [:]
        var names: [[String]] = []
        for entry in entries where entry.point.isOnEarth {
            let text = parsed[entry.street] ?? AddressText(entry.street, isStreetOnly: true)
            parsed[entry.street] = text
            guard !text.name.isEmpty else { continue }
            let name = numberOfName[text.name] ?? names.count
            if name == names.count {
                names.append(text.name)
                numberOfName[text.name] = name
                streetsOfName.append([])
            }
            let key = StreetKey(name: name, kind: text.kind, locality: localities.number(of: entry.localities))
            let street = numberOfStreet[key] ?? streets.count
            if street == streets.count {
                streets.append(Street(kind: text.kind, locality: key.locality))
                numberOfStreet[key] = street
                streetsOfName[name].append(street)
            }
            if let number = entry.number, number > 0 {
                let suffix = entry.suffix.flatMap { AddressText.suffix(AddressWords.words($0).joined()) }
                streets[street].numbered[AddressText.Number(value: number, suffix: suffix), default: []].append(
                    entry.point)
                streets[street].numbers.append(number)
            } else {
                streets[street].points.append(entry.point)
            }
        }
        for street in streets.indices { streets[street].numbers = Set(streets[street].numbers).sorted() }
        self.names = NameIndex(names)
        self.localities = localities
    }

    /// Why an address has no point.
    enum Failure: Error {
        case unknown
        case ambiguous

        /// What the record is refused for.
        var refusal: Refusal { self == .unknown ? .unknownAddress : .ambiguousAddress }
    }

    /// Where an address is: exactly by its words, else by likeness.
    ///
    /// - Parameter score: the least likeness in percent, see ``NameIndex/matches(_:score:)``; another kind of street
    ///   costs 10 of it, and one that only one side names 5.
    func point(of address: AddressText, locality: String?, score: Double) -> Result<GeographicPoint, Failure> {
        guard !address.name.isEmpty else { return .failure(.unknown) }
        let place = locality.map(AddressWords.words) ?? address.locality
        var wanted: Set<Int>?
        if !place.isEmpty {
            let found = localities.numbers(of: place)
            // An address of a locality that isn't in the gazetteer is another place's.
            guard !found.isEmpty else { return .failure(.unknown) }
            wanted = found
        }
        func isWanted(_ street: Int) -> Bool { wanted?.contains(streets[street].locality) ?? true }
        if let name = numberOfName[address.name] {
            let exact = streetsOfName[name].filter { streets[$0].kind == address.kind && isWanted($0) }
            if !exact.isEmpty { return self.point(of: address.number, in: exact) }
        }
        var candidates: [(street: Int, score: Double)] = []
        for match in names.matches(address.name, score: score) {
            for street in streetsOfName[match.name] where isWanted(street) {
                let kind = streets[street].kind
                let cost = kind == address.kind ? 0 : kind == nil || address.kind == nil ? Self.noKind : Self.otherKind
                if match.score - cost >= score { candidates.append((street, match.score - cost)) }
            }
        }
        guard let best = candidates.map(\.score).max() else { return .failure(.unknown) }
        return point(of: address.number, in: candidates.filter { $0.score > best - Self.margin }.map(\.street))
    }

    /// The one place of a number in some streets.
    private func point(of number: AddressText.Number?, in candidates: [Int]) -> Result<GeographicPoint, Failure> {
        let points = candidates.flatMap { self.points(of: number, in: streets[$0]) }
        guard let bounds = GeographicBounds(points) else { return .failure(.unknown) }
        let height = (bounds.north - bounds.south) * 111_200
        let width = (bounds.east - bounds.west) * 111_200 * Self.cosine(ofDegrees: bounds.south)
        guard height * height + width * width <= Self.samePlace * Self.samePlace else { return .failure(.ambiguous) }
        return .success(
            GeographicPoint(
                longitude: (bounds.west + bounds.east) / 2, latitude: (bounds.south + bounds.north) / 2))
    }

    /// Where a number may be in a street: at its own point, at the same number with another suffix, or between the
    /// nearest numbers of its side, which have to be one place; in a street without numbers, anywhere.
    private func points(of number: AddressText.Number?, in street: Street) -> [GeographicPoint] {
        guard let number, !street.numbered.isEmpty else { return street.points + street.numbered.values.joined() }
        if let exact = street.numbered[number] { return exact }
        let same = street.numbered.filter { $0.key.value == number.value }
        if !same.isEmpty { return Array(same.values.joined()) }
        let side = street.numbers.filter { ($0 - number.value).isMultiple(of: 2) }
        guard let below = side.last(where: { $0 < number.value }), let above = side.first(where: { $0 > number.value })
        else { return [] }
        return street.numbered.filter { $0.key.value == below || $0.key.value == above }.flatMap(\.value)
    }

    /// The cosine, to a thousandth, which is enough to tell a hundred metres (Bhaskara I).
    private static func cosine(ofDegrees angle: Double) -> Double {
        let square = angle * angle
        return 4 * (8100 - square) / (32_400 + square)
    }
}
