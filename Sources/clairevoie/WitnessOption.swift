import ArgumentParser
import Foundation

/// The option of the commands that lengthen the log.
struct WitnessOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where the witness of the log is kept, outside the data (default: $CLAIREVOIE_STATE, "
                + "$XDG_STATE_HOME/clairevoie or ~/.local/state/clairevoie).",
            valueName: "dir"))
    var witness: String?

    /// The folder of the witnesses: not in the data folder, with which it would be restored.
    var folder: String {
        let environment = ProcessInfo.processInfo.environment
        func named(_ variable: String) -> String? { environment[variable].flatMap { $0.isEmpty ? nil : $0 } }
        return witness ?? named("CLAIREVOIE_STATE") ?? named("XDG_STATE_HOME").map { $0 + "/clairevoie" }
            ?? (named("HOME") ?? NSHomeDirectory()) + "/.local/state/clairevoie"
    }
}
