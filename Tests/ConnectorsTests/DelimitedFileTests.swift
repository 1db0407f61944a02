import Connectors
import Foundation
import TestCity
import Testing
import Vocabulary

struct DelimitedFileTests {
    private func file(_ bytes: [UInt8], named name: String = "input.csv") throws -> String {
        let path = try TestCity.temporaryFolder() + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// Every readable row with all of its fields, through the package's own access.
    private func rows(_ bytes: [UInt8], format: DelimitedFormat = DelimitedFormat()) throws -> (
        columns: [String], rows: [[String]], unreadable: Int
    ) {
        var input = try DelimitedFile(path: file(bytes), format: FileFormat(delimited: format))
        var result: [[String]] = []
        var unreadable = 0
        while let chunk = try input.next() {
            let batch = try chunk.split(selecting: Array(input.columns.indices))
            unreadable += batch.unreadableRows
            for record in 0..<batch.count {
                result.append(
                    (0..<batch.columns).map { column in
                        let field = batch.fields[record * batch.columns + column]
                        let start = Int(field.start)
                        return String(decoding: batch.bytes[start..<start + Int(field.length)], as: UTF8.self)
                    })
            }
        }
        return (input.columns, result, unreadable)
    }

    private func rows(_ text: String) throws -> (columns: [String], rows: [[String]], unreadable: Int) {
        try rows(Array(text.utf8))
    }

    @Test(arguments: [",", ";", "\t", "|"], ["\n", "\r\n", "\r"])
    func theDelimiterAndTheLineEndAreFound(delimiter: String, end: String) throws {
        let text = [["a", "b"], ["1", "x y"], ["2", "é"]].map { $0.joined(separator: delimiter) }.joined(separator: end)
        for suffix in ["", end] {
            let read = try rows(text + suffix)
            #expect(read.columns == ["a", "b"])
            #expect(read.rows == [["1", "x y"], ["2", "é"]])
            #expect(read.unreadable == 0)
        }
    }

    @Test func quotedFieldsHoldDelimitersLineEndsAndQuotes() throws {
        let read = try rows("a,b,c\n1,\"x, \"\"y\"\"\nz\",3\r\n\"\",\"q\",5\n")
        #expect(read.rows == [["1", "x, \"y\"\nz", "3"], ["", "q", "5"]])
    }

    @Test func aQuoteNeverClosedCostsItsOwnRowOnly() throws {
        let read = try rows("a,b\n1,x\n2,\"open\n3,y\n4,\"z\"\n5,w\n")
        #expect(read.rows == [["1", "x"], ["3", "y"], ["4", "z"], ["5", "w"]])
        #expect(read.unreadable == 1)
    }

    @Test func aQuoteInsideAFieldIsTextAndTextAfterAQuoteIsKept() throws {
        let read = try rows("a,b\n5\" pipe,x\n\"abc\"def,y\n")
        #expect(read.rows == [["5\" pipe", "x"], ["\"abc\"def", "y"]])
    }

    @Test func windows1252AndLatin1AndUTF8ReadTheSame() throws {
        let windows: [UInt8] = Array("n,t\n1,caf".utf8) + [0xE9, 0x20, 0x80] + Array("\n".utf8)
        #expect(try rows(windows).rows == [["1", "café €"]])
        #expect(try rows("n,t\n1,café €\n").rows == [["1", "café €"]])
        let marked: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("n,t\n1,é\n".utf8)
        #expect(try rows(marked).columns == ["n", "t"])
        let latin = DelimitedFormat(encoding: .latin1)
        #expect(try rows(Array("n,t\n1,".utf8) + [0xE9, 10], format: latin).rows == [["1", "é"]])
    }

    @Test func rowsWithTooFewOrTooManyFieldsAreUnreadable() throws {
        let read = try rows("a,b,c\n1,2\n1,2,3\n1,2,3,4\n1,2,3,,\n\n")
        #expect(read.rows == [["1", "2", "3"], ["1", "2", "3"]])
        #expect(read.unreadable == 2)
    }

    @Test func aBadByteInOneFieldChangesNoOther() throws {
        let sound: [UInt8] = Array("n,t,u\n1,FÊT,é\n2,x,y\n3,FÊT,FÊT\n".utf8)
        var bad = sound
        let place = try #require(bad.firstIndex(of: UInt8(ascii: "x")))
        bad[place] = 0xE9
        #expect(try rows(sound).rows == [["1", "FÊT", "é"], ["2", "x", "y"], ["3", "FÊT", "FÊT"]])
        #expect(try rows(bad).rows == [["1", "FÊT", "é"], ["2", "é", "y"], ["3", "FÊT", "FÊT"]])
    }

    @Test func aStrayQuoteCostsItsOwnRowOnlyWhereverItIsClosed() throws {
        // It opens in row 5 and is closed by the end of another comment.
        for gap in [1, 2, 55] {
            let lines = (0..<200).map { number in
                let comment = number == 5 ? "\"oops" : number == 5 + gap ? "pipe 5\"" : "plain"
                return "\(number),2024,BRU,\(comment)"
            }
            let read = try rows("id,time,code,comment\n" + lines.joined(separator: "\n") + "\n")
            #expect(read.unreadable == 1, "closed \(gap) rows later")
            #expect(read.rows.map { $0[0] } == (0..<200).filter { $0 != 5 }.map(String.init))
        }
    }

    @Test func aQuotedFieldOfManyLinesIsNoRow() throws {
        let read = try rows("id,time,code,comment\n1,2024,BRU,\"one, two\nthree, four\nfive, six, seven\"\n2,x,y,z\n")
        #expect(read.unreadable == 0)
        #expect(read.rows.map { $0[0] } == ["1", "2"])
    }

    @Test func aQuoteLeftOpenInTheHeaderIsNamed() throws {
        #expect(throws: ConnectorError.self) { try rows("a,\"b\n1,2\n") }
        do { _ = try rows("a,\"b\n1,2\n") } catch ConnectorError.openQuote(_, let line) { #expect(line == 1) }
    }

    @Test func droppedColumnsAreCountedAndNotKept() throws {
        var input = try DelimitedFile(
            path: file(Array("a,secret,c\n1,XYZZY,3\n2,,4\n".utf8)), format: FileFormat())
        let chunk = try #require(try input.next())
        let batch = try chunk.split(selecting: [2, 0])
        #expect(batch.count == 2)
        #expect(batch.droppedValues == [0, 1, 0])
    }

    @Test func chunksMeetWithoutLosingARow() throws {
        // Three chunks of 4 MiB, with a quoted line end here and there.
        var text = "id,text\n"
        var expected = 0
        while text.utf8.count < 10 << 20 {
            text += expected.isMultiple(of: 97) ? "\(expected),\"line\nend, \(expected)\"\n" : "\(expected),plain\n"
            expected += 1
        }
        let read = try rows(text)
        #expect(read.unreadable == 0)
        #expect(read.rows.count == expected)
        #expect(read.rows.enumerated().allSatisfy { $0.element[0] == String($0.offset) })
    }

    @Test(arguments: ["gzip", "zstd"])
    func compressedFilesReadLikePlainOnes(tool: String) throws {
        let text = "id,text\n" + (0..<50_000).map { "\($0),row \($0)\n" }.joined()
        let path = try file(Array(text.utf8))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [tool, "-q", "-k", path]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let compressed = path + (tool == "gzip" ? ".gz" : ".zst")
        var input = try DelimitedFile(path: compressed, format: FileFormat())
        var count = 0
        while let chunk = try input.next() { count += try chunk.split(selecting: [0, 1]).count }
        #expect(count == 50_000)
        // Cut short, it is an error and not a shorter file.
        let data = try Data(contentsOf: URL(fileURLWithPath: compressed))
        let cut = compressed + ".cut"
        try data.prefix(data.count / 2).write(to: URL(fileURLWithPath: cut))
        #expect(throws: ConnectorError.self) {
            var input = try DelimitedFile(path: cut, format: FileFormat())
            while try input.next() != nil {}
        }
    }

    @Test func aFileThatIsNoTextIsRefusedByName() throws {
        func error(_ bytes: [UInt8]) -> ConnectorError? {
            do {
                var input = try DelimitedFile(path: file(bytes), format: FileFormat())
                while try input.next() != nil {}
                return nil
            } catch { return error as? ConnectorError }
        }
        if case .empty = error([]) {} else { Issue.record("an empty file was read") }
        if case .notText(_, "zip, XLSX or ODS") = error([0x50, 0x4B, 3, 4, 0]) {} else { Issue.record("zip") }
        if case .utf16 = error([0xFF, 0xFE, 0x61, 0]) {} else { Issue.record("utf-16") }
        if case .notText(_, "binary") = error([1, 0, 2, 0, 3]) {} else { Issue.record("binary") }
        if case .rowTooLong = error(Array("a,b\n".utf8) + [UInt8](repeating: 65, count: 6 << 20)) {
        } else {
            Issue.record("an endless row was read")
        }
        if case .repeatedColumn(_, "a") = error(Array("a,a\n1,2\n".utf8)) {} else { Issue.record("columns") }
        #expect(throws: ConnectorError.self) { try DelimitedFile(path: "/nowhere/at/all", format: FileFormat()) }
        #expect(throws: ConnectorError.self) { try DelimitedFile(path: "/", format: FileFormat()) }
    }

    @Test func aBatchPrintsNothingOfItsRecords() throws {
        var input = try DelimitedFile(path: file(Array("a\nXYZZY\n".utf8)), format: FileFormat())
        let batch = try #require(try input.next()).split(selecting: [0])
        var dumped = ""
        dump(batch, to: &dumped)
        #expect(!("\(batch)" + String(reflecting: batch) + dumped).contains("88, 89, 90"))
        #expect(!("\(batch)" + String(reflecting: batch) + dumped).contains("XYZZY"))
    }
}
