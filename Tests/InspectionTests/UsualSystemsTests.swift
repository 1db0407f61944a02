import Foundation
import TerritoryFolder
import TestCity
import Testing
import Vocabulary

@testable import Inspection

/// Coordinates in the systems that town files come in: recognised, stated by the file, or said to be unknown.
struct UsualSystemsTests {
    /// Rows of a geographic file, which may say what its points are measured in.
    private struct PointsFile: RawBatchSource {
        var rows: RowsSource
        let coordinateReference: String?

        var columns: [String] { rows.columns }
        var progress: (read: Int64, total: Int64?) { rows.progress }
        mutating func next() throws -> (any RawChunk)? { try rows.next() }
    }

    private static let points = (0..<300).map { TestCity.point(quartier: $0 % 6, east: Double(100 + $0)) }
    private static var hints: TerritoryHints {
        get throws { TerritoryHints(of: try TestCity.territory()) }
    }

    private static func proposal(
        _ x: (name: String, values: [Double]), _ y: (name: String, values: [Double]), reference: String? = nil,
        more: [(name: String, values: [String])] = []
    ) throws -> ConventionProposal {
        let columns = [(x.name, x.values.map { String($0) }), (y.name, y.values.map { String($0) })]
        var file = PointsFile(
            rows: RowsSource(columns.map { (name: $0.0, values: $0.1) } + more), coordinateReference: reference)
        return ConventionProposal(source: "handrail", profile: try Inspector(hints: hints).profile(&file))
    }

    private static func projected(_ epsg: Int) throws -> (x: [Double], y: [Double]) {
        let area = try #require(GeographicBounds(points))
        let plane = try #require(UsualPlanes.around(area).first { $0.epsg == epsg })
        let found = points.compactMap { plane.projection.project($0) }
        #expect(found.count == points.count)
        return (found.map(\.x), found.map(\.y))
    }

    @Test(arguments: [2154, 3943, 3944, 32631, 32632, 3857])
    func aUsualSystemIsRecognisedByWhereItsPointsLie(_ epsg: Int) throws {
        let (x, y) = try Self.projected(epsg)
        let proposal = try Self.proposal(("est", x), ("nord", y))
        #expect(proposal.place == .coordinates(x: "est", y: "nord", reference: .epsg(epsg)))
        #expect(proposal.yaml().contains("place: {x: \"est\", y: \"nord\", crs: \(epsg)}"))
        #expect(proposal.unknownCoordinates == nil && !proposal.yaml().contains("système inconnu"))
    }

    @Test func pointsOfAFileAreReadAsItStates() throws {
        let (x, y) = try Self.projected(2154)
        for (reference, name) in [
            ("EPSG:2154", "EPSG:2154"), ("PROJCS[\"RGF93 / Lambert-93\",GEOGCS[\"x\"]]", "RGF93 / Lambert-93"),
        ] {
            let proposal = try Self.proposal(("geometry.x", x), ("geometry.y", y), reference: reference)
            #expect(proposal.place == .points(reference: .file))
            let text = proposal.yaml()
            #expect(
                text.contains("place: {points: file}\n")
                    && text.contains("The system that the file states: \"\(name)\"\n"))
        }
    }

    @Test func pointsOfAFileThatStatesNothingAreRecognised() throws {
        let (x, y) = try Self.projected(3944)
        #expect(try Self.proposal(("geometry.x", x), ("geometry.y", y)).place == .points(reference: .epsg(3944)))
        let degrees = try Self.proposal(
            ("geometry.x", Self.points.map(\.longitude)), ("geometry.y", Self.points.map(\.latitude)))
        #expect(degrees.place == .points(reference: .epsg(4326)))
        #expect(degrees.yaml().contains("place: {points: file, crs: 4326}"))
    }

    @Test(arguments: [
        ("x_l2e", "y_l2e"), ("geometry.x", "geometry.y"), ("longitude", "latitude"), ("X coord", "Y coord"),
    ])
    func whatNothingTellsIsSaidToBeUnknown(_ x: String, _ y: String) throws {
        // Lambert II étendu, which no list of ours has.
        let (east, north) = ((0..<300).map { 846_000.5 + Double($0) }, (0..<300).map { 1_815_000.5 + Double($0) })
        let proposal = try Self.proposal((x, east), (y, north))
        #expect(proposal.place == nil && proposal.unknownCoordinates == UnknownCoordinates(x: x, y: y))
        let text = proposal.yaml()
        #expect(text.contains("« \(x) » et « \(y) » semblent des coordonnées d'un système inconnu"))
        #expect(text.contains("`\(x)` and `\(y)` look like coordinates of an unknown system"))
        #expect(text.contains(x == "geometry.x" ? "# place: {points: file, crs: …}" : "crs: …}"))
        // A zone is proposed all the same, and the note stays.
        let zoned = try Self.proposal(
            (x, east), (y, north), more: [("quartier", (0..<300).map { "Q\($0 % 6 + 1)" })])
        #expect(zoned.place == .zone(level: "quartier", column: "quartier"))
        #expect(zoned.yaml().contains("an unknown system"))
    }

    @Test func aHostileNameOrSystemStaysInItsComment() throws {
        let names = ("x\n  key: nom", "y\u{2028}\u{202E}z")
        let (east, north) = ((0..<300).map { 846_000.5 + Double($0) }, (0..<300).map { 1_815_000.5 + Double($0) })
        let text = try Self.proposal((names.0, east), (names.1, north)).yaml()
        #expect(!text.contains("\n  key: nom") && !text.unicodeScalars.contains("\u{2028}"))
        let (x, y) = try Self.projected(2154)
        let stated = try Self.proposal(
            ("geometry.x", x), ("geometry.y", y), reference: "PROJCS[\"a\n  key: nom\u{85}\",1]")
        #expect(!stated.yaml().contains("\n  key: nom"))
    }
}
