/// Why the reader gives a file up, as it tells the program that started it.
public struct ReaderFailure: Error, Codable, Sendable, Hashable {
    /// The reasons.
    public enum Code: String, Codable, Sendable, Hashable, CaseIterable {
        /// The system won't open it; the text is the system's reason.
        case unreadable
        /// Its first bytes are those of no format that is read; the text names what they look like, if anything.
        case unknownFormat
        /// The format is known and not read; the text is its name.
        case unsupportedFormat
        /// The file is damaged, or isn't what it begins like; the text is the reason.
        case damaged
        /// An XLS workbook that the library can't read: damaged, or of a kind that it doesn't know; the text is its reason.
        case oldWorkbook
        /// It needs a password.
        case encrypted
        /// An archive with paths or sizes that no honest one has; the text is the reason.
        case unsafeArchive
        /// A file that must lie beside it doesn't; the text is its name.
        case missingPart
        /// It isn't named as its format demands; the text is the ending that its name must have.
        case misnamed
        /// A program that reads the format isn't installed; the texts are the program and its Debian package.
        case missingProgram
        /// It has several layers and none was chosen; the texts are their names.
        case severalLayers
        /// It has no layer of the name asked for; the texts are the names that it has.
        case noSuchLayer
        /// It has no layer at all.
        case noLayers
        /// It gave more bytes than are allowed; the text is the limit in MiB.
        case tooMuchOutput
        /// Reading would take more memory than is allowed; the text is the limit in MiB.
        case tooMuchMemory
        /// The reader can't shut itself in, and so opens nothing; the text is the reason.
        case noSandbox
        /// The reader was asked for something that it doesn't understand.
        case badRequest
    }

    /// The reason.
    public let code: Code
    /// What the reason is about, as the code says.
    public let texts: [String]
    /// How many rows had been read.
    public let row: Int

    /// Makes a failure.
    public init(_ code: Code, _ texts: [String] = [], row: Int = 0) {
        self.code = code
        self.texts = texts
        self.row = row
    }
}
