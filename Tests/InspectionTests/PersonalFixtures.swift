import Inspection
import TestCity

/// Columns of invented persons' data, each as a service might export it.
enum PersonalFixtures {
    typealias Maker = @Sendable (_ random: inout SeededGenerator, _ row: Int) -> String

    /// Given names; about half aren't among the ones that the detector lists.
    static let given = [
        "Aline", "Basile", "Camélia", "Damien", "Élodie", "Fabrice", "Gisèle", "Hakim", "Inès", "Jocelyn", "Karima",
        "Léandre", "Mireille", "Nassim", "Odile", "Pascal", "Quentin", "Rosalie", "Samira", "Théodore", "Ugo",
        "Violette", "Wassila", "Yvan", "Zoé", "Anouk", "Bruno", "Clarisse", "Diego", "Fatou", "Oksana", "Minh",
        "Agnieszka", "Lorenzo", "Ayaan", "Tiago", "Siobhan", "Jean-Marc", "Marie-Louise", "Noémie", "Gwenaëlle",
    ]
    private static let heads = [
        "Ab", "Bel", "Cad", "Dau", "Esc", "Fon", "Gar", "Hau", "Isn", "Kar", "Lav", "Mis", "Nav",
    ]
    private static let middles = ["ri", "lo", "ene", "a", "ambo", "ta", "igo", "e", "arde", "ou", "and", "ali"]
    private static let tails = [
        "coti", "rme", "sse", "lle", "bre", "rel", "gnon", "figue", "neau", "bine", "don", "ski",
    ]
    private static let ways = ["rue", "avenue", "boulevard", "chemin", "impasse", "place", "quai", "allée"]
    private static let wayNames = [
        "des Tartanes", "du Fanal", "des Jujubiers", "de la Noria", "Victor-Hugo", "du 4 Mars",
    ]
    private static let clauses = [
        "musique très forte au troisième étage", "un groupe crie sous les fenêtres", "chien qui aboie", "ne cesse pas",
        "le voisin menace de descendre", "rappeler demain", "porte forcée dans la nuit", "odeur de fumée",
        "blessé léger",
        "a vu une camionnette blanche", "la dame est âgée et désorientée", "appel coupé", "deuxième appel ce soir",
        "scooters sur le trottoir", "bouteilles jetées du balcon", "demande le passage d'une patrouille",
    ]

    static func pick<T>(_ all: [T], _ random: inout SeededGenerator) -> T {
        all[Int.random(in: 0..<all.count, using: &random)]
    }

    static func digits(_ count: Int, _ random: inout SeededGenerator) -> String {
        (0..<count).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
    }

    static func letters(_ count: Int, _ random: inout SeededGenerator) -> String {
        (0..<count).map { _ in String(pick(Array("ABCDEFGHJKLMNPQRSTVWXYZ"), &random)) }.joined()
    }

    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func family(_ random: inout SeededGenerator) -> String {
        pick(heads, &random) + pick(middles, &random) + pick(tails, &random)
    }

    private static func nationalNumber(_ random: inout SeededGenerator) -> (body: String, key: String) {
        let body =
            pick(["1", "2"], &random) + two(Int.random(in: 30...99, using: &random))
            + two(Int.random(in: 1...12, using: &random)) + two(Int.random(in: 21...95, using: &random))
            + digits(6, &random)
        return (body, two(97 - (Int(body) ?? 0) % 97))
    }

    private static func account(_ random: inout SeededGenerator) -> String {
        let body = digits(23, &random)
        // FR00 at the end, letters as numbers: F is 15, R is 27.
        let rest = (body + "152700").utf8.reduce(0) { ($0 * 10 + Int($1 - 48)) % 97 }
        return "FR" + two(98 - rest) + body
    }

    private static func handset(_ random: inout SeededGenerator) -> String {
        let body = "35" + digits(12, &random)
        let sum = body.utf8.enumerated().reduce(0) { sum, digit in
            let value = Int(digit.element - 48) * (digit.offset % 2 == 1 ? 2 : 1)
            return sum + (value > 9 ? value - 9 : value)
        }
        return body + String((10 - sum % 10) % 10)
    }

    /// The kinds, each with a name that tells it and one that misleads.
    static let kinds: [(telling: String, misleading: String, make: Maker)] = [
        ("prenom", "code_nature", { random, _ in pick(given, &random) }),
        ("nom", "secteur", { random, _ in family(&random) }),
        ("NOM_USAGE", "statut", { random, _ in family(&random).uppercased() }),
        ("nom_appelant", "categorie", { random, _ in pick(given, &random) + " " + family(&random) }),
        ("requerant", "equipe", { random, _ in family(&random).uppercased() + " " + pick(given, &random) }),
        ("full_name", "origine", { random, _ in "Mme " + pick(given, &random) + " " + family(&random) }),
        (
            "courriel", "url",
            { random, _ in
                "\(pick(given, &random).lowercased()).\(family(&random).lowercased())@exemple.fr"
            }
        ),
        ("e-mail", "ref", { random, row in "\(letters(3, &random).lowercased())\(row)@mail.example.com" }),
        ("tel", "montant", { random, _ in "01 99 00 \(digits(2, &random)) \(digits(2, &random))" }),
        (
            "telephone", "numero",
            { random, _ in "06.\(digits(2, &random)).\(digits(2, &random)).00.\(digits(2, &random))" }
        ),
        ("portable", "id", { random, _ in "07" + digits(8, &random) }),
        (
            "phone", "reference",
            { random, _ in "+33 6 \(digits(2, &random)) 00 \(digits(2, &random)) \(digits(2, &random))" }
        ),
        ("num_tel", "matricule_lampadaire", { random, _ in "6" + digits(8, &random) }),
        ("phone_number", "case_no", { random, _ in "(215) 555-01\(digits(2, &random))" }),
        (
            "immatriculation", "code_arret",
            { random, _ in
                "\(letters(2, &random))-\(digits(3, &random))-\(letters(2, &random))"
            }
        ),
        ("plaque", "modele", { random, _ in letters(2, &random) + digits(3, &random) + letters(2, &random) }),
        ("immat", "type", { random, _ in "\(Int.random(in: 10...9999, using: &random)) \(letters(2, &random)) 13" }),
        (
            "nir", "numero_dossier",
            { random, _ in
                let number = nationalNumber(&random)
                return number.body + number.key
            }
        ),
        ("num_secu_nir", "cle", { random, _ in nationalNumber(&random).body }),
        ("iban", "code_barre", { random, _ in account(&random) }),
        ("imei", "numero_serie", { random, _ in handset(&random) }),
        (
            "mac_address", "balise",
            { random, _ in
                (0..<6).map { _ in String(Int.random(in: 16...255, using: &random), radix: 16).uppercased() }
                    .joined(separator: ":")
            }
        ),
        (
            "ip", "version",
            { random, _ in
                "192.0.2.\(Int.random(in: 0...255, using: &random))"
            }
        ),
        (
            "adresse", "lieu",
            { random, _ in
                "\(Int.random(in: 1...200, using: &random)) \(pick(ways, &random)) \(pick(wayNames, &random))"
            }
        ),
        (
            "street_address", "site",
            { random, _ in
                "\(Int.random(in: 100...9000, using: &random)) N \(family(&random)) St"
            }
        ),
        (
            "location_block", "point",
            { random, _ in
                "\(Int.random(in: 1...90, using: &random))00 BLOCK \(family(&random).uppercased()) AV"
            }
        ),
        (
            "commentaire", "action",
            { random, _ in
                (0..<Int.random(in: 1...4, using: &random)).map { _ in pick(clauses, &random) }.joined(separator: ", ")
            }
        ),
        (
            "observations", "resultat",
            { random, row in
                pick(given, &random) + " signale : " + pick(clauses, &random)
                    + (row % 3 == 0 ? "" : ". Tél. \(digits(4, &random))")
            }
        ),
        (
            "date_naissance", "date",
            { random, _ in
                "\(two(Int.random(in: 1...28, using: &random)))/\(two(Int.random(in: 1...12, using: &random)))/"
                    + "\(Int.random(in: 1935...2006, using: &random))"
            }
        ),
        (
            "birth_date", "jour",
            { random, _ in
                "\(Int.random(in: 1935...2006, using: &random))-\(two(Int.random(in: 1...12, using: &random)))-"
                    + "\(two(Int.random(in: 1...28, using: &random)))"
            }
        ),
    ]
}
