import Foundation
import Vocabulary

/// Where a data set is to be had, recognised from the address that a person copies from the browser.
public enum PortalAddress: Sendable, Hashable {
    /// A data set of a Socrata portal (SODA 2): `https://host/resource/abcd-1234.csv`, `https://host/…/abcd-1234`.
    case socrata(root: String, dataset: String)
    /// A data set of an Opendatasoft portal (Explore 2.1): `https://host/explore/dataset/NAME/…`.
    case opendatasoft(root: String, dataset: String)
    /// A data set of a CKAN portal, or one resource of it: `https://host/dataset/NAME/resource/ID`.
    case ckan(root: String, dataset: String, resource: String?)
    /// A data set of data.gouv.fr or another udata portal: `https://host/fr/datasets/NAME/`.
    case udata(root: String, dataset: String, resource: String?)
    /// An Open311 GeoReport v2 endpoint: `https://host/…/requests.json`.
    case open311(root: String)
    /// A file.
    case file(String)

    /// Recognises an address.
    ///
    /// - Parameter kind: what the portal is, where the address alone doesn't tell.
    /// - Throws: ``PortalError/badAddress(_:)``.
    public init(_ text: String, kind: Kind? = nil) throws {
        guard let url = URLComponents(string: text), let scheme = url.scheme, ["http", "https"].contains(scheme),
            let host = url.host, !host.isEmpty, url.user == nil, url.password == nil
        else { throw PortalError.badAddress(text) }
        let root = "\(scheme)://\(host)" + (url.port.map { ":\($0)" } ?? "")
        let path = url.path.split(separator: "/").map(String.init)
        func after(_ word: String) -> String? {
            guard let index = path.firstIndex(of: word), index + 1 < path.count else { return nil }
            return path[index + 1]
        }
        let fourByFour = path.reversed().lazy.compactMap(Self.socrataID).first
        let found: PortalAddress? =
            switch kind {
            case .file: .file(text)
            case .socrata: fourByFour.map { .socrata(root: root, dataset: $0) }
            case .opendatasoft: (after("dataset") ?? after("datasets")).map { .opendatasoft(root: root, dataset: $0) }
            case .ckan: after("dataset").map { .ckan(root: root, dataset: $0, resource: after("resource")) }
            case .udata:
                after("datasets").map { .udata(root: root, dataset: $0, resource: Self.udataResource(url)) }
            case .open311: Self.open311Root(root, path).map { .open311(root: $0) }
            case nil:
                if path.contains("explore"), let dataset = after("dataset") ?? after("datasets") {
                    .opendatasoft(root: root, dataset: dataset)
                } else if let fourByFour, path.contains("resource") || path.count <= 4, !path.contains("dataset") {
                    .socrata(root: root, dataset: fourByFour)
                } else if ["requests.json", "requests.xml"].contains(path.last ?? ""),
                    let base = Self.open311Root(root, path)
                {
                    .open311(root: base)
                } else if let dataset = after("datasets"), path.count <= 4 {
                    .udata(root: root, dataset: dataset, resource: Self.udataResource(url))
                } else if let dataset = after("dataset"), !(path.last ?? "").contains(".") {
                    .ckan(root: root, dataset: dataset, resource: after("resource"))
                } else {
                    .file(text)
                }
            }
        guard let found else { throw PortalError.badAddress(text) }
        self = found
    }

    /// What a portal is.
    public enum Kind: String, Sendable, CaseIterable {
        case socrata
        case opendatasoft
        case ckan
        case udata
        case open311
        case file
    }

    /// What the portal is.
    public var kind: Kind {
        switch self {
        case .socrata: .socrata
        case .opendatasoft: .opendatasoft
        case .ckan: .ckan
        case .udata: .udata
        case .open311: .open311
        case .file: .file
        }
    }

    /// A Socrata id is four letters or digits, a hyphen, and four more; an extension may follow.
    private static func socrataID(_ part: String) -> String? {
        let id = part.prefix { $0 != "." }
        let halves = id.split(separator: "-", omittingEmptySubsequences: false)
        guard halves.count == 2,
            halves.allSatisfy({ $0.utf8.count == 4 && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } })
        else { return nil }
        return String(id)
    }

    private static func open311Root(_ root: String, _ path: [String]) -> String? {
        let parent = path.last.map { $0.hasPrefix("requests.") } == true ? Array(path.dropLast()) : path
        return ([root] + parent).joined(separator: "/")
    }

    private static func udataResource(_ url: URLComponents) -> String? {
        url.queryItems?.first { $0.name == "resource_id" }?.value
            ?? url.fragment.flatMap { $0.split(separator: "/").last.map(String.init) }
    }
}
