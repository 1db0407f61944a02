/// The one sheet of the desk, in the website's colours.
enum DeskStyle {
    static let sheet = colours + frame + tables + form + ways

    private static let colours = """
        :root {
            color-scheme: light dark; --paper: #fdfdfb; --panel: #f3f2ec; --ink: #1b2430; --soft: #505b69;
            --line: #c9ccc8; --edge: #767d86; --accent: #0b4f8a; --on-accent: #ffffff; --notice: #fff3c4;
            --notice-ink: #4a3a00; --done: #dff0e2; --done-ink: #123d1d;
        }
        @media (prefers-color-scheme: dark) {
            :root {
                --paper: #12161c; --panel: #1b212a; --ink: #e8eaed; --soft: #aeb6c1; --line: #3a434f; --edge: #8b95a1;
                --accent: #8fc4ff; --on-accent: #0a1a2b; --notice: #3d3410; --notice-ink: #ffeaa3; --done: #16331f;
                --done-ink: #c6efd0;
            }
        }

        """

    private static let frame = """
        *, *::before, *::after { box-sizing: border-box; }
        html { font: 100%/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, sans-serif; }
        body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere; }
        a { color: var(--accent); text-underline-offset: .15em; }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        .skip { position: absolute; left: -999rem; }
        .skip:focus { left: .5rem; top: .5rem; background: var(--paper); padding: .5rem 1rem; }
        .top { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.5rem;
            padding: .75rem max(1rem, 50vw - 36rem); border-bottom: 1px solid var(--line); }
        .top p { margin: 0 auto 0 0; }
        .top span { color: var(--soft); margin-left: .35rem; }
        .top a { padding: .25rem 0; }
        main { max-width: 90rem; margin: 0 auto; padding: 1rem max(1rem, 50vw - 36rem) 3rem; }
        main:focus { outline: none; }
        h1 { font-size: 1rem; font-weight: 600; color: var(--soft); margin: .5rem 0 .25rem; }
        h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.5rem 0 .5rem; }
        .headline { font-size: clamp(1.25rem, 1rem + 1.3vw, 1.75rem); line-height: 1.25; font-weight: 600;
            margin: 0 0 .75rem; max-width: 46rem; text-wrap: pretty; }
        .lead { max-width: 42rem; margin: 0 0 1rem; }
        .soft { color: var(--soft); max-width: 42rem; margin: 0 0 .75rem; }
        .notice, .done { padding: .75rem 1rem; border-radius: .25rem; margin: 1rem 0; max-width: 60rem; }
        .notice { background: var(--notice); color: var(--notice-ink); }
        .done { background: var(--done); color: var(--done-ink); }
        .notice p, .done p { margin: 0; }
        .notice ul { margin: .5rem 0 0; padding-left: 1.25rem; }
        code, pre { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; font-size: .9em; }
        pre { overflow-x: auto; background: var(--panel); border-radius: .25rem; padding: 1rem; overflow-wrap: normal; }

        """

    private static let tables = """
        .wide { overflow-x: auto; overflow-wrap: normal; }
        table { border-collapse: collapse; min-width: 100%; font-variant-numeric: tabular-nums; }
        th, td { border-bottom: 1px solid var(--line); padding: .4rem 1rem .4rem 0; text-align: left;
            vertical-align: top; }
        thead th { color: var(--soft); font-weight: 600; font-size: .9rem; white-space: nowrap; }
        tbody th { font-weight: 600; max-width: 18rem; overflow-wrap: break-word; }
        td.number { text-align: right; white-space: nowrap; }
        th.number { text-align: right; }
        .profile td:nth-of-type(2) { min-width: 9rem; }
        .profile td:last-child { min-width: 16rem; }
        td code { display: block; white-space: nowrap; }
        tr.person td, tr.person th { background: var(--notice); color: var(--notice-ink); }
        tr.person th:first-child { border-left: .25rem solid var(--edge); padding-left: .5rem; }

        """

    private static let form = """
        fieldset { border: 0; border-top: 1px solid var(--line); margin: 1.5rem 0 0; padding: .75rem 0 0; min-width: 0; }
        legend { font-size: 1.1rem; font-weight: 600; padding: 0 .75rem 0 0; }
        .fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr));
            gap: .75rem 1.5rem; align-items: end; }
        .field label { display: block; font-size: .95rem; margin-bottom: .15rem; }
        input, select, button { font: inherit; color: inherit; min-height: 2.5rem; max-width: 100%;
            border: 1px solid var(--edge); border-radius: .25rem; background: var(--paper); padding: .35rem .6rem; }
        .field input, .field select { width: 100%; }
        .field.pair { grid-column: 1 / -1; display: grid; gap: .75rem 1.5rem;
            grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr)); }
        button { cursor: pointer; padding: .35rem 1rem; }
        button.first { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
        .actions { display: flex; flex-wrap: wrap; gap: .75rem 1.5rem; align-items: center; margin: 2rem 0 0; }
        .actions label { display: flex; gap: .5rem; align-items: center; }
        .actions input { min-height: 1.25rem; width: 1.25rem; flex: none; accent-color: var(--accent); }

        """

    /// Of the ways to give a place or a time, only the chosen one's controls are shown, without any script.
    private static let ways =
        choices("place", ProposalForm.PlaceWay.allCases.map(\.rawValue))
        + choices("time", ProposalForm.TimeWay.allCases.map(\.rawValue))

    private static func choices(_ control: String, _ ways: [String]) -> String {
        ways.map { way in
            "fieldset:has(#\(control) option[value=\"\(way)\"]:checked) .way:not(.\(way)) { display: none; }\n"
        }.joined()
    }
}
