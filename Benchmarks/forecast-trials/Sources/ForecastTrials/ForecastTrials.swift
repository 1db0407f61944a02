import Foundation
import OutsideTable
import Statistics
import Vocabulary

@testable import Analysis

/// What each model of the pool is worth, and what others would add: the pool's log score without one, or with another.
///
///     ForecastTrials COUNTS TRAIN-UNTIL TEST-FROM TEST-UNTIL HORIZON [BINS] [NAME=FILE …]
///
/// FILE holds another program's forecasts, CSV with the columns bin,category,place,mean,size in the order of the table
/// (numbers from 0; a size is a negative binomial's). Origins lie a horizon apart. Differences are of the mean log score a
/// figure, with the standard error of the origins' differences; positive where the pool gains by what is in question.
@main
struct ForecastTrials {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        let words = arguments.filter { !$0.contains("=") }
        guard words.count >= 5, let horizon = Int(words[words.startIndex + 4]) else {
            throw Usage()
        }
        let text = Array(words)
        guard let calendar = CivilCalendar(timeZoneName: "UTC") else { throw Usage() }
        func start(_ text: String) throws -> UTCSeconds {
            let parts = text.split(separator: "-").compactMap { Int($0) }
            guard parts.count == 3, let date = CivilDate(year: parts[0], month: parts[1], day: parts[2]) else {
                throw Usage()
            }
            return calendar.start(of: date)
        }
        let level = text.count > 5 ? TimeLevel(rawValue: text[5]) : nil
        let table: CountTable<StaffAudience, Reported> = try OutsideCounts.read(
            path: text[0], calendar: calendar, step: level)
        let outside = try arguments.filter { $0.contains("=") }.map { argument in
            let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
            return try OutsideForecasts(name: parts[0], path: parts[1], table)
        }
        var trial = try Trial(
            table, calendar, trainUntil: start(text[1]), testFrom: start(text[2]), testUntil: start(text[3]),
            horizon: horizon, outside: outside)
        try trial.run()
        trial.report()
    }
}

struct Usage: Error {}
