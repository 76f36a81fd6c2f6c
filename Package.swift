// swift-tools-version: 6.2
import PackageDescription

/// Transactions are scopes whose spans cannot outlive them; the compiler proves it (docs/ARCHITECTURE.md).
let lifetimes: SwiftSetting = .enableExperimentalFeature("Lifetimes")

let package = Package(
  name: "timeline",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "timeline", targets: ["CLI"]),
    .library(name: "EventLog", targets: ["EventLog"]),
    .library(name: "Diplomacy", targets: ["Diplomacy"]),
    .library(name: "Projections", targets: ["Projections"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CLMDB", pkgConfig: "lmdb",
      providers: [.apt(["liblmdb-dev"]), .brew(["lmdb"])]),
    .target(name: "Threads"),
    .target(
      name: "LMDB", dependencies: ["CLMDB", "Threads"],
      swiftSettings: [lifetimes, .strictMemorySafety()]),
    .target(
      name: "EventLog",
      dependencies: ["LMDB", "Threads", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: [lifetimes]),
    .target(name: "Diplomacy", dependencies: ["EventLog"]),
    .target(name: "Projections", dependencies: ["Diplomacy", "EventLog", "Threads"]),
    .executableTarget(
      name: "CLI",
      dependencies: [
        "Projections", "Diplomacy", "EventLog", "Threads",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(
      name: "TestSupport", dependencies: ["EventLog", "Diplomacy", "Threads"], path: "Tests/TestSupport"),
    .testTarget(
      name: "LMDBTests", dependencies: ["LMDB", "TestSupport"],
      swiftSettings: [lifetimes]),
    .testTarget(
      name: "EventLogTests", dependencies: ["EventLog", "LMDB", "TestSupport"],
      swiftSettings: [lifetimes]),
    .testTarget(name: "DiplomacyTests", dependencies: ["Diplomacy", "TestSupport"]),
    .testTarget(
      name: "ProjectionsTests", dependencies: ["Projections", "TestSupport"], exclude: ["Oracle/Sweep"]),
    .testTarget(
      name: "CLITests", dependencies: ["CLI", "TestSupport"], exclude: ["Transcripts"]),
    .testTarget(name: "TidyTests", dependencies: ["Diplomacy", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

// The sweep (Scripts/sweep) is built for release out of the tests' own sources, and by nobody else: without the tests
// its folder is no part of the package.
if Context.environment["TIMELINE_SWEEP"] != nil {
  package.targets.removeAll { $0.isTest }
  package.targets.append(
    .executableTarget(
      name: "Sweep", dependencies: ["Projections", "Diplomacy", "EventLog", "TestSupport", "Threads"],
      path: "Tests/ProjectionsTests/Oracle",
      exclude: ["OracleFindings.swift", "OracleLaws.swift", "RandomLogLaws.swift"]))
}
