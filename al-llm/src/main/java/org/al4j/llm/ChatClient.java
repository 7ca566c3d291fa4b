package org.al4j.llm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.al4j.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Asks a service, within its limits. What may succeed later is tried again: 429, 5xx, no answer in
 * time, an answer that is none. What will not is an error of one line.
 */
final class ChatClient {
  private static final int LONGEST_ANSWER = 8 << 20;
  private static final String ONE_CHOICE = "one completion choice"; // llama.cpp, to n above 1
  private static final Duration CONNECTING = Duration.ofSeconds(10);

  /** What the client has from outside. */
  record Surroundings(
      Map<String, String> environment,
      Backoff backoff,
      Backoff.Sleeper sleeper,
      RandomGenerator random,
      InstantSource clock) {}

  /**
   * A request.
   *
   * @param body as JSON
   * @param answers how many are asked for
   * @param promptTokens the most that its prompt can have
   */
  record Request(ObjectNode body, int answers, long promptTokens) {}

  /** A request that failed for now. */
  private record Failure(String reason, Optional<Duration> asked, @Nullable Throwable cause) {}

  private final LlmEndpoint endpoint;
  private final int maxTokens;
  private final SpendingLedger ledger;
  private final Surroundings around;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1) // some local servers stumble over an upgrade
          .followRedirects(HttpClient.Redirect.NEVER) // the key is for this service
          .connectTimeout(CONNECTING)
          .build();

  ChatClient(LlmSettings settings, SpendingLedger ledger, Surroundings around) {
    this.endpoint = settings.endpoint();
    this.maxTokens = settings.sampling().maxTokens();
    this.ledger = ledger;
    this.around = around;
  }

  /** That the service takes this request never: it is too long, for one, or has an n. */
  static final class RefusedRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedRequestException(String message) {
      super(message);
    }
  }

  /**
   * Asks until there is an answer.
   *
   * @param keep keeps the answer before it counts as paid, so that no kill makes it be paid twice
   * @throws SpendingLimitException if it could exceed a limit
   * @throws ServiceUnavailableException if the service does not answer
   * @throws RefusedRequestException if it never will answer this request
   * @throws InvalidInputException if it never will answer any: it refuses the key, for one
   */
  void ask(Request request, Consumer<ChatReply> keep) {
    for (int failed = 1; ; failed++) {
      Optional<Failure> failure = attempt(request, keep);
      if (failure.isEmpty()) {
        return;
      }
      String reason = endpoint.url() + ": " + failure.get().reason();
      Optional<Duration> asked = failure.get().asked();
      boolean tooLong = asked.filter(t -> t.compareTo(around.backoff().longest()) > 0).isPresent();
      if (failed > around.backoff().most() || tooLong) {
        throw new ServiceUnavailableException(reason, failure.get().cause());
      }
      pause(around.backoff().wait(failed, asked, around.random()), reason);
    }
  }

  private void pause(Duration time, String reason) {
    try {
      around.sleeper().sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceUnavailableException(reason, e);
    }
  }

  private Optional<Failure> attempt(Request request, Consumer<ChatReply> keep) {
    HttpRequest.Builder http = request(request);
    long most = (long) request.answers() * maxTokens;
    long number = ledger.reserve(request.promptTokens(), most);
    HttpResponse<byte[]> response;
    try {
      response = send(http.build());
    } catch (ConnectException e) {
      ledger.settle(number, 0, 0); // nobody was there to be paid
      return Optional.of(new Failure("nobody answers there", Optional.empty(), e));
    } catch (IOException | TimeoutException e) { // it may have been worked on
      String what = e instanceof TimeoutException ? "no answer in time" : "the connection broke";
      return Optional.of(new Failure(what, Optional.empty(), e));
    }
    if (response.statusCode() != 200) {
      ledger.settle(number, 0, 0);
      return Optional.of(refused(response));
    }
    Optional<ChatReply> reply = ChatReply.read(response.body());
    if (reply.isEmpty()) {
      return Optional.of(new Failure("an answer that is none", Optional.empty(), null));
    }
    keep.accept(reply.get());
    if (reply.get().promptTokens() >= 0 && reply.get().answerTokens() >= 0) {
      ledger.settle(number, reply.get().promptTokens(), reply.get().answerTokens());
    }
    return Optional.empty();
  }

  private HttpRequest.Builder request(Request request) {
    byte[] body = request.body().toString().getBytes(StandardCharsets.UTF_8);
    HttpRequest.Builder http =
        HttpRequest.newBuilder(endpoint.chat())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    endpoint
        .key()
        .read(around.environment())
        .ifPresent(key -> http.header("Authorization", "Bearer " + key));
    return http;
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException, TimeoutException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, info -> new LimitedBody(LONGEST_ANSWER));
    try {
      return answer.get(endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ConnectException nobody) {
        throw nobody;
      }
      throw new IOException(e.getCause());
    }
  }

  /** A failure for now; thrown where it is one for good. */
  private Failure refused(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    String refuses = endpoint.url() + ": refuses the request (" + status + ")" + said(response);
    boolean many = status == 500 && said(response).contains(ONE_CHOICE);
    if (status == 400 || status == 413 || status == 422 || many) {
      throw new RefusedRequestException(refuses);
    }
    if (status == 429 && ChatReply.isUnpaid(response.body())) {
      throw new InvalidInputException(refuses);
    }
    if (status == 429 || status >= 500 || status == 408) {
      Optional<Duration> asked =
          response
              .headers()
              .firstValue("Retry-After")
              .flatMap(value -> Backoff.parse(value, around.clock().instant()));
      return new Failure("status " + status + said(response), asked, null);
    }
    if (status == 401 || status == 403) { // what it says may have a piece of the key
      throw new InvalidInputException(
          endpoint.url() + ": refuses who asks (" + status + "); the key is " + endpoint.key());
    }
    String hint =
        status == 404 ? "; is the model's name right, and the address, mostly with /v1?" : "";
    throw new InvalidInputException(refuses + hint);
  }

  private String said(HttpResponse<byte[]> response) {
    String reason = ChatReply.reason(response.body());
    String key = endpoint.key().read(around.environment()).orElse("");
    String safe = key.isEmpty() ? reason : reason.replace(key, "[key]");
    return safe.isEmpty() ? "" : ": " + safe;
  }
}
