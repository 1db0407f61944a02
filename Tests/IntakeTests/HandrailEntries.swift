import Foundation
import TestCity
import Vocabulary

/// Made-up entries of a handrail (main courante), from a seed: French sentences with names, places and mistakes.
struct HandrailEntries {
    struct Entry {
        let day: CivilDate
        let code: String
        let text: String
    }

    static let taxonomy = Taxonomy(
        categories: zip(["noise", "fight", "waste", "parking", "fire", "dog"], 0...).map { id, _ in
            Category(id: id, title: Phrase(verbatim: id), group: "all-of-it")
        },
        groups: [.init(id: "all-of-it", title: Phrase(verbatim: "Tout"))],
        categoryOfCode: ["TAP": 0, "RIX": 1, "DEP": 2, "STA": 3, "FEU": 4, "ANI": 5])

    private static let codes = ["TAP", "RIX", "DEP", "STA", "FEU", "ANI"]
    private static let phrases: [[String]] = [
        [
            "musique très forte", "tapage nocturne", "voisins bruyants", "fête dans l'appartement",
            "cris et hurlements", "soirée arrosée",
        ],
        [
            "bagarre entre jeunes", "rixe devant le bar", "individus se battent", "altercation violente",
            "coups échangés", "un homme blessé",
        ],
        [
            "dépôt sauvage", "sacs poubelle sur le trottoir", "encombrants abandonnés", "gravats déversés",
            "matelas dans la rue", "déchets de chantier",
        ],
        [
            "véhicule gênant", "voiture ventouse", "stationnement sur le passage", "garage bloqué",
            "scooters sur le trottoir", "camion mal garé",
        ],
        [
            "feu de poubelle", "fumée noire", "voiture brûlée", "odeur de brûlé", "mortiers d'artifice",
            "départ d'incendie",
        ],
        [
            "chien errant", "chien dangereux sans laisse", "aboiements continus", "rats dans la cave",
            "morsure de chien", "pigeons nourris",
        ],
    ]
    private static let fillers = [
        "signalé par le gardien", "patrouille envoyée sur place", "rien à signaler à notre arrivée",
        "le requérant rappelle",
        "individus dispersés", "avis donné au chef de poste", "les faits durent depuis une heure",
        "second appel ce soir",
        "demande de passage", "situation calme au départ", "sur le trottoir", "dans la rue", "devant le hall",
    ]
    private static let names = ["Dupont", "Traoré", "Nguyen", "Lefèvre", "Da Silva", "Haddad", "Kowalski", "Zubiri"]

    var entries: [Entry] = []

    /// So many entries over so many days from the first of January 2023.
    init(count: Int, days: Int = 365, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        guard let first = CivilDate(year: 2023, month: 1, day: 1) else { return }
        for number in 0..<count {
            var category = Int.random(in: 0..<12, using: &generator)
            category = category < 6 ? category : category < 10 ? 0 : 2
            var parts: [String] = []
            let isVague = Int.random(in: 0..<10, using: &generator) == 0
            if !isVague { parts.append(Self.pick(Self.phrases[category], &generator)) }
            if Int.random(in: 0..<3, using: &generator) == 0 {
                parts.append(Self.pick(Self.phrases[category], &generator))
            }
            // What another affair brings in.
            if Int.random(in: 0..<6, using: &generator) == 0 {
                parts.append(Self.pick(Self.phrases[Int.random(in: 0..<6, using: &generator)], &generator))
            }
            parts.append(Self.pick(Self.fillers, &generator))
            if Bool.random(using: &generator) { parts.append("appel de M. \(Self.pick(Self.names, &generator))") }
            if Int.random(in: 0..<4, using: &generator) == 0 {
                parts.append("tél 06\(Int.random(in: 10_000_000..<99_999_999, using: &generator))")
            }
            parts.shuffle(using: &generator)
            var text = parts.joined(separator: ", ")
            text = text.prefix(1).uppercased() + text.dropFirst() + "."
            if Int.random(in: 0..<20, using: &generator) == 0 { text = text.uppercased() }
            // People mislabel one in twenty-five.
            let told =
                Int.random(in: 0..<25, using: &generator) == 0 ? Int.random(in: 0..<6, using: &generator) : category
            entries.append(
                Entry(day: first.adding(days: number * days / count), code: Self.codes[told], text: text))
        }
    }

    private static func pick(_ list: [String], _ generator: inout SeededGenerator) -> String {
        list[Int.random(in: 0..<list.count, using: &generator)]
    }

    /// The entries as a CSV: `id,time,lon,lat,text,code`.
    var csv: String {
        let point = TestCity.point()
        return "id,time,lon,lat,text,code\n"
            + entries.enumerated().map { number, entry in
                "\(number),\(entry.day),\(point.longitude),\(point.latitude),\"\(entry.text)\",\(entry.code)\n"
            }.joined()
    }

    /// A city whose calls are handrail entries.
    static func territory() throws -> Territory {
        let city = try TestCity.territory()
        let convention = Convention(
            source: "handrail", title: Phrase(verbatim: "Main courante"), purpose: Phrase(verbatim: "Essai"),
            legalBasis: Phrase(verbatim: "Essai"), origin: .reported, recordsPerIncident: .stated(1),
            format: FileFormat(), place: .coordinates(x: "lon", y: "lat", reference: .degrees),
            time: TimeColumns(.together("time")), category: .text(columns: ["text"], model: "handrail"),
            keyColumn: nil, rhythm: nil, delay: 0, retentionDays: 365, disclosure: .noised)
        return Territory(
            id: city.id, name: city.name, language: city.language, isSimulated: true, calendar: city.calendar,
            geography: city.geography, taxonomy: taxonomy, conventions: ["handrail": convention], plan: city.plan,
            water: nil)
    }
}
