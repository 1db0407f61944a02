import TestCity

/// Columns that tell of no person, as a service might export them.
enum HarmlessFixtures {
    private static let labels = [
        "Bruit de voisinage", "Tapage nocturne", "Rixe", "Dépôt sauvage", "Stationnement gênant", "Dégradation",
        "Éclairage en panne", "Animal errant", "Malaise", "Feu de poubelle",
    ]
    private static let longLabels = [
        "Escroqueries et fraudes aux moyens de paiement", "Vols sans violence contre des personnes",
        "Destructions et dégradations volontaires", "Vols dans les véhicules", "Cambriolages de logement",
        "Occupation d'un hall d'immeuble par un groupe",
    ]
    private static let quarters = [
        "Belle de Mai", "Saint-Mauront", "La Joliette", "Noailles", "Le Panier", "Endoume", "La Rose", "Les Olives",
    ]

    private static func pick<T>(_ all: [T], _ random: inout SeededGenerator) -> T {
        PersonalFixtures.pick(all, &random)
    }

    private static func decimal(_ range: ClosedRange<Double>, _ digits: Double, _ random: inout SeededGenerator)
        -> String
    {
        String((Double.random(in: range, using: &random) * digits).rounded() / digits)
    }

    private static func day(_ random: inout SeededGenerator) -> (year: Int, month: String, day: String) {
        (
            Int.random(in: 2021...2024, using: &random), PersonalFixtures.two(Int.random(in: 1...12, using: &random)),
            PersonalFixtures.two(Int.random(in: 1...28, using: &random))
        )
    }

    private static func clock(_ random: inout SeededGenerator) -> String {
        PersonalFixtures.two(Int.random(in: 0...23, using: &random)) + ":"
            + PersonalFixtures.two(Int.random(in: 0...59, using: &random))
    }

    /// The kinds, each with a name that tells it and one that misleads.
    static let kinds: [(telling: String, misleading: String, make: PersonalFixtures.Maker)] = [
        ("numero", "telephone_id", { _, row in String(10_000 + row) }),
        (
            "num_fiche", "appel",
            { _, row in
                let digits = String(row)
                return String(repeating: "0", count: 10 - digits.count) + digits
            }
        ),
        ("dc_key", "cle_appel", { _, row in "2024\(35_000_000 + row)" }),
        ("id_fiche", "dossier", { random, _ in String(Int.random(in: 1_000_000...9_999_999, using: &random)) }),
        (
            "guid", "identifiant",
            { random, _ in
                [8, 4, 4, 4, 12].map { length in
                    (0..<length).map { _ in String(Int.random(in: 0...15, using: &random), radix: 16) }.joined()
                }.joined(separator: "-")
            }
        ),
        ("timestamp_ms", "badge", { random, _ in "17\(PersonalFixtures.digits(11, &random))" }),
        ("code_nature", "nom_nature", { random, _ in pick(["B1", "B2", "F1", "S3", "V9"], &random) }),
        ("code_mobilier", "materiel", { _, row in "LAMP-0\(1000 + row)" }),
        ("armoire", "appareillage", { random, row in "AR\(row)-\(pick(["A", "B", "C"], &random))" }),
        (
            "id_candelabre", "mat",
            { random, _ in "C\(PersonalFixtures.digits(5, &random))/\(PersonalFixtures.digits(2, &random))" }
        ),
        (
            "code_insee", "lieu_naissance_code",
            { random, _ in "132\(PersonalFixtures.two(Int.random(in: 1...16, using: &random)))" }
        ),
        (
            "code_postal", "residence",
            { random, _ in "130\(PersonalFixtures.two(Int.random(in: 1...16, using: &random)))" }
        ),
        ("code_iris", "domaine", { random, _ in "13055\(PersonalFixtures.digits(4, &random))" }),
        (
            "date_appel", "naissance_fiche",
            { random, _ in
                let date = day(&random)
                return "\(date.day)/\(date.month)/\(date.year)"
            }
        ),
        (
            "horodatage", "message_time",
            { random, _ in
                let date = day(&random)
                return "\(date.year)-\(date.month)-\(date.day) \(clock(&random)):00"
            }
        ),
        (
            "mois", "person_month",
            { random, _ in
                let date = day(&random)
                return "\(date.year)-\(date.month)"
            }
        ),
        ("heure", "caller_hour", { random, _ in clock(&random) }),
        ("annee_pose", "note_annee", { random, _ in String(Int.random(in: 1950...2024, using: &random)) }),
        ("longitude", "coord_x", { random, _ in decimal(5.2...5.5, 1e6, &random) }),
        ("latitude", "coord_y", { random, _ in decimal(43.2...43.4, 1e6, &random) }),
        ("x", "coordonnees_x", { random, _ in decimal(885_000...905_000, 100, &random) }),
        ("montant", "address_fee", { random, _ in decimal(10...5000, 100, &random) }),
        ("duree_s", "phone_duration", { random, _ in decimal(1...900, 10, &random) }),
        ("laeq", "device_level", { random, _ in decimal(35...95, 10, &random) }),
        ("nombre", "victimes", { random, _ in String(Int.random(in: 0...9, using: &random)) }),
        ("libelle_nature", "description_nature", { random, _ in pick(labels, &random) }),
        ("indicateur", "commentaire_type", { random, _ in pick(longLabels, &random) }),
        ("statut", "nom_statut", { random, _ in pick(["clos", "ouvert", "en cours"], &random) }),
        ("quartier", "nom_quartier", { random, _ in pick(quarters, &random) }),
        ("blesse", "appelant_rappele", { random, _ in pick(["oui", "non"], &random) }),
        ("service", "nom_service", { random, _ in pick(["Police municipale", "Propreté", "Voirie"], &random) }),
        (
            "jour_semaine", "nom_jour",
            { random, _ in pick(["lundi", "mardi", "mercredi", "jeudi", "vendredi"], &random) }
        ),
        ("bearing", "vin_direction", { random, _ in pick(["N", "NE", "E", "SE", "S", "SO", "O", "NO"], &random) }),
    ]
}
