// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A room of the house: a library target and what it may import (see docs/architecture.md).
func room(
    _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil
) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

/// The tests of one room; they mirror its sources.
func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.target(name: name), "TestSupport"] + dependencies,
        swiftSettings: settings
    )
}

/// Running other programs; swift-system names paths where the platform has no module for them.
let processes: [Target.Dependency] = [
    .product(name: "Subprocess", package: "swift-subprocess"),
    .product(name: "SystemPackage", package: "swift-system", condition: .when(platforms: [.linux])),
]

let package = Package(
    name: "flagctl",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "flagctl", targets: ["flagctl"]),
        .library(name: "Evaluation", targets: ["Evaluation", "FlagModel", "Documents"]),
        .library(name: "FlagRepository", targets: ["FlagRepository", "Git", "FlagModel", "Documents"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0", traits: []),
        .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.5.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.30.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibgit2",
            pkgConfig: "libgit2",
            providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]
        ),
        room("Git", ["CLibgit2", .product(name: "Crypto", package: "swift-crypto")] + processes),
        room("Documents"),
        room("FlagModel", ["Documents"]),
        room("Evaluation", ["FlagModel", "Documents"]),
        room(
            "Rollouts",
            ["Evaluation", "FlagModel", "Documents", .product(name: "Crypto", package: "swift-crypto")]),
        room(
            "Communications",
            [
                "Rollouts", "Evaluation", "FlagModel", "Documents",
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.embedInCode("Templates"), .embedInCode("Pages")]),
        room(
            "Connectors",
            [
                "Communications", "Rollouts", "FlagModel", "Documents",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ] + processes),
        room("Exchange", ["Evaluation", "FlagModel", "Documents"]),
        room("FlagRepository", ["Git", "Documents", "FlagModel"]),
        room(
            "Governance",
            [
                "Rollouts", "FlagRepository", "Evaluation", "FlagModel", "Documents", "Git",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        room(
            "Workflows",
            [
                "Exchange", "Governance", "Rollouts", "Communications", "Connectors", "FlagRepository", "Evaluation",
                "FlagModel", "Documents", "Git",
            ],
            resources: [.embedInCode("Scaffold")]),
        room(
            "Server",
            [
                "FlagRepository", "Exchange", "Evaluation", "FlagModel", "Documents", "Git",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]),
        .executableTarget(
            name: "flagctl",
            dependencies: [
                "Workflows", "Server", "Connectors", "Communications", "Rollouts", "FlagModel",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),

        .target(
            name: "TestSupport",
            dependencies: processes,
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        tests(of: "Git"),
        tests(of: "Documents"),
        tests(of: "FlagModel", ["Documents"]),
        tests(of: "Evaluation", ["FlagModel", "Documents"]),
        tests(of: "FlagRepository", ["Git", "Documents", "FlagModel"]),
        tests(of: "Rollouts", ["Evaluation", "FlagModel", "Documents"]),
        tests(of: "Communications", ["Rollouts", "Evaluation", "FlagModel", "Documents"]),
        tests(
            of: "Connectors",
            [
                "Communications", "Rollouts", "FlagModel", "Documents",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]),
        tests(of: "Exchange", ["Evaluation", "FlagModel", "Documents"]),
        tests(
            of: "Server",
            [
                "Evaluation", "FlagRepository", "FlagModel", "Documents", "Git",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ]),
        tests(of: "Governance", ["Rollouts", "FlagRepository", "Evaluation", "FlagModel", "Documents", "Git"]),
        tests(
            of: "Workflows",
            ["Rollouts", "Communications", "Connectors", "FlagRepository", "FlagModel", "Documents", "Git"]),
        .testTarget(
            name: "LibraryTests", dependencies: ["Evaluation", "FlagRepository", "FlagModel", "Git", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "flagctlTests", dependencies: ["flagctl", "TestSupport"], exclude: ["Golden"], swiftSettings: settings
        ),
    ]
)
