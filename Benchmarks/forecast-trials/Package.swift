// swift-tools-version: 6.2
// Tries models for the pool of forecasts; TRIALS.md has the results. Built with testing enabled, since models see inside.
import PackageDescription

let package = Package(
    name: "forecast-trials",
    targets: [
        .target(name: "Vocabulary"),
        .target(name: "Statistics"),
        .target(name: "Regression", dependencies: ["Statistics", "COpenBLAS", "CLAPACKE"]),
        .target(name: "Analysis", dependencies: ["Vocabulary", "Statistics", "Regression", "Boosting"]),
        .target(name: "Boosting", dependencies: ["CXGBoost"]),
        .target(name: "RowFormat"),
        .target(name: "Connectors", dependencies: ["Vocabulary", "RowFormat", "CZlib", "CZstd"]),
        .target(name: "OutsideTable", dependencies: ["Vocabulary", "Connectors"]),
        .executableTarget(
            name: "ForecastTrials", dependencies: ["Vocabulary", "Statistics", "Analysis", "OutsideTable"]),
        .systemLibrary(name: "CLAPACKE", pkgConfig: "lapacke"),
        .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas"),
        .systemLibrary(name: "CXGBoost", pkgConfig: "xgboost"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd"),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type == .regular || target.type == .executable {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .strictMemorySafety(),
    ]
}
