package dev.usher.dataset.publish;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.usher.dataset.JsonText;
import dev.usher.tools.file.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A hub on this machine with room for one data set, `some/data`. It takes nothing on trust: who
/// asks, what type a body has, whether stored bytes have their hash, whether a committed hash was
/// stored and verified. What is wrong is answered with 400, 401 or 422.
final class HubStub implements AutoCloseable {
  static final String TOKEN = "hf_TheTokenOfTheTest";
  static final String LFS = "application/vnd.git-lfs+json";

  /// What is answered instead of an answer.
  record Trouble(int status, Map<String, String> headers, String body) {}

  final List<String> requests = new CopyOnWriteArrayList<>();
  final Map<String, List<Trouble>> troubles = new HashMap<>();
  final Map<String, byte[]> main = new HashMap<>();
  final Map<String, byte[]> store = new HashMap<>();
  final Set<String> verified = new HashSet<>();
  final Set<String> large = new HashSet<>();
  final List<String> messages = new ArrayList<>();
  boolean there;
  boolean hidden;
  boolean multipart;

  private final HttpServer server;

  HubStub() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// The same machine under another name: somebody else's store, as far as a client knows.
  private String elsewhere() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  void trouble(String request, int status, Map<String, String> headers, String body) {
    troubles
        .computeIfAbsent(request, _ -> new ArrayList<>())
        .add(new Trouble(status, headers, body));
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    requests.add(request);
    byte[] body = exchange.getRequestBody().readAllBytes();
    List<Trouble> waiting =
        troubles.getOrDefault(request.replaceAll("[0-9a-f]{64}", "OID"), List.of());
    try (exchange) {
      if (!waiting.isEmpty()) {
        Trouble trouble = waiting.removeFirst();
        trouble.headers().forEach(exchange.getResponseHeaders()::set);
        send(exchange, trouble.status(), trouble.body());
      } else if (request.startsWith("PUT /store/")) {
        send(exchange, put(exchange, request.substring("PUT /store/".length()), body), "");
      } else if (!("Bearer " + TOKEN).equals(header(exchange, "Authorization"))) {
        send(exchange, 401, "{\"error\": \"Invalid credentials\"}");
      } else {
        hub(exchange, request, new String(body, StandardCharsets.UTF_8));
      }
    }
  }

  private void hub(HttpExchange exchange, String request, String body) throws IOException {
    switch (request) {
      case "POST /api/repos/create" -> create(exchange, body);
      case "GET /api/datasets/some/data" ->
          send(exchange, there ? 200 : 404, "{\"private\": %s}".formatted(hidden));
      case "POST /api/datasets/some/data/preupload/main" -> preupload(exchange, body);
      case "POST /datasets/some/data.git/info/lfs/objects/batch" -> batch(exchange, body);
      case "POST /verify" -> verify(exchange, body);
      case "POST /api/datasets/some/data/commit/main" -> commit(exchange, body);
      default -> send(exchange, 404, "{\"error\": \"Not Found\"}");
    }
  }

  private void create(HttpExchange exchange, String body) throws IOException {
    JsonNode json = JsonText.parse(body, "create");
    boolean right =
        json.path("type").asString().equals("dataset")
            && json.path("organization").asString().equals("some")
            && json.path("name").asString().equals("data");
    if (!right) {
      send(exchange, 400, "{}");
    } else if (there) {
      send(exchange, 409, "{\"error\": \"You already created this dataset repo\"}");
    } else {
      there = true;
      hidden = json.path("private").asBoolean();
      send(exchange, 200, "{\"url\": \"here\"}");
    }
  }

  private void preupload(HttpExchange exchange, String body) throws IOException {
    ObjectNode answer = object();
    ArrayNode files = answer.putArray("files");
    for (JsonNode file : JsonText.parse(body, "preupload").path("files").values()) {
      String path = file.path("path").asString();
      int size = file.path("size").asInt();
      byte[] sample = Base64.getDecoder().decode(file.path("sample").asString());
      if (sample.length != Math.min(512, size)) {
        send(exchange, 400, "{}");
        return;
      }
      files
          .addObject()
          .put("path", path)
          .put("uploadMode", large.contains(path) ? "lfs" : "regular");
    }
    send(exchange, 200, JsonText.line(answer));
  }

  private void batch(HttpExchange exchange, String body) throws IOException {
    JsonNode json = JsonText.parse(body, "batch");
    boolean right =
        LFS.equals(header(exchange, "Content-Type"))
            && LFS.equals(header(exchange, "Accept"))
            && json.path("operation").asString().equals("upload")
            && json.path("transfers").toString().equals("[\"basic\"]");
    if (!right) {
      send(exchange, 422, "{}");
      return;
    }
    ObjectNode answer = object().put("transfer", "basic");
    ArrayNode objects = answer.putArray("objects");
    json.path("objects").values().forEach(object -> place(object, objects.addObject()));
    send(exchange, 200, JsonText.line(answer));
  }

  private void place(JsonNode object, ObjectNode place) {
    String oid = object.path("oid").asString();
    place.put("oid", oid).put("size", object.path("size").asInt());
    if (verified.contains(oid)) {
      return;
    }
    ObjectNode actions = place.putObject("actions");
    ObjectNode upload = actions.putObject("upload");
    upload.put("href", elsewhere() + "/store/" + oid);
    upload.putObject("header").put("X-Signature", "s1gned").put("Host", "ignored");
    if (multipart) {
      ((ObjectNode) upload.path("header")).put("chunk_size", "5");
    }
    actions.putObject("verify").put("href", endpoint() + "/verify");
  }

  private int put(HttpExchange exchange, String oid, byte[] body) {
    boolean right =
        header(exchange, "Authorization").isEmpty()
            && header(exchange, "X-Signature").equals("s1gned")
            && Sha256.of(body).equals(oid);
    if (right) {
      store.put(oid, body);
    }
    return right ? 200 : 400;
  }

  private void verify(HttpExchange exchange, String body) throws IOException {
    JsonNode pointer = JsonText.parse(body, "verify");
    byte[] stored = store.get(pointer.path("oid").asString());
    boolean right = stored != null && stored.length == pointer.path("size").asInt();
    if (right) {
      verified.add(pointer.path("oid").asString());
    }
    send(exchange, right ? 200 : 404, "{}");
  }

  private void commit(HttpExchange exchange, String body) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    List<JsonNode> lines = body.lines().map(line -> JsonText.parse(line, "commit")).toList();
    boolean right =
        "application/x-ndjson".equals(header(exchange, "Content-Type"))
            && lines.getFirst().path("key").asString().equals("header");
    for (JsonNode line : lines.subList(1, lines.size())) {
      JsonNode value = line.path("value");
      right &= content(line.path("key").asString(), value, files);
    }
    if (right) {
      main.putAll(files);
      messages.add(lines.getFirst().at("/value/summary").asString());
    }
    send(exchange, right ? 200 : 400, "{\"success\": true, \"commitOid\": \"c0ffee\"}");
  }

  private boolean content(String key, JsonNode value, Map<String, byte[]> files) {
    String path = value.path("path").asString();
    String oid = value.path("oid").asString("");
    switch (key) {
      case "file" -> files.put(path, Base64.getDecoder().decode(value.path("content").asString()));
      case "lfsFile" -> {
        if (!verified.contains(oid) || !value.path("algo").asString().equals("sha256")) {
          return false;
        }
        files.put(path, store.getOrDefault(oid, new byte[0]));
      }
      default -> throw new IllegalArgumentException(key);
    }
    return large.contains(path) == key.equals("lfsFile");
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
