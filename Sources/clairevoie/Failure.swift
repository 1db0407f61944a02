import ArgumentParser
import Connectors
import Disclosure
import Editions
import Foundation
import Intake
import Portals
import TerritoryFolder
import Vault
import Vocabulary
import Website

/// The user pressed Ctrl-C.
struct Interrupted: Error {}

/// How a command ends when it can't do its work.
enum Failure {
    /// Tells the user what happened, in their language, and exits with the documented code.
    static func exit(with error: any Error) -> Never {
        switch error {
        case let several as FolderErrors:
            write(several.text(in: TerminalLanguage.current))
            Foundation.exit(78)
        case let explained as any ExplainedError:
            write(explained.explanation.text(in: TerminalLanguage.current))
            Foundation.exit(code(of: explained))
        case is Interrupted, is CancellationError:
            write(
                Phrase(
                    fr: "Interrompu : rien n'a été changé.", en: "Interrupted: nothing was changed."
                )[TerminalLanguage.current])
            Foundation.exit(130)
        default:
            Clairevoie.exit(withError: error)
        }
    }

    private static func code(of error: any ExplainedError) -> Int32 {
        switch error {
        case ConnectorError.unreadable, EditionStoreError.missing, is UnreadableFile: 66
        case is ConnectorError, is GateError: 65
        case is VaultError, is EditionStoreError: 74
        case is PublishError: 65
        case is SiteError: 69
        case PortalError.badAddress, PortalError.severalFiles, PortalError.otherDataset: 64
        case PortalError.changedColumns: 65
        case PortalError.unwritable: 74
        case is PortalError: 69
        default: 64
        }
    }

    private static func write(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}

/// The language of the terminal: French when the locale says so, English otherwise.
enum TerminalLanguage {
    static var current: Language {
        let environment = ProcessInfo.processInfo.environment
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return locale?.hasPrefix("fr") == true ? .french : .english
    }
}
