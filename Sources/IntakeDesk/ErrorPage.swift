import Markup
import Vocabulary

/// The page of a file that can't be read as was asked.
struct ErrorPage {
    let territory: String
    let what: String
    let key: String
    let language: Language

    var html: HTML {
        DeskFrame(territory: territory, key: key, language: language).page(
            """
            <p class="notice" role="alert">\(what)</p>
            <p><a href="\(Desk.path(language))?key=\(key)">\(DeskWords.back[language])</a></p>

            """)
    }
}
