import Editions
import Vocabulary

/// Forecasts and their scores as JSON and CSV.
struct ForecastDocuments {
    let territory: Territory

    private func time(_ time: UTCSeconds) -> String { DateFormat.iso(time, in: territory.calendar) }

    // MARK: The ledger

    /// The ledger's forecasts, the newest first.
    func list(_ forecasts: [LedgerForecast]) -> String {
        let rows = forecasts.map { forecast in
            JSON.object([
                ("id", .integer(Int(forecast.id))), ("table", .string(forecast.table)),
                ("issuedAt", .string(time(forecast.issuedAt))), ("knownUntil", .string(time(forecast.knownUntil))),
                ("from", .string(time(forecast.period.lowerBound))),
                ("until", .string(time(forecast.period.upperBound))), ("replay", .boolean(forecast.isReplay)),
                ("sha256", .string(forecast.hash)), ("leaf", .integer(Int(forecast.leaf))),
                ("text", .string("/api/v1/forecasts/\(forecast.id)")),
            ])
        }
        return JSON.object([("forecasts", .array(rows))]).text
    }

    /// Scores with the forecasts that they are of.
    func scores(_ scored: [ScoredForecast]) -> String {
        JSON.object([("scores", .array(scored.map(score)))]).text
    }

    private func score(_ scored: ScoredForecast) -> JSON {
        let score = scored.score
        return .object([
            ("forecast", .integer(Int(score.forecast))), ("table", .string(scored.forecast.table)),
            ("replay", .boolean(scored.forecast.isReplay)), ("start", .string(time(score.bin))),
            ("category", .string(score.category)), ("figures", .integer(score.figures)),
            ("expected", .number(score.expected)), ("published", .number(score.observed)),
            ("logScore", .number(score.logScore)), ("crps", .number(score.crps)),
            ("naiveLogScore", .number(score.naiveLogScore)), ("naiveCRPS", .number(score.naiveCRPS)),
            ("inside80", .integer(score.inside80)), ("inside95", .integer(score.inside95)),
        ])
    }

    /// Scores, a row each.
    func scoresAsCSV(_ scored: [ScoredForecast]) -> String {
        var csv = CSV(columns: [
            "forecast", "table", "replay", "start", "category", "figures", "expected", "published", "log_score", "crps",
            "naive_log_score", "naive_crps", "inside_80", "inside_95",
        ])
        for item in scored {
            let score = item.score
            csv.add([
                "\(score.forecast)", item.forecast.table, "\(item.forecast.isReplay)", time(score.bin), score.category,
                "\(score.figures)", JSON.rounded(score.expected), JSON.rounded(score.observed),
                JSON.rounded(score.logScore), JSON.rounded(score.crps), JSON.rounded(score.naiveLogScore),
                JSON.rounded(score.naiveCRPS), "\(score.inside80)", "\(score.inside95)",
            ])
        }
        return csv.text
    }

    // MARK: The days ahead

    /// One place and bin of what is shown.
    private struct Row {
        let place: String
        let name: String
        let day: ExpectedCount
    }

    /// The chosen place, or else every place of the table, and the territory where it has a forecast of its own.
    private func rows(_ choices: TomorrowChoices, onlyChosen: Bool) -> [Row] {
        let everywhere = choices.everywhere
        func rows(_ days: DaysAhead, _ place: Int) -> [Row] {
            let id = days.forecast.places[place]
            let name = id == territory.id ? territory.name : choices.place(id).title(in: territory)
            return days.days(of: place).map { Row(place: id, name: name, day: $0) }
        }
        if onlyChosen { return rows(choices.days, choices.days.place) }
        let whole = choices.hasTerritory && choices.question.place == nil ? rows(choices.days, 0) : []
        return whole + everywhere.forecast.places.indices.flatMap { rows(everywhere, $0) }
    }

    /// What is expected, a row a place and bin.
    ///
    /// - Parameter onlyChosen: whether the address chooses a place.
    func csv(_ choices: TomorrowChoices, onlyChosen: Bool) -> String {
        var csv = CSV(columns: [
            "place", "name", "category", "start", "end", "expected", "low80", "high80", "low95", "high95", "usual",
            "has_skill", "drivers",
        ])
        for row in rows(choices, onlyChosen: onlyChosen) {
            let day = row.day
            csv.add([
                row.place, row.name, choices.question.category, time(day.bin.start), time(day.bin.end),
                JSON.rounded(day.mean), "\(day.range80.lowerBound)", "\(day.range80.upperBound)",
                "\(day.range95.lowerBound)", "\(day.range95.upperBound)", day.usual.map(JSON.rounded) ?? "",
                "\(day.usual != nil)", day.drivers.map(\.name).joined(separator: " "),
            ])
        }
        return csv.text
    }

    /// What is expected, with where it comes from.
    func json(_ choices: TomorrowChoices, onlyChosen: Bool) -> String {
        let rows = rows(choices, onlyChosen: onlyChosen).map { row in
            let day = row.day
            return JSON.object([
                ("place", .string(row.place)), ("name", .string(row.name)), ("start", .string(time(day.bin.start))),
                ("end", .string(time(day.bin.end))), ("expected", .number(day.mean)),
                ("low80", .integer(day.range80.lowerBound)), ("high80", .integer(day.range80.upperBound)),
                ("low95", .integer(day.range95.lowerBound)), ("high95", .integer(day.range95.upperBound)),
                ("usual", day.usual.map { .number($0) } ?? .null), ("drivers", .array(day.drivers.map(driver))),
            ])
        }
        let standing: JSON =
            switch choices.standing {
            case .current: "current"
            case .past: "past"
            case .replayed: "replayed"
            }
        return JSON.object([
            ("forecast", .integer(Int(choices.days.ledger.id))), ("table", .string(choices.question.table)),
            ("category", .string(choices.question.category)), ("standing", standing),
            ("hasSkill", .boolean(choices.days.hasSkill)), ("skills", .array(choices.days.skills.map(skill))),
            ("days", .array(rows)),
        ]).text
    }

    private func driver(_ driver: IssuedForecast.Driver) -> JSON {
        .object([
            ("name", .string(driver.name)), ("value", .number(driver.value)), ("ratio", .number(driver.ratio)),
            ("low", .number(driver.low)), ("high", .number(driver.high)),
            ("extrapolated", .boolean(driver.isExtrapolated)),
        ])
    }

    private func skill(_ skill: IssuedForecast.Skill) -> JSON {
        .object([
            ("over", .string(skill.over)), ("crpsSkill", .number(skill.crpsSkill)),
            ("crpsSkillLow", .number(skill.crpsSkillLow)), ("crpsSkillHigh", .number(skill.crpsSkillHigh)),
            ("logScoreGain", .number(skill.logScoreGain)), ("logScoreGainLow", .number(skill.logScoreGainLow)),
            ("logScoreGainHigh", .number(skill.logScoreGainHigh)),
        ])
    }
}

/// A score with the forecast that it is of.
struct ScoredForecast: Sendable {
    let forecast: LedgerForecast
    let score: LedgerScore
}
