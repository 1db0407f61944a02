import Foundation
import Vocabulary

/// What a run of `clairevoie forecast` did.
struct ForecastOutcome {
    /// A forecast that was made.
    struct Issued {
        /// Its number in the ledger; nil where its period was forecast before.
        let id: Int64?
        let forecast: IssuedForecast
    }

    /// A table of which nothing can be said.
    struct Skipped {
        let table: String
        let why: Explanation
    }

    var scored = 0
    var issued: [Issued] = []
    var skipped: [Skipped] = []

    /// As JSON.
    func wire(seconds: Double) throws -> String {
        struct Forecast: Encodable {
            let id: Int64?
            let table: String
            let places: Int
            let categories: [String]
            let knownUntil: UTCSeconds
            let from: UTCSeconds
            let until: UTCSeconds
            let isReplay: Bool
            let hasSkill: Bool
            let skills: [IssuedForecast.Skill]
        }
        struct Table: Encodable {
            let table: String
            let fr: String
            let en: String
        }
        struct Wire: Encodable {
            let scored: Int
            let issued: [Forecast]
            let skipped: [Table]
            let seconds: Double
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let forecasts = issued.map { one in
            let bins = one.forecast.bins
            return Forecast(
                id: one.id, table: one.forecast.table, places: one.forecast.places.count,
                categories: one.forecast.categories, knownUntil: one.forecast.knownUntil,
                from: bins.first?.start ?? 0, until: bins.last?.end ?? 0, isReplay: one.forecast.isReplay,
                hasSkill: one.forecast.hasSkill(in: nil), skills: one.forecast.skills)
        }
        let data = try encoder.encode(
            Wire(
                scored: scored, issued: forecasts,
                skipped: skipped.map { Table(table: $0.table, fr: $0.why.what[.french], en: $0.why.what[.english]) },
                seconds: (seconds * 1000).rounded() / 1000))
        return String(decoding: data, as: UTF8.self)
    }

    /// As lines for a terminal.
    func text(seconds: Double, _ language: Language) -> String {
        var lines = [
            Phrase(
                fr: "\(scored) scores inscrits pour des prévisions échues",
                en: "\(scored) scores written of forecasts that have come")[language]
        ]
        for one in issued {
            let forecast = one.forecast
            let first = CivilDate(dayNumber: Int((forecast.bins.first?.start ?? 0) + 43_200) / 86_400)
            var line = Phrase(
                fr: "\(forecast.table) : \(forecast.bins.count) périodes dès le \(first), ",
                en: "\(forecast.table): \(forecast.bins.count) bins from \(first), ")[language]
            line +=
                one.id.map { Phrase(fr: "prévision n° \($0)", en: "forecast no. \($0)")[language] }
                ?? Phrase(fr: "déjà prévues", en: "forecast before")[language]
            for skill in forecast.skills(of: nil) where skill.over == forecast.method.naive {
                let gain = [skill.crpsSkill, skill.crpsSkillLow, skill.crpsSkillHigh].map {
                    String(format: "%.1f", 100 * $0)
                }
                line +=
                    Phrase(
                        fr: " ; erreur moindre de \(gain[0]) % [\(gain[1]) … \(gain[2])] que \(skill.over)",
                        en: "; \(gain[0])% [\(gain[1]) … \(gain[2])] less error than \(skill.over)")[language]
            }
            if !forecast.hasSkill(in: nil) {
                line +=
                    Phrase(
                        fr: " : pas mieux que l'habitude, qui sera montrée",
                        en: ": no better than the usual, which will be shown")[
                        language]
            }
            lines.append(line)
        }
        lines += skipped.map { "\($0.table) : \($0.why.what[language])" }
        lines.append(String(format: "%.1f s", seconds))
        return lines.joined(separator: "\n")
    }
}
