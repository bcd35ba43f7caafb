package dev.usher.model.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A hub on this machine with one repository, `org/model`, that has one file, and with the manners
/// that a test asks for.
final class HubStub implements AutoCloseable {
  static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private final HttpServer server;
  private final byte[] content;

  final List<String> requests = new CopyOnWriteArrayList<>();
  volatile String etag;
  volatile int status = 200;
  final AtomicInteger cuts = new AtomicInteger();
  volatile boolean ranges = true;
  volatile String redirection = "";
  volatile byte[] sent;
  volatile List<String> files = List.of("model.gguf", "README.md");
  volatile long silence;

  HubStub(byte[] content, String etag) {
    this.content = content;
    this.sent = content;
    this.etag = etag;
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

  String elsewhere() {
    return "http://localhost:" + server.getAddress().getPort() + "/elsewhere/model.gguf";
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(
        exchange.getRequestMethod()
            + " "
            + path
            + " range="
            + exchange.getRequestHeaders().getFirst("Range")
            + " token="
            + exchange.getRequestHeaders().getFirst("Authorization"));
    pause();
    try (exchange) {
      if (status != 200) {
        exchange.sendResponseHeaders(status, -1);
      } else if (path.startsWith("/api/models/org/model")) {
        list(exchange);
      } else if (path.startsWith("/org/model/resolve/") && !redirection.isEmpty()) {
        describe(exchange);
        exchange.getResponseHeaders().set("Location", redirection);
        exchange.sendResponseHeaders(302, -1);
      } else if (path.endsWith("/model.gguf")) {
        describe(exchange);
        send(exchange);
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(silence);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void describe(HttpExchange exchange) {
    exchange.getResponseHeaders().set("X-Repo-Commit", COMMIT);
    exchange.getResponseHeaders().set("X-Linked-Etag", "\"" + etag + "\"");
    exchange.getResponseHeaders().set("X-Linked-Size", String.valueOf(content.length));
  }

  private void list(HttpExchange exchange) throws IOException {
    String siblings = String.join("\"},{\"rfilename\":\"", files);
    byte[] body =
        ("{\"siblings\":[{\"rfilename\":\"" + siblings + "\"}]}").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private void send(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    boolean partial = ranges && range != null;
    int from = partial ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
    if (partial) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + from + "-" + (sent.length - 1) + "/" + sent.length);
    }
    byte[] rest = Arrays.copyOfRange(sent, from, sent.length);
    exchange.sendResponseHeaders(partial ? 206 : 200, rest.length);
    OutputStream body = exchange.getResponseBody();
    if (cuts.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      body.write(rest, 0, rest.length / 2);
      body.flush();
      throw new IOException("cut on purpose");
    }
    body.write(rest);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
