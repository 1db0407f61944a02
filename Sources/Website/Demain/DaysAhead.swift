import Editions
import Vocabulary

/// The bins ahead of one place and category, from one forecast of the ledger.
struct DaysAhead: Sendable {
    let ledger: LedgerForecast
    let forecast: IssuedForecast
    /// The place's number among the forecast's.
    let place: Int
    /// The category's number among the forecast's.
    let category: Int

    /// Whether such forecasts have beaten every naive guess: if not, the usual is shown and no map is.
    var hasSkill: Bool { !skills.isEmpty && forecast.hasSkill(in: skilled) }

    /// The measured skills over the naive guesses.
    var skills: [IssuedForecast.Skill] { forecast.skills(of: skilled) }

    /// The category that skills are told for: a table that has a single one may tell them for all together.
    private var skilled: String? {
        let own = forecast.categories[category]
        return forecast.categories.count == 1 && forecast.skills(of: own).isEmpty ? nil : own
    }

    private var coverages: [Double]? {
        forecast.method.coverages[forecast.categories[category]].flatMap { $0.count == 2 ? $0 : nil }
    }

    /// What is expected of each bin.
    var days: [ExpectedCount] { days(of: place) }

    /// What is expected of each bin of a place.
    func days(of place: Int) -> [ExpectedCount] {
        let hasSkill = hasSkill
        let number = category * forecast.places.count + place
        return forecast.bins.map {
            ExpectedCount(
                $0, level: forecast.timeLevel, category: category, number: number, hasSkill: hasSkill,
                coverages: coverages)
        }
    }

    /// What is expected of each place in a bin.
    func places(in bin: Int) -> [ExpectedCount] {
        let hasSkill = hasSkill
        return forecast.places.indices.map { place in
            ExpectedCount(
                forecast.bins[bin], level: forecast.timeLevel, category: category,
                number: category * forecast.places.count + place, hasSkill: hasSkill, coverages: coverages)
        }
    }
}
