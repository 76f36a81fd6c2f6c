// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "timeline-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "timeline", path: "..")],
  targets: [
    .executableTarget(name: "GenerateLog"),
    .executableTarget(
      name: "LibraryCosts",
      dependencies: [
        .product(name: "EventLog", package: "timeline"), .product(name: "Projections", package: "timeline"),
      ]),
    .target(name: "EmptyCommit", linkerSettings: [.linkedLibrary("lmdb")]),
    .executableTarget(
      name: "DurableAppends",
      dependencies: ["EmptyCommit", .product(name: "EventLog", package: "timeline")]),
  ],
  swiftLanguageModes: [.v6]
)
