package org.al4j.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.al4j.llm.ApiKey;
import org.al4j.llm.LlmEndpoint;
import org.al4j.llm.LlmSampling;
import org.al4j.llm.LlmSettings;

/** A service that says of a text what it is told, two answers at once. */
final class FakeLanguageModel implements AutoCloseable {
  final List<String> asked = new CopyOnWriteArrayList<>(); // the texts
  private final HttpServer server;
  private volatile Function<String, List<String>> says;

  /**
   * A service.
   *
   * @param says two answers to a text
   */
  FakeLanguageModel(Function<String, List<String>> says) {
    this.says = says;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/chat/completions", this::answer);
    server.start();
  }

  void says(Function<String, List<String>> other) {
    says = other;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode body = Person.JSON.readTree(exchange.getRequestBody().readAllBytes());
      JsonNode messages = body.path("messages");
      String last = messages.path(messages.size() - 1).path("content").textValue();
      String text = Person.JSON.readTree(last).path("text").textValue();
      asked.add(text);
      var reply = Person.object();
      var choices = reply.putArray("choices");
      for (String one : says.apply(text)) {
        choices.addObject().putObject("message").put("content", one);
      }
      reply.putObject("usage").put("prompt_tokens", 100).put("completion_tokens", 10);
      byte[] bytes = reply.toString().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  LlmSettings settings() {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    LlmEndpoint endpoint = new LlmEndpoint(url, "fake", ApiKey.none(), Duration.ofSeconds(20));
    return LlmSettings.of(endpoint).with(LlmSampling.DEFAULT.withAnswers(2));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
