import Foundation
import RowFormat

/// An XLSB workbook, which LibreOffice turns into XLSX where it is installed.
enum BinaryWorkbook {
    /// The workbook as XLSX.
    ///
    /// LibreOffice runs without a network, within the process's limits and with a profile of its own in a temporary
    /// folder; it must write there, and so can't be shut in as the reader itself is, which opens only what it made.
    static func converted(_ path: String) throws -> MappedFile {
        try Sandbox.closeNetwork()
        var name = Array((FileManager.default.temporaryDirectory.path + "/reader-XXXXXX").utf8CString)
        guard unsafe mkdtemp(&name) != nil else {
            throw ReaderFailure(.unreadable, [unsafe String(cString: strerror(errno))])
        }
        let folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let input = folder + "/input.xlsb"
        try? FileManager.default.createSymbolicLink(atPath: input, withDestinationPath: path)
        let code = try ChildOutput.run(
            [
                "soffice", "-env:UserInstallation=file://" + folder + "/profile", "--headless", "--norestore",
                "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder + "/out", input,
            ], package: "libreoffice-calc", environment: ["HOME": folder, "TMPDIR": folder]
        ) { _ in }
        let result = folder + "/out/input.xlsx"
        guard code == 0, FileManager.default.fileExists(atPath: result) else {
            throw ReaderFailure(.damaged, ["LibreOffice: \(code)"])
        }
        return try MappedFile(path: result)
    }
}
