// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds flagctl builds its benchmarks.
let package = Package(
    name: "EvaluationBenchmark",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "flagctl", path: "../..")],
    targets: [
        .executableTarget(
            name: "EvaluationBenchmark", dependencies: [.product(name: "Evaluation", package: "flagctl")],
            swiftSettings: [.swiftLanguageMode(.v6)])
    ]
)
