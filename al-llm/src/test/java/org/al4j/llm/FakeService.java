package org.al4j.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A service on this machine that answers as it is told, and remembers what it was asked. */
final class FakeService implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  /**
   * An answer.
   *
   * @param millis after which it comes
   */
  record Scripted(int status, String body, Map<String, String> headers, long millis) {
    static Scripted of(int status, String body) {
      return new Scripted(status, body, Map.of(), 0);
    }
  }

  final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
  final List<String> keys = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Scripted> script = new ConcurrentLinkedQueue<>();
  private final HttpServer server;
  private volatile Function<JsonNode, Scripted> otherwise = body -> Scripted.of(500, "{}");

  FakeService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work);
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/v1/chat/completions", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      bodies.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
      keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      Scripted next = script.poll();
      Scripted said = next == null ? otherwise.apply(bodies.get(bodies.size() - 1)) : next;
      Thread.sleep(said.millis());
      said.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      byte[] body = said.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(said.status(), body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  FakeService then(int status, String body) {
    script.add(Scripted.of(status, body));
    return this;
  }

  FakeService then(Scripted scripted) {
    script.add(scripted);
    return this;
  }

  /** What is answered when the script is at its end. */
  FakeService otherwise(Function<JsonNode, Scripted> answer) {
    otherwise = answer;
    return this;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  /** An exchange as services write it. */
  static String recorded(String name) {
    try (InputStream in = FakeService.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers with their usage. */
  static String completion(int promptTokens, int answerTokens, String... contents) {
    ObjectNode reply = JSON.createObjectNode().put("object", "chat.completion");
    ArrayNode choices = reply.putArray("choices");
    for (String content : contents) {
      choices.addObject().putObject("message").put("role", "assistant").put("content", content);
    }
    ObjectNode usage = reply.putObject("usage").put("prompt_tokens", promptTokens);
    usage.put("completion_tokens", answerTokens);
    return reply.put("model", "fake").toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
