import TerritoryFolder
import Testing
import Vocabulary

/// Zones files that nobody made by mistake.
struct HostileZoneFileTests {
    private static let zones = "zones/quartiers.geojson"

    @Test(arguments: [
        "", "{", "[]", "null", "{}", "{\"type\":\"FeatureCollection\"}",
        "{\"type\":\"FeatureCollection\",\"features\":[]}", "{\"type\":\"FeatureCollection\",\"features\":[{}]}",
        "{\"type\":\"Topology\",\"objects\":{}}", "{\"type\":\"FeatureCollection\",\"features\":[NaN]}",
        "{\"type\":\"FeatureCollection\",\"features\":[1e999]}", "{\"a\":-}", "{\"a\":1} x", "{\"a\":\"\u{1}\"}",
        "{\"a\":\"\\ud800\"}", "{\"a\":\"\\u12", "{\"a\":tru", "{\"a\":\"", "\u{0}", "GIF89a",
        "[" + String(repeating: "[],", count: 6_000_000), String(repeating: "[", count: 1_000_000),
        String(repeating: "{\"a\":", count: 1_000_000),
        "{\"a\":" + String(repeating: "9", count: 1_000_000) + "}",
    ])
    func hostileTextIsRefusedAtOnce(_ text: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.zones, text)
        let start = ContinuousClock.now
        let errors = try folder.errors()
        #expect(errors.map(\.position?.file) == ["\(folder.path)/\(Self.zones)"])
        #expect(ContinuousClock.now - start < .seconds(60))
    }

    @Test func everyTruncationIsRefused() throws {
        let folder = try TemporaryFolder()
        let whole = Array(try folder.read(Self.zones).utf8)
        let end = whole.lastIndex(of: UInt8(ascii: "}")) ?? 0
        for length in stride(from: 0, through: end, by: 7) {
            try folder.write(Self.zones, Array(whole.prefix(length)))
            #expect(throws: FolderErrors.self) { _ = try folder.load() }
        }
    }

    @Test func aHundredMegabytesOfBracketsAreRefusedBeforeTheyAreRead() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.zones, [UInt8](repeating: UInt8(ascii: "["), count: 100_000_000))
        let start = ContinuousClock.now
        let errors = try folder.errors()
        #expect(errors.count == 1)
        #expect(errors[0].text(in: .english).contains("100000000 bytes"))
        #expect(ContinuousClock.now - start < .seconds(1))
    }
}
