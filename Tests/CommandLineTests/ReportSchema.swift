import Foundation
import Testing

/// Holds reports to the schemas in `docs`.
enum ReportSchema {
    static func validate(_ text: String, by schema: String, in workplace: Workplace) throws {
        let file = try workplace.write("report.json", Array(text.utf8))
        let judge = Process()
        judge.executableURL = URL(filePath: "/usr/bin/env")
        judge.arguments = [
            "python3", "-c",
            """
            json, sys, jsonschema = map(__import__, ("json", "sys", "jsonschema"))
            schema = json.load(open(sys.argv[1]))
            jsonschema.Draft202012Validator.check_schema(schema)
            jsonschema.Draft202012Validator(schema).validate(json.load(open(sys.argv[2])))
            """, ExecutableFile.package + "/docs/\(schema)", file,
        ]
        judge.environment = ProcessInfo.processInfo.environment.merging(
            ["PYTHONPATH": ExecutableFile.package + "/.libraries/test/python"]) { $1 }
        try judge.run()
        judge.waitUntilExit()
        #expect(judge.terminationStatus == 0, "the report doesn't keep to its schema")
    }
}
