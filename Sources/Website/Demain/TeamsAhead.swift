import Markup
import Vocabulary

/// How many teams cover a part of what may come: the quantile of the law by what one team takes, rounded up.
struct TeamsAhead {
    /// How many calls one team can take in a bin, at least 1.
    let perTeam: Int
    /// Which part of what may come is to be covered, in percent.
    let cover: Int

    /// The teams for a bin; none where nothing may come.
    func count(_ day: ExpectedCount) -> Int { (calls(day) + perTeam - 1) / perTeam }

    /// How many calls are to be covered.
    func calls(_ day: ExpectedCount) -> Int { max(0, day.quantile(Double(cover) / 100)) }

    /// The reckoning in words, for the day with the most.
    func sentence(_ words: TomorrowWords) -> String? {
        guard let most = words.choices.days.days.max(by: { calls($0) < calls($1) }) else { return nil }
        let (needed, worst) = (count(most), calls(most))
        let (teams, come) = (words.numbers.integer(needed), words.numbers.integer(worst))
        let when = words.bin(most.bin)
        let what = words.counted(Double(worst))
        let isOne = needed == 1
        return words.isFrench
            ? """
            Si une équipe peut prendre \(words.numbers.integer(perTeam)) \(words.counted(Double(perTeam))), \(teams) \
            équipe\(isOne ? " suffit" : "s suffisent") \(cover)\u{202F}% du temps le jour le plus chargé (\(when)) : il ne \
            vient pas plus de \(come) \(what) dans \(cover) cas sur 100.
            """
            : """
            If one team can take \(words.numbers.integer(perTeam)) \(words.counted(Double(perTeam))), \(teams) \
            team\(isOne ? " is" : "s are") enough \(cover)% of the time on the busiest day (\(when)): no more than \(come) \
            \(what) come in \(cover) cases of 100.
            """
    }
}
