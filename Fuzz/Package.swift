// swift-tools-version: 6.2
import PackageDescription

/// Each program is a parser of outside input under libFuzzer, which brings the `main`.
func fuzzer(_ name: String, _ product: String) -> Target {
  .executableTarget(
    name: name, dependencies: [.product(name: product, package: "timeline")],
    swiftSettings: [
      .unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"]), .enableExperimentalFeature("Lifetimes"),
    ],
    linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])])
}

let package = Package(
  name: "timeline-fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "timeline", path: "..")],
  targets: [
    fuzzer("FuzzRecord", "EventLog"),
    fuzzer("FuzzEvent", "Diplomacy"),
    fuzzer("FuzzDate", "Diplomacy"),
    fuzzer("FuzzClause", "Diplomacy"),
  ],
  swiftLanguageModes: [.v6]
)
