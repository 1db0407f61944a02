import RowFormat
import Vocabulary

extension ConnectorError {
    /// What to tell of a reader that ended otherwise than by its own word.
    var readerExplanation: Explanation {
        switch self {
        case .readerDied(let file, let row, let signal):
            Explanation(
                what: Phrase(
                    fr: "La lecture s'est interrompue après \(row) lignes.", en: "Reading broke off after \(row) rows."),
                at: TextPosition(file: file, line: row),
                why: signal == 24
                    ? Phrase(fr: "Le temps de calcul permis est épuisé.", en: "The processor time allowed is used up.")
                    : Phrase(
                        fr: "Le lecteur s'est arrêté (signal \(signal)) : fichier abîmé, piégé ou trop gros.",
                        en: "The reader stopped (signal \(signal)): the file is damaged, hostile or too large."),
                remedy: Self.saveAgain)
        case .readerStalled(let file, let row, let seconds):
            Explanation(
                what: Phrase(
                    fr: "Rien n'est venu du fichier pendant \(seconds) s, après \(row) lignes.",
                    en: "Nothing came from the file for \(seconds) s, after \(row) rows."),
                at: TextPosition(file: file, line: row), remedy: Self.saveAgain)
        case .readerCut(let file, let row):
            Explanation(
                what: Phrase(
                    fr: "La lecture s'est interrompue après \(row) lignes.", en: "Reading broke off after \(row) rows."),
                at: TextPosition(file: file, line: row),
                why: Phrase(
                    fr: "Ce que le lecteur a écrit est coupé ou n'a pas de sens.",
                    en: "What the reader wrote is cut or makes no sense."),
                remedy: Phrase(
                    fr: "Réinstallez clairevoie et clairevoie-reader de la même version, puis réessayez.",
                    en: "Install clairevoie and clairevoie-reader of the same version, then try again."))
        case .readerMissing(let path): Self.missing(path)
        default: explanation
        }
    }

    private static let saveAgain = Phrase(
        fr: "Ouvrez le fichier avec le logiciel d'origine et enregistrez-le en CSV UTF-8, ou partagez-le en plusieurs.",
        en: "Open the file in the program that wrote it and save it as CSV UTF-8, or split it.")

    private static func missing(_ path: String) -> Explanation {
        Explanation(
            what: Phrase(
                fr: "Le lecteur de fichiers ne peut être lancé.", en: "The reader of files can't be started."),
            at: TextPosition(file: path),
            remedy: Phrase(
                fr: "Placez clairevoie-reader à côté de clairevoie, ou donnez son chemin avec --reader.",
                en: "Put clairevoie-reader beside clairevoie, or give its path with --reader."))
    }
}

extension ReaderFailure {
    /// What to tell of a file that the reader gave up.
    func explanation(of file: String) -> Explanation {
        let text = texts.first ?? ""
        let list = texts.map { "« \($0) »" }.joined(separator: ", ")
        let (what, remedy) = phrases(text, list)
        return Explanation(
            what: what, at: TextPosition(file: file, line: row > 0 ? row : nil),
            why: hasReason && !text.isEmpty ? Phrase(verbatim: text) : nil, remedy: remedy)
    }

    private var hasReason: Bool {
        [.unreadable, .damaged, .oldWorkbook, .unsafeArchive, .noSandbox, .badRequest].contains(code)
    }

    private func phrases(_ text: String, _ list: String) -> (what: Phrase, remedy: Phrase) {
        let export = Phrase(
            fr: "Depuis le logiciel d'origine, enregistrez au format XLSX ou CSV UTF-8.",
            en: "Save it as XLSX or CSV UTF-8 from the program that wrote it.")
        switch code {
        case .unreadable:
            return (
                Phrase(fr: "Le fichier ne peut être lu.", en: "The file can't be read."),
                Phrase(
                    fr: "Vérifiez le nom du fichier et vos droits.", en: "Check the file's name and your permissions.")
            )
        case .unknownFormat:
            return (Phrase(fr: "Format de fichier inconnu.", en: "The file's format is unknown."), export)
        case .unsupportedFormat:
            return (Phrase(fr: "Le format \(text) n'est pas lu.", en: "The format \(text) isn't read."), export)
        case .damaged:
            return (
                Phrase(
                    fr: "Le fichier est abîmé, ou n'est pas ce qu'il prétend.",
                    en: "The file is damaged, or isn't what it claims to be."),
                Phrase(
                    fr: "Copiez-le de nouveau, ou enregistrez-le à nouveau depuis le logiciel d'origine.",
                    en: "Copy it again, or save it again from the program that wrote it.")
            )
        case .oldWorkbook:
            return (
                Phrase(
                    fr: "Ce classeur XLS est d'une sorte qui n'est pas lue ici, ou abîmé.",
                    en: "This XLS workbook is of a kind that isn't read here, or damaged."),
                Phrase(
                    fr: "Ouvrez-le dans un tableur et enregistrez-le en XLSX.",
                    en: "Open it in a spreadsheet program and save it as XLSX.")
            )
        case .encrypted:
            return (
                Phrase(fr: "Le fichier est protégé par un mot de passe.", en: "The file is protected by a password."),
                Phrase(fr: "Enregistrez-en une copie sans mot de passe.", en: "Save a copy without a password.")
            )
        case .unsafeArchive:
            return (
                Phrase(
                    fr: "L'archive a des chemins ou des tailles qu'aucune archive honnête n'a.",
                    en: "The archive has paths or sizes that no honest archive has."),
                Phrase(
                    fr: "Décompressez-la vous-même si vous vous fiez à qui l'envoie.",
                    en: "Unpack it yourself if you trust whoever sent it.")
            )
        case .missingPart:
            return (
                Phrase(
                    fr: "Il manque le fichier \(text) qui l'accompagne.",
                    en: "The \(text) file that goes with it is missing."),
                Phrase(
                    fr: "Demandez tous les fichiers du même nom, ou l'archive zip qui les contient.",
                    en: "Ask for all files of the same name, or the zip archive that holds them.")
            )
        case .misnamed:
            return (
                Phrase(
                    fr: "Le contenu est celui d'un fichier .\(text), mais le nom ne finit pas ainsi.",
                    en: "The content is that of a .\(text) file, but its name doesn't end so."),
                Phrase(fr: "Renommez le fichier en .\(text).", en: "Rename the file to end in .\(text).")
            )
        case .missingProgram:
            let package = texts.last ?? ""
            return (
                Phrase(
                    fr: "Ce format demande le programme \(text), qui n'est pas installé.",
                    en: "This format needs the program \(text), which isn't installed."),
                Phrase(
                    fr: "Installez le paquet \(package), ou enregistrez le fichier au format XLSX ou CSV UTF-8.",
                    en: "Install the package \(package), or save the file as XLSX or CSV UTF-8.")
            )
        default: return limitPhrases(text, list)
        }
    }

    private func limitPhrases(_ text: String, _ list: String) -> (what: Phrase, remedy: Phrase) {
        let choose = Phrase(
            fr: "Choisissez dans la convention, sous « format: layer » : \(list).",
            en: "Choose in the convention, under `format: layer`: \(list).")
        let split = Phrase(
            fr: "Partagez le fichier en plusieurs, ou enregistrez-le en CSV UTF-8.",
            en: "Split the file, or save it as CSV UTF-8.")
        switch code {
        case .severalLayers:
            return (
                Phrase(fr: "Le fichier a plusieurs tables ou feuilles.", en: "The file has several tables or sheets."),
                choose
            )
        case .noSuchLayer:
            return (
                Phrase(
                    fr: "Le fichier n'a pas la table ou la feuille demandée.",
                    en: "The file doesn't have the table or sheet asked for."), choose
            )
        case .noLayers:
            return (
                Phrase(
                    fr: "Le fichier n'a ni table ni feuille remplie.", en: "The file has no table and no filled sheet."),
                Phrase(fr: "Refaites l'export.", en: "Export it again.")
            )
        case .tooMuchOutput:
            return (
                Phrase(fr: "Le fichier donne plus de \(text) Mio.", en: "The file gives more than \(text) MiB."), split
            )
        case .tooMuchMemory:
            return (
                Phrase(
                    fr: "Lire le fichier prendrait plus de \(text) Mio de mémoire.",
                    en: "Reading the file would take more than \(text) MiB of memory."), split
            )
        default:
            return (
                Phrase(fr: "Le lecteur refuse de travailler.", en: "The reader refuses to work."),
                Phrase(
                    fr: "Réinstallez clairevoie-reader ; le noyau doit offrir seccomp.",
                    en: "Install clairevoie-reader again; the kernel must offer seccomp.")
            )
        }
    }
}
