package org.al4j.llm;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.al4j.core.InvalidInputException;

/**
 * A service that answers.
 *
 * @param url to which {@code /chat/completions} is added, usually with {@code /v1} at its end, such
 *     as {@code http://127.0.0.1:11434/v1}
 * @param model by the service's name
 * @param timeout of a request, until its answer is there as a whole
 */
public record LlmEndpoint(URI url, String model, ApiKey key, Duration timeout) {
  private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

  /**
   * Refuses what is no address, and a key that would go over the network readable for others.
   *
   * @throws InvalidInputException if so
   */
  public LlmEndpoint {
    Objects.requireNonNull(key, "key");
    boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    if (!web || url.getHost() == null || url.getRawUserInfo() != null || url.getQuery() != null) {
      throw InvalidInputException.ofSettings(
          "{url} must be like https://api.example.com/v1 or http://127.0.0.1:8080/v1, without a"
              + " name or a key in it");
    }
    if (!key.isNone() && "http".equals(url.getScheme()) && !isHere(url)) {
      throw InvalidInputException.ofSettings(
          "{url} must be https where a key is sent, found http to %s", url.getHost());
    }
    if (model.isBlank()) {
      throw InvalidInputException.ofSettings("{model} must name a model, found ''");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw InvalidInputException.ofSettings("{timeout} must be above 0, found %s", timeout);
    }
  }

  private static boolean isHere(URI url) {
    return HERE.contains(url.getHost());
  }

  /**
   * Looks whether the key is where it should be.
   *
   * @throws InvalidInputException if it is not
   */
  public void requireKey() {
    key.read(System.getenv());
  }

  /** Whether texts stay on this machine as far as the address says. */
  public boolean isLocal() {
    return isHere(url);
  }

  /** The address that is asked. */
  URI chat() {
    String base = url.toString();
    int end = base.length();
    while (base.charAt(end - 1) == '/') {
      end--;
    }
    return URI.create(base.substring(0, end) + "/chat/completions");
  }
}
