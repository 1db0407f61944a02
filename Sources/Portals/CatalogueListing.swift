import Foundation
import Vocabulary

/// A file that a catalogue lists.
struct CatalogueFile: Sendable {
    let id: String
    let title: String
    let format: String
    let url: String
}

/// The page of a data set in a catalogue, which lists its files.
enum CatalogueListing {
    /// CKAN's action API.
    case ckan(root: String, dataset: String)
    /// The API of data.gouv.fr and other udata portals.
    case udata(root: String, dataset: String)

    private struct CKANAnswer: Decodable {
        struct Package: Decodable { let resources: [Resource] }
        struct Resource: Decodable {
            let id: String
            let name: String?
            let format: String?
            let url: String
        }
        let success: Bool
        let result: Package?
    }

    private struct UdataAnswer: Decodable {
        struct Resource: Decodable {
            let id: String
            let title: String?
            let format: String?
            let url: String
        }
        let resources: [Resource]
    }

    private var address: String {
        switch self {
        case .ckan(let root, let dataset): "\(root)/api/3/action/package_show?id=\(dataset)"
        case .udata(let root, let dataset): "\(root)/api/1/datasets/\(dataset)/"
        }
    }

    /// The file that was chosen, or the only one, or the only one that is a table.
    ///
    /// - Throws: ``PortalError``.
    func file(chosen: String?, client: PoliteClient) async throws -> CatalogueFile {
        let (_, bytes) = try await client.bytes(address, limit: 16 << 20)
        let files = try parsed(bytes)
        if let chosen {
            guard let file = files.first(where: { $0.id == chosen || $0.url == chosen }) else {
                throw several(files)
            }
            return file
        }
        if files.count == 1 { return files[0] }
        let tables = files.filter { $0.format.lowercased() == "csv" }
        guard tables.count == 1 else { throw several(files) }
        return tables[0]
    }

    private func several(_ files: [CatalogueFile]) -> PortalError {
        .severalFiles(
            address: PoliteClient.shown(address), files: files.map { "\($0.id)  \($0.format)  \($0.title)" })
    }

    private func parsed(_ bytes: [UInt8]) throws -> [CatalogueFile] {
        do {
            switch self {
            case .ckan:
                let answer = try JSONDecoder().decode(CKANAnswer.self, from: Data(bytes))
                return (answer.result?.resources ?? []).map {
                    CatalogueFile(id: $0.id, title: $0.name ?? "", format: $0.format ?? "", url: $0.url)
                }
            case .udata:
                let answer = try JSONDecoder().decode(UdataAnswer.self, from: Data(bytes))
                return answer.resources.map {
                    CatalogueFile(id: $0.id, title: $0.title ?? "", format: $0.format ?? "", url: $0.url)
                }
            }
        } catch {
            throw PortalError.unexpected(
                address: PoliteClient.shown(address),
                reason: Phrase(fr: "La liste des fichiers est illisible.", en: "The list of files can't be read."))
        }
    }
}
