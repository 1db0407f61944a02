// swift-tools-version: 6.2
// The parsers of foreign bytes under libFuzzer, with the address sanitiser; `make fuzz` runs them.
import PackageDescription

let rooms: [Target] = [
    .target(name: "Fuzzer"),
    .target(name: "Vocabulary"),
    .target(name: "RowFormat"),
    .target(name: "Connectors", dependencies: ["Vocabulary", "RowFormat", "CZlib", "CZstd"]),
    .target(name: "Intake", dependencies: ["Vocabulary", "CPROJ"]),
    .target(name: "PlainText", dependencies: ["Vocabulary"]),
    .target(
        name: "TerritoryFolder",
        dependencies: ["Vocabulary", "PlainText", "CGEOS", .product(name: "Yams", package: "Yams")]),
]
let fuzzers: [Target] = [
    .executableTarget(name: "DelimitedFuzz", dependencies: ["Fuzzer", "Vocabulary", "Connectors"]),
    .executableTarget(name: "TimeFuzz", dependencies: ["Fuzzer", "Vocabulary", "Intake"]),
    .executableTarget(name: "ConventionFuzz", dependencies: ["Fuzzer", "Vocabulary", "TerritoryFolder"]),
    .executableTarget(name: "ZoneFuzz", dependencies: ["Fuzzer", "Vocabulary", "TerritoryFolder"]),
]
for target in rooms + fuzzers {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .unsafeFlags(["-parse-as-library", "-sanitize=fuzzer,address", "-enable-testing"]),
    ]
}
for target in fuzzers { target.linkerSettings = [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])] }

let package = Package(
    name: "clairevoie-fuzzing",
    dependencies: [.package(url: "https://github.com/jpsim/Yams", from: "6.2.2")],
    targets: rooms + fuzzers + [
        .systemLibrary(name: "CGEOS", pkgConfig: "geos"),
        .systemLibrary(name: "CPROJ", pkgConfig: "proj"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd"),
    ],
    swiftLanguageModes: [.v6]
)
