import Markup
import Testing
import Vocabulary

@testable import Website

struct LineChartTests {
    private func chart(_ values: [Double?], from day: Int = 19_723) -> String {
        let points = values.enumerated().map { number, value in value.map { (day: day + 7 * number, value: $0) } }
        return LineChart(
            lines: [LineChart.Line(style: "observed", points: points)], language: .english, title: "t"
        ).html.text
    }

    @Test func aLineGoesFromTheFirstDayToTheLastAndTheAxisBeginsAtZero() {
        let html = chart([0, 50, 100])
        // 574 wide from 56 on, 220 high from 10 on.
        #expect(html.contains("class=\"observed\" d=\"M56 230L343 120L630 10\""))
        #expect(html.contains(">0</text>") && html.contains(">100</text>"))
    }

    @Test func aMissingPointLeavesAGap() {
        #expect(chart([1, nil, 2, 2]).contains(/d="M56 [\d.]+M438.7 [\d.]+L630 [\d.]+"/))
    }

    @Test(arguments: [0.4, 1, 7, 93, 1234, 98_765] as [Double])
    func theAxisHasBetweenTwoAndSixRoundNumbersAndHoldsAll(most: Double) throws {
        let html = chart([0, most])
        let labels = html.matches(of: /class="number"[^>]*>([\d,.]+)</).compactMap {
            Double($0.output.1.replacing(",", with: ""))
        }
        #expect((2...6).contains(labels.count), "\(labels)")
        #expect(try #require(labels.max()) >= most)
    }

    @Test func atMostSixDatesAreNamed() {
        for weeks in [3, 20, 53, 120, 500, 1500] {
            let html = chart((0..<weeks).map { Double($0) })
            #expect((1...6).contains(html.matches(of: /class="date"/).count), "\(weeks) weeks")
        }
    }

    @Test func nothingToDrawIsNoPicture() {
        #expect(chart([]).isEmpty && chart([nil, nil]).isEmpty && chart([3]).isEmpty)
    }
}
