/// Personal-looking text that means nobody: it is there so that the gate is seen to drop it.
///
/// Telephone numbers begin with 01 99 00, a block that the French regulator keeps for fiction. Names are drawn
/// from two lists; the street names are invented.
enum InventedCaller {
    private static let firstNames = [
        "Aline", "Basile", "Camélia", "Damien", "Élodie", "Fabrice", "Gisèle", "Hakim", "Inès", "Jocelyn", "Karima",
        "Léandre", "Mireille", "Nassim", "Odile", "Pascal", "Quentin", "Rosalie", "Samira", "Théodore", "Ugo",
        "Violette", "Wassila", "Yvan", "Zoé", "Anouk", "Bruno", "Clarisse", "Diego", "Fatou",
    ].map { Array($0.utf8) }
    private static let lastNames = [
        "Abricoti", "Bellorme", "Cadenasse", "Daurelle", "Escalambre", "Fontarel", "Garrigon", "Hautefigue",
        "Isnardelle", "Jasmineau", "Karoubine", "Lavandon", "Mistralou", "Navirelle", "Olivastre", "Pescadour",
        "Quinquelle", "Rascassin", "Sardignac", "Tamarisson", "Urcelet", "Vallonge", "Xantrel", "Yeuseraie",
        "Zéphirot", "Amandolle", "Barquin", "Cigalon-Mas", "D’Orvielle", "Figueras-Lune",
    ].map { Array($0.utf8) }
    private static let ways = [
        "rue", "rue", "rue", "avenue", "boulevard", "chemin", "impasse", "traverse", "place", "quai",
    ]
    private static let wayNames = [
        "des Tartanes", "du Carénage", "des Câpriers", "de la Bonnette", "des Palangres", "du Fanal", "des Jujubiers",
        "de l’Aiguier", "des Cordiers", "du Petit-Phare", "des Tuiles", "de la Noria", "des Micocouliers",
        "du Four-à-Chaux", "des Lauriers-Tins", "de la Martelière", "des Sardiniers", "du Tambourin", "des Santons",
        "de la Fenouillère", "des Goélettes", "du Moulin-à-Huile", "de l’Ancre-Rouge", "des Merles-Bleus",
        "de la Capitane", "du Vieux-Lavoir", "des Argousiers", "de la Bourrache", "du Gabian", "des Voiliers",
    ]
    private static let streets = ways.flatMap { way in wayNames.map { Array("\(way) \($0)".utf8) } }

    private static let remarks: [[String]] = [
        ["Cris et meubles déplacés au 3e étage", "Travaux à une heure tardive", "Chien qui aboie; voisins exaspérés"],
        ["Musique très forte, fenêtres ouvertes", "Enceinte sur la place, groupe d’une dizaine", "Fête; ne cesse pas"],
        ["Plusieurs personnes se battent", "Dispute qui tourne mal", "Coups échangés; un blessé léger"],
        ["Personne titubante sur la chaussée", "Groupe qui boit devant l’immeuble", "Bouteilles cassées"],
        ["Vitre brisée", "Banc public arraché", "Boîtes aux lettres forcées; hall dégradé"],
        ["Matelas et gravats sur le trottoir", "Encombrants depuis une semaine", "Camion vu vers 5 h; gravats"],
        ["Véhicule sur le passage piéton", "Sortie de garage bloquée", "Double file; le bus ne passe plus"],
        ["Chien sans laisse", "Sangliers près des conteneurs", "Chat coincé; balcon du 2e"],
        ["Personne âgée tombée", "Malaise dans la rue", "Personne désorientée; cherche sa maison"],
        ["Fumée près des conteneurs", "Départ de feu dans les herbes", "Poubelle en feu; façade menacée"],
        ["Choc entre deux voitures", "Trottinette renversée", "Moto au sol; circulation coupée"],
        ["Lampadaire éteint", "Plaque d’égout déplacée", "Trou dans la chaussée; dangereux la nuit"],
    ]
    private static let plainRemarks = remarks.map { $0.map { Array($0.utf8) } }

    /// Appends a first and a last name.
    static func appendName(to text: inout ByteText, random: inout RandomSource) {
        text += random.element(of: firstNames)
        text.append(" ")
        text += random.element(of: lastNames)
    }

    /// Appends a telephone number of the block kept for fiction.
    static func appendTelephone(to text: inout ByteText, random: inout RandomSource) {
        text += "01 99 00 "
        text.append(random.index(below: 100), digits: 2)
        text.append(" ")
        text.append(random.index(below: 100), digits: 2)
    }

    /// Appends the street of a spot, always the same for a spot, and a house number.
    static func appendStreet(of spot: Int, to text: inout ByteText, random: inout RandomSource) {
        // Spots of a block share a street.
        let word = RandomSource.mixed(UInt64(spot / 3) &+ 0x5EED)
        text.append(1 + random.index(below: 120))
        text.append(" ")
        text += streets[Int(word % UInt64(streets.count))]
    }

    /// Appends a remark; some name the caller or a telephone number again, as such remarks do.
    static func appendRemark(category: Int, to text: inout ByteText, random: inout RandomSource) {
        let choices = plainRemarks[category]
        let remark = choices[random.index(below: choices.count)]
        let style = random.index(below: 20)
        if style < 7 { return }
        let quoted = style >= 18 || remark.contains(59)
        if quoted { text.append("\"") }
        text += remark
        if style >= 18 {
            text += ". \"\"Venez vite\"\", dit M. "
            text += random.element(of: lastNames)
        } else if style == 17 {
            text += ", rappeler "
            appendName(to: &text, random: &random)
            text += " au "
            appendTelephone(to: &text, random: &random)
        }
        if quoted { text.append("\"") }
    }
}
