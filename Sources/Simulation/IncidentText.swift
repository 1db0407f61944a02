/// What was written into the file of calls, so that a reader's report can be checked to the last row.
public struct IncidentDelivery: Sendable, Equatable {
    /// Rows after the header, whatever is wrong with them.
    public internal(set) var rows = 0
    /// Rows without coordinates (or with one of the two only).
    public internal(set) var withoutCoordinates = 0
    /// Rows whose coordinates lie outside the city.
    public internal(set) var outsideTheCity = 0
    /// Rows whose category code is in no list.
    public internal(set) var unknownCode = 0
    /// Rows whose date cannot be read.
    public internal(set) var unreadableDate = 0
    /// Rows that repeat the number of the row before.
    public internal(set) var repeatedNumber = 0
    /// Rows with nothing wrong, by category.
    public internal(set) var soundRows = [Int](repeating: 0, count: IncidentCategory.all.count)
    /// Calls that each planted cluster added.
    public internal(set) var clusterCalls = [0, 0, 0]
    /// Calls that gatherings added.
    public internal(set) var eventCalls = 0
    /// Calls that the planted measure prevented; they are in no row.
    public internal(set) var preventedCalls = 0
}

/// The file of calls, as a call centre's software would write it.
struct IncidentText {
    static let header =
        "numero;date_appel;latitude;longitude;code_nature;libelle_nature;voie;appelant_nom;appelant_telephone;"
        + "commentaire\n"

    /// What is wrong with a row; a row has one fault at most, so that the counts add up.
    private enum Fault { case none, noCoordinates, outside, unknownCode, unreadableDate, repeated }

    private static let unknownCodes = ["AUT99;À qualifier", "ZZZ00;", "TEST;Essai opérateur", "BRU99;Bruit autre"]
    private static let unreadableDates = ["31/02/2024 25:61:00", "", "NULL", "à compléter", "00/00/0000 00:00:00"]

    private let seed: UInt64
    private let labels: [[UInt8]]
    private var text = ByteText()
    private var sequence = 0
    private var year = 0
    private(set) var delivery = IncidentDelivery()

    init(seed: UInt64) {
        self.seed = seed
        labels = IncidentCategory.all.map { Array("\($0.code);\($0.frenchLabel);".utf8) }
        text += IncidentText.header
    }

    /// Writes the calls of a day.
    mutating func add(
        _ calls: [SimulatedCall], prevented: Int, on day: CalendarDay, to write: ([UInt8]) throws -> Void
    ) rethrows {
        var callers = RandomSource(seed: seed, purpose: .callers, index: day.number)
        var faults = RandomSource(seed: seed, purpose: .dirt, index: day.number)
        if day.civil.year != year {
            year = day.civil.year
            sequence = 0
        }
        delivery.preventedCalls += prevented
        for call in calls {
            sequence += 1
            let fault = IncidentText.fault(faults.uniform())
            row(call, day: day, fault: fault, faults: &faults, callers: &callers)
            if fault == .repeated { row(call, day: day, fault: .none, faults: &faults, callers: &callers) }
            note(call, fault: fault)
            try text.flush(to: write)
        }
    }

    /// Hands over what is left.
    mutating func close(to write: ([UInt8]) throws -> Void) rethrows { try text.flush(to: write, always: true) }

    private static func fault(_ chance: Double) -> Fault {
        switch chance {
        case ..<0.010: .noCoordinates
        case ..<0.013: .outside
        case ..<0.015: .unknownCode
        case ..<0.016: .unreadableDate
        case ..<0.018: .repeated
        default: .none
        }
    }

    private mutating func note(_ call: SimulatedCall, fault: Fault) {
        delivery.rows += fault == .repeated ? 2 : 1
        switch fault {
        case .none, .repeated: delivery.soundRows[call.category] += 1
        case .noCoordinates: delivery.withoutCoordinates += 1
        case .outside: delivery.outsideTheCity += 1
        case .unknownCode: delivery.unknownCode += 1
        case .unreadableDate: delivery.unreadableDate += 1
        }
        if fault == .repeated { delivery.repeatedNumber += 1 }
        switch call.cause {
        case .usual: break
        case .event: delivery.eventCalls += 1
        case .cluster(let index): delivery.clusterCalls[index] += 1
        }
    }

    private mutating func row(
        _ call: SimulatedCall, day: CalendarDay, fault: Fault, faults: inout RandomSource, callers: inout RandomSource
    ) {
        text.append(year)
        text.append("-")
        text.append(sequence, digits: 6)
        text.append(";")
        if fault == .unreadableDate {
            text += faults.element(of: IncidentText.unreadableDates)
        } else {
            date(day, instant: call.instant)
        }
        text.append(";")
        coordinates(of: call, fault: fault, faults: &faults)
        if fault == .unknownCode {
            text += faults.element(of: IncidentText.unknownCodes)
            text.append(";")
        } else {
            text += labels[call.category]
        }
        InventedCaller.appendStreet(of: call.spot, to: &text, random: &callers)
        text.append(";")
        InventedCaller.appendName(to: &text, random: &callers)
        text.append(";")
        InventedCaller.appendTelephone(to: &text, random: &callers)
        text.append(";")
        InventedCaller.appendRemark(category: call.category, to: &text, random: &callers)
        text.append("\n")
    }

    private mutating func date(_ day: CalendarDay, instant: Int) {
        let second = (instant + ParisClock.offset(at: instant)) % 86_400
        let date = day.civil
        text.append(date.day, digits: 2)
        text.append("/")
        text.append(date.month, digits: 2)
        text.append("/")
        text.append(date.year, digits: 4)
        text.append(" ")
        text.append(second / 3600, digits: 2)
        text.append(":")
        text.append(second % 3600 / 60, digits: 2)
        text.append(":")
        text.append(second % 60, digits: 2)
    }

    private mutating func coordinates(of call: SimulatedCall, fault: Fault, faults: inout RandomSource) {
        var position = call.position
        if fault == .noCoordinates {
            // Now and then only one of the two is missing.
            if faults.happens(0.2) { text.append(scaled: position.latitudeE6, decimals: 6, point: ",") }
            text += ";;"
            return
        }
        if fault == .outside {
            // Beyond the frame of the map by some 7 to 60 km, or at the origin of the earth's coordinates.
            let away = 300_000 + faults.index(below: 400_000)
            let east = faults.happens(0.5) ? away : -away
            position =
                faults.happens(0.15)
                ? GeographicPoint(longitudeE6: 0, latitudeE6: 0)
                : GeographicPoint(
                    longitudeE6: position.longitudeE6 + east,
                    latitudeE6: position.latitudeE6 + faults.index(below: 200_000) - 100_000)
        }
        text.append(scaled: position.latitudeE6, decimals: 6, point: ",")
        text.append(";")
        text.append(scaled: position.longitudeE6, decimals: 6, point: ",")
        text.append(";")
    }
}
