/// The one sheet of the desk.
enum DeskStyle {
    static let sheet = """
        :root { color-scheme: light dark; --line: #8b95a1; --notice: #fff3c4; --notice-ink: #4a3a00; }
        @media (prefers-color-scheme: dark) { :root { --notice: #3d3410; --notice-ink: #ffeaa3; } }
        html { font: 100%/1.5 system-ui, sans-serif; }
        body { margin: 0 auto; max-width: 72rem; padding: 1rem; overflow-wrap: break-word; }
        table { border-collapse: collapse; width: 100%; }
        .wide { overflow-x: auto; }
        th, td { border-bottom: 1px solid var(--line); padding: .25rem .5rem; text-align: left; vertical-align: top; }
        fieldset { border: 1px solid var(--line); margin: 1rem 0; }
        label { display: inline-block; margin: .25rem 1rem .25rem 0; }
        input, select, button { font: inherit; min-height: 2.25rem; }
        .notice { background: var(--notice); color: var(--notice-ink); padding: .5rem 1rem; }
        code, pre { font-family: ui-monospace, monospace; }
        pre { overflow-x: auto; border: 1px solid var(--line); padding: .5rem; }
        :focus-visible { outline: 3px solid; outline-offset: 2px; }

        """
}
