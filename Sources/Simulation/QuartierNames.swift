/// Invented names of quartiers with the sound of the French Mediterranean coast.
struct QuartierNames {
    /// What a quartier looks like, which decides the list its name comes from.
    enum Kind { case island, centre, port, shore, town, hills }

    private static let islands = ["L’Île aux Cormorans"]
    private static let centres = [
        "Le Vieux-Carénage", "La Halle-aux-Tartanes", "Les Treize-Marches", "Le Cours-Mirabel", "La Fontaine-Rousse",
        "Les Corderies", "L’Horloge", "Le Grand-Puits", "Les Tonneliers", "La Loge", "Les Bouquetières",
        "La Poterne", "Le Marché-aux-Câpres", "Les Deux-Arceaux", "Le Théâtre", "La Savonnerie", "Porte-Marine",
        "Les Santonniers", "Le Cloître", "La Douane-Vieille", "Le Campanile", "Les Calfats",
    ]
    private static let ports = [
        "Les Docks-Neufs", "Le Grand-Môle", "La Darse", "Les Radoubs", "Le Fanal", "Les Salaisons",
        "Les Silos", "La Consigne",
    ]
    private static let shores = [
        "L’Anse-Blonde", "La Calanque-aux-Oursins", "Port-Lavande", "Les Rascasses", "La Madrague-Vieille",
        "Le Cap-Roussin", "La Pointe-aux-Mouettes", "Les Galets-Blancs", "La Crique-du-Sémaphore",
        "Le Petit-Mouillage", "Les Embruns", "Port-Mistral", "Les Arapèdes", "La Baie-des-Tamaris",
        "Le Bec-de-Sar", "Les Barquettes", "La Girelle", "Le Phare-Rouge", "Les Cabanons", "L’Anse-des-Palangres",
    ]
    private static let hills = [
        "Les Restanques", "Le Vallon-des-Genêts", "La Garrigue-Haute", "Les Oliviers-Vieux", "Le Mas-des-Cades",
        "La Bastide-Brûlée", "Les Pins-Penchés", "Le Pas-du-Renard", "La Draille", "Les Amandiers",
        "Le Puits-des-Chèvres", "Les Lavandins", "La Combe-Sèche", "Le Rocher-du-Duc", "Les Borries",
        "Le Jas-de-Sylvain", "Les Argelas", "La Font-des-Merles", "Le Baou-Gris", "Les Chênes-Kermès",
        "La Tour-du-Guet", "Les Aires-Hautes", "Le Vallon-de-l’Ermite", "La Citerne", "Les Pierres-Levées",
        "La Roque-Aubanne", "Les Cigalières", "Le Col-du-Ventadou",
    ]
    private static let towns = [
        "Saint-Aubanel", "Sainte-Mélaure", "Saint-Véran-des-Prés", "Saint-Roméjan", "Sainte-Estérelle",
        "Saint-Honorin", "Saint-Clair-l’Aqueduc", "Sainte-Galine", "Saint-Maurélien", "Notre-Dame-des-Filets",
        "Les Minoteries", "La Gare-des-Moulins", "Les Tuileries-Basses", "Le Pont-Romarin", "La Croix-Lisette",
        "Le Bois-Fleuri", "Les Platanes", "La Glacière", "Bel-Horizon", "Les Micocouliers", "Le Jardin-Brunet",
        "La Rotonde", "Les Quatre-Bornes", "Le Mûrier", "La Filature", "Les Jujubiers", "Montplaisant",
        "Le Vieux-Lavoir", "Les Acacias-Nord", "La Magnanerie", "Beauvallon-Gare", "Les Maraîchers",
        "Le Parc-Ferrand", "La Caserne-Neuve", "Les Figuières", "Le Canal-Bas", "La Tour-Sarrière",
        "Les Verriers", "Le Pré-Valentin", "La Cité-Jardin", "Les Sorbiers", "Le Plan-Redonnet",
        "La Faculté", "Les Garances", "Le Clos-Mistralet", "La Bergerie", "Les Néfliers", "Le Moulin-d’Escarel",
        "La Ferrage", "Les Lices", "Le Chemin-Creux", "La Poudrière", "Les Grenadiers", "Le Castelas-Neuf",
        "La Gardiole-Basse", "Les Trois-Puits", "Le Mail-Sud", "Les Roseaux",
    ]

    private var lists: [[String]]

    init(seed: UInt64) {
        var random = RandomSource(seed: seed, purpose: .names)
        lists =
            [QuartierNames.islands]
            + [
                QuartierNames.centres, QuartierNames.ports, QuartierNames.shores, QuartierNames.towns,
                QuartierNames.hills,
            ].map { random.shuffled($0) }
    }

    /// A name not given before, from the list of the kind or, when that is used up, from the next that has one.
    mutating func take(_ kind: Kind) -> String {
        let order: [Int] =
            switch kind {
            case .island: [0, 3, 4, 5, 1, 2]
            case .centre: [1, 4, 5, 2, 3]
            case .port: [2, 4, 1, 3, 5]
            case .shore: [3, 4, 5, 2, 1]
            case .town: [4, 5, 1, 2, 3]
            case .hills: [5, 4, 1, 3, 2]
            }
        for list in order {
            if let name = lists[list].popLast() { return name }
        }
        preconditionFailure("more quartiers than names")
    }
}
