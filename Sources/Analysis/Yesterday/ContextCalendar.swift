import Foundation
import Vocabulary

/// The columns of the calendar: hour, weekday, season, trend and holidays.
struct ContextCalendar {
    let level: TimeLevel
    /// Each row's first day.
    let days: [CivilDate]
    /// Each row's hour of the day.
    let hours: [Int]
    /// Each row's last day.
    let ends: [CivilDate]
    /// How many days the rows span.
    let span: Int

    /// What was left out.
    var notes: [Phrase] {
        guard span < 330, level <= .month else { return [] }
        return [
            Phrase(
                fr: "Moins d'un an de données : la saison n'a pas pu être distinguée de la tendance.",
                en: "Less than a year of data: the season couldn't be told from the trend.")
        ]
    }

    /// Hour, weekday, season and trend, as far as the bins tell them.
    func columns(season: ContextRegression.Season) -> [ContextRows.Column] {
        var columns: [ContextRows.Column] = []
        if level == .hour {
            columns += factor("hour", levels: (0..<24).map { ($0, String($0)) }, values: hours)
        } else if level == .sixHours {
            columns += factor(
                "hour", levels: [0, 6, 12, 18].map { ($0, String($0)) }, values: hours.map { $0 / 6 * 6 })
        }
        if level <= .day {
            columns += factor("weekday", levels: (0..<7).map { ($0, String($0 + 1)) }, values: days.map(\.weekday))
        }
        if level <= .month, span >= 330 {
            switch season {
            case .months:
                columns += factor(
                    "month", levels: (1...12).map { ($0, String($0)) }, values: middles.map { $0.parts.month })
            case .harmonics(let number):
                for harmonic in 1...number {
                    let angles = middles.map { 2 * Double.pi * Double(harmonic) * Double($0.dayNumber) / 365.2425 }
                    columns.append(nuisance("season_cos\(harmonic)", angles.map { cos($0) }))
                    columns.append(nuisance("season_sin\(harmonic)", angles.map { sin($0) }))
                }
            case .none: break
            }
        }
        if span >= 330, let first = days.first {
            columns.append(
                ContextRows.Column(
                    name: "trend", values: middles.map { Double($0.dayNumber - first.dayNumber) / 365.2425 },
                    unit: "year", more: ["level": .text(level.rawValue)]))
        }
        return columns
    }

    /// Public and school holidays, as yes or no, or as days of a longer bin; for days and hours the eves of public ones too.
    ///
    /// Without a term of their own, eves, which are lived like Saturdays and often lie in or near school holidays, would be told
    /// as a part of these.
    func holidays(public free: Set<CivilDate>, school: Set<CivilDate>) -> [ContextRows.Column] {
        let eves = level <= .day ? Set(free.map { $0.adding(days: -1) }.filter { $0.isEve(of: free) }) : []
        return [("public_holiday", free), ("holiday_eve", eves), ("school_holiday", school)].compactMap { name, dates in
            guard !dates.isEmpty else { return nil }
            let values = days.indices.map { row in
                var sum = 0
                for number in days[row].dayNumber...max(ends[row].dayNumber, days[row].dayNumber)
                where dates.contains(CivilDate(dayNumber: number)) { sum += 1 }
                return Double(level <= .day ? min(sum, 1) : sum)
            }
            guard Set(values).count > 1 else { return nil }
            return ContextRows.Column(
                name: name, values: values, unit: level <= .day ? "yes" : "day",
                more: ["level": .text(level.rawValue)])
        }
    }

    private var middles: [CivilDate] {
        days.indices.map { CivilDate(dayNumber: (days[$0].dayNumber + ends[$0].dayNumber) / 2) }
    }

    private func nuisance(_ name: String, _ values: [Double]) -> ContextRows.Column {
        ContextRows.Column(name: name, values: values, unit: nil, more: [:])
    }

    /// A column for each level that occurs but the first.
    private func factor(_ name: String, levels: [(Int, String)], values: [Int]) -> [ContextRows.Column] {
        let occurring = Set(values)
        let present = levels.filter { occurring.contains($0.0) }
        guard let reference = present.first else { return [] }
        return present.dropFirst().map { number, label in
            ContextRows.Column(
                name: "\(name)=\(label)", values: values.map { $0 == number ? 1 : 0 }, unit: "yes",
                more: ["reference": .text("\(name)=\(reference.1)"), "level": .text(level.rawValue)])
        }
    }
}
