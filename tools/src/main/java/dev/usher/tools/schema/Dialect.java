package dev.usher.tools.schema;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The draft that a schema is written in. Within the supported keywords the later drafts say the
/// same but for one thing: what stands beside `$ref`.
enum Dialect {
  /// Keywords beside `$ref` hold as well.
  KEYWORDS_BESIDE_REF,
  /// Keywords beside `$ref` are passed over.
  LONE_REF;

  static final String NAMES = "draft 2020-12, 2019-09, 07 or 06";

  private static final Map<String, Dialect> BY_ADDRESS =
      Map.of(
          "https://json-schema.org/draft/2020-12/schema", KEYWORDS_BESIDE_REF,
          "https://json-schema.org/draft/2019-09/schema", KEYWORDS_BESIDE_REF,
          "http://json-schema.org/draft-07/schema", LONE_REF,
          "http://json-schema.org/draft-06/schema", LONE_REF);

  /// The dialect of a `$schema`, if it is one of these.
  static Optional<Dialect> of(JsonNode schema) {
    String address = schema.asString("");
    String bare = address.endsWith("#") ? address.substring(0, address.length() - 1) : address;
    return Optional.ofNullable(BY_ADDRESS.get(bare));
  }
}
