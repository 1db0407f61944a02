// swift-tools-version: 6.2
// Times hot spots, densities and near repeats of ours; Benchmarks/hotspots runs it beside its peers.
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
]

let package = Package(
    name: "hotspots-bench",
    targets: [
        .target(name: "Statistics", swiftSettings: settings),
        .executableTarget(name: "HotSpotsBench", dependencies: ["Statistics"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
