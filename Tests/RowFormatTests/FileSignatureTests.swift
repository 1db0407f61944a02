import RowFormat
import Testing

struct FileSignatureTests {
    @Test func textIsToldFromWhatIsWrittenAsText() {
        let cases: [(String, FileSignature)] = [
            ("id;date\n1;2", .delimitedText), ("", .delimitedText), ("\u{FEFF}id,rue\n", .delimitedText),
            (#"{"type": "FeatureCollection", "features": []}"#, .geoJSON),
            (#"{ "name": "x", "type" : "Feature" }"#, .geoJSON), (#"{"a": 1}"#, .foreign("JSON")),
            ("[1]", .foreign("JSON")),
            ("<?xml version='1.0'?>\n<kml>", .kml), ("<html><table>", .foreign("HTML")),
            ("<OGRVRTDataSource>", .foreign("VRT")), ("<VRTDataset rasterXSize='1'>", .foreign("VRT")),
            ("!table\n!version 300", .mapInfoTable), ("Version 300\nCharset \"Neutral\"\n", .mapInfoInterchange),
            ("  0\nSECTION\n  2\nHEADER", .dxf), ("999\nmade by\n0\nSECTION\n", .dxf), ("0\n1\n2\n", .delimitedText),
            ("Version 1;2;3\n", .delimitedText), ("%PDF-1.7", .foreign("PDF")), ("PAR1", .foreign("Parquet")),
        ]
        for (text, signature) in cases { #expect(FileSignature(Array(text.utf8)) == signature, "\(text)") }
    }

    @Test func binaryFormatsAreKnownByTheirFirstBytes() {
        let cases: [([UInt8], FileSignature)] = [
            ([0x50, 0x4B, 3, 4], .zip), ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .compoundDocument),
            ([0, 0, 0x27, 0x0A], .shapefile), (Array("SQLite format 3\0".utf8), .sqlite),
            ([9, 8, 16, 0, 0, 6, 5, 0, 0], .bareWorkbook), ([0, 1, 0, 0] + Array("Standard Jet DB".utf8), .access),
            ([0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62, 0], .flatGeobuf), ([0x1F, 0x8B, 8], .delimitedText),
            (
                [3, 126, 1, 2] + [UInt8](repeating: 0, count: 4) + [97, 0, 20, 0] + [UInt8](repeating: 0, count: 60),
                .dBase
            ),
        ]
        for (bytes, signature) in cases { #expect(FileSignature(bytes) == signature) }
    }
}
