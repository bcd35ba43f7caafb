package dev.usher.dataset.teacher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.usher.dataset.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// A server on this machine that speaks the providers' protocols and behaves as it is told. It
/// notes each request.
final class StubServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Function<Asked, Behaviour> script;
  private final Time time;
  private final Semaphore hanging = new Semaphore(0);
  private final List<Asked> log = new ArrayList<>();
  private int inFlight;
  private int mostInFlight;

  /// A request.
  ///
  /// @param at when it came
  record Asked(Instant at, Protocol protocol, Optional<String> key, JsonNode body) {
    String user() {
      return protocol.user(body);
    }
  }

  /// What a server does with a request.
  sealed interface Behaviour {
    /// Answers.
    record Says(String text, Reply.Usage usage) implements Behaviour {
      Says(String text) {
        this(text, new Reply.Usage(20, 10));
      }
    }

    /// Responds with a status and a body of any kind.
    record Responds(int status, Map<String, String> headers, String body) implements Behaviour {
      Responds(int status, String body) {
        this(status, Map.of(), body);
      }
    }

    /// Says nothing until it is closed.
    record Hangs() implements Behaviour {}

    /// Closes the connection without a word.
    record Closes() implements Behaviour {}

    /// Closes the connection in the middle of its answer.
    record Breaks() implements Behaviour {}
  }

  StubServer(Time time, Function<Asked, Behaviour> script) {
    this.time = time;
    this.script = script;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url(Protocol protocol) {
    InetSocketAddress address = server.getAddress();
    return "http://%s:%d%s"
        .formatted(address.getAddress().getHostAddress(), address.getPort(), protocol.base());
  }

  synchronized List<Asked> log() {
    return List.copyOf(log);
  }

  synchronized int mostInFlight() {
    return mostInFlight;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      behave(exchange, script.apply(asked(exchange)));
    } finally {
      leave();
    }
  }

  private synchronized Asked asked(HttpExchange exchange) throws IOException {
    inFlight++;
    mostInFlight = Math.max(mostInFlight, inFlight);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Protocol protocol = Protocol.of(exchange.getRequestURI().getPath());
    String header = exchange.getRequestHeaders().getFirst(protocol.keyHeader());
    JsonNode json = body.isEmpty() ? MissingNode.getInstance() : JsonText.parse(body, "request");
    Asked asked = new Asked(time.now(), protocol, protocol.key(header), json);
    log.add(asked);
    return asked;
  }

  private synchronized void leave() {
    inFlight--;
  }

  private void behave(HttpExchange exchange, Behaviour behaviour) throws IOException {
    Protocol protocol = Protocol.of(exchange.getRequestURI().getPath());
    switch (behaviour) {
      case Behaviour.Says(var text, var usage) ->
          respond(exchange, 200, Map.of(), protocol.answer(text, usage));
      case Behaviour.Responds(var status, var headers, var body) ->
          respond(exchange, status, headers, body);
      case Behaviour.Hangs _ -> hanging.acquireUninterruptibly();
      case Behaviour.Closes _ -> {}
      case Behaviour.Breaks _ -> {
        exchange.sendResponseHeaders(200, 1_000);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
      }
    }
  }

  private static void respond(
      HttpExchange exchange, int status, Map<String, String> headers, String body)
      throws IOException {
    headers.forEach(exchange.getResponseHeaders()::set);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    hanging.release(1_000);
    server.stop(0);
    threads.close();
  }
}
