import Foundation
import Vocabulary

/// The formats of GeoReport v2: XML is required of an endpoint, JSON is its own choice.
enum Open311Format: String, CaseIterable {
    case json
    case xml
}

/// A request, without what could tell of a person.
struct ServiceRequest: Decodable {
    /// What is kept of a request, in the order of the copy's columns.
    static let columns = [
        "service_request_id", "status", "service_code", "service_name", "requested_datetime", "updated_datetime",
        "long", "lat",
    ]

    /// The values of the columns.
    private(set) var fields: [String]

    var id: String { fields[0] }
    var code: String { fields[2] }

    /// The service's name, which endpoints may leave to their list of services.
    var serviceName: String {
        get { fields[3] }
        set { fields[3] = newValue }
    }

    fileprivate init(_ values: [String: String]) {
        fields = Self.columns.map { values[$0] ?? "" }
    }

    init(from decoder: any Decoder) throws {
        fields = try LooseTexts(from: decoder, names: Self.columns).texts
    }
}

/// A service, as endpoints list them.
struct ListedService: Decodable {
    fileprivate static let columns = ["service_code", "service_name"]

    let code: String
    let name: String

    fileprivate init(_ values: [String: String]) {
        code = values[Self.columns[0]] ?? ""
        name = values[Self.columns[1]] ?? ""
    }

    init(from decoder: any Decoder) throws {
        let texts = try LooseTexts(from: decoder, names: Self.columns).texts
        code = texts[0]
        name = texts[1]
    }
}

/// Members that some endpoints write as texts and others as numbers.
private struct LooseTexts {
    let texts: [String]

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder, names: [String]) throws {
        let values = try decoder.container(keyedBy: Key.self)
        texts = names.map { name in
            let key = Key(stringValue: name)
            if let text = try? values.decode(String.self, forKey: key) { return text }
            if let number = try? values.decode(Int.self, forKey: key) { return String(number) }
            if let number = try? values.decode(Double.self, forKey: key) { return "\(number)" }
            return ""
        }
    }
}

/// An answer of an Open311 endpoint, in either format.
struct Open311Answer {
    let bytes: [UInt8]
    /// Where it comes from, for messages.
    let address: String

    /// The requests of an answer.
    ///
    /// - Throws: ``PortalError/unexpected(address:reason:)``.
    func requests() throws -> [ServiceRequest] {
        try list(
            of: "request", in: ["service_requests", "requests"], columns: ServiceRequest.columns, ServiceRequest.init)
    }

    /// The services of an answer.
    ///
    /// - Throws: ``PortalError/unexpected(address:reason:)``.
    func services() throws -> [ListedService] {
        try list(of: "service", in: ["services"], columns: ListedService.columns, ListedService.init)
    }

    private func list<Item: Decodable>(
        of name: String, in roots: [String], columns: [String], _ make: ([String: String]) -> Item
    ) throws -> [Item] {
        // Some endpoints answer in XML whatever they are asked for, so what has come decides.
        let first = bytes.first { ![9, 10, 13, 32, 0xEF, 0xBB, 0xBF].contains($0) }
        if first == UInt8(ascii: "<") {
            return try records(of: name, in: roots, columns: Set(columns)).map(make)
        }
        guard let list = try? JSONDecoder().decode([Item].self, from: Data(bytes)) else {
            throw unexpected(
                Phrase(
                    fr: "Ce n'est une liste ni en JSON ni en XML.", en: "This is a list neither in JSON nor in XML."))
        }
        return list
    }

    /// The texts of some elements of each record, a record being an element right within the root.
    private func records(of name: String, in roots: [String], columns: Set<String>) throws -> [[String: String]] {
        var records: [[String: String]] = []
        var depth = 0
        var record: [String: String]?
        var column: String?
        var text = ""
        do {
            try PlainXML.read(bytes) { event in
                switch event {
                case .start(let element):
                    depth += 1
                    if depth == 1, !roots.contains(element) {
                        throw unexpected(
                            Phrase(
                                fr: "Le XML commence par « \(element.prefix(60)) » au lieu de « \(roots[0]) ».",
                                en: "The XML begins with `\(element.prefix(60))` instead of `\(roots[0])`."))
                    }
                    if depth == 2, element == name { record = [:] }
                    if depth == 3, columns.contains(element) { (column, text) = (element, "") }
                case .text(let part):
                    if column != nil { text += part }
                case .end:
                    if depth == 3, let known = column {
                        // Of an element that comes twice the first stands.
                        if record?[known] == nil { record?[known] = Self.trimmed(text) }
                        column = nil
                    }
                    if depth == 2, let done = record {
                        records.append(done)
                        record = nil
                    }
                    depth -= 1
                }
            }
        } catch let fault as PlainXML.Fault {
            throw unexpected(Self.reason(fault))
        }
        return records
    }

    private func unexpected(_ reason: Phrase) -> PortalError { .unexpected(address: address, reason: reason) }

    private static func reason(_ fault: PlainXML.Fault) -> Phrase {
        switch fault {
        case .documentType:
            Phrase(
                fr: "Le XML déclare un type de document (DOCTYPE), qui pourrait désigner d'autres fichiers.",
                en: "The XML declares a document type (DOCTYPE), which could point at other files.")
        case .encoding: Phrase(fr: "Le XML n'est pas en UTF-8.", en: "The XML isn't in UTF-8.")
        case .tooDeep:
            Phrase(fr: "Le XML a trop d'éléments les uns dans les autres.", en: "The XML's elements lie too deep.")
        case .malformed(let byte):
            Phrase(
                fr: "Le XML est mal formé vers l'octet \(byte).", en: "The XML isn't well-formed at about byte \(byte)."
            )
        }
    }

    private static func trimmed(_ text: String) -> String {
        var text = Substring(text)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
