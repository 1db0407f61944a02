// swift-tools-version: 6.2
// Times regressions and decompositions of ours; Benchmarks/regression runs it beside its peers.
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
]

let package = Package(
    name: "regression-bench",
    targets: [
        .target(name: "Statistics", swiftSettings: settings),
        .target(
            name: "Regression", dependencies: ["Statistics", "COpenBLAS", "CLAPACKE"], swiftSettings: settings),
        .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
        .systemLibrary(name: "CLAPACKE", pkgConfig: "lapacke", providers: [.apt(["liblapacke-dev"])]),
        .executableTarget(
            name: "RegressionBench", dependencies: ["Regression", "Statistics"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
