import Vocabulary

/// A file of `conventions/`, read into a ``Convention``.
struct ConventionDocument {
    private static let keys = [
        "source", "title", "purpose", "legal_basis", "origin", "k", "k_enforced_by", "columns", "format", "rhythm",
        "delay_hours", "retention_days", "disclosure", "transient", "valid",
    ]

    /// Where the file stands in the user's eyes.
    let map: YAMLMapping
    /// Where an address's gazetteer is named.
    let address: YAMLMapping?
    /// The agreement.
    let convention: Convention

    /// Who sees to it that one incident makes no more than k records.
    private enum BoundBasis: String, CaseIterable {
        case key
        case statement
    }

    /// Reads a file; what is wrong goes to the log.
    ///
    /// - Returns: nil when anything needed is missing.
    init?(_ file: FolderFile, log: ErrorLog) throws {
        let document = try YAMLDocument(file, log: log)
        // A convention that says `keep` gets the answer to that, not a word on unknown keys.
        guard let map = document.mapping(keys: Self.keys + ["keep"]) else { return nil }
        self.map = map
        if map.has("keep") {
            let words = map.words("keep")
            if words.isEmpty { PersonalColumn.refuse("keep", nil, key: "keep", in: map) }
            for word in words { PersonalColumn.refuse(word, PersonalColumn(named: word), key: "keep", in: map) }
        }
        let source = map.identifier("source")
        let title = map.phrase("title")
        let purpose = map.phrase("purpose")
        let legalBasis = map.phrase("legal_basis")
        let origin: Origin? = map.choice("origin")
        let k = map.integer("k", in: 1...1000)
        let basis: BoundBasis? = map.choice("k_enforced_by", missing: .statement)
        let columns = ConventionColumns(in: map)
        let format = Self.format(in: map)
        let rhythm = Self.rhythm(in: map)
        let delay = map.integer("delay_hours", in: 0...87_600)
        let retention = map.integer("retention_days", in: 1...36_525)
        let validity = Self.validity(in: map)
        let disclosure = Self.disclosure(in: map)
        guard let source, let title, let purpose, let legalBasis, let origin, let k, let basis, let columns,
            let format, let rhythm, let delay, let retention, let validity, let disclosure
        else { return nil }
        guard let bound = Self.bound(k, basis, columns, in: map) else { return nil }
        address = columns.address
        convention = Convention(
            source: source, title: title, purpose: purpose, legalBasis: legalBasis, origin: origin,
            recordsPerIncident: bound, format: format, place: columns.place, time: columns.time,
            category: columns.category, keyColumn: columns.key, rhythm: rhythm.value, delay: Int64(delay) * 3600,
            retentionDays: retention, validity: validity.value, disclosure: disclosure)
    }

    /// The delimiters by name; `auto` finds it in the header.
    private enum Delimiter: String, CaseIterable {
        case auto
        case comma
        case semicolon
        case tab
        case pipe

        var byte: UInt8? {
            switch self {
            case .auto: nil
            case .comma: UInt8(ascii: ",")
            case .semicolon: UInt8(ascii: ";")
            case .tab: 9
            case .pipe: UInt8(ascii: "|")
            }
        }
    }

    private static func format(in map: YAMLMapping) -> FileFormat? {
        guard map.has("format") else { return FileFormat() }
        let keys = ["delimiter", "encoding", "layer", "header_row", "rows_below_header", "footer"]
        guard let format = map.mapping("format", keys: keys) else { return nil }
        let delimiter: Delimiter? = format.choice("delimiter", missing: .auto)
        let encoding: DelimitedFormat.TextEncoding? = format.choice("encoding", missing: .automatic)
        let headerRow = format.integer("header_row", in: 1...1000, missing: 1)
        let below = format.integer("rows_below_header", in: 0...1000, missing: 0)
        let texts = ["layer", "footer"].map { (isWrong: format.has($0) && format.optionalText($0) == nil, key: $0) }
        guard let delimiter, let encoding, let headerRow, let below, !texts.contains(where: \.isWrong) else {
            return nil
        }
        return FileFormat(
            delimited: DelimitedFormat(delimiter: delimiter.byte, encoding: encoding),
            layer: format.optionalText("layer"), headerRow: headerRow, rowsBelowHeader: below,
            footer: format.optionalText("footer"))
    }

    /// The validity, or nothing where the agreement has no end; nil when it can't be read.
    private static func validity(in map: YAMLMapping) -> (value: Validity?, Void)? {
        guard map.has("valid") else { return (nil, ()) }
        guard let valid = map.mapping("valid", keys: ["from", "until"]), let from = valid.date("from"),
            let until = valid.date("until")
        else { return nil }
        guard let validity = Validity(from: from, until: until) else {
            valid.refuse(
                "until",
                Phrase(fr: "La convention finit avant de commencer.", en: "The convention ends before it begins."),
                remedy: Phrase(
                    fr: "« until » est le premier jour où elle ne vaut plus.",
                    en: "`until` is the first day on which it no longer holds."))
            return nil
        }
        return (validity, ())
    }

    /// The rhythm, or nothing where the source has none; nil when it can't be read.
    private static func rhythm(in map: YAMLMapping) -> (value: Rhythm?, Void)? {
        guard map.has("rhythm") else { return (nil, ()) }
        guard let rhythm: Rhythm = map.choice("rhythm") else { return nil }
        return (rhythm, ())
    }

    private static func bound(_ k: Int, _ basis: BoundBasis, _ columns: ConventionColumns, in map: YAMLMapping)
        -> RecordBound?
    {
        guard basis == .key else { return .stated(k) }
        guard columns.key != nil else {
            map.refuse(
                "k_enforced_by",
                Phrase(
                    fr: "La clé ne peut rien garantir : la convention n'a pas de colonne « key ».",
                    en: "The key can't enforce anything: the convention has no `key` column."),
                remedy: Phrase(
                    fr: "Nommez la colonne « key », ou écrivez « k_enforced_by: statement ».",
                    en: "Name the `key` column, or write `k_enforced_by: statement`."))
            return nil
        }
        guard k == 1 else {
            map.refuse(
                "k",
                Phrase(
                    fr: "Une clé garantit un seul enregistrement par incident, pas \(k).",
                    en: "A key enforces one record an incident, not \(k)."),
                remedy: Phrase(
                    fr: "Écrivez « k: 1 », ou « k_enforced_by: statement ».",
                    en: "Write `k: 1`, or `k_enforced_by: statement`."))
            return nil
        }
        return .enforcedByKey(k)
    }

    /// How a source may be disclosed, when nothing is to be proved about it.
    private enum PlainDisclosure: String, CaseIterable {
        case noised
    }

    private static func disclosure(in map: YAMLMapping) -> SourceDisclosure? {
        guard map.isMapping("disclosure") else {
            guard let _: PlainDisclosure = map.choice("disclosure") else { return nil }
            return .noised
        }
        guard let outer = map.mapping("disclosure", keys: ["open"]),
            let open = outer.requiredMapping("open", keys: ["url", "licence", "checksum"])
        else { return nil }
        let url = open.text("url")
        if let url, !url.hasPrefix("https://"), !url.hasPrefix("http://") {
            open.refuse(
                "url", Phrase(fr: "Ce n'est pas une adresse du web.", en: "This isn't a web address."),
                remedy: Phrase(
                    fr: "Donnez l'adresse publique du jeu de données, en https://.",
                    en: "Give the data set's public address, with https://."))
        }
        let checksum = open.text("checksum")?.lowercased()
        if let checksum, checksum.utf8.count != 64 || !checksum.allSatisfy({ $0.isASCII && $0.isHexDigit }) {
            open.refuse(
                "checksum",
                Phrase(
                    fr: "Ce n'est pas un SHA-256 (64 chiffres hexadécimaux).",
                    en: "This isn't a SHA-256 (64 hexadecimal digits)."),
                remedy: Phrase(fr: "Copiez la sortie de sha256sum.", en: "Copy what sha256sum prints."))
        }
        guard let url, let licence = open.text("licence"), let checksum else { return nil }
        return .open(OpenDataset(url: url, licence: licence, checksum: checksum))
    }
}
