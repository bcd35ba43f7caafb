package dev.usher.dataset.publish;

import dev.usher.dataset.JsonText;
import dev.usher.dataset.publish.HubConnection.Answer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One data set's repository on the Hub, and the steps of the Hub's protocol:
///
/// 1. `POST /api/repos/create` makes it; 409 says that it is there.
/// 2. `POST /api/datasets/ID/preupload/main` says of each file, by name, size and first bytes,
///    whether it goes into the commit (`regular`) or into the large-file store (`lfs`).
/// 3. `POST /datasets/ID.git/info/lfs/objects/batch` says of each large file where its bytes are to
///    be put (Git LFS batch API, basic transfers), or by silence that they are there already.
/// 4. `POST /api/datasets/ID/commit/main` takes all files in one commit, as JSON lines: a `header`,
///    a `file` with its bytes in base64, an `lfsFile` with its hash.
final class HubDataset {

  /// What a commit became.
  record Commit(String oid, String url) {}

  private static final String JSON = "application/json";
  private static final String LFS_JSON = "application/vnd.git-lfs+json";
  private static final int CONFLICT = 409;
  private static final int FORBIDDEN = 403;

  /// What the HTTP client says itself and lets nobody else say.
  private static final Set<String> OWN_HEADERS =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  private final HubConnection connection;
  private final RepositoryName name;

  HubDataset(HubConnection connection, RepositoryName name) {
    this.connection = connection;
    this.name = name;
  }

  /// Makes the repository, unless it is there. A token for this one repository may not make any, so
  /// a refusal counts only if the repository cannot be seen either.
  void create(boolean hidden) {
    ObjectNode body = object();
    body.put("type", "dataset");
    body.put("organization", name.namespace());
    body.put("name", name.name());
    body.put("private", hidden);
    Answer answer = connection.post(connection.hub("/api/repos/create"), JSON, body);
    if (answer.status() == CONFLICT || answer.status() == FORBIDDEN) {
      requireThere(answer, hidden);
    } else {
      connection.require(answer, "making the data set");
    }
  }

  private void requireThere(Answer refusal, boolean hidden) {
    Answer there = connection.get(connection.hub("/api/datasets/" + name));
    if (!there.isDone()) {
      connection.require(refusal, "making the data set");
    }
    boolean open = !connection.json(there, "the data set").path("private").asBoolean(false);
    if (hidden && open) {
      throw connection.failure(
          "is there and is public, but --private was said; make it private on the hub, or name"
              + " another");
    }
  }

  /// The paths of the files that belong into the large-file store. An empty file never does.
  Set<String> large(List<PublishedFile> files) {
    ObjectNode body = object();
    ArrayNode list = body.putArray("files");
    for (PublishedFile file : files) {
      ObjectNode item = list.addObject();
      item.put("path", file.path());
      item.put("size", file.size());
      item.put("sample", file.sampleBase64());
    }
    String what = "how files are to be sent";
    Answer answer =
        connection.post(
            connection.hub("/api/datasets/%s/preupload/main".formatted(name)), JSON, body);
    JsonNode modes = connection.json(connection.require(answer, what), what).path("files");
    return files.stream()
        .filter(file -> file.size() > 0 && isLarge(file, modes))
        .map(PublishedFile::path)
        .collect(Collectors.toSet());
  }

  private boolean isLarge(PublishedFile file, JsonNode modes) {
    String mode =
        modes
            .valueStream()
            .filter(each -> each.path("path").asString("").equals(file.path()))
            .findFirst()
            .map(each -> each.path("uploadMode").asString(""))
            .orElse("");
    return switch (mode) {
      case "lfs" -> true;
      case "regular" -> false;
      default ->
          throw connection.failure(
              "does not say how %s is to be sent ('%s'); check HF_ENDPOINT"
                  .formatted(file.path(), mode));
    };
  }

  /// Puts files into the large-file store; those that are there already are left alone.
  void store(List<PublishedFile> files) {
    if (files.isEmpty()) {
      return;
    }
    ObjectNode body = object();
    body.put("operation", "upload");
    body.put("hash_algo", "sha256");
    body.putArray("transfers").add("basic");
    body.putObject("ref").put("name", "refs/heads/main");
    ArrayNode objects = body.putArray("objects");
    files.forEach(file -> objects.add(pointer(file)));
    URI batch = connection.hub("/datasets/%s.git/info/lfs/objects/batch".formatted(name));
    String what = "where large files go";
    Answer answer = connection.require(connection.post(batch, LFS_JSON, body), what);
    JsonNode places = connection.json(answer, what).path("objects");
    files.forEach(file -> store(file, place(file, places)));
  }

  private JsonNode place(PublishedFile file, JsonNode places) {
    return places
        .valueStream()
        .filter(each -> each.path("oid").asString("").equals(file.sha256()))
        .findFirst()
        .orElseThrow(() -> connection.failure("does not say where " + file.path() + " goes"));
  }

  private void store(PublishedFile file, JsonNode place) {
    if (place.has("error")) {
      throw connection.failure(
          "refuses %s: %s"
              .formatted(file.path(), place.path("error").path("message").asString("no reason")));
    }
    JsonNode upload = place.path("actions").path("upload");
    if (upload.isMissingNode()) {
      return;
    }
    if (upload.path("header").has("chunk_size")) {
      throw connection.failure(
          file.path() + " is too large to be sent in one piece; split the data set");
    }
    String what = "sending " + file.path();
    connection.require(
        connection.put(address(upload, file), headers(upload), file.content()), what);
    JsonNode verify = place.path("actions").path("verify");
    if (!verify.isMissingNode()) {
      connection.require(
          connection.post(address(verify, file), LFS_JSON, pointer(file)),
          "verifying " + file.path());
    }
  }

  private URI address(JsonNode action, PublishedFile file) {
    try {
      URI address = new URI(action.path("href").asString(""));
      if (address.getHost() != null && Set.of("http", "https").contains(address.getScheme())) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Answered below, like an address that is no web address.
    }
    throw connection.failure("names no address for " + file.path());
  }

  private static Map<String, String> headers(JsonNode action) {
    Map<String, String> headers = new HashMap<>();
    for (var each : action.path("header").properties()) {
      if (!OWN_HEADERS.contains(each.getKey().toLowerCase(Locale.ROOT))) {
        headers.put(each.getKey(), each.getValue().asString(""));
      }
    }
    return headers;
  }

  /// Commits all files at once: either main has all of them afterwards, or it is as it was.
  Commit commit(List<PublishedFile> files, Set<String> large, String message) {
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    lines.add(line("header", object().put("summary", message).put("description", "")));
    files.forEach(file -> lines.add(large.contains(file.path()) ? stored(file) : whole(file)));
    URI address = connection.hub("/api/datasets/%s/commit/main".formatted(name));
    Answer answer =
        connection.require(connection.postLines(address, lines.toString()), "the commit");
    JsonNode made = connection.json(answer, "the commit");
    return new Commit(
        made.path("commitOid").asString(""), connection.hub("/datasets/" + name).toString());
  }

  private static String whole(PublishedFile file) {
    ObjectNode value = object();
    value.put("path", file.path());
    value.put("encoding", "base64");
    value.put("content", file.base64());
    return line("file", value);
  }

  private static String stored(PublishedFile file) {
    ObjectNode value = object();
    value.put("path", file.path());
    value.put("algo", "sha256");
    value.put("oid", file.sha256());
    value.put("size", file.size());
    return line("lfsFile", value);
  }

  private static String line(String key, ObjectNode value) {
    return JsonText.line(object().put("key", key).set("value", value));
  }

  private static ObjectNode pointer(PublishedFile file) {
    return object().put("oid", file.sha256()).put("size", file.size());
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
