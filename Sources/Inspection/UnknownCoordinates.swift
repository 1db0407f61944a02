public import Vocabulary

/// Two columns that look like coordinates of a system that nothing tells.
public struct UnknownCoordinates: Sendable, Hashable {
    /// The column eastwards.
    public let x: String
    /// The column northwards.
    public let y: String

    /// What a person is told and asked.
    public var question: Phrase {
        let (x, y) = (Self.plain(x), Self.plain(y))
        return Phrase(
            fr:
                "« \(x) » et « \(y) » semblent des coordonnées d'un système inconnu : demandez son code EPSG au producteur.",
            en: "`\(x)` and `\(y)` look like coordinates of an unknown system: ask the producer for its EPSG code.")
    }

    /// A name on one line, for a comment.
    private static func plain(_ name: String) -> String {
        let isPlain = { (scalar: Unicode.Scalar) in
            ![.control, .lineSeparator, .paragraphSeparator, .format].contains(scalar.properties.generalCategory)
        }
        return String(String.UnicodeScalarView(name.unicodeScalars.prefix(60).map { isPlain($0) ? $0 : "?" }))
    }
}
