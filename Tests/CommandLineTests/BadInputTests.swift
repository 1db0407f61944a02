import Foundation
import TestCity
import Testing

extension TheExecutable {
    /// Files that no import should take: a documented exit code, an explanation in two languages, nothing written.
    struct BadInputTests {
        /// A file that is made badly, and what is to be said of it.
        struct Bad: Sendable, CustomTestStringConvertible {
            let name: String
            /// Makes the file `$FILE` out of `$CALLS`, a sound one; it is left running while the program reads.
            let script: String
            let code: Int32
            let french: String
            let english: String

            init(_ name: String, code: Int32 = 65, _ script: String, fr french: String, en english: String) {
                (self.name, self.code, self.script) = (name, code, script)
                (self.french, self.english) = (french, english)
            }

            var testDescription: String { name }
        }

        static let all: [Bad] = [
            Bad("nowhere.csv", code: 66, ":", fr: "ne peut être lu", en: "can't be read"),
            Bad("folder.csv", code: 66, "mkdir -p $FILE", fr: "ne peut être lu", en: "can't be read"),
            Bad("empty.csv", ": > $FILE", fr: "vide", en: "empty"),
            Bad("empty.gz", "gzip -c < /dev/null > $FILE", fr: "vide", en: "empty"),
            Bad("empty.zst", "zstd -qc < /dev/null > $FILE", fr: "vide", en: "empty"),
            Bad("header.csv", "head -n 1 $CALLS > $FILE", fr: "--allow-empty", en: "--allow-empty"),
            Bad("cut.gz", "gzip -c $CALLS | head -c 9000 > $FILE", fr: "abîmées", en: "damaged"),
            Bad("cut.zst", "zstd -qc $CALLS | head -c 9000 > $FILE", fr: "abîmées", en: "damaged"),
            Bad("cut-late.gz", "gzip -c $CALLS | head -c -3 > $FILE", fr: "abîmées", en: "damaged"),
            Bad("cut-late.zst", "zstd -qc $CALLS | head -c -3 > $FILE", fr: "abîmées", en: "damaged"),
            Bad("cut-early.gz", "gzip -c $CALLS | head -c 5 > $FILE", fr: "abîmées", en: "damaged"),
            Bad("cut-early.zst", "zstd -qc $CALLS | head -c 5 > $FILE", fr: "abîmées", en: "damaged"),
            Bad(
                "flipped.gz", "gzip -c $CALLS > $FILE; printf XX | dd of=$FILE bs=1 seek=4000 conv=notrunc 2>/dev/null",
                fr: "abîmées", en: "damaged"),
            Bad("window.zst", "zstd -qc -1 --long=31 < $CALLS > $FILE", fr: "abîmées", en: "damaged"),
            Bad("zeros.csv", "truncate -s 2G $FILE", fr: "pas un fichier CSV", en: "isn't a CSV"),
            Bad("program.csv", "cp /bin/sh $FILE", fr: "ELF", en: "ELF"),
            Bad("sheet.csv", "printf 'PK\\003\\004rest' > $FILE", fr: "abîmé", en: "damaged"),
            Bad("paper.csv", "printf '%%PDF-1.7 rest' > $FILE", fr: "PDF", en: "PDF"),
            Bad("utf16.csv", "iconv -f UTF-8 -t UTF-16 $CALLS > $FILE", fr: "UTF-16", en: "UTF-16"),
            Bad(
                "utf16-unmarked.csv", "iconv -f UTF-8 -t UTF-16LE $CALLS > $FILE", fr: "pas un fichier CSV",
                en: "isn't a CSV"),
            Bad(
                "column.csv", "cut -d , -f 1-3,5- $CALLS > $FILE", fr: "colonne « lat » manque",
                en: "column \"lat\" is missing"),
            Bad(
                "twice.csv", "{ echo number,time,lon,lat,code,code; tail -n +2 $CALLS; } > $FILE", fr: "« code »",
                en: "\"code\""),
            Bad("prose.csv", "echo Bonjour > $FILE", fr: "manque", en: "is missing"),
            // As long as anybody waits: the writer ends when the program stops reading.
            Bad(
                "endless.csv", "mkfifo $FILE; tr '\\0' A < /dev/zero > $FILE", fr: "ligne dépasse",
                en: "row is longer"),
            Bad(
                "endless-row.csv", "mkfifo $FILE; { cat $CALLS; tr '\\0' A < /dev/zero; } > $FILE",
                fr: "ligne dépasse", en: "row is longer"),
            Bad(
                "endless-quote.csv", "mkfifo $FILE; { cat $CALLS; printf '\"'; tr '\\0' A < /dev/zero; } > $FILE",
                fr: "ligne dépasse", en: "row is longer"),
            Bad(
                "endless.gz", "mkfifo $FILE; { cat $CALLS; tr '\\0' A < /dev/zero; } | gzip -1c > $FILE",
                fr: "ligne dépasse", en: "row is longer"),
            Bad(
                "endless.zst", "mkfifo $FILE; { cat $CALLS; tr '\\0' A < /dev/zero; } | zstd -qc > $FILE",
                fr: "ligne dépasse", en: "row is longer"),
        ]

        private static let sound = CallsFile(count: 3000, seed: 9).bytes()

        @Test(.timeLimit(.minutes(3)), arguments: all)
        func aBadFileIsRefusedAndNothingIsWritten(_ bad: Bad) async throws {
            let workplace = try Workplace()
            let digest = try VaultDigest()
            let sound = try workplace.write("sound.csv", Self.sound)
            try #require(try await workplace.run(workplace.importing(sound)).code == 0)
            let held = try digest(workplace.data)
            let kept = workplace.listing(of: [workplace.data, workplace.current, workplace.temporary])

            for (language, phrase) in [("fr_FR.UTF-8", bad.french), ("en_GB.UTF-8", bad.english)] {
                let file = workplace.files + "/" + bad.name
                try? FileManager.default.removeItem(atPath: file)
                let maker = try workplace.startShell("FILE='\(file)' CALLS='\(sound)'; \(bad.script)")
                // A pipe has to be there before it is read; anything else has to be finished.
                while maker.process.endIfAny() == nil {
                    if bad.name.hasPrefix("endless"), FileManager.default.fileExists(atPath: file) { break }
                    try await Task.sleep(for: .milliseconds(2))
                }
                // A tenth of a second alone; a machine that runs the other tests beside it has been seen to take ten.
                let outcome = try await workplace.run(
                    workplace.importing(file), language: language, atMost: .seconds(45))
                #expect(outcome.code == bad.code)
                #expect(outcome.output.isEmpty)
                #expect(outcome.errors.hasPrefix(file), "the file is named first")
                #expect(outcome.errors.contains(phrase))
                #expect(outcome.errors.contains("\n  → "), "there is a remedy")
                #expect(outcome.peakMiB < 300)
            }
            #expect(try digest(workplace.data) == held)
            #expect(workplace.listing(of: [workplace.data, workplace.current, workplace.temporary]) == kept)
        }

        /// An import command that can't be meant.
        struct Wrong: Sendable, CustomTestStringConvertible {
            let name: String
            var source = "calls"
            var period: String? = "2024-01-01/2024-02-01"
            var territory: String?
            let code: Int32
            let french: String
            let english: String
            var testDescription: String { name }
        }

        static let commands: [Wrong] = [
            Wrong(
                name: "unknown source", source: "cals", code: 64, french: "calls, monthly", english: "calls, monthly"),
            Wrong(name: "no period", period: nil, code: 65, french: "--period DU/AU", english: "--period FROM/TO"),
            Wrong(
                name: "a period that isn't over", period: "2024-01-01/2099-01-01", code: 65, french: "pas terminée",
                english: "isn't over"),
            Wrong(
                name: "a period before 1970", period: "1969-01-01/2024-01-01", code: 65, french: "avant 1970",
                english: "before 1970"),
            Wrong(
                name: "period backwards", period: "2024-02-01/2024-01-01", code: 64, french: "--period",
                english: "--period"),
            Wrong(name: "half a period", period: "2024-01-01", code: 64, french: "--period", english: "--period"),
            Wrong(
                name: "a day that isn't", period: "2023-02-29/2024-02-01", code: 64, french: "--period",
                english: "--period"),
            Wrong(
                name: "no territory", territory: "/nonexistent", code: 78, french: "/nonexistent/territory.yaml",
                english: "/nonexistent/territory.yaml"),
        ]

        @Test(arguments: commands)
        func aWrongCommandIsRefusedAndNothingIsWritten(_ wrong: Wrong) async throws {
            let workplace = try Workplace()
            let file = try workplace.write("sound.csv", CallsFile(count: 100, seed: 9).bytes())
            var arguments = workplace.importing(file, source: wrong.source, period: wrong.period)
            if let territory = wrong.territory { arguments[3] = territory }
            for (language, phrase) in [("fr_FR.UTF-8", wrong.french), ("en_GB.UTF-8", wrong.english)] {
                let outcome = try await workplace.run(arguments, language: language)
                #expect(outcome.code == wrong.code)
                #expect(outcome.output.isEmpty)
                #expect(outcome.errors.contains(phrase))
            }
            #expect(workplace.listing(of: [workplace.data, workplace.current, workplace.temporary]).isEmpty)
        }

        @Test func anUnknownSourceIsExplainedInFrench() async throws {
            let workplace = try Workplace()
            let file = try workplace.write("sound.csv", CallsFile(count: 100, seed: 9).bytes())
            let outcome = try await workplace.run(
                workplace.importing(file, source: "cals"), language: "fr_FR.UTF-8")
            #expect(outcome.errors.contains("« cals »"))
            #expect(!outcome.errors.contains("No source"))
        }

        @Test func aFirstFileThatIsRefusedMakesNoVault() async throws {
            let workplace = try Workplace()
            let data = workplace.otherData("fresh")
            let file = try workplace.write("other.csv", CallsFile(count: 50, seed: 9).bytes())
            let outcome = try await workplace.run(
                workplace.importing(file, period: "2023-01-01/2023-02-01", data: data))
            #expect(outcome.code == 65)
            #expect(!FileManager.default.fileExists(atPath: data))
        }

        /// A month's file taken for another month's would otherwise empty that month.
        @Test(arguments: [("calls", "2023-05-01/2023-06-01"), ("monthly", nil)] as [(String, String?)])
        func aFileOfAnotherPeriodDoesNotEmptyThePeriod(_ source: String, _ period: String?) async throws {
            let workplace = try Workplace()
            let digest = try VaultDigest()
            var may = CallsFile(count: 400, seed: 9)
            for index in may.rows.indices {
                may.rows[index][1] = may.rows[index][1].replacingOccurrences(of: "2024-01", with: "2023-05")
            }
            let first = try workplace.write("may.csv", may.bytes())
            let imported = try await workplace.run(workplace.importing(first, period: "2023-05-01/2023-06-01"))
            try #require(imported.code == 0)
            let held = try digest(workplace.data)
            let january = try workplace.write("january.csv", CallsFile(count: 400, seed: 10).bytes())
            let outcome = try await workplace.run(workplace.importing(january, source: source, period: period))
            #expect(outcome.code == 65)
            #expect(outcome.errors.contains(january))
            #expect(try digest(workplace.data) == held)
        }
    }
}
