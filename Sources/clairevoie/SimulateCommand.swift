import ArgumentParser

/// `clairevoie simulate`: makes the demonstration city, or shows what feedback would do.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Make the demonstration city, or show what feedback would do to presence.",
        discussion: """
            `simulate FOLDER` is short for `simulate demonstration FOLDER`. A folder that is called as a command is \
            needs a path: ./feedback.

            Example: clairevoie simulate demo-data/files
            """,
        subcommands: [SimulateDemonstration.self, SimulateFeedback.self],
        defaultSubcommand: SimulateDemonstration.self)
}
