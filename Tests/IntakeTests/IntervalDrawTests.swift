import Foundation
import TestCity
import Testing
import Vocabulary

@testable import Intake

struct IntervalDrawTests {
    /// The vectors of the reference implementation: key 00…0f, messages 00, 01, … of growing length.
    @Test(
        arguments: [
            (0, 0x726f_db47_dd0e_0e31), (1, 0x74f8_39c5_93dc_67fd), (7, 0xab02_00f5_8b01_d137),
            (8, 0x93f5_f579_9a93_2462), (15, 0xa129_ca61_49be_45e5),
        ] as [(Int, UInt64)])
    func sipHashGivesThePublishedVectors(length: Int, hash: UInt64) {
        let key = (0x0706_0504_0302_0100 as UInt64, 0x0f0e_0d0c_0b0a_0908 as UInt64)
        #expect(SipHash.hash((0..<length).map { UInt8($0) }, key: key) == hash)
    }

    private func draw(seed: UInt64, source: String = "calls") -> IntervalDraw {
        var generator = SeededGenerator(seed: seed)
        return IntervalDraw(secret: DrawSecret(using: &generator), source: source)
    }

    /// Pearson's statistic against the weights, and the weights against the seconds of each hour.
    ///
    /// 60,000 draws each, with a fixed seed. Under the right
    /// weights it exceeds its limit, which is five standard errors beyond its mean, in under one run of 100,000; a bias
    /// of 5 % on half of the hours would exceed it almost surely.
    @Test(
        arguments: [
            (1_714_824_000, 2 * 3600), (1_714_824_900, 8 * 3600), (1_714_827_599, 3602),
            (1_714_824_000, 11 * 3600 + 77),
            (1_714_824_000, 61 * 3600 + 1800), (1_711_836_000, 12 * 3600), (1_714_824_000, 700 * 3600),
        ] as [(Int64, Int64)])
    func hoursAreDrawnInProportionToTheirSeconds(start: Int64, length: Int64) throws {
        let calendar = try TestCity.territory().calendar
        let draw = draw(seed: 20_240_331)
        let interval = start..<start + length
        let count = 60_000
        var drawn: [UTCSeconds: Int] = [:]
        var outside = 0
        for record in 0..<count {
            let moment = draw.moment(in: interval, identity: Array("record \(record)".utf8))
            outside += interval.contains(moment) ? 0 : 1
            drawn[calendar.bin(.hour, containing: moment).start, default: 0] += 1
        }
        #expect(outside == 0)
        var statistic = 0.0
        var bins = 0
        var time = interval.lowerBound
        while time < interval.upperBound {
            let bin = calendar.bin(.hour, containing: time)
            let seconds = min(bin.end, interval.upperBound) - time
            // The weights are whole 2520ths: those midpoints of equal parts that fall into the hour.
            let parts = (0..<IntervalDraw.parts).count { part in
                let middle = interval.lowerBound + (2 * part + 1) * length / (2 * IntervalDraw.parts)
                return middle >= time && middle < bin.end
            }
            #expect(abs(Double(parts) - Double(seconds) / Double(length) * 2520) < 1)
            let expected = Double(parts) / 2520 * Double(count)
            if expected > 0 {
                bins += 1
                statistic += pow(Double(drawn[bin.start] ?? 0) - expected, 2) / expected
            }
            time = bin.end
        }
        let freedom = Double(bins - 1)
        #expect(statistic < freedom + 5 * (2 * freedom).squareRoot() + 10, "χ² = \(statistic) with \(freedom) degrees")
    }

    @Test func theSameRecordDrawsTheSameHourAndAnotherSecretAnotherOne() {
        let interval: Range<UTCSeconds> = 1_714_824_000..<1_714_824_000 + 100 * 3600
        let identities = (0..<200).map { Array("r\($0)".utf8) }
        let first = identities.map { draw(seed: 1).moment(in: interval, identity: $0) }
        #expect(first == identities.map { draw(seed: 1).moment(in: interval, identity: $0) })
        #expect(first != identities.map { draw(seed: 2).moment(in: interval, identity: $0) })
        #expect(first != identities.map { draw(seed: 1, source: "other").moment(in: interval, identity: $0) })
    }

    @Test func aRecordsDrawDoesNotDependOnTheOthersOfItsFile() async throws {
        let point = TestCity.point()
        let convention = Convention.reading(time: TimeColumns(.between(start: "from", end: "to")), key: "id")
        var generator = SeededGenerator(seed: 3)
        let secret = DrawSecret(using: &generator)
        let rows = (0..<100).map {
            ["\($0)", "2024-05-04 20:00", "2024-05-05 08:00", "\(point.longitude)", "\(point.latitude)", "BRU"]
        }
        let columns = ["id", "from", "to", "lon", "lat", "code"]
        let all = try await GateRun(convention, columns: columns, rows: rows, secret: secret)
        let some = try await GateRun(
            convention, columns: columns, rows: rows.reversed().filter { $0[0] != "7" }, secret: secret)
        #expect(
            some.tallies.map(\.bin) == all.tallies.enumerated().filter { $0.offset != 7 }.map(\.element.bin).reversed())
        #expect(Set(all.tallies.map(\.bin)).count > 6)
    }

    @Test func theSecretShowsNothing() {
        var generator = SeededGenerator(seed: 1)
        let secret = DrawSecret(using: &generator)
        #expect("\(secret)" == "DrawSecret(redacted)")
        #expect(String(reflecting: secret) == "DrawSecret(redacted)")
        #expect(Mirror(reflecting: secret).children.isEmpty)
    }
}
