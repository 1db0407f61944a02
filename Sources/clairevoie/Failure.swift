import Analysis
import ArgumentParser
import Connectors
import Context
import Disclosure
import Editions
import Foundation
import Intake
import IntakeDesk
import OutsideTable
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
            // What the argument parser knows is its own to tell: help, a wrong command.
            if Clairevoie.exitCode(for: error) != .failure { Clairevoie.exit(withError: error) }
            if let disk = DiskFailure(error) { exit(with: disk) }
            exit(with: ProgramError(reason: "\(error)"))
        }
    }

    private static func code(of error: any ExplainedError) -> Int32 {
        switch error {
        case ConnectorError.unreadable, ConnectorError.readerMissing, EditionStoreError.missing,
            ContextError.unreadable, TextModelError.unreadable, is UnreadableFile, is NoVault,
            is MissingTerritoryFile:
            66
        case ContextError.store, TextModelError.unwritable: 74
        case TextModelError.unknownWords: 64
        case is OutsideTableError, is AnalysisError, is BacktestError: 65
        case is ConnectorError, is GateError, is TextModelError, is ContextError, is ContextSeriesError: 65
        case is VaultError, is EditionStoreError, is DiskFailure: 74
        case is ProgramError: 70
        case is PublishError: 65
        case is SiteError, is DeskError: 69
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

/// The disk refused a file or a folder.
struct DiskFailure: ExplainedError {
    let path: String?

    /// Recognises what Foundation throws for files.
    init?(_ error: any Error) {
        guard let error = error as? CocoaError else { return nil }
        path = error.filePath
    }

    var explanation: Explanation {
        Explanation(
            what: Phrase(
                fr: "Le disque refuse ce fichier ou ce dossier.", en: "The disk refuses this file or folder."),
            at: path.map { TextPosition(file: $0) },
            remedy: Phrase(
                fr: "Vérifiez le nom, vos droits sur le dossier, et la place qui reste.",
                en: "Check the name, your permissions on the folder, and the space that is left."))
    }
}

/// Something that no user can have caused.
struct ProgramError: ExplainedError {
    let reason: String

    var explanation: Explanation {
        Explanation(
            what: Phrase(fr: "Erreur du programme.", en: "An error of the program."), why: Phrase(verbatim: reason),
            remedy: Phrase(
                fr: "Recommencez ; si l'erreur revient, signalez-la avec cette ligne.",
                en: "Try again; if it comes back, report it with this line."))
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
