import Foundation

extension Browser {
    /// What axe finds wrong with the page, folded parts included; each with the element.
    public func violations() async throws -> [String] {
        let axe = try String(contentsOfFile: BrowserNeeds.axe, encoding: .utf8)
        _ = try await run("document.querySelectorAll('details').forEach(d => d.open = true)")
        let found =
            try await runUntilCalledBack(
                axe + """
                    ;
                    const done = arguments[arguments.length - 1];
                    axe.run(document, { resultTypes: ["violations"] }).then(found => done(found.violations.flatMap(
                        violation => violation.nodes.map(node => violation.id + ": " + node.html.slice(0, 200)))));
                    """) as? [String]
        guard let found else { throw Failure(description: "axe said nothing") }
        return found
    }

    /// By how many pixels the page is wider than its window.
    public func sidewaysExcess() async throws -> Int {
        let excess = try await run(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        guard let excess = excess as? Int else { throw Failure(description: "no width: \(excess)") }
        return excess
    }
}
