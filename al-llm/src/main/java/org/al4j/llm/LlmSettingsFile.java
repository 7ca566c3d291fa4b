package org.al4j.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.JsonInput;
import org.al4j.core.people.ModelTrust;

/**
 * Settings in a JSON file: {@code {"url": "http://127.0.0.1:11434/v1", "model": "qwen2.5:7b"}}, and
 * what else there is.
 *
 * @param settings the language model
 * @param trust when it is believed
 */
public record LlmSettingsFile(LlmSettings settings, ModelTrust trust) {
  private static final long LONGEST = 1 << 20;
  private static final List<String> KEYS =
      List.of(
          "url",
          "model",
          "keyVariable",
          "keyFile",
          "timeoutSeconds",
          "answers",
          "temperature",
          "maxTokens",
          "limitName",
          "format",
          "tokens",
          "money",
          "promptPrice",
          "answerPrice",
          "entropy",
          "examples",
          "check",
          "least",
          "floor");

  /**
   * Reads a file.
   *
   * @throws InvalidInputException if there is none, it is no JSON object, has a key that nobody
   *     knows, or a value that cannot be
   */
  public static LlmSettingsFile read(Path file) {
    if (!(JsonInput.read(file, LONGEST) instanceof ObjectNode json)) {
      throw new InvalidInputException(file + ": not a JSON object");
    }
    json.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                throw new InvalidInputException(
                    file + ": nobody knows '" + key + "'; there are " + String.join(", ", KEYS));
              }
            });
    try {
      return new Reading(json).all();
    } catch (InvalidInputException | IllegalArgumentException e) {
      throw new InvalidInputException(file + ": " + e.getMessage(), e);
    }
  }

  private record Reading(ObjectNode json) {
    LlmSettingsFile all() {
      LlmSettings settings =
          new LlmSettings(
              endpoint(),
              sampling(),
              limits(),
              number("entropy", LlmSettings.DEFAULT_ENTROPY),
              (int) whole("examples", 0));
      ModelTrust usual = ModelTrust.DEFAULT;
      ModelTrust trust =
          new ModelTrust(
              number("check", usual.check()),
              (int) whole("least", usual.least()),
              number("floor", usual.floor()),
              usual.seed());
      return new LlmSettingsFile(settings, trust);
    }

    private LlmEndpoint endpoint() {
      Optional<String> variable = text("keyVariable");
      Optional<String> file = text("keyFile");
      if (variable.isPresent() && file.isPresent()) {
        throw new InvalidInputException("say keyVariable or keyFile, not both");
      }
      ApiKey key =
          variable
              .map(ApiKey::ofVariable)
              .or(() -> file.map(name -> ApiKey.ofFile(Path.of(name))))
              .orElse(ApiKey.none());
      return new LlmEndpoint(
          URI.create(required("url")),
          required("model"),
          key,
          Duration.ofSeconds(whole("timeoutSeconds", 120)));
    }

    private LlmSampling sampling() {
      LlmSampling usual = LlmSampling.DEFAULT;
      String format = text("format").orElse("none");
      for (ReplyFormat one : ReplyFormat.values()) {
        if (one.name().toLowerCase(Locale.ROOT).equals(format)) {
          return new LlmSampling(
              (int) whole("answers", usual.answers()),
              number("temperature", usual.temperature()),
              (int) whole("maxTokens", usual.maxTokens()),
              text("limitName").orElse(usual.limitName()),
              one);
        }
      }
      throw new InvalidInputException(
          "format must be none, json or schema, found '" + format + "'");
    }

    private LlmLimits limits() {
      return new LlmLimits(
          whole("tokens", LlmSettings.DEFAULT_TOKENS),
          decimal("money"),
          decimal("promptPrice").orElse(BigDecimal.ZERO),
          decimal("answerPrice").orElse(BigDecimal.ZERO));
    }

    private Optional<JsonNode> value(String key) {
      return Optional.ofNullable(json.get(key)).filter(node -> !node.isNull());
    }

    private Optional<String> text(String key) {
      return value(key)
          .map(
              node -> {
                if (!node.isTextual() || node.textValue().isBlank()) {
                  throw new InvalidInputException(key + " must be a text that is not empty");
                }
                return node.textValue();
              });
    }

    private String required(String key) {
      return text(key).orElseThrow(() -> new InvalidInputException(key + " must be there"));
    }

    private long whole(String key, long usual) {
      JsonNode node = value(key).orElse(null);
      if (node == null) {
        return usual;
      }
      boolean small = Math.abs(node.asDouble()) <= (key.equals("tokens") ? 1e15 : 1e9);
      if (!node.isIntegralNumber() || !small) {
        throw new InvalidInputException(key + " must be a whole number, found " + node);
      }
      return node.longValue();
    }

    private double number(String key, double usual) {
      return decimal(key).map(BigDecimal::doubleValue).orElse(usual);
    }

    private Optional<BigDecimal> decimal(String key) {
      return value(key)
          .map(
              node -> {
                if (!node.isNumber()) {
                  throw new InvalidInputException(key + " must be a number, found " + node);
                }
                return new BigDecimal(node.asText());
              });
    }
  }
}
