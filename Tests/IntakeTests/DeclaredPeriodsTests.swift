import Intake
import Testing
import Vocabulary

struct DeclaredPeriodsTests {
    private let day: UTCSeconds = 86_400

    @Test func periodsThatTouchBecomeOne() throws {
        #expect(try DeclaredPeriods([day..<2 * day, 2 * day..<3 * day], now: 3 * day).ranges == [day..<3 * day])
    }

    @Test func aPeriodThatEndsAfterNowIsRefused() {
        #expect(throws: GateError.periodNotOver) { try DeclaredPeriods([day..<3 * day], now: 3 * day - 1) }
    }

    @Test func aPeriodThatNoCalendarTabulatesIsRefused() {
        #expect(throws: GateError.periodTooEarly) { try DeclaredPeriods([-3600..<day], now: 3 * day) }
        let end = CivilCalendar.tabulated.upperBound
        #expect(throws: GateError.periodNotOver) { try DeclaredPeriods([end - day..<end + day], now: end + day) }
    }

    @Test func aPeriodBeyondTheConventionIsRefused() throws {
        let agreed = 2 * day..<10 * day
        #expect(try DeclaredPeriods([2 * day..<10 * day], now: 20 * day, agreed: agreed).ranges == [agreed])
        for period in [day..<3 * day, 9 * day..<11 * day] {
            #expect(throws: GateError.periodOutsideAgreement) {
                try DeclaredPeriods([period], now: 20 * day, agreed: agreed)
            }
        }
    }
}
