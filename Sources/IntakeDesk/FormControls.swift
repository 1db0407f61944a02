import Markup
import Vocabulary

/// The controls of a form, each with its label.
enum FormControls {
    static func choice(
        _ name: String, _ label: String, _ options: [(value: String, title: String)], chosen: String?
    ) -> HTML {
        """
        <label for="\(name)">\(label) <select id="\(name)" name="\(name)">\(HTML.each(options) { option in
            let isChosen: HTML = option.value == (chosen ?? "") ? " selected" : .nothing
            return "<option value=\"\(option.value)\"\(isChosen)>\(option.title)</option>"
        })</select></label>

        """
    }

    /// A choice among the file's columns, or none of them.
    static func column(
        _ name: String, _ label: String, _ columns: [String], chosen: String?, _ language: Language
    ) -> HTML {
        choice(
            name, label, [("", DeskWords.none[language])] + columns.map { ($0, $0) }, chosen: chosen)
    }

    static func text(_ name: String, _ label: String, _ value: String?, isNumber: Bool = false) -> HTML {
        let kind: HTML = isNumber ? " inputmode=\"numeric\" size=\"6\"" : .nothing
        return """
            <label for="\(name)">\(label) <input id="\(name)" name="\(name)" value="\(value ?? "")"\(kind)></label>

            """
    }

    static func group(_ legend: String, _ content: HTML) -> HTML {
        """
        <fieldset><legend>\(legend)</legend>
        \(content)</fieldset>

        """
    }
}
