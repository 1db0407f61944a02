import Vocabulary

/// The texts of a new folder's files.
struct DraftTexts {
    let request: TerritoryDraft.Request
    let reader: ZoneReader
    let layers: [ZoneLayer]
    let isEuropean: Bool
    let centre: GeographicPoint
    let zones: String

    /// The text of each file, by its path.
    var files: [String: String] {
        [
            "README.md": readme, "territory.yaml": territory, zonesPath: zones, "taxonomy.csv": taxonomy,
            "conventions/calls.yaml": convention, "plan.yaml": plan,
        ]
    }

    private var zonesPath: String { "zones/\(reader.level).geojson" }

    /// A text between double quotes, as YAML and JSON both read it.
    private func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}": result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private func phrase(_ phrase: Phrase) -> String {
        "{fr: \(quoted(phrase[.french])), en: \(quoted(phrase[.english]))}"
    }

    private var territory: String {
        let plane =
            isEuropean
            ? "  plane: europe"
            : "  plane: local\n  centre: {longitude: \(centre.longitude), latitude: \(centre.latitude)}"
        var parent = ""
        if let above = reader.parent, let title = above.title {
            parent = """

                    # Le niveau au-dessus est fait de ces zones réunies. / The level above is made of these zones united.
                    parent:
                      level: \(above.level)
                      title: \(phrase(title))
                      id: \(quoted(above.id))
                      name: \(quoted(above.name ?? above.id))
                """
        }
        return """
            # Le territoire : qui il est, ses zones, sa grille.
            # The territory: who it is, its zones, its grid.
            id: \(request.id)
            name: \(quoted(request.name))

            # La langue des pages : fr ou en. / The language of the pages: fr or en.
            language: \(request.language.rawValue)

            # Un nom de la base IANA ; les jours de 23 et 25 heures en découlent.
            # A name of the IANA database; days of 23 and 25 hours follow from it.
            time_zone: \(request.timeZone)

            # true pour des données inventées : chaque page le dira. / true for made-up data: every page will say so.
            simulated: false

            # Un fichier GeoJSON d'eau à dessiner, s'il y en a un. / A GeoJSON file of water to draw, if there is one.
            # water: zones/water.geojson

            # Des carrés d'égale surface, comptés depuis le plan : europe (grille INSPIRE) ou local.
            # cell : le côté en mètres ; coarse : des multiples de cell. Les changer change tous les lieux publiés.
            # Squares of equal area, counted from the plane: europe (INSPIRE's grid) or local.
            # cell: the side in metres; coarse: multiples of cell. Changing them changes every published place.
            # population : un carroyage public des ménages (en France, Filosofi de l'Insee) ; les mailles qui en ont
            # moins que minimum sont réunies à une voisine avant tout comptage.
            # population: a public grid of households; cells with fewer than minimum join a neighbour before counting.
            grid:
            \(plane)
              cell: 200
              coarse: [1000]
              # population: {file: households.csv, cell: idcar_200m, households: men, minimum: 11}

            # Un fichier par niveau de zones. « id » et « name » sont des propriétés du fichier ;
            # name peut être un modèle : "District {numero}".
            # A file for each level of zones. `id` and `name` are properties of the file;
            # name may be a template: "District {number}".
            zones:
              - level: \(reader.level)
                title: \(phrase(reader.title))
                file: \(zonesPath)
                id: \(quoted(reader.id))
                name: \(quoted(reader.name))\(parent)

            """
    }

    private var taxonomy: String {
        """
        # Quel code de la source signifie quoi. Une ligne par code ; plusieurs codes peuvent faire une catégorie.
        # origin : reported (quelqu'un a appelé), discovered (un agent l'a trouvé), measured (un capteur),
        # contextual (météo, calendrier) ; vide : celle de la convention.
        # Which of a source's codes means what. A row for each code; several codes may make one category.
        # origin: reported (somebody called), discovered (an agent found it), measured (a sensor),
        # contextual (weather, calendar); empty: the convention's.
        code,category,category_fr,category_en,group,group_fr,group_en,origin
        N01,noise,Bruit,Noise,tranquillity,Tranquillité,Tranquillity,reported
        N02,noise,,,tranquillity,,,reported
        G01,gathering,Attroupement,Gathering,tranquillity,Tranquillité,Tranquillity,reported
        W01,waste,Dépôt sauvage,Illegal dumping,public-space,Espace public,Public space,reported
        P01,parking,Stationnement gênant,Obstructive parking,public-space,Espace public,Public space,discovered

        """
    }

    private var convention: String {
        """
        # Une convention par source : pourquoi on compte, sur quelle base, et quelles colonnes on lit.
        # A convention for each source: why it is counted, on what basis, and which columns are read.
        source: calls
        title: {fr: Appels, en: Calls}
        purpose:
          fr: Savoir où et quand la ville est appelée. Écrivez ici votre finalité.
          en: To know where and when the city is called. Write your purpose here.
        legal_basis:
          fr: Mission d'intérêt public (RGPD, article 6.1.e). Écrivez ici votre base légale.
          en: Public task (GDPR, article 6.1.e). Write your legal basis here.

        # reported, discovered, measured ou contextual ; taxonomy.csv peut le préciser par catégorie.
        # reported, discovered, measured or contextual; taxonomy.csv may narrow it by category.
        origin: reported

        # Combien d'enregistrements un même incident peut faire, et qui le garantit : key (la colonne key) ou statement.
        # How many records one incident may make, and what enforces it: key (the key column) or statement.
        k: 1
        k_enforced_by: key

        # Seules ces colonnes sont lues ; toutes les autres sont écartées et comptées. Un nom, un téléphone, une plaque,
        # une adresse ou un texte libre sont refusés.
        # Only these columns are read; every other is dropped and counted. A name, a telephone, a plate, an address or
        # free text is refused.
        columns:
          # Des degrés WGS84 ; ou {zone: \(reader.level), column: …} quand seule la zone est connue.
          # Degrees of WGS84; or {zone: \(reader.level), column: …} where only the zone is known.
          place: {longitude: longitude, latitude: latitude}
          # order: ymd, dmy, mdy. clock: local, utc.
          time: {column: date, order: ymd, clock: local}
          category: code
          key: number

        # delimiter: auto, comma, semicolon, tab, pipe. encoding: auto, utf-8, windows-1252, iso-8859-1.
        format: {delimiter: auto, encoding: auto}

        # La période d'un fichier quand l'import ne la dit pas : daily, weekly, monthly, yearly.
        # The period of a file when the import doesn't say: daily, weekly, monthly, yearly.
        rhythm: monthly

        # Attendre avant de publier une période finie ; garder les comptes exacts tant de jours.
        # How long to wait before a period that ended is published; how many days the exact counts are kept.
        delay_hours: 48
        retention_days: 1096

        # noised, ou pour des données déjà ouvertes : / noised, or for data that is open already:
        # disclosure: {open: {url: https://…, licence: …, checksum: SHA-256}}
        disclosure: noised

        """
    }

    private var plan: String {
        // Twice the figures of the tables below, so that a few more can be added; see PlanReview for the counting.
        let zones = layers.map(\.zones.count).max() ?? 1
        let limit = 20_000 + 2 * zones * (31 + 4)
        let coarsest = layers.last?.level ?? reader.level
        return """
            # Ce qui est publié, pour qui, et à quel coût ε. / What is published, for whom, and at what cost ε.
            #
            # ε borne ce que la présence d'un enregistrement peut changer ; les ε d'une source s'additionnent (fois k).
            # Le bruit d'une table est le même dans chaque case : écart type 1,4 pour ε = 1 ; 2,7 pour 0,5 ; 14 pour 0,1.
            # Donnez donc à une question large sa propre table large, peu coûteuse. public <= staff dans chaque table.
            # ε bounds what one record's presence can change; the ε's of a source add up (times k).
            # A table's noise is the same in every cell: standard deviation 1.4 at ε = 1, 2.7 at 0.5, 14 at 0.1.
            # So give a coarse question a coarse table of its own, which costs little. public <= staff in each table.
            limits: {public: 1, staff: 4}

            # Le plus de chiffres par mois, toutes tables ensemble. / The most figures a month, over all tables.
            figures_per_month: \(limit)

            # place : territory, un niveau de zones, cell200, cell1000. / place: territory, a level of zones, cell200, …
            # time: hour, six_hours, day, week, month, year. category: category, group, all.
            # « exact: true » au lieu des ε pour une source ouverte. / `exact: true` in place of ε for an open source.
            tables:
              - {source: calls, place: territory, time: day, category: all, public: 0.1, staff: 0.4}
              - {source: calls, place: territory, time: month, category: category, public: 0.1, staff: 0.4}
              - {source: calls, place: \(coarsest), time: week, category: all, public: 0.25, staff: 0.7}
              - {source: calls, place: \(reader.level), time: day, category: all, public: 0.25, staff: 1}
              - {source: calls, place: \(reader.level), time: month, category: category, public: 0.2, staff: 1}

            # Les totaux d'admission et de refus, par mois. / The totals of admission and refusal, by month.
            reports:
              - {source: calls, public: 0.1, staff: 0.5}

            """
    }

    private var readme: String {
        """
        # \(request.name)

        Le dossier d'un territoire pour Clairevoie : du texte, à garder sous gestion de versions.
        *A territory's folder for Clairevoie: plain text, to be kept under version control.*

        | fichier / file | contenu / contents |
        |---|---|
        | `territory.yaml` | identité, fuseau, grille, zones / identity, time zone, grid, zones |
        | `\(zonesPath)` | les contours des zones / the zones' outlines |
        | `taxonomy.csv` | code → catégorie, groupe, origine / code → category, group, origin |
        | `conventions/*.yaml` | une convention par source / a convention for each source |
        | `plan.yaml` | ce qui est publié, pour qui, à quel coût / what is published, for whom, at what cost |

        À faire : remplacez l'exemple `conventions/calls.yaml` et `taxonomy.csv` par vos sources et vos codes.
        *To do: replace the example `conventions/calls.yaml` and `taxonomy.csv` with your sources and codes.*

        """
    }
}
