import Foundation
import Testing

extension TheExecutable {
    /// What an import reports, and that the vault doesn't depend on how the same calls were written down.
    struct ImportReportTests {
        /// The report for programs.
        struct Report: Decodable, Equatable {
            let read: Int
            let admitted: Int
            let refused: [String: Int]
            let unmappedCodes: [String: Int]
            let dropped: [String: Int]
            let changed: Bool
            let seconds: Double
            let peakMiB: Int

            init(_ outcome: Workplace.Outcome) throws {
                try #require(outcome.code == 0, "\(outcome.errors)")
                self = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
            }

            /// The figures that the file alone decides.
            var figures: [String: Int] {
                ["read": read, "admitted": admitted]
                    .merging(refused) { first, _ in first }
                    .merging(unmappedCodes) { first, _ in first }
                    .merging(dropped) { first, _ in first }
            }
        }

        @Test func theReportAddsUpExactly() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("calls.csv", CallsFile(count: 5000, seed: 4).bytes())
            let outcome = try await workplace.run(workplace.importing(file))
            let report = try Report(outcome)
            let keys = try #require(
                try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
            ).keys
            #expect(keys.contains("read") && keys.contains("admitted") && keys.contains("refused"))
            #expect(keys.contains("seconds") && keys.contains("peakMiB"))
            #expect(outcome.output.filter { $0 == "\n" }.count == 1, "one line, for programs that read lines")
            #expect(outcome.errors.isEmpty)

            let expected = CallsFile.expected(5000)
            #expect(report.read == 5000)
            #expect(report.admitted == expected.admitted)
            #expect(report.refused == expected.refused)
            #expect(report.read == report.admitted + report.refused.values.reduce(0, +))
            #expect(report.unmappedCodes == ["ZZZ": 10])
            #expect(report.dropped == ["caller": 5000, "telephone": 5000, "comment": 5000])
            #expect(report.changed)
            #expect(report.seconds > 0 && report.seconds < 60)
        }

        /// The kernel's account of a process begins with the memory of whoever started it, such as these tests.
        @Test func theMemoryReportedIsTheProgramsOwn() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("calls.csv", CallsFile(count: 5000, seed: 4).bytes())
            let ballast = [UInt8](repeating: 1, count: 600 << 20)
            let outcome = try await workplace.run(workplace.importing(file))
            let report = try Report(outcome)
            #expect(abs(report.peakMiB - outcome.peakMiB) <= 16)
            #expect(report.peakMiB > 5 && report.peakMiB < 300)
            #expect(ballast.last == 1)
        }

        @Test func theReportForAPersonHasTheSameFigures() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("calls.csv", CallsFile(count: 5000, seed: 4).bytes())
            let arguments = workplace.importing(file).filter { $0 != "--json" }
            let french = try await workplace.run(arguments, language: "fr_FR.UTF-8")
            #expect(french.code == 0)
            for line in ["5000  lues", "4950  admises", "10  refusées : ", "« ZZZ » 10", "caller (5000)"] {
                #expect(french.output.contains(line))
            }
            let english = try await workplace.run(arguments)
            #expect(english.code == 0)
            for line in ["5000  read", "4950  admitted", "10  refused: ", "nothing changed"] {
                #expect(english.output.contains(line))
            }
        }

        @Test func theSameFileTwiceChangesNothing() async throws {
            let workplace = try Workplace()
            let digest = try VaultDigest()
            let file = try workplace.write("calls.csv", CallsFile(count: 5000, seed: 4).bytes())
            let first = try Report(try await workplace.run(workplace.importing(file)))
            let held = try digest(workplace.data)
            let second = try Report(try await workplace.run(workplace.importing(file)))
            #expect(first.changed && !second.changed)
            #expect(first.figures == second.figures)
            #expect(try digest(workplace.data) == held)
        }

        @Test func columnsThatAreNewOrGoneAreToldToWhoeverImports() async throws {
            let workplace = try Workplace()
            let calls = String(decoding: CallsFile(count: 500, seed: 4).bytes(), as: UTF8.self)
            let before = try workplace.write("before.csv", Array(calls.utf8))
            let renamed = calls.replacingOccurrences(
                of: "lat,code,caller,telephone", with: "lat,code,caller,mobile")
            let after = try workplace.write("after.csv", Array(renamed.utf8))
            let first = try await workplace.run(workplace.importing(before))
            #expect(first.output.contains("\"newColumns\":[]") && first.output.contains("\"goneColumns\":[]"))
            let second = try await workplace.run(workplace.importing(after))
            #expect(second.output.contains("\"newColumns\":[\"mobile\"]"))
            #expect(second.output.contains("\"goneColumns\":[\"telephone\"]"))
            // The counts are the same, so the vault's counts didn't change.
            #expect(try !Report(second).changed)
            let third = try await workplace.run(
                workplace.importing(before).filter { $0 != "--json" }, language: "fr_FR.UTF-8")
            #expect(third.output.contains("Colonnes nouvelles depuis le fichier d'avant : telephone"))
            #expect(third.output.contains("Colonnes disparues depuis le fichier d'avant : mobile"))
        }

        @Test func aCorrectedFileReplacesItsPeriodAndNothingElse() async throws {
            let workplace = try Workplace()
            let digest = try VaultDigest()
            var february = CallsFile(count: 800, seed: 6)
            for index in february.rows.indices {
                february.rows[index][1] = february.rows[index][1].replacingOccurrences(of: "2024-01", with: "2024-03")
            }
            let march = try workplace.write("march.csv", february.bytes())
            let wrong = try workplace.write("wrong.csv", CallsFile(count: 5000, seed: 4).bytes())
            let right = try workplace.write("right.csv", CallsFile(count: 4000, seed: 5).bytes())
            func take(_ file: String, _ period: String, into data: String) async throws -> Report {
                try Report(try await workplace.run(workplace.importing(file, period: period, data: data)))
            }
            let (month, other) = ("2024-01-01/2024-02-01", "2024-03-01/2024-04-01")
            _ = try await take(wrong, month, into: workplace.data)
            _ = try await take(march, other, into: workplace.data)
            let before = try digest(workplace.data)
            #expect(try await take(right, month, into: workplace.data).changed)

            let fresh = workplace.otherData("fresh")
            _ = try await take(right, month, into: fresh)
            _ = try await take(march, other, into: fresh)
            #expect(try digest(workplace.data) == digest(fresh))
            #expect(try digest(fresh) != before)
        }

        @Test func howTheFileIsWrittenDownChangesNothing() async throws {
            let workplace = try Workplace()
            let digest = try VaultDigest()
            let calls = CallsFile(count: 3000, seed: 7)
            let plain = try workplace.write("plain.csv", calls.bytes())
            try await workplace.shell(
                """
                cd '\(workplace.files)' && gzip -kc plain.csv > short.gz && zstd -qc plain.csv > short.zst \
                && zstd -qc --no-check plain.csv > unchecked.zst && cp short.gz gzip-called.csv \
                && { head -n 1000 plain.csv | gzip -c; tail -n +1001 plain.csv | gzip -c; } > members.gz \
                && { head -n 1000 plain.csv | zstd -qc; tail -n +1001 plain.csv | zstd -qc; } > frames.zst
                """)
            var files = ["short.gz", "short.zst", "unchecked.zst", "gzip-called.csv", "members.gz", "frames.zst"]
                .map { workplace.files + "/" + $0 }
            files += [
                try workplace.write("semicolons.csv", calls.bytes(delimiter: ";")),
                try workplace.write("commas.csv", calls.bytes(delimiter: ";", decimalComma: true)),
                try workplace.write("tabs.csv", calls.bytes(delimiter: "\t")),
                try workplace.write("latin1.csv", calls.bytes(encoding: .isoLatin1)),
                try workplace.write(
                    "windows.csv", calls.bytes(delimiter: ";", lineEnd: "\r\n", encoding: .windowsCP1252)),
                try workplace.write("returns.csv", calls.bytes(lineEnd: "\r")),
                try workplace.write("marked.csv", calls.bytes(lineEnd: "\r\n", byteOrderMark: true)),
                try workplace.write("unended.csv", calls.bytes().dropLast()),
            ]
            let whole = try Report(try await workplace.run(workplace.importing(plain)))
            let held = try digest(workplace.data)
            #expect(held != VaultDigest.empty)
            for (number, file) in files.enumerated() {
                let data = workplace.otherData("data-\(number)")
                let report = try Report(try await workplace.run(workplace.importing(file, data: data)))
                #expect(report.figures == whole.figures, "\(file)")
                #expect(try digest(data) == held, "\(file)")
            }
        }
    }
}
