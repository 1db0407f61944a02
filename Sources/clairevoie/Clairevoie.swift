import ArgumentParser
import Foundation
import Vocabulary

/// The command line.
@main
struct Clairevoie: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clairevoie",
        abstract: "A municipal observatory of public tranquillity: places and hours, never persons.",
        discussion: """
            Exit codes: 0 done; 64 the command is wrong; 65 the data is refused; 66 a file is missing or unreadable; \
            69 the site can't be served; 70 an error of the program; 74 the disk; 78 the territory's folder is wrong; 130 interrupted by Ctrl-C.
            """,
        subcommands: [
            InitCommand.self, FetchCommand.self, InspectCommand.self, DeskCommand.self, TeachCommand.self,
            ImportCommand.self,
            ContextCommand.self, PublishCommand.self, RetainCommand.self, ServeCommand.self, CellsCommand.self,
            AnalyseCommand.self, BacktestCommand.self, ForecastCommand.self, SimulateCommand.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            Failure.exit(with: error)
        }
    }
}
