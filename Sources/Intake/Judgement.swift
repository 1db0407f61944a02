import Vocabulary

/// What the gate made of one record.
struct Verdict: Sendable {
    let key: KeyDigest
    /// Where, when and what, when the record may be admitted; otherwise only the bin counts, if it is known.
    let tally: Tally
    let refusal: Refusal?
    let hasBin: Bool
    /// The number of an unmapped code in the batch, or −1.
    let code: Int32
    /// What a change of the clocks did to its time.
    let clockChange: ClockChange
    /// Whether the point would lie in the territory if its coordinates changed places.
    let isSwapped: Bool

    init(tally: Tally, key: KeyDigest, clockChange: ClockChange) {
        self.tally = tally
        self.key = key
        self.clockChange = clockChange
        refusal = nil
        hasBin = true
        code = -1
        isSwapped = false
    }

    init(refusal: Refusal, key: KeyDigest, bin: TimeBin? = nil, code: Int? = nil, isSwapped: Bool = false) {
        self.refusal = refusal
        self.key = key
        hasBin = bin != nil
        tally = Tally(
            place: .zone(layer: 0, index: 0), bin: bin ?? TimeBin(level: .hour, start: 0, end: 0), category: 0)
        self.code = Int32(code ?? -1)
        clockChange = .none
        self.isSwapped = isSwapped
    }
}

/// What the gate made of a batch: numbers only, but for codes that the taxonomy doesn't map.
public struct Judgement: Sendable {
    let verdicts: [Verdict]
    let unreadableRows: Int
    let unmapped: UnmappedCodes
    let droppedValues: [Int]
}

/// Codes that the taxonomy doesn't map, to be named to the operator alone.
struct UnmappedCodes: Sendable {
    /// More distinct codes than this aren't codes but free text, and aren't kept.
    static let limit = 200

    private(set) var names: [String] = []
    private var numbers: [String: Int] = [:]

    mutating func number(of text: borrowing Span<UInt8>, from: Int, to: Int) -> Int? {
        guard to - from <= 80 else { return nil }
        var bytes: [UInt8] = []
        for index in from..<to { bytes.append(text[index]) }
        let name = String(decoding: bytes, as: UTF8.self)
        if let known = numbers[name] { return known }
        guard names.count < Self.limit else { return nil }
        names.append(name)
        numbers[name] = names.count - 1
        return names.count - 1
    }
}
