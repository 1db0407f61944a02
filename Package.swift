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
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // The nouns and the numerics: no dependency at all, but for LAPACK where regressions need it and XGBoost where trees do.
        .target(name: "Vocabulary"),
        .target(name: "Statistics"),
        .target(name: "Regression", dependencies: ["Statistics", "COpenBLAS", "CLAPACKE"]),
        .target(name: "Boosting", dependencies: ["CXGBoost"]),

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
                "Vocabulary", "Editions", "Analysis", "Accountability", "Markup", "CZlib",
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
        // Pure functions from counts to findings.
        .target(name: "Analysis", dependencies: ["Vocabulary", "Statistics", "Regression", "Boosting"]),

        // What the observatory says of itself and of its sources.
        .target(name: "Accountability", dependencies: ["Vocabulary", "Statistics"]),

        // What comes before the gate: foreign files in a process of their own, portals, a first look at a new file.
        .target(name: "RowFormat"),
        .executableTarget(
            name: "clairevoie-reader", dependencies: ["RowFormat", "CGDAL", "CSeccomp", "CZlib"], packageAccess: false,
            linkerSettings: [.linkedLibrary("stdc++")]),
        .target(
            name: "Portals",
            dependencies: [
                "Vocabulary",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            packageAccess: false),
        .target(name: "Inspection", dependencies: ["Vocabulary"]),
        .target(name: "OutsideTable", dependencies: ["Vocabulary", "Connectors"]),
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
                "Vocabulary", "Statistics", "Connectors", "Portals", "Inspection", "IntakeDesk", "Intake", "Vault",
                "Disclosure", "Editions",
                "Website", "TerritoryFolder", "Context", "Simulation", "Analysis", "OutsideTable", "Accountability",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            packageAccess: false),

        // C libraries of the system.
        .systemLibrary(name: "CGDAL", pkgConfig: "gdal", providers: [.apt(["libgdal-dev"])]),
        .systemLibrary(name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"])]),
        .systemLibrary(name: "CLAPACKE", pkgConfig: "lapacke", providers: [.apt(["liblapacke-dev"])]),
        .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
        .systemLibrary(name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
        .systemLibrary(name: "CSeccomp", pkgConfig: "libseccomp", providers: [.apt(["libseccomp-dev"])]),
        .systemLibrary(name: "CXGBoost", pkgConfig: "xgboost", providers: [.apt(["libxgboost-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),

        .target(name: "TestCity", dependencies: ["Vocabulary"], path: "Tests/TestCity"),
        .target(
            name: "TestPortal",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Tests/TestPortal"),
        .target(
            name: "TestBrowser",
            dependencies: [
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            path: "Tests/TestBrowser"),
        .testTarget(name: "SimulationTests", dependencies: ["Simulation"]),
        .testTarget(name: "StatisticsTests", dependencies: ["Statistics"], exclude: ["Fixtures"]),
        .testTarget(name: "BoostingTests", dependencies: ["Boosting"]),
        .testTarget(
            name: "RegressionTests", dependencies: ["Regression", "Statistics"], exclude: ["Fixtures"]),
        .testTarget(name: "FileLockTests", dependencies: ["FileLock", "TestCity"]),
        .testTarget(
            name: "AnalysisTests", dependencies: ["Analysis", "Statistics", "Regression", "Vocabulary", "TestCity"]),
        .testTarget(
            name: "AccountabilityTests", dependencies: ["Accountability", "Statistics", "Vocabulary", "TestCity"]),
        .testTarget(name: "MarkupTests", dependencies: ["Markup"]),
        .testTarget(name: "RowFormatTests", dependencies: ["RowFormat", "TestCity"]),
        .testTarget(
            name: "ConnectorsTests",
            dependencies: ["Connectors", "RowFormat", "Vocabulary", "TestCity", "CZlib", "clairevoie-reader"],
            exclude: ["Fixtures"]),
        .testTarget(name: "PortalsTests", dependencies: ["Portals", "Vocabulary", "TestCity", "TestPortal", "CZlib"]),
        .testTarget(
            name: "InspectionTests",
            dependencies: ["Inspection", "Connectors", "TerritoryFolder", "Vocabulary", "TestCity"]),
        .testTarget(
            name: "IntakeDeskTests",
            dependencies: [
                "IntakeDesk", "Inspection", "TerritoryFolder", "Vocabulary", "TestBrowser", "TestCity",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "ContextTests", dependencies: ["Context", "Vocabulary", "TestCity"], exclude: ["Fixtures"]),
        .testTarget(
            name: "EditionsTests",
            dependencies: [
                "Editions", "Vocabulary", "TestCity",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(name: "OutsideTableTests", dependencies: ["OutsideTable", "Vocabulary"]),
        .testTarget(name: "IntakeTests", dependencies: ["Connectors", "Intake", "Vocabulary", "TestCity"]),
        .testTarget(name: "VaultTests", dependencies: ["Vault", "Vocabulary", "TestCity"]),
        .testTarget(
            name: "DisclosureTests", dependencies: ["Disclosure", "Vault", "Editions", "Vocabulary", "TestCity"]),
        .testTarget(name: "VocabularyTests", dependencies: ["Vocabulary", "TestCity"], exclude: ["Fixtures"]),
        .testTarget(
            name: "CommandLineTests", dependencies: ["TestCity", "TestPortal", "Vocabulary"], exclude: ["Snapshots"]),
        .testTarget(name: "TerritoryFolderTests", dependencies: ["TerritoryFolder", "Vocabulary"]),
        .testTarget(
            name: "WebsiteTests",
            dependencies: [
                "Website", "Analysis", "Markup", "Vocabulary", "Editions", "Accountability", "TestBrowser", "TestCity",
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
