import Markup
import Vocabulary

/// The controls of a form, each with its label.
enum FormControls {
    /// A choice among some options.
    ///
    /// - Parameter ways: the ways to give a place or a time that the control belongs to; empty for one of all.
    static func choice(
        _ name: String, _ label: String, _ options: [(value: String, title: String)], chosen: String?,
        ways: [String] = []
    ) -> HTML {
        field(
            name, label, ways,
            """
            <select id="\(name)" name="\(name)">\(HTML.each(options) { option in
                let isChosen: HTML = option.value == (chosen ?? "") ? " selected" : .nothing
                return "<option value=\"\(option.value)\"\(isChosen)>\(option.title)</option>"
            })</select>
            """)
    }

    /// A choice among the file's columns, or none of them.
    static func column(
        _ name: String, _ label: String, _ columns: [String], chosen: String?, ways: [String] = [], _ language: Language
    ) -> HTML {
        choice(
            name, label, [("", DeskWords.none[language])] + columns.map { ($0, $0) }, chosen: chosen, ways: ways)
    }

    static func text(
        _ name: String, _ label: String, _ value: String?, isNumber: Bool = false, ways: [String] = []
    ) -> HTML {
        let kind: HTML = isNumber ? " inputmode=\"numeric\" size=\"6\"" : .nothing
        return field(
            name, label, ways, "<input id=\"\(name)\" name=\"\(name)\" value=\"\(value ?? "")\"\(kind)>")
    }

    static func group(_ legend: String, _ content: HTML, after: HTML = .nothing) -> HTML {
        """
        <fieldset><legend>\(legend)</legend>
        <div class="fields">
        \(content)</div>
        \(after)</fieldset>

        """
    }

    private static func field(_ name: String, _ label: String, _ ways: [String], _ control: HTML) -> HTML {
        let classes = (["field"] + (ways.isEmpty ? [] : ["way"] + ways)).joined(separator: " ")
        return """
            <div class="\(classes)"><label for="\(name)">\(label)</label>\(control)</div>

            """
    }
}
