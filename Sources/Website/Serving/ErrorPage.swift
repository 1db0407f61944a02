import Markup
import Vocabulary

/// The pages for what can't be shown, each with a way on.
struct ErrorPage {
    let frame: PageFrame
    let what: String
    let remedy: String

    /// The whole page.
    var html: HTML {
        let language = frame.language
        return frame.page(
            """
            <h1>\(what)</h1>
            <p class="lead">\(remedy)</p>
            <ul class="prose">\(.each(PageFrame.Tab.allCases) {
                "<li><a href=\"/\(language.rawValue)/\($0.rawValue)\">\($0.title[language])</a></li>"
            })</ul>

            """)
    }

    static let notFound = Explanation(
        what: Phrase(fr: "Cette page n'existe pas.", en: "There is no such page."),
        remedy: Phrase(
            fr: "L'adresse est peut-être incomplète. Voici ce qui existe :",
            en: "The address may be incomplete. Here is what exists:"))

    static let broken = Explanation(
        what: Phrase(
            fr: "Le serveur ne peut pas répondre pour le moment.", en: "The server can't answer at the moment."),
        remedy: Phrase(
            fr:
                """
                Ce n'est pas votre faute et rien n'est perdu : les chiffres publiés sont intacts. Réessayez dans \
                un instant, ou essayez une autre page :
                """,
            en:
                """
                It isn't your fault and nothing is lost: the published figures are safe. Try again in a moment, \
                or try another page:
                """
        ))

    static let otherHost = Explanation(
        what: Phrase(
            fr: "Ces chiffres ne se lisent que sur cette machine.", en: "These figures are read on this machine only."),
        remedy: Phrase(
            fr: "Ouvrez http://127.0.0.1 ou http://localhost, avec le port du site :",
            en: "Open http://127.0.0.1 or http://localhost, with the site's port:"))

    static let nothingPublished = Explanation(
        what: Phrase(fr: "Rien n'est encore publié ici.", en: "Nothing is published here yet."),
        remedy: Phrase(
            fr: "Importez une source avec « clairevoie import », puis publiez-la avec « clairevoie publish ».",
            en: "Import a source with `clairevoie import`, then publish it with `clairevoie publish`."))
}
