import Vocabulary

/// What a convention is told that asks for a column of persons.
extension PersonalColumn {
    /// Why a convention may not ask for more.
    static let why = Phrase(
        fr: "Rien de personnel ne franchit l'entrée : seuls un lieu, une heure et une catégorie sont comptés.",
        en: "Nothing personal gets past the gate: only a place, an hour and a category are counted.")

    /// Notes an error when a column's name gives it away.
    static func check(_ column: String?, key: String, in map: YAMLMapping) {
        guard let column, let kind = PersonalColumn(named: column) else { return }
        refuse(column, kind, key: key, in: map)
    }

    /// Notes that a convention asks for a column that it may not have.
    static func refuse(_ column: String, _ kind: PersonalColumn?, key: String?, in map: YAMLMapping) {
        let holds = kind.map { (fr: " (\($0.title[.french]))", en: " (\($0.title[.english]))") } ?? (fr: "", en: "")
        map.refuse(
            key,
            Phrase(
                fr: "La convention demande de garder « \(column) »\(holds.fr).",
                en: "The convention asks to keep `\(column)`\(holds.en)."),
            why: why,
            remedy: Phrase(
                fr: "Retirez cette colonne de la convention ; non nommée, elle est écartée. "
                    + "Pour une catégorie, prenez la colonne des codes ; pour une clé, un numéro d'enregistrement.",
                en: "Take the column out of the convention; unnamed, it is dropped. "
                    + "For a category use the column of codes, for a key a record number."))
    }
}
