package org.al4j.bench.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Somebody who labels as the page does: some texts at hand, more whenever they get few, a label
 * after some time to think, and an open stream of events.
 */
final class LoadPerson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AHEAD = 5;
  private static final int FEW = 3;
  private static final int IDLE_MILLIS = 100;

  /** What is measured of all together. */
  record Measured(Latencies acknowledged, Latencies next) {
    Measured() {
      this(new Latencies(), new Latencies());
    }
  }

  private final HttpClient client;
  private final String address;
  private final String token;
  private final SplittableRandom random;
  private final Measured measured;
  private final Map<String, String> said = new LinkedHashMap<>(); // label by text, acknowledged
  private int keys;

  LoadPerson(HttpClient client, String link, SplittableRandom random, Measured measured) {
    this.client = client;
    this.address = link.substring(0, link.indexOf("/#"));
    this.token = link.substring(link.indexOf('=') + 1);
    this.random = random;
    this.measured = measured;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + "/api/v1/" + path))
        .header("Authorization", "Bearer " + token);
  }

  private JsonNode post(String path, JsonNode body, Latencies times) {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try {
      long from = System.nanoTime();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      times.add(from, System.nanoTime());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(path + " got " + answer.statusCode() + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Hears of what happens, as each open page does. */
  void listen() {
    var unused =
        client.sendAsync(
            request("events").header("Accept", "text/event-stream").GET().build(),
            HttpResponse.BodyHandlers.fromLineSubscriber(new Listener()));
  }

  /** The first text that there is for him. */
  String firstText() {
    while (true) {
      JsonNode texts = next();
      if (!texts.isEmpty()) {
        return texts.get(0).path("text").textValue();
      }
    }
  }

  private JsonNode next() {
    return post("next", JSON.createObjectNode().put("count", AHEAD), measured.next()).path("texts");
  }

  /**
   * Labels until a moment.
   *
   * @param end on {@link System#nanoTime}
   * @param thinks seconds on average before each label
   */
  void work(long end, double thinks) throws InterruptedException {
    Deque<JsonNode> hand = new ArrayDeque<>();
    while (System.nanoTime() < end) {
      if (hand.size() < FEW) {
        JsonNode texts = next();
        hand.clear();
        texts.forEach(
            text -> {
              if (!said.containsKey(text.path("id").textValue())) {
                hand.add(text);
              }
            });
      }
      JsonNode text = hand.poll();
      if (text == null) {
        Thread.sleep(IDLE_MILLIS);
        continue;
      }
      Thread.sleep((long) (1_000 * thinks * random.nextDouble(0.5, 1.5)));
      judge(text, thinks);
    }
  }

  private void judge(JsonNode text, double thinks) {
    String id = text.path("id").textValue();
    String label = MadeUpTexts.truth(text.path("text").textValue());
    ObjectNode body = JSON.createObjectNode().put("key", "k" + keys++).put("id", id);
    body.put("label", label).put("seconds", Math.max(0.01, thinks));
    JsonNode answer = post("judge", body, measured.acknowledged());
    if (!answer.path("status").asText().equals("recorded")) {
      throw new IllegalStateException("not recorded: " + answer);
    }
    said.put(id, label);
  }

  /** What was acknowledged: label by text. */
  Map<String, String> said() {
    return said;
  }
}
