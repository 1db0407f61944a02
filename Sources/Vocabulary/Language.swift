/// A language of the screens and of the command line.
public enum Language: String, Sendable, Hashable, CaseIterable, Codable {
    case french = "fr"
    case english = "en"
}

/// A short text in every language of the product.
public struct Phrase: Sendable, Hashable {
    private let french: String
    private let english: String

    /// Makes a phrase from its French and its English wording.
    public init(fr french: String, en english: String) {
        self.french = french
        self.english = english
    }

    /// Makes a phrase that reads the same in every language, such as a proper name.
    public init(verbatim text: String) {
        self.init(fr: text, en: text)
    }

    /// The wording in `language`.
    public subscript(_ language: Language) -> String {
        switch language {
        case .french: french
        case .english: english
        }
    }
}
