import Foundation
import TestCity
import Testing
import Vocabulary

@testable import Intake

/// Coordinates of reference systems, against PROJ's own program.
struct ReferenceConversionTests {
    /// 10,000 points each of Lambert 93, NTF (Paris) Lambert zone II, Web Mercator, Oregon North in feet, RGF93 in degrees
    /// and Belgian Lambert 72; tolerance one millimetre on the ground.
    @Test(
        .enabled(if: isProgramExpected, "cs2cs is not installed (proj-bin)"),
        arguments: [
            (2154, 100_000.0...1_200_000, 6_100_000.0...7_100_000),
            (27_572, 100_000...1_100_000, 1_700_000...2_600_000),
            (3857, -8_000_000...8_000_000, -7_000_000...7_000_000), (2913, 7_500_000...7_800_000, 500_000...800_000),
            (4171, -5...10, 41...52), (31_370, 30_000...290_000, 30_000...240_000),
        ])
    func tenThousandPointsAgreeWithPROJ(code: Int, x: ClosedRange<Double>, y: ClosedRange<Double>) throws {
        var generator = SeededGenerator(seed: UInt64(code))
        let easts = (0..<10_000).map { _ in Double.random(in: x, using: &generator) }
        let norths = (0..<10_000).map { _ in Double.random(in: y, using: &generator) }
        let conversion = try ReferenceConversion(from: .epsg(code), area: nil)
        var (longitudes, latitudes) = (easts, norths)
        conversion.convert(&longitudes, &latitudes)
        let expected = try cs2cs(code, easts, norths)
        #expect(expected.count == easts.count)
        var worst = 0.0
        for (index, point) in expected.enumerated() {
            worst = max(
                worst, abs(latitudes[index] - point.latitude) * 111_200,
                abs(longitudes[index] - point.longitude) * 111_200 * cos(point.latitude * .pi / 180))
        }
        #expect(worst < 1e-3, "worst difference \(worst) m")
    }

    @Test func manyTasksShareAConversionAndAgree() async throws {
        let conversion = try ReferenceConversion(from: .epsg(2154), area: nil)
        let results = await withTaskGroup(of: [Double].self) { group in
            for _ in 0..<16 {
                group.addTask {
                    var x = (0..<5000).map { 200_000 + Double($0) * 150 }
                    var y = (0..<5000).map { 6_200_000 + Double($0) * 150 }
                    conversion.convert(&x, &y)
                    return x + y
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.count == 16)
        #expect(results.allSatisfy { $0 == results[0] })
        #expect(results[0].allSatisfy { $0.isFinite })
    }

    @Test func noPointsAreNoPoints() throws {
        var x: [Double] = []
        var y: [Double] = []
        try ReferenceConversion(from: .epsg(2154), area: nil).convert(&x, &y)
        #expect(x.isEmpty && y.isEmpty)
    }

    @Test func aPointThatCannotBeConvertedIsNowhereAndHarmsNoOther() throws {
        // Beyond the edge of an equal-area map there is nothing.
        let conversion = try ReferenceConversion(from: .epsg(3035), area: nil)
        var (x, y) = ([4e7, 4_321_000, .nan], [4e7, 3_210_000, 0])
        conversion.convert(&x, &y)
        #expect(!x[0].isFinite && !x[2].isFinite)
        #expect(abs(x[1] - 10) < 1e-9)
    }

    private func cs2cs(_ code: Int, _ x: [Double], _ y: [Double]) throws -> [GeographicPoint] {
        let program = try #require(Self.program)
        let input = FileManager.default.temporaryDirectory.appending(path: "cs2cs-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: input) }
        // The registry gives RGF93 as latitude, longitude.
        let isSwapped = code == 4171
        let lines = zip(x, y).map { isSwapped ? "\($1) \($0)\n" : "\($0) \($1)\n" }
        try Data(lines.joined().utf8).write(to: input)
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = ["-f", "%.12f", "EPSG:\(code)", "EPSG:4326"]
        process.standardInput = try FileHandle(forReadingFrom: input)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self).split(separator: "\n").compactMap { row in
            let fields = row.split { $0 == " " || $0 == "\t" }.compactMap { Double($0) }
            return fields.count >= 2 ? GeographicPoint(longitude: fields[1], latitude: fields[0]) : nil
        }
    }

    private static let program = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/cs2cs" }.first(where: FileManager.default.isExecutableFile(atPath:))
    private static let isProgramExpected = program != nil || ProcessInfo.processInfo.environment["CI"] != nil
}
