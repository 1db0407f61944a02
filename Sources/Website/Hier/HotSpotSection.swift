import Analysis
import Markup
import Vocabulary

/// Which of the map's places stand out together with their neighbours, and which differences chance and noise explain.
struct HotSpotAnswer: Sendable {
    /// Whether a place stands out.
    enum Verdict: String, Sendable {
        case hot
        case cold
        case neither
    }

    /// A place that was tested.
    struct Spot: Sendable {
        let place: NamedPlace
        let reading: Reading
        /// Gi*.
        let statistic: Double
        /// The probability after control of the false discovery rate, allowing for noise.
        let q: Double
        let verdict: Verdict
        var isHot: Bool { verdict == .hot }
    }

    /// The places that were tested, highest statistic first.
    let places: [Spot]
    /// The level of the false discovery rate.
    let level: Double

    /// Those that stand out.
    var spots: [Spot] { places.filter { $0.verdict != .neither } }

    /// How many places were tested.
    var tested: Int { places.count }

    /// Tests the places of a map.
    ///
    /// - Returns: nil where there are too few places, or none with figures and a position.
    /// - Complexity: O(places · places within the band).
    init?(_ map: MapAnswer, in territory: Territory, middles: [String: PlanarPoint]) {
        var (places, readings): ([NamedPlace], [Reading]) = ([], [])
        for (place, reading) in zip(map.figures.places, map.figures.readings) {
            guard let reading, middles[place.id] != nil else { continue }
            places.append(place)
            readings.append(reading)
        }
        guard let variance = readings.first?.variance else { return nil }
        let range = map.question.range(in: territory.calendar)
        // Every place's sum has noise of one law, so the period is one bin; its origin is of no matter here.
        let table = CountTable<PublicAudience, Contextual>(
            places: places.map { CountedPlace(id: $0.id, name: $0.name, position: middles[$0.id]) },
            bins: [TimeBin(level: .day, start: range.lowerBound, end: range.upperBound)], categories: ["all"],
            values: readings.map { Double($0.value) }, variances: [variance])
        let options = HotSpots.Options(calendar: territory.calendar)
        guard let report = try? HotSpots(options).find(in: table) else { return nil }
        let numbers = Dictionary(uniqueKeysWithValues: zip(places.map(\.id), places.indices))
        let tested = report.records.compactMap { record -> Spot? in
            guard record.kind == "place",
                let number = record.place.flatMap({ numbers[$0] }), let statistic = record.statistic
            else { return nil }
            var q = record.q ?? 0
            if case .number(let adjusted) = record.more["q_adjusted"] { q = adjusted }
            return Spot(
                place: places[number], reading: readings[number], statistic: statistic, q: q,
                verdict: record.verdict.flatMap(Verdict.init) ?? .neither)
        }
        self.places = tested.sorted { $0.statistic > $1.statistic }
        level = options.falseDiscoveryLevel
    }
}

/// The section of *Hier* that says which places stand out beyond chance and noise.
struct HotSpotSection {
    let answer: HotSpotAnswer
    let question: Question
    let territory: Territory
    let language: Language

    private static let longest = 40

    private var numbers: NumberFormat { NumberFormat(language: language) }
    private var isFrench: Bool { language == .french }

    /// The section.
    var html: HTML {
        """
        <section class="picture" aria-labelledby="spots-title">
        <h2 id="spots-title">\(isFrench ? "Ce qui ressort, hasard et bruit déduits" : "What stands out, chance and noise set aside")</h2>
        <p class="summary">\(summary)</p>
        \(answer.spots.isEmpty ? .nothing : table)
        <p class="note">\(how)</p>
        <p class="downloads"><a href="/api/v1/hotspots.csv?\(question.query)" download>CSV</a> \
        <a href="/api/v1/hotspots?\(question.query)">JSON</a></p>
        </section>

        """
    }

    private var summary: String {
        func named(_ spots: [HotSpotAnswer.Spot]) -> String {
            let names = spots.prefix(5).map { $0.place.title(in: territory) }
            let rest = spots.count - names.count
            guard rest > 0 else { return numbers.list(names) }
            return numbers.list(names + [isFrench ? "\(rest) autres" : "\(rest) more"])
        }
        let hot = answer.spots.filter(\.isHot)
        let cold = answer.spots.filter { !$0.isHot }.sorted { $0.statistic < $1.statistic }
        var sentences: [String] = []
        if hot.isEmpty && cold.isEmpty {
            sentences.append(
                isFrench
                    ? "Rien : les écarts entre les \(numbers.integer(answer.tested)) lieux de la carte s'expliquent par le hasard et le bruit."
                    : "Nothing: chance and noise explain the differences between the map's \(numbers.integer(answer.tested)) places."
            )
        }
        if !hot.isEmpty {
            sentences.append(
                isFrench
                    ? "Avec leurs voisins, ces lieux comptent plus que ce que le hasard explique : \(named(hot))."
                    : "Together with their neighbours, these places count more than chance explains: \(named(hot)).")
        }
        if !cold.isEmpty {
            sentences.append(
                isFrench ? "Et ceux-ci moins : \(named(cold))." : "And these less: \(named(cold)).")
        }
        return sentences.joined(separator: " ")
    }

    private var how: String {
        let share = numbers.percent(answer.level)
        return isFrench
            ? """
            Gi* (Ord et Getis, 1995), sur des nombres non rapportés à la population ; parmi les lieux cités, \(share) \
            au plus le sont à tort en moyenne (Benjamini et Hochberg, 1995). Signalé ne veut pas dire survenu : on compte \
            des demandes, pas des dangers.
            """
            : """
            Gi* (Ord & Getis, 1995), of counts not set against the population; of the places named, at most \(share) are \
            named wrongly on average (Benjamini & Hochberg, 1995). Reported doesn't mean occurred: these are requests, \
            not dangers.
            """
    }

    private var table: HTML {
        let rows = HTML.each(answer.spots.prefix(Self.longest)) { spot in
            let verdict = spot.isHot ? (isFrench ? "plus" : "more") : (isFrench ? "moins" : "less")
            return """
                <tr><th scope="row"><a href="?\(question.about(place: spot.place.id).query)">\
                \(spot.place.title(in: territory))</a></th><td>\(verdict)</td>\
                \(ReadingCells.html(spot.reading, language, numbers))\
                <td class="number">\(numbers.decimal(spot.statistic, decimals: 1))</td>\
                <td class="number">\(spot.q < 0.001 ? "< " + numbers.decimal(0.001, decimals: 3) : numbers.decimal(spot.q, decimals: 3))</td></tr>

                """
        }
        return """
            <details open id="spots-table" class="twin"><summary>\(YesterdayWords.showTable[language])</summary>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="spots-title">
            <table><thead><tr><th scope="col">\(YesterdayWords.place[language])</th><td></td>\
            <th scope="col" class="number">\(YesterdayWords.figure[language])</th>\
            <th scope="col" class="number">\(YesterdayWords.interval[language])</th>\
            <th scope="col" class="number">Gi*</th><th scope="col" class="number">q</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div></details>
            """
    }
}
