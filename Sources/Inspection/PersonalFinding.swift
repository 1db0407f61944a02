public import Vocabulary

/// Why a column looks as if it told of persons.
public struct PersonalFinding: Sendable, Hashable {
    /// What gives a column away.
    public enum Evidence: String, Sendable, Hashable {
        /// Its name alone.
        case name
        /// Its values alone.
        case values
        case both
    }

    /// What it seems to hold.
    public let content: PersonalColumn
    /// What gives it away.
    public let evidence: Evidence

    /// Makes a finding.
    init(_ content: PersonalColumn, _ evidence: Evidence) {
        self.content = content
        self.evidence = evidence
    }

    /// The reason, for a person.
    public var reason: Phrase {
        let title = content.title
        return switch evidence {
        case .name: Phrase(fr: "\(title[.french]), d'après son nom", en: "\(title[.english]), by its name")
        case .values: Phrase(fr: "\(title[.french]), d'après ses valeurs", en: "\(title[.english]), by its values")
        case .both:
            Phrase(
                fr: "\(title[.french]), d'après son nom et ses valeurs",
                en: "\(title[.english]), by its name and its values")
        }
    }
}
