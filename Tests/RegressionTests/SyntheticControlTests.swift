import Foundation
import Regression
import Testing

struct SyntheticControlTests {
    let file: FixtureFile
    let control: SyntheticControl

    init() throws {
        file = try FixtureFile("synthetic-control.json")
        let rows = try file.matrix("donors")
        let treated = try file.numbers("treated")
        let donors = (0..<rows.count / treated.count).map { donor in
            (name: "d\(donor)", outcomes: Array(rows[donor * treated.count..<(donor + 1) * treated.count]))
        }
        control = try SyntheticControl(treated: treated, donors: donors, start: Int(file.number("start")))
    }

    @Test func theMixtureIsNoFurtherThanThatOfPysyncon() throws {
        let fit = control.fit()
        let theirs = try file.number("objective")
        #expect(fit.objective <= theirs * (1 + 1e-12))
        #expect(fit.objective > theirs * (1 - 1e-5))
        #expect(zip(fit.weights, try file.numbers("weights")).allSatisfy { abs($0 - $1) < 2e-3 })
        #expect(abs(fit.weights.reduce(0, +) - 1) < 1e-12)
        #expect(fit.weights.allSatisfy { $0 >= 0 })
        #expect(fit.optimalityViolation < 1e-13)
        #expect(abs(fit.meanEffect + 4) < 1)
    }

    @Test func placebosInSpaceRankTheTreatedUnit() {
        let test = control.placebosInSpace()
        #expect(test.placebos.count == 16)
        #expect(test.pValue <= 2.0 / 17)
    }

    @Test func aPlaceboInTimeFindsLittle() throws {
        let fit = try control.placeboInTime(18)
        #expect(fit.gaps.count == 28)
        #expect(abs(fit.meanEffect) < 1.5)
    }

    @Test func aUnitThatIsAMixtureIsFoundExactly() throws {
        let donors = (0..<5).map { donor in
            (name: "d\(donor)", outcomes: (0..<12).map { sin(Double($0 * (donor + 1))) + Double(donor) })
        }
        let treated = (0..<12).map { 0.25 * donors[1].outcomes[$0] + 0.75 * donors[4].outcomes[$0] }
        let fit = try SyntheticControl(treated: treated, donors: donors, start: 8).fit()
        #expect(zip(fit.weights, [0, 0.25, 0, 0, 0.75]).allSatisfy { abs($0 - $1) < 1e-9 })
    }

    @Test func equalDonorsShareTheirWeightSomehow() throws {
        let one = (0..<10).map { Double($0) }
        let fit = try SyntheticControl(treated: one, donors: [("a", one), ("b", one)], start: 6).fit()
        #expect(fit.objective < 1e-20)
        #expect(abs(fit.weights.reduce(0, +) - 1) < 1e-12)
    }
}
