import Foundation
import GRDB
public import Vocabulary

/// Why the store of published figures can't be used.
public enum EditionStoreError: ExplainedError {
    /// There is no store in the folder.
    case missing(folder: String)
    /// The store can't be used.
    case unusable(path: String, StoreTrouble, reason: String)

    /// The store's error behind one of the database or of the disk; others are themselves.
    static func explained(_ error: any Error, path: String) -> any Error {
        switch error {
        case let error as DatabaseError:
            EditionStoreError.unusable(
                path: path, StoreTrouble(resultCode: error.resultCode.rawValue), reason: error.message ?? "\(error)")
        case let error as CocoaError:
            EditionStoreError.unusable(path: path, .inaccessible, reason: "\(error.code)")
        default: error
        }
    }

    /// What to tell the user.
    public var explanation: Explanation {
        switch self {
        case .missing(let folder):
            Explanation(
                what: Phrase(fr: "Rien n'a encore été publié ici.", en: "Nothing has been published here."),
                at: TextPosition(file: folder),
                remedy: Phrase(
                    fr: "Lancez « clairevoie publish » sur ce dossier, ou vérifiez l'option --data.",
                    en: "Run `clairevoie publish` on this folder, or check the --data option."))
        case .unusable(let path, let trouble, let reason):
            Explanation(
                what: trouble.what, at: TextPosition(file: path), why: Phrase(verbatim: reason),
                remedy: trouble.remedy)
        }
    }
}
