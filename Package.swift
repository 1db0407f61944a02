// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "clairevoie",
    products: [
        .executable(name: "clairevoie", targets: ["clairevoie"]),
        .executable(name: "clairevoie-reader", targets: ["clairevoie-reader"]),
        .library(name: "Statistics", targets: ["Statistics"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // The nouns and the numerics: no dependency at all.
        .target(name: "Vocabulary"),
        .target(name: "Statistics"),

        // The corridor, in the direction of the data.
        .target(
            name: "Connectors", dependencies: ["Vocabulary", "RowFormat", "CZlib", "CZstd"], packageAccess: false),
        .target(name: "Intake", dependencies: ["Vocabulary", "CPROJ"]),
        .target(name: "FileLock"),
        .target(
            name: "Vault", dependencies: ["Vocabulary", "FileLock", .product(name: "GRDB", package: "GRDB.swift")]),
        .target(
            name: "Editions",
            dependencies: [
                "Vocabulary", "Statistics", "FileLock",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .target(name: "Disclosure", dependencies: ["Vocabulary", "Vault", "Editions"]),
        .target(
            name: "Website",
            dependencies: [
                "Vocabulary", "Editions", "Markup", "CZlib",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            resources: [.copy("Resources")],
            packageAccess: false),

        .target(name: "Markup"),

        // What comes before the gate: foreign files in a process of their own, portals, a first look at a new file.
        .target(name: "RowFormat"),
        .executableTarget(
            name: "clairevoie-reader", dependencies: ["RowFormat", "CGDAL", "CSeccomp"], packageAccess: false,
            linkerSettings: [.linkedLibrary("stdc++")]),
        .target(
            name: "Portals",
            dependencies: [
                "Vocabulary",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            packageAccess: false),
        .target(name: "Inspection", dependencies: ["Vocabulary"]),
        .target(
            name: "IntakeDesk",
            dependencies: [
                "Vocabulary", "Inspection", "Markup", "TerritoryFolder",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            packageAccess: false),

        // A territory's folder of plain text, what surrounds its incidents, and the made-up city that shows everything.
        .target(name: "PlainText", dependencies: ["Vocabulary"]),
        .target(
            name: "TerritoryFolder",
            dependencies: ["Vocabulary", "PlainText", "CGEOS", .product(name: "Yams", package: "Yams")]),
        .target(name: "Context", dependencies: ["Vocabulary", "PlainText"]),
        .target(name: "Simulation", packageAccess: false),

        // The command line: the only place that wires rooms together.
        .executableTarget(
            name: "clairevoie",
            dependencies: [
                "Vocabulary", "Connectors", "Portals", "Inspection", "IntakeDesk", "Intake", "Vault", "Disclosure",
                "Editions",
                "Website", "TerritoryFolder", "Context", "Simulation",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            packageAccess: false),

        // C libraries of the system.
        .systemLibrary(name: "CGDAL", pkgConfig: "gdal", providers: [.apt(["libgdal-dev"])]),
        .systemLibrary(name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"])]),
        .systemLibrary(name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
        .systemLibrary(name: "CSeccomp", pkgConfig: "libseccomp", providers: [.apt(["libseccomp-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),

        .target(name: "TestCity", dependencies: ["Vocabulary"], path: "Tests/TestCity"),
        .testTarget(name: "SimulationTests", dependencies: ["Simulation"]),
        .testTarget(name: "StatisticsTests", dependencies: ["Statistics"]),
        .testTarget(name: "FileLockTests", dependencies: ["FileLock", "TestCity"]),
        .testTarget(name: "MarkupTests", dependencies: ["Markup"]),
        .testTarget(name: "RowFormatTests", dependencies: ["RowFormat", "TestCity"]),
        .testTarget(
            name: "ConnectorsTests",
            dependencies: ["Connectors", "RowFormat", "Vocabulary", "TestCity", "CZlib", "clairevoie-reader"],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "PortalsTests",
            dependencies: [
                "Portals", "Vocabulary", "TestCity",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        .testTarget(
            name: "InspectionTests",
            dependencies: ["Inspection", "Connectors", "TerritoryFolder", "Vocabulary", "TestCity"]),
        .testTarget(
            name: "IntakeDeskTests",
            dependencies: ["IntakeDesk", "Inspection", "TerritoryFolder", "Vocabulary", "TestCity"]),
        .testTarget(
            name: "ContextTests", dependencies: ["Context", "Vocabulary", "TestCity"], exclude: ["Fixtures"]),
        .testTarget(
            name: "EditionsTests",
            dependencies: [
                "Editions", "Vocabulary", "TestCity",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(name: "IntakeTests", dependencies: ["Connectors", "Intake", "Vocabulary", "TestCity"]),
        .testTarget(name: "VaultTests", dependencies: ["Vault", "Vocabulary", "TestCity"]),
        .testTarget(
            name: "DisclosureTests", dependencies: ["Disclosure", "Vault", "Editions", "Vocabulary", "TestCity"]),
        .testTarget(name: "VocabularyTests", dependencies: ["Vocabulary", "TestCity"], exclude: ["Fixtures"]),
        .testTarget(name: "CommandLineTests", dependencies: ["TestCity", "Vocabulary"], exclude: ["Snapshots"]),
        .testTarget(name: "TerritoryFolderTests", dependencies: ["TerritoryFolder", "Vocabulary"]),
        .testTarget(
            name: "WebsiteTests",
            dependencies: [
                "Website", "Markup", "Vocabulary", "Editions", "TestCity",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type == .regular || target.type == .executable || target.type == .test {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
            .strictMemorySafety(),
            .treatAllWarnings(as: .error),
        ]
}
