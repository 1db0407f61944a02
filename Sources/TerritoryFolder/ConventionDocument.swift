import Vocabulary

/// A file of `conventions/`, read into a ``Convention``.
struct ConventionDocument {
    private static let keys = [
        "source", "title", "purpose", "legal_basis", "origin", "k", "k_enforced_by", "columns", "format", "rhythm",
        "delay_hours", "retention_days", "disclosure",
    ]

    /// Where the file stands in the user's eyes.
    let map: YAMLMapping
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
        guard let map = document.mapping(keys: Self.keys + ["keep", "transient"]) else { return nil }
        self.map = map
        for key in ["keep", "transient"] where map.has(key) {
            let words = map.words(key)
            if words.isEmpty { PersonalColumn.refuse(key, nil, key: key, in: map) }
            for word in words { PersonalColumn.refuse(word, PersonalColumn(named: word), key: key, in: map) }
        }
        let source = map.identifier("source")
        let title = map.phrase("title")
        let purpose = map.phrase("purpose")
        let legalBasis = map.phrase("legal_basis")
        let origin: Origin? = map.choice("origin")
        let k = map.integer("k", in: 1...1000)
        let basis: BoundBasis? = map.choice("k_enforced_by", missing: .statement)
        let columns = Self.columns(in: map)
        let format = Self.format(in: map)
        let rhythm = Self.rhythm(in: map)
        let delay = map.integer("delay_hours", in: 0...87_600)
        let retention = map.integer("retention_days", in: 1...36_525)
        let disclosure = Self.disclosure(in: map)
        guard let source, let title, let purpose, let legalBasis, let origin, let k, let basis, let columns,
            let format, let rhythm, let delay, let retention, let disclosure
        else { return nil }
        guard let bound = Self.bound(k, basis, columns, in: map) else { return nil }
        convention = Convention(
            source: source, title: title, purpose: purpose, legalBasis: legalBasis, origin: origin,
            recordsPerIncident: bound, format: format, place: columns.place, time: columns.time,
            categoryColumn: columns.category, keyColumn: columns.key, rhythm: rhythm.value,
            delay: Int64(delay) * 3600, retentionDays: retention, disclosure: disclosure)
    }

    private typealias Columns = (place: PlaceColumns, time: TimeColumn, category: String, key: String?)

    private static func columns(in map: YAMLMapping) -> Columns? {
        // Keys beyond the four are refused for what they are: a wish to keep more.
        let known = ["place", "time", "category", "key"]
        guard let all = map.requiredMapping("columns", keys: known, why: PersonalColumn.why) else { return nil }
        let place = all.requiredMapping("place", keys: ["longitude", "latitude", "zone", "column"])
            .flatMap(Self.place)
        let time = Self.time(in: all)
        let category = all.text("category")
        PersonalColumn.check(category, key: "category", in: all)
        let key = all.optionalText("key")
        PersonalColumn.check(key, key: "key", in: all)
        guard let place, let time, let category, !(all.has("key") && key == nil) else { return nil }
        var seen: Set<String> = []
        var names = [time.column, category] + [key].compactMap(\.self)
        switch place {
        case .coordinates(let longitude, let latitude): names += [longitude, latitude]
        case .zone(_, let column): names.append(column)
        }
        for name in names where !seen.insert(name).inserted {
            all.refuse(
                nil,
                Phrase(fr: "La colonne « \(name) » sert deux fois.", en: "The column `\(name)` serves twice."),
                remedy: Phrase(
                    fr: "Donnez à chaque rôle sa propre colonne.", en: "Give each role a column of its own."))
        }
        return (place, time, category, key)
    }

    private static func place(in map: YAMLMapping) -> PlaceColumns? {
        if map.has("zone") || map.has("column") {
            let column = map.text("column")
            PersonalColumn.check(column, key: "column", in: map)
            guard let level = map.identifier("zone"), let column else { return nil }
            guard !map.has("longitude"), !map.has("latitude") else {
                map.refuse(
                    nil,
                    Phrase(
                        fr: "Le lieu est donné deux fois : par coordonnées et par zone.",
                        en: "The place is given twice: by coordinates and by zone."),
                    remedy: Phrase(
                        fr: "Gardez longitude et latitude, ou zone et column.",
                        en: "Keep longitude and latitude, or zone and column."))
                return nil
            }
            return .zone(level: level, column: column)
        }
        guard let longitude = map.text("longitude"), let latitude = map.text("latitude") else { return nil }
        return .coordinates(longitude: longitude, latitude: latitude)
    }

    private static func time(in map: YAMLMapping) -> TimeColumn? {
        guard let time = map.requiredMapping("time", keys: ["column", "order", "clock"]) else { return nil }
        let column = time.text("column")
        PersonalColumn.check(column, key: "column", in: time)
        let order: TimeColumn.DateOrder? = time.choice("order", missing: .yearMonthDay)
        let clock: TimeColumn.Clock? = time.choice("clock", missing: .local)
        guard let column, let order, let clock else { return nil }
        return TimeColumn(column: column, order: order, clock: clock)
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

    private static func format(in map: YAMLMapping) -> DelimitedFormat? {
        guard map.has("format") else { return DelimitedFormat() }
        guard let format = map.mapping("format", keys: ["delimiter", "encoding"]) else { return nil }
        let delimiter: Delimiter? = format.choice("delimiter", missing: .auto)
        let encoding: DelimitedFormat.TextEncoding? = format.choice("encoding", missing: .automatic)
        guard let delimiter, let encoding else { return nil }
        return DelimitedFormat(delimiter: delimiter.byte, encoding: encoding)
    }

    /// The rhythm, or nothing where the source has none; nil when it can't be read.
    private static func rhythm(in map: YAMLMapping) -> (value: Rhythm?, Void)? {
        guard map.has("rhythm") else { return (nil, ()) }
        guard let rhythm: Rhythm = map.choice("rhythm") else { return nil }
        return (rhythm, ())
    }

    private static func bound(_ k: Int, _ basis: BoundBasis, _ columns: Columns, in map: YAMLMapping) -> RecordBound? {
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
