import Foundation
import PlainText
public import Vocabulary

/// A reader of territory folders.
///
/// A folder is plain text: `territory.yaml`, `zones/*.geojson`, `taxonomy.csv`, `conventions/*.yaml`, `plan.yaml`,
/// and `measures.csv` where the city records what it did.
public struct TerritoryLoader: Sendable {
    /// Makes a loader.
    public init() {}

    /// The territory that a folder describes.
    ///
    /// - Parameters:
    ///   - folder: the folder's path.
    ///   - boundaries: where zones files are looked up that the folder doesn't hold itself.
    ///   - proposed: a convention that isn't in the folder yet, loaded as if it were.
    /// - Throws: ``FolderErrors`` with all that is wrong in the folder's files, each with file, line, key and remedy.
    public func load(
        folder: String, boundaries: String?, with proposed: ProposedConvention? = nil
    ) throws -> Territory {
        let log = ErrorLog()
        func file(_ name: String, limit: Int) throws -> FolderFile? {
            try log.attempt { try FolderFile(path: join(folder, name), limit: limit) }
        }
        let document = try file("territory.yaml", limit: YAMLDocument.sizeLimit).flatMap { file in
            try log.attempt { try TerritoryDocument(file, log: log) } ?? nil
        }
        let layers = try document.map { try self.layers($0, folder: folder, boundaries: boundaries, log: log) } ?? []
        let water = try document.flatMap { try self.water($0, folder: folder, boundaries: boundaries, log: log) }
        let taxonomy = try file("taxonomy.csv", limit: TaxonomyFile.sizeLimit).flatMap { file in
            try log.attempt { try TaxonomyFile.read(file, log: log) } ?? nil
        }
        let conventions = try conventions(
            folder: folder, boundaries: boundaries, with: proposed, layers: layers, log: log)
        let plan = try file("plan.yaml", limit: YAMLDocument.sizeLimit).flatMap { file in
            try log.attempt { try PlanDocument(file, log: log) } ?? nil
        }
        // The plan is judged against the rest, so only once the rest is right.
        try log.throwIfAny()
        guard let document, let taxonomy, let plan, let grid = GridChoice.grid(document, layers) else {
            try log.throwIfAny()
            throw FolderErrors([
                Explanation(
                    what: Phrase(
                        fr: "Ce dossier n'a pas pu être chargé.", en: "This folder could not be loaded."),
                    at: TextPosition(file: folder),
                    remedy: Phrase(
                        fr: "Libérez de la mémoire et recommencez.", en: "Free some memory and try again."))
            ])
        }
        let smallPlaces = try smallPlaces(document, grid: grid, folder: folder, boundaries: boundaries, log: log)
        try log.throwIfAny()
        let geography = Geography(
            grid: grid, cellSizes: [document.grid.cell] + document.grid.coarse, layers: layers,
            smallPlaces: smallPlaces)
        PlanReview(document: plan, conventions: conventions, geography: geography, taxonomy: taxonomy).run()
        let measures = try measures(
            folder: folder, geography: geography, territory: NamedPlace(id: document.id, name: document.name),
            taxonomy: taxonomy, log: log)
        try log.throwIfAny()
        return Territory(
            id: document.id, name: document.name, language: document.language, isSimulated: document.isSimulated,
            calendar: document.calendar, geography: geography, taxonomy: taxonomy, conventions: conventions,
            plan: plan.plan, water: water, measures: measures)
    }

    // MARK: - Zones and water

    private func layers(
        _ document: TerritoryDocument, folder: String, boundaries: String?, log: ErrorLog
    ) throws -> [ZoneLayer] {
        var result: [ZoneLayer] = []
        for entry in document.zones {
            guard let path = find(entry.file, key: "file", in: entry.map, folder: folder, boundaries: boundaries)
            else { continue }
            let file = try log.attempt { try ZoneFile(FolderFile(path: path, limit: ZoneFile.sizeLimit)) }
            guard let file else { continue }
            result += entry.reader.layers(of: file, log: log)
        }
        for entry in document.zones {
            guard let parent = entry.reader.parent,
                let children = result.first(where: { $0.level == entry.reader.level }),
                let parents = result.first(where: { $0.level == parent.level })
            else { continue }
            let known = Set(parents.zones.map(\.id))
            for zone in children.zones {
                guard let id = zone.parent, !known.contains(id) else { continue }
                entry.map.refuse(
                    "parent",
                    Phrase(
                        fr: "La zone « \(zone.name) » est dans « \(id) », que le niveau « \(parent.level) » n'a pas.",
                        en: "The zone `\(zone.name)` lies in `\(id)`, which the level `\(parent.level)` doesn't have."),
                    remedy: Phrase(fr: "Accordez les deux fichiers.", en: "Make both files agree."))
            }
        }
        return result
    }

    private func water(
        _ document: TerritoryDocument, folder: String, boundaries: String?, log: ErrorLog
    ) throws -> String? {
        guard let name = document.water,
            let path = find(name, key: "water", in: document.map, folder: folder, boundaries: boundaries)
        else { return nil }
        return try log.attempt {
            let file = try FolderFile(path: path, limit: ZoneFile.sizeLimit)
            // Only shown, but never passed on unread: a page must be able to parse it.
            _ = try JSONText.read(file)
            return try file.text()
        }
    }

    private func smallPlaces(
        _ document: TerritoryDocument, grid: EqualAreaGrid, folder: String, boundaries: String?, log: ErrorLog
    ) throws -> SmallPlaces? {
        guard let entry = document.grid.population,
            let path = find(entry.file, key: "file", in: entry.map, folder: folder, boundaries: boundaries)
        else { return nil }
        return try log.attempt {
            let file = try FolderFile(path: path, limit: PopulationFile.sizeLimit)
            return try PopulationFile.read(file, as: entry, grid: grid, log: log)
        } ?? nil
    }

    /// The measures on record; a folder without the file has none.
    private func measures(
        folder: String, geography: Geography, territory: NamedPlace, taxonomy: Taxonomy, log: ErrorLog
    ) throws -> [Measure] {
        let path = join(folder, "measures.csv")
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try log.attempt {
            let file = try FolderFile(path: path, limit: MeasuresFile.sizeLimit)
            return try MeasuresFile.read(
                file, geography: geography, territory: territory, taxonomy: taxonomy, log: log)
        } ?? []
    }

    private func find(
        _ name: String, key: String, in map: YAMLMapping, folder: String, boundaries: String?
    ) -> String? {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard !name.hasPrefix("/"), !parts.contains("..") else {
            map.refuse(
                key, Phrase(fr: "Ce chemin sort du dossier.", en: "This path leaves the folder."),
                remedy: Phrase(
                    fr: "Donnez un chemin relatif, sans « .. » ; l'option --boundaries dit où le chercher.",
                    en: "Give a relative path without `..`; the option --boundaries says where to look."))
            return nil
        }
        let candidates = [folder, boundaries].compactMap(\.self).map { join($0, name) }
        if let found = candidates.first(where: FileManager.default.fileExists(atPath:)) { return found }
        map.refuse(
            key,
            Phrase(
                fr: "Fichier introuvable : « \(name) » (cherché : \(listed(candidates))).",
                en: "No such file: `\(name)` (looked for \(listed(candidates)))."),
            remedy: boundaries == nil
                ? Phrase(
                    fr: "Copiez-le dans le dossier, ou donnez son dossier par --boundaries ou CLAIREVOIE_DATA.",
                    en: "Copy it into the folder, or name where it is with --boundaries or CLAIREVOIE_DATA.")
                : Phrase(
                    fr: "Vérifiez --boundaries (ou CLAIREVOIE_DATA) et le chemin.",
                    en: "Check --boundaries (or CLAIREVOIE_DATA) and the path."))
        return nil
    }

    // MARK: - Conventions

    private func conventions(
        folder: String, boundaries: String?, with proposed: ProposedConvention?, layers: [ZoneLayer], log: ErrorLog
    ) throws -> [String: Convention] {
        let path = join(folder, "conventions")
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
            .filter { ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) && $0 != proposed?.fileName }.sorted()
        guard !names.isEmpty || proposed != nil else {
            log.add(
                Phrase(fr: "Aucune convention dans ce dossier.", en: "There is no convention in this folder."),
                at: TextPosition(file: path),
                remedy: Phrase(
                    fr: "Écrivez un fichier .yaml par source.", en: "Write a .yaml file for each source."))
            return [:]
        }
        var result: [String: Convention] = [:]
        for name in names + [proposed?.fileName].compactMap(\.self) {
            let read = try log.attempt {
                if let proposed, proposed.fileName == name {
                    return try ConventionDocument(proposed.file(at: join(path, name)), log: log)
                }
                return try ConventionDocument(
                    FolderFile(path: join(path, name), limit: YAMLDocument.sizeLimit), log: log)
            }
            guard let document = read ?? nil else { continue }
            let convention = document.convention
            if case .zone(let level, _) = convention.place, !layers.isEmpty,
                !layers.contains(where: { $0.level == level })
            {
                document.map.refuse(
                    "columns",
                    Phrase(fr: "Niveau de zones inconnu : « \(level) ».", en: "Unknown level of zones: `\(level)`."),
                    remedy: Phrase(
                        fr: "Niveaux connus : \(listed(layers.map(\.level))).",
                        en: "Known levels: \(listed(layers.map(\.level)))."))
            }
            if case .address(let columns) = convention.place, let address = document.address {
                // Only looked for: a gazetteer is read by the import that needs it.
                _ = find(columns.gazetteer, key: "gazetteer", in: address, folder: folder, boundaries: boundaries)
            }
            if result.updateValue(convention, forKey: convention.source) != nil {
                document.map.refuse(
                    "source",
                    Phrase(
                        fr: "La source « \(convention.source) » a déjà une convention.",
                        en: "The source `\(convention.source)` has a convention already."),
                    remedy: Phrase(fr: "Renommez l'une des deux.", en: "Rename one of them."))
            }
        }
        return result
    }
}

/// A path under a folder.
func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
}
