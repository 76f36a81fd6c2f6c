// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "timeline-examples",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "timeline", path: "..")
  ],
  targets: [
    .executableTarget(
      name: "Turnstile", dependencies: [.product(name: "EventLog", package: "timeline")]),
    .executableTarget(
      name: "RatificationTimes",
      dependencies: [
        .product(name: "Projections", package: "timeline"),
        .product(name: "Diplomacy", package: "timeline"),
        .product(name: "EventLog", package: "timeline"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
