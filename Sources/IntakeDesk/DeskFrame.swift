import Markup
import Vocabulary

/// What surrounds every page of the desk: the head, whose town it is, and the way to the other language.
struct DeskFrame {
    let territory: String
    let key: String
    let language: Language

    func page(_ content: HTML) -> HTML {
        let other: Language = language == .french ? .english : .french
        return """
            <!doctype html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(DeskWords.title[language]) · \(territory) · Clairevoie</title>
            <link rel="stylesheet" href="/desk.css">
            </head>
            <body>
            <a class="skip" href="#content">\(DeskWords.skip[language])</a>
            <header class="top"><p><b>Clairevoie</b> <span>\(territory)</span></p>
            <a href="\(Desk.path(other))?key=\(key)" lang="\(other.rawValue)" hreflang="\(other.rawValue)">\
            \(DeskWords.other[language])</a></header>
            <main id="content" tabindex="-1">
            <h1>\(DeskWords.title[language])</h1>
            \(content)</main>
            </body>
            </html>

            """
    }
}
