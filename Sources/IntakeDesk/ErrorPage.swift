import Markup
import Vocabulary

/// The page of a file that can't be read as was asked.
struct ErrorPage {
    let what: String
    let key: String
    let language: Language

    var html: HTML {
        """
        <!doctype html>
        <html lang="\(language.rawValue)">
        <head><meta charset="utf-8"><title>\(DeskWords.title[language]) · Clairevoie</title>
        <link rel="stylesheet" href="/desk.css"></head>
        <body><main><h1>\(DeskWords.title[language])</h1>
        <p class="notice" role="alert">\(what)</p>
        <p><a href="\(Desk.path(language))?key=\(key)">\(DeskWords.back[language])</a></p>
        </main></body>
        </html>

        """
    }
}
