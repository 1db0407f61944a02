import Testing
import Vocabulary

struct EpsilonTests {
    @Test(arguments: [
        ("0", 0, "0"), ("1", 1_000_000_000, "1"), ("0.25", 250_000_000, "0.25"), ("0.100", 100_000_000, "0.1"),
        ("999.999999999", 999_999_999_999, "999.999999999"), ("0.000000001", 1, "0.000000001"),
    ])
    func aDecimalNumberIsReadExactly(_ text: String, _ billionths: Int64, _ shortest: String) throws {
        let epsilon = try #require(Epsilon(text))
        #expect(epsilon.billionths == billionths)
        #expect(epsilon.description == shortest)
        #expect(Epsilon(shortest) == epsilon)
    }

    @Test(arguments: [
        "", ".", "1.", ".5", "-1", "+1", "1e-3", "1,5", "1000", "0.0000000001", "nan", " 1", "1.2.3", "١",
    ])
    func whatIsNoBoundIsRefused(_ text: String) {
        #expect(Epsilon(text) == nil)
    }

    @Test func tenTenthsAreOne() throws {
        let tenth = try #require(Epsilon("0.1"))
        #expect((0..<10).reduce(Epsilon.zero) { sum, _ in sum + tenth } == Epsilon("1"))
        #expect(10 * tenth == Epsilon("1"))
        #expect(tenth < Epsilon(billionths: 100_000_001))
    }
}

struct EditionPlanTests {
    private func epsilon(_ text: String) throws -> Epsilon { try #require(Epsilon(text)) }

    @Test func aRecordPaysForEveryTableOfItsSourceThatAnAudienceSees() throws {
        func table(_ source: String, _ time: TimeLevel, _ protection: PlannedTable.Protection) -> PlannedTable {
            PlannedTable(source: source, place: .territory, time: time, category: .all, protection: protection)
        }
        let plan = EditionPlan(
            tables: [
                table("a", .hour, .noised(public: try epsilon("0.1"), staff: try epsilon("0.5"))),
                table("a", .day, .noised(public: try epsilon("0.2"), staff: nil)),
                table("a", .week, .noised(public: nil, staff: try epsilon("1"))),
                table("a", .month, .exact), table("b", .day, .noised(public: try epsilon("3"), staff: nil)),
            ],
            reports: [
                PlannedReport(source: "a", protection: .noised(public: try epsilon("0.05"), staff: try epsilon("0.1")))
            ],
            limits: [:])
        #expect(plan.cost(of: "a", for: .public) == Epsilon("0.35"))
        #expect(plan.cost(of: "a", for: .staff) == Epsilon("1.8"))
        #expect(plan.cost(of: "b", for: .staff) == Epsilon("3"))
        #expect(plan.cost(of: "c", for: .public) == .zero)
        #expect(plan.tables[0].key == "a.territory.hour.all")
    }
}
